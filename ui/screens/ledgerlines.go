package screens

import (
	"strconv"

	"facedesk/ui/session"
)

func columnsOf(dated bool) *shares {
	if dated {
		return &datedColumns
	}
	return &ledgerColumns
}

// ledgerHead is the head of ledgerRow.
func (e *env) ledgerHead(dated bool) tableContent {
	return tableContent{head: true, shares: columnsOf(dated), cells: [6]string{
		e.t("records.at"), e.t("records.person"), e.t("records.service"), e.t("records.result"), e.t("records.decision"), e.t("sheet.clerk")}}
}

// ledgerRow is a row of the clerk's list, with the clerk, and with the day where the
// list is of any.
func (e *env) ledgerRow(k session.Record, dated bool) tableContent {
	chosen := k.Chosen
	k.Chosen = false
	out := e.recordRow(k)
	out.cells[0] = k.At.Format("15:04:05")
	if dated {
		out.cells[0] = k.At.Format("2006-01-02 15:04")
	}
	out.cells[5], out.chosen, out.shares = k.Clerk, chosen, columnsOf(dated)
	return out
}

func (l ledger) entryLines(entry []session.Detail) (lines []tableContent) {
	for i, d := range entry {
		value := d.Value + l.say(d.Said)
		if d.Word != "" {
			value = l.t(d.Word)
		}
		lines = append(lines, tableContent{shares: &entryColumns, cells: [6]string{l.t(d.Label), value}, chosen: d.Head && i > 0})
	}
	return lines
}

func (l ledger) exportLines(k session.LedgerView) []tableContent {
	format := l.t("ledger.json")
	if k.CSV {
		format = l.t("ledger.csv")
	}
	line := func(label, value string) tableContent {
		return tableContent{shares: &entryColumns, cells: [6]string{label, value}}
	}
	return []tableContent{line(l.t("ledger.from"), k.From), line(l.t("ledger.to"), k.To), line(l.t("ledger.format"), format)}
}

func (l ledger) totalsHead() tableContent {
	return tableContent{head: true, shares: &totalColumns, cells: [6]string{
		"", l.t("totals.calls"), l.t("totals.charged"), l.t("totals.yuan"), l.t("totals.unknown"), l.t("totals.unknown_yuan")}}
}

func (l ledger) totalLines(all []session.LedgerTotals) (lines []tableContent) {
	for _, part := range all {
		lines = append(lines, tableContent{head: true, shares: &totalColumns, cells: [6]string{l.t(part.Heading)}})
		if len(part.Counts) > 0 {
			lines = append(lines, l.countsHead())
		}
		for _, c := range part.Counts {
			lines = append(lines, l.countsLine(c))
		}
		for _, r := range part.Rows {
			name := l.say(r.Name)
			if r.Word != "" {
				name = l.t(r.Word)
			}
			lines = append(lines, tableContent{shares: &totalColumns, chosen: r.Sum, cells: [6]string{
				name, strconv.Itoa(r.Calls), strconv.Itoa(r.Charged), yuan(r.Fen), strconv.Itoa(r.Unknown), yuan(r.UnknownFen)}})
		}
	}
	return lines
}

func yuan(fen int64) string { return strconv.FormatFloat(float64(fen)/100, 'f', 2, 64) }
