package records

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"facedesk/identity"
)

// What bounds a bill.
const (
	maxBillRows    = 200_000
	maxBillLine    = 64 << 10 // bytes
	maxBillCell    = 4000     // bytes
	maxBillColumns = 500
	maxBillTitle   = 30 // lines above the names of the columns
)

// table is a bill whose columns were found. Its rows are read one by one: few of a
// bill's cells are of use.
type table struct {
	text      []byte
	separator rune
	skipped   int      // lines of the file above the text
	head      []string // the names of the columns
	begin     int      // rows up to and with the one that names the columns
	order     int      // the column of order numbers
}

type tableRow struct {
	line  int // of the file, from 1
	cells []string
}

// findTable finds the separator by which a bill's first rows have the columns.
func findTable(data []byte, order string) (table, error) {
	text, err := decodeBill(data)
	if err != nil {
		return table{}, err
	}
	separators, skipped := "\t;,|", 0
	if named, rest, ok := namedSeparator(text); ok {
		separators, text, skipped = named, rest, 1
	}
	if err := shortLines(text, skipped); err != nil {
		return table{}, err
	}
	var best table
	found := noColumn()
	for _, separator := range separators {
		t := table{text: text, separator: separator, skipped: skipped}
		rows, err := t.first(maxBillTitle)
		if len(rows) == 0 {
			found = err
			continue
		}
		headErr := t.findHead(rows, order)
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

// findHead finds the row that names the columns: the first with a column of order
// numbers and another one, else with such a column alone, else with as many columns
// as a number asks for. Several columns of order numbers without a name are an
// error.
func (t *table) findHead(rows []tableRow, order string) error {
	for _, fits := range []func(cells []string) bool{
		func(cells []string) bool { return named(cells, order) && filledCells(cells) > 1 },
		func(cells []string) bool { return named(cells, order) },
		func(cells []string) bool { return len(orderColumns(cells, order)) > 0 && filledCells(cells) > 1 },
	} {
		at := slices.IndexFunc(rows[:min(len(rows), maxBillTitle)], func(r tableRow) bool { return fits(r.cells) })
		if at < 0 {
			continue
		}
		t.head, t.begin = rows[at].cells, at+1
		columns := orderColumns(t.head, order)
		if len(columns) == 0 {
			t.head = nil
			break
		}
		if t.order = columns[0]; len(columns) > 1 {
			return severalColumns(t.head, columns)
		}
		return nil
	}
	return noColumn()
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
