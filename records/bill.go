package records

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

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
		if text := strings.TrimLeft(cell(row, money), "¥￥"); money >= 0 && text != "" {
			yuan, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", ""), 64)
			if err != nil || math.Abs(yuan) > 1e9 {
				return nil, badBill(line.Row)
			}
			line.Fen, line.Priced = int64(math.Round(yuan*100)), true
		}
		out = append(out, line)
	}
	return out, nil
}

func badBill(row int) error {
	return identity.Bad("", identity.Say(fmt.Sprintf("账单第 %d 行无法读取。没有登记任何内容。", row), fmt.Sprintf("Line %d of the bill cannot be read. Nothing was noted.", row)).
		Do("请向供应商索取 CSV 格式的账单。", "Ask the vendor for the bill as CSV."))
}

// maxBillRows bounds a bill.
const maxBillRows = 1_000_000

func billRows(data []byte) ([][]string, error) {
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if !utf8.Valid(data) {
		decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
		if err != nil {
			return nil, badBill(1)
		}
		data = decoded
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
		case err != nil || len(rows) > maxBillRows:
			return nil, badBill(len(rows) + 1)
		}
		rows = append(rows, row)
	}
}

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
	text := strings.TrimSpace(row[i])
	if inner, ok := strings.CutPrefix(text, `="`); ok {
		text = strings.TrimSuffix(inner, `"`)
	}
	return strings.TrimSpace(strings.Trim(text, "'`"))
}

// Finding is one difference between a bill and the records.
type Finding string

// What can differ.
const (
	BilledUnknown    Finding = "billed_unknown"     // billed; nobody knew whether it would be
	BilledNotCharged Finding = "billed_no_charge"   // billed, though the service had said no
	BilledTwice      Finding = "billed_twice"       // the bill has the order more than once
	BilledOther      Finding = "billed_other"       // at another price than recorded
	BilledNotOurs    Finding = "billed_not_ours"    // no such call in the records
	NotBilled        Finding = "not_billed"         // recorded as charged, and not on the bill
	NotBilledUnknown Finding = "not_billed_unknown" // perhaps charged, and not on the bill
)

// Difference is one finding, with what it is about.
type Difference struct {
	Finding Finding
	Line    BillLine // zero where the bill has none
	Attempt Attempt  // zero where the records have none
}

// Reconcile compares a bill with the attempts of its service and time. It returns
// what differs, and how many lines agree.
func Reconcile(bill []BillLine, attempts []Attempt) (differ []Difference, agree int) {
	byOrder := map[string]int{}
	for i, a := range attempts {
		for _, key := range []string{a.ID, a.Vendor.Order} { // some services bill by our number
			if key != "" {
				byOrder[key] = i
			}
		}
	}
	seen := map[string]bool{}
	billed := make([]bool, len(attempts))
	for _, line := range bill {
		i, ours := byOrder[line.Order]
		d := Difference{Line: line}
		if ours {
			d.Attempt = attempts[i]
		}
		switch {
		case seen[line.Order] || ours && billed[i]:
			d.Finding = BilledTwice
		case !ours:
			d.Finding = BilledNotOurs
		default:
			d.Finding = judgeLine(line, attempts[i])
		}
		seen[line.Order] = true
		if ours {
			billed[i] = true
		}
		if d.Finding == "" {
			agree++
		} else {
			differ = append(differ, d)
		}
	}
	return append(differ, unbilled(attempts, billed)...), agree
}

func judgeLine(line BillLine, a Attempt) Finding {
	switch {
	case a.Bill() == identity.ChargedUnknown:
		return BilledUnknown
	case a.Bill() == identity.ChargedNo:
		return BilledNotCharged
	case line.Priced && line.Fen != a.PriceFen:
		return BilledOther
	}
	return ""
}

func unbilled(attempts []Attempt, billed []bool) (out []Difference) {
	for i, a := range attempts {
		switch {
		case billed[i] || a.State == StateOpen:
		case a.Bill() == identity.ChargedYes:
			out = append(out, Difference{Finding: NotBilled, Attempt: a})
		case a.Bill() == identity.ChargedUnknown:
			out = append(out, Difference{Finding: NotBilledUnknown, Attempt: a})
		}
	}
	slices.SortFunc(out, func(a, b Difference) int { return a.Attempt.Started.Compare(b.Attempt.Started) })
	return out
}
