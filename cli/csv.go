package cli

import (
	"encoding/csv"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mark begins a CSV file, so that spreadsheets read it as UTF-8 and show Chinese.
const mark = "\uFEFF"

// newCSV returns a writer of CSV for spreadsheets. Its cells have gone through
// harmless.
func newCSV(out io.Writer) *csv.Writer {
	_, _ = io.WriteString(out, mark) // the writer finds the fault again
	w := csv.NewWriter(out)
	w.UseCRLF = true
	return w
}

func (a *app) csv(rows [][]string) error {
	w := newCSV(a.out)
	for _, r := range rows {
		for i := range r {
			r[i] = harmless(r[i])
		}
		_ = w.Write(r) // the writer keeps the error
	}
	w.Flush()
	return w.Error()
}

// longestNumber is how many digits a spreadsheet keeps of a number.
const longestNumber = 15

// harmless keeps a spreadsheet from taking a text for a formula, whatever blank
// stands before its sign, and from rounding a long order number.
func harmless(text string) string {
	if text == "" {
		return text
	}
	digits := len(text) > longestNumber && strings.Trim(text, "0123456789") == ""
	inner := strings.TrimLeftFunc(text, unicode.IsSpace)
	formula := inner != "" && strings.ContainsRune("=+-@|%＝＋－＠", firstRune(inner))
	if digits || formula || inner != text && strings.ContainsAny(text[:1], "\t\r\n") {
		return "'" + text
	}
	return text
}

func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}
