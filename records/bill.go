package records

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/width"

	"facedesk/identity"
)

// BillLine is one charge of a service's bill.
type BillLine struct {
	Row    int    // of the file, from 1
	Order  string // the service's number of the call, or ours
	Fen    int64
	Priced bool // the bill says what the call costs
}

// ParseBill reads a bill in CSV, UTF-8 or GB 18030, with commas, semicolons or
// tabs. Its first line names the columns; order and amount are the names of those
// with the order number and the yuan, "" to be found by the usual names.
func ParseBill(data []byte, order, amount string) ([]BillLine, error) {
	rows, err := billRows(data)
	if err != nil {
		return nil, err
	}
	at := columnOf(rows[0], order, "订单号", "流水号", "请求流水号", "业务流水号", "order", "order_no", "orderno", "order_id", "orderid", "seqno", "request_id", "requestid", "serial")
	if at < 0 {
		return nil, identity.Bad("", identity.Say("账单里没有订单号这一列。没有登记任何内容。", "The bill has no column of order numbers. Nothing was noted.").
			Do("请用 --order 指定列名。", "Name the column with --order."))
	}
	money := columnOf(rows[0], amount, "金额", "费用", "金额（元）", "金额(元)", "单价", "amount", "fee", "price", "cost")
	if amount != "" && money < 0 {
		return nil, identity.Bad("", identity.Say("账单里没有这一列金额。没有登记任何内容。", "The bill has no such column of amounts. Nothing was noted.").
			Do("请核对 --amount。", "Check --amount."))
	}
	var out []BillLine
	for i, row := range rows[1:] {
		line := BillLine{Row: i + 2, Order: cell(row, at)}
		if line.Order == "" {
			continue // a sum, or an empty line
		}
		if text := cell(row, money); text != "" {
			var ok bool
			if line.Fen, ok = parseYuan(text); !ok {
				return nil, badBill(line.Row)
			}
			line.Priced = true
		}
		out = append(out, line)
	}
	return out, nil
}

func badBill(row int) error {
	return identity.Bad("", identity.Say(fmt.Sprintf("账单第 %d 行无法读取。没有登记任何内容。", row), fmt.Sprintf("Line %d of the bill cannot be read. Nothing was noted.", row)).
		Do("请向供应商索取 CSV 格式的账单。", "Ask the vendor for the bill as CSV."))
}

// yuanPattern is an amount: a sign, digits, thousands apart by commas or not, and
// decimals. A comma for the decimal point is nowhere in it: nobody could tell it.
var yuanPattern = regexp.MustCompile(`^([-+]?)[¥￥]?(\d{1,9}|\d{1,3}(?:,\d{3})+)(\.\d{1,4})?元?$`)

func parseYuan(text string) (fen int64, ok bool) {
	m := yuanPattern.FindStringSubmatch(width.Narrow.String(text))
	if m == nil {
		return 0, false
	}
	yuan, err := strconv.ParseFloat(m[1]+strings.ReplaceAll(m[2], ",", "")+m[3], 64)
	return int64(math.Round(yuan * 100)), err == nil && math.Abs(yuan) <= 1e9
}

// What bounds a bill.
const (
	maxBillRows = 200_000
	maxBillLine = 64 << 10 // bytes
)

func billRows(data []byte) ([][]string, error) {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if !utf8.Valid(data) {
		decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
		if err != nil {
			return nil, badBill(1)
		}
		data = decoded
	}
	for line := range bytes.Lines(data) {
		if len(line) > maxBillLine {
			return nil, badBill(1)
		}
	}
	first, _, _ := bytes.Cut(data, []byte("\n"))
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	for _, c := range "\t;," {
		if bytes.ContainsRune(first, c) {
			r.Comma = c
			break
		}
	}
	var rows [][]string
	for {
		row, err := r.Read()
		switch {
		case errors.Is(err, io.EOF) && len(rows) > 0:
			return rows, nil
		case err != nil || len(rows) > maxBillRows || slices.ContainsFunc(row, swallows):
			return nil, badBill(len(rows) + 1)
		}
		rows = append(rows, row)
	}
}

// swallows reports a field with a line break: a stray quotation mark takes the
// lines behind it for its text.
func swallows(field string) bool { return strings.ContainsAny(field, "\r\n") }

// columnOf returns the column of the given name, else of the first usual one; -1
// for none.
func columnOf(head []string, name string, usual ...string) int {
	if name != "" {
		usual = []string{name}
	}
	for _, want := range usual {
		for i, h := range head {
			if strings.EqualFold(strings.TrimSpace(h), want) {
				return i
			}
		}
	}
	return -1
}

// cell is a value without what spreadsheets put around numbers to keep them whole.
func cell(row []string, i int) string {
	if i < 0 || i >= len(row) {
		return ""
	}
	text := strings.TrimSpace(strings.Map(visible, row[i]))
	if inner, ok := strings.CutPrefix(text, `="`); ok {
		text = strings.TrimSuffix(inner, `"`)
	}
	return strings.TrimSpace(strings.Trim(text, "'`"))
}

// visible drops what would move the cursor of a terminal.
func visible(r rune) rune {
	if unicode.IsControl(r) || r == utf8.RuneError {
		return -1
	}
	return r
}
