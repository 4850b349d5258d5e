package records

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"facedesk/identity"
)

// What bounds a bill.
const (
	maxBillRows  = 200_000
	maxBillLine  = 64 << 10 // bytes
	maxBillTitle = 30       // lines above the names of the columns
)

// table is a bill as it was read.
type table struct {
	head  []string // the names of the columns
	rows  []tableRow
	order int // the column of order numbers
}

type tableRow struct {
	line  int // of the file, from 1
	cells []string
}

// readTable reads a bill with the separator by which its columns are found.
func readTable(data []byte, order string) (table, error) {
	text, err := decodeBill(data)
	if err != nil {
		return table{}, err
	}
	separators, skipped := "\t;,", 0
	if named, rest, ok := namedSeparator(text); ok {
		separators, text, skipped = named, rest, 1
	}
	var best table
	found := noColumn()
	for _, separator := range separators {
		rows, err := splitBill(text, separator, skipped)
		if len(rows) == 0 {
			found = err
			continue
		}
		t, headErr := findHead(rows, order)
		switch {
		case len(t.head) <= len(best.head): // another separator explains more, or none does
		case err != nil: // the columns are here, and a line below cannot be read
			best, found = t, err
		default:
			best, found = t, headErr
		}
	}
	return best, found
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

// splitBill returns the rows up to the first that cannot be read.
func splitBill(text []byte, separator rune, skipped int) ([]tableRow, error) {
	for line := range bytes.Lines(text) {
		if len(line) > maxBillLine {
			return nil, badBill(1)
		}
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord, r.LazyQuotes, r.Comma = -1, true, separator
	var rows []tableRow
	for {
		cells, err := r.Read()
		switch {
		case errors.Is(err, io.EOF) && len(rows) > 0:
			return rows, nil
		case err != nil || len(rows) > maxBillRows || slices.ContainsFunc(cells, swallows):
			return rows, badBill(len(rows) + 1 + skipped)
		}
		line, _ := r.FieldPos(0)
		rows = append(rows, tableRow{line + skipped, cells})
	}
}

// swallows reports a field with a line break: a stray quotation mark takes the
// lines behind it for its text.
func swallows(field string) bool { return strings.ContainsAny(field, "\r\n") }

// findHead finds the row that names the columns: the first with a column of order
// numbers and another one, else with such a column alone, else with as many columns
// as a number asks for. Several columns of order numbers without a name are an
// error.
func findHead(rows []tableRow, order string) (table, error) {
	for _, fits := range []func(cells []string) bool{
		func(cells []string) bool { return named(cells, order) && filledCells(cells) > 1 },
		func(cells []string) bool { return named(cells, order) },
		func(cells []string) bool { return len(orderColumns(cells, order)) > 0 && filledCells(cells) > 1 },
	} {
		at := slices.IndexFunc(rows[:min(len(rows), maxBillTitle)], func(r tableRow) bool { return fits(r.cells) })
		if at < 0 {
			continue
		}
		t := table{head: rows[at].cells, rows: rows[at+1:]}
		columns := orderColumns(t.head, order)
		if len(columns) == 0 {
			break
		}
		if t.order = columns[0]; len(columns) > 1 {
			return t, severalColumns(t.head, columns)
		}
		return t, nil
	}
	return table{}, noColumn()
}

// named reports whether a row has the name of the column, or one like those of
// order numbers where the column is not given by its name.
func named(cells []string, order string) bool {
	_, err := strconv.Atoi(order)
	return slices.ContainsFunc(cells, func(c string) bool {
		name := cell([]string{c}, 0)
		return strings.EqualFold(name, order) && order != "" || (order == "" || err == nil) && namesOrders(name)
	})
}

func filledCells(cells []string) (n int) {
	for i := range cells {
		if cell(cells, i) != "" {
			n++
		}
	}
	return n
}

// orderColumns returns the columns that a name or number (from 1) means, else those
// that are named like order numbers.
func orderColumns(head []string, order string) (out []int) {
	for i := range head {
		name := cell(head, i)
		if order == "" && namesOrders(name) || order != "" && strings.EqualFold(name, order) {
			out = append(out, i)
		}
	}
	if n, err := strconv.Atoi(order); err == nil && len(out) == 0 && n >= 1 && n <= len(head) {
		return []int{n - 1}
	}
	return out
}

// namesOrders reports whether a column is named like one of order numbers.
func namesOrders(name string) bool {
	if strings.ContainsAny(name, "\t;,") {
		return false // several columns, read with another separator
	}
	for _, part := range []string{"订单号", "订单编号", "流水号", "交易号", "请求号"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	plain := strings.NewReplacer(" ", "", "_", "", "-", "", ".", "").Replace(strings.ToLower(name))
	return slices.Contains([]string{"order", "orderno", "orderid", "ordernumber", "seqno", "requestid", "requestno", "serial", "serialno", "serialnumber",
		"transactionid", "tradeno", "outtradeno", "outorderno"}, plain)
}

// columnOf returns the column of a name or number (from 1), else of the first usual
// name; -1 for none.
func columnOf(head []string, name string, usual ...string) int {
	if name != "" {
		usual = []string{name}
	}
	for _, want := range usual {
		for i := range head {
			if strings.EqualFold(cell(head, i), want) {
				return i
			}
		}
	}
	if n, err := strconv.Atoi(name); err == nil && n >= 1 && n <= len(head) {
		return n - 1
	}
	return -1
}

func noColumn() error {
	return identity.Bad("", identity.Say("账单里没有订单号这一列。没有登记任何内容。", "The bill has no column of order numbers. Nothing was noted.").
		Do("请用 --column 指定列名。", "Name the column with --column."))
}

func severalColumns(head []string, columns []int) error {
	var zh, en []string
	for _, i := range columns {
		zh = append(zh, fmt.Sprintf("%s（第 %d 列）", cell(head, i), i+1))
		en = append(en, fmt.Sprintf("%s (column %d)", cell(head, i), i+1))
	}
	return identity.Bad("", identity.Say("账单里有几列像是订单号："+strings.Join(zh, "、")+"。没有登记任何内容。",
		"Several columns of the bill look like order numbers: "+strings.Join(en, ", ")+". Nothing was noted.").
		Do("请用 --column 指定列名或第几列。", "Choose one with --column, by its name or its number."))
}
