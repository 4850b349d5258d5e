package records

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

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

// ParseBill reads a bill in CSV, as UTF-8, UTF-16 or GB 18030, with commas,
// semicolons or tabs. Lines above the one that names the columns are titles. order
// and amount are the names or numbers (from 1) of the columns with the order number
// and the yuan, "" to be found by the usual names. Order numbers that a spreadsheet
// has rounded are refused, and so are several columns of order numbers if order
// names none.
func ParseBill(data []byte, order, amount string) ([]BillLine, error) {
	t, err := findTable(data, order)
	if err != nil {
		return nil, err
	}
	money := columnOf(t.head, amount, "金额", "费用", "金额（元）", "金额(元)", "单价", "amount", "fee", "price", "cost")
	if amount != "" && money < 0 {
		return nil, identity.Bad("", identity.Say("账单里没有这一列金额。没有登记任何内容。", "The bill has no such column of amounts. Nothing was noted.").
			Do("请核对 --amount。", "Check --amount."))
	}
	var out []BillLine
	err = t.each(func(row tableRow) error {
		line, err := billLine(row, t.order, money)
		if err == nil && line.Order != "" { // else a sum, or an empty line
			out = append(out, line)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if row := rounded(out); row > 0 {
		return nil, lostDigits(row)
	}
	return out, nil
}

func billLine(row tableRow, order, money int) (BillLine, error) {
	line := BillLine{Row: row.line, Order: strings.Clone(cell(row.cells, order))} // the row's own text is not kept
	if line.Order == "" {
		return line, nil
	}
	if scientific.MatchString(line.Order) {
		return line, lostDigits(line.Row)
	}
	if text := cell(row.cells, money); text != "" {
		var ok bool
		if line.Fen, ok = parseYuan(text); !ok {
			return line, badBill(line.Row)
		}
		line.Priced = true
	}
	return line, nil
}

// scientific is how spreadsheets write a long number: 1.23457E+18.
var scientific = regexp.MustCompile(`^[-+]?\d+([.,]\d+)?[eE][-+]\d+$`)

// rounded returns the first line whose number a spreadsheet has rounded, or 0. It
// keeps 15 digits, so that all longer numbers end in zeros; a single one may do so
// by itself.
func rounded(lines []BillLine) (row int) {
	const kept = 15
	n := 0
	for _, l := range lines {
		switch {
		case len(l.Order) <= kept || strings.Trim(l.Order, "0123456789") != "":
			continue
		case strings.Trim(l.Order[kept:], "0") != "":
			return 0
		case row == 0:
			row = l.Row
		}
		n++
	}
	if n < 2 {
		return 0
	}
	return row
}

func lostDigits(row int) error {
	return identity.Bad("", identity.Say(fmt.Sprintf("账单第 %d 行的订单号已被表格软件改写，末尾几位丢失。没有登记任何内容。", row),
		fmt.Sprintf("A spreadsheet has rounded the order number in line %d of the bill, so its last digits are lost. Nothing was noted.", row)).
		Do("请用供应商的原文件，或在表格软件中先把这一列设为文本再导入、另存。", "Use the vendor's own file, or import it into the spreadsheet with this column as text and save it again."))
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

// cell is a value without what spreadsheets put around numbers to keep them whole.
func cell(row []string, i int) string {
	if i < 0 || i >= len(row) {
		return ""
	}
	text := strings.TrimSpace(strings.Map(visible, row[i]))
	if inner, ok := strings.CutPrefix(text, `="`); ok {
		text = strings.TrimSuffix(inner, `"`)
	}
	return strings.TrimSpace(strings.Trim(text, "'`‘’"))
}

// visible drops what would move the cursor of a terminal, turn its writing round or
// not be seen.
func visible(r rune) rune {
	if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) || r == utf8.RuneError {
		return -1
	}
	return r
}
