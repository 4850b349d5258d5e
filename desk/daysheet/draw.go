package daysheet

import (
	"cmp"
	"fmt"
	"strconv"

	"facedesk/identity"
	"facedesk/records"
	"facedesk/ui/session"
	"facedesk/ui/text"
)

// PDF draws the sheet in a language.
func (s Sheet) PDF(language identity.Language) ([]byte, error) {
	t := text.New(language)
	return twice(func(pages int) (*page, error) { return s.draw(t, pages) })
}

func (s Sheet) draw(t *text.Catalogue, pages int) (*page, error) {
	p, err := newPage(t, s.Made, t.T("sheet.foot", "made", s.Made.In(identity.China()).Format("2006-01-02 15:04"), "by", s.By), pages)
	if err != nil {
		return nil, err
	}
	p.SetTitle(s.Title(), true)
	p.line(18, 10, t.T("sheet.title", "day", s.Day))
	p.line(11, 6, t.T("sheet.desk", "company", s.Company, "desk", cmp.Or(s.Desk, "-")))
	p.line(body, 5, t.T("sheet.masked"))
	s.totals(p)
	s.consents(p)
	s.lines(p)
	return p, p.Error()
}

// totals draws calls, charges and sums by service, outcome and clerk.
func (s Sheet) totals(p *page) {
	service := func(t records.Tally) string { return s.service(p.t, t.Provider) }
	outcome := func(t records.Tally) string { return p.t.T(Word(t.Result)) }
	clerk := func(t records.Tally) string { return cmp.Or(t.Clerk, "-") }
	for _, part := range []struct {
		heading session.TextKey
		all     []records.Tally
		name    func(records.Tally) string
	}{{"sheet.by_service", s.Services, service}, {"sheet.by_outcome", s.Outcomes, outcome}, {"sheet.by_clerk", s.Clerks, clerk}} {
		p.table(p.t.T(part.heading), s.shares(), s.head(p.t), s.rows(p.t, part.all, part.name))
	}
}

// Word is the text of what became of a call.
func Word(result string) session.TextKey {
	if result == string(records.StateOpen) {
		return "records.open"
	}
	return session.TextKey("result." + result)
}

func (s Sheet) service(t *text.Catalogue, code string) string {
	if code == "" {
		return "-"
	}
	return t.Say(s.Name(code))
}

func (s Sheet) shares() []float64 {
	if s.Yuan {
		return []float64{.34, .11, .11, .15, .11, .18}
	}
	return []float64{.55, .15, .15, .15}
}

func (s Sheet) head(t *text.Catalogue) []string {
	if s.Yuan {
		return []string{"", t.T("totals.calls"), t.T("totals.charged"), t.T("totals.yuan"), t.T("totals.unknown"), t.T("totals.unknown_yuan")}
	}
	return []string{"", t.T("totals.calls"), t.T("totals.charged"), t.T("totals.unknown")}
}

func (s Sheet) rows(t *text.Catalogue, all []records.Tally, name func(records.Tally) string) [][]string {
	var out [][]string
	sum := records.Tally{}
	for _, one := range all {
		sum.Add(one)
		out = append(out, s.row(name(one), one))
	}
	if len(all) > 1 {
		out = append(out, s.row(t.T("totals.sum"), sum))
	}
	return out
}

func (s Sheet) row(name string, t records.Tally) []string {
	out := []string{name, strconv.Itoa(t.Calls), strconv.Itoa(t.Charged), strconv.Itoa(t.Unknown)}
	if s.Yuan {
		out = []string{name, out[1], out[2], yuan(t.Fen), out[3], yuan(t.UnknownFen)}
	}
	return out
}

func yuan(fen int64) string { return fmt.Sprintf("%.2f", float64(fen)/100) }

// consents draws how often guests agreed, declined and withdrew, without a name.
func (s Sheet) consents(p *page) {
	var rows [][]string
	for _, a := range s.Consents {
		rows = append(rows, []string{p.t.T(session.TextKey("event." + a.Event)), s.service(p.t, a.Provider), a.Notice, strconv.Itoa(a.Times)})
	}
	p.table(p.t.T("sheet.consents"), []float64{.3, .34, .2, .16},
		[]string{"", p.t.T("records.service"), p.t.T("sheet.notice"), p.t.T("sheet.times")}, rows)
}

// lines draws the decisions and the open calls.
func (s Sheet) lines(p *page) {
	var decided, open [][]string
	for _, l := range s.Decisions {
		decision, reference := p.t.T(session.TextKey("decision."+l.Decision)), l.Reference
		if l.Reason != "" {
			decision, reference = p.t.T("sheet.corrected", "decision", decision), l.Reason
		}
		decided = append(decided, []string{l.At.In(identity.China()).Format("15:04"), l.Name, l.Number, decision, reference, l.Clerk})
	}
	for _, l := range s.Open {
		open = append(open, []string{l.At.In(identity.China()).Format("2006-01-02 15:04"), l.Name, l.Number, s.service(p.t, l.Service), l.Order, l.Clerk})
	}
	p.table(p.t.T("sheet.decisions"), []float64{.09, .15, .23, .23, .16, .14}, []string{p.t.T("records.at"), p.t.T("sheet.name"),
		p.t.T("sheet.number"), p.t.T("records.decision"), p.t.T("sheet.reference"), p.t.T("sheet.clerk")}, decided)
	p.table(p.t.T("sheet.open"), []float64{.16, .13, .22, .2, .17, .12}, []string{p.t.T("records.at"), p.t.T("sheet.name"),
		p.t.T("sheet.number"), p.t.T("records.service"), p.t.T("sheet.order"), p.t.T("sheet.clerk")}, open)
}
