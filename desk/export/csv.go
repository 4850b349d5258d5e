package export

import (
	"encoding/csv"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Mark is the byte order mark. With it at the start of a file, spreadsheets
// read the file as UTF-8 and show Chinese.
const Mark = "\uFEFF"

// NewCSV writes the byte order mark and returns a CSV writer for spreadsheets.
// The caller passes each cell through Harmless first.
func NewCSV(out io.Writer) *csv.Writer {
	_, _ = io.WriteString(out, Mark) // w reports the same error later
	w := csv.NewWriter(out)
	w.UseCRLF = true
	return w
}

// longestNumber is how many digits of a number a spreadsheet keeps.
const longestNumber = 15

// Harmless puts an apostrophe before some texts. A spreadsheet then does not
// run them as formulas and does not round long order numbers. It also finds
// formulas that begin with blanks.
func Harmless(text string) string {
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
