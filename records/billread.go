package records

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// shortLines returns an error for the first line that is too long for a bill.
func shortLines(text []byte, skipped int) error {
	n := skipped
	for line := range bytes.Lines(text) {
		if n++; len(line) > maxBillLine {
			return badBill(n)
		}
	}
	return nil
}

// namedSeparator reads the line by which spreadsheets are told of the separator.
func namedSeparator(text []byte) (separator string, rest []byte, ok bool) {
	first, rest, _ := bytes.Cut(text, []byte("\n"))
	name, ok := strings.CutPrefix(strings.ToLower(strings.Trim(strings.TrimRight(string(first), "\r"), `"`)), "sep=")
	if !ok || utf8.RuneCountInString(name) != 1 || strings.ContainsAny(name, "\"\uFFFD") {
		return "", nil, false
	}
	return name, rest, true
}

// decodeBill returns a bill as UTF-8. A mark at its begin tells UTF-16.
func decodeBill(data []byte) ([]byte, error) {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	var from encoding.Encoding
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		from = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case !utf8.Valid(data):
		from = simplifiedchinese.GB18030
	default:
		return data, nil
	}
	text, err := from.NewDecoder().Bytes(data)
	if err != nil {
		return nil, badBill(1)
	}
	return text, nil
}

// first returns so many rows, or those up to the first that cannot be read.
func (t table) first(limit int) (rows []tableRow, err error) {
	err = t.read(func(row tableRow) error {
		if row.cells = slices.Clone(row.cells); len(rows) == limit {
			return io.EOF
		}
		rows = append(rows, row)
		return nil
	})
	if errors.Is(err, io.EOF) {
		err = nil
	}
	if err == nil && len(rows) == 0 {
		err = badBill(1 + t.skipped)
	}
	return rows, err
}

// each calls use for the rows below the names of the columns.
func (t table) each(use func(tableRow) error) error {
	n := 0
	return t.read(func(row tableRow) error {
		if n++; n <= t.begin {
			return nil
		}
		return use(row)
	})
}

// read calls use for each row, until it returns an error. The cells are good until
// then.
func (t table) read(use func(tableRow) error) error {
	r := csv.NewReader(bytes.NewReader(t.text))
	r.FieldsPerRecord, r.LazyQuotes, r.Comma, r.ReuseRecord = -1, true, t.separator, true
	for n := 1; ; n++ {
		cells, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil || n > maxBillRows || len(cells) > maxBillColumns || slices.ContainsFunc(cells, swallows):
			return badBill(n + t.skipped)
		}
		line, _ := r.FieldPos(0)
		if err := use(tableRow{line + t.skipped, cells}); err != nil {
			return err
		}
	}
}

// swallows reports a field with a line break: a stray quotation mark takes the
// lines behind it for its text. No cell of a bill is as long as that either.
func swallows(field string) bool {
	return len(field) > maxBillCell || strings.ContainsAny(field, "\r\n")
}
