package daysheet

import (
	"cmp"
	"strconv"
	"time"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/text"
)

// HandOver is the paper with which a clerk hands a shift over. Both sign it.
type HandOver struct {
	Company, Desk string
	From, To      string // code and name; To is "" where it is written by hand
	Since, Made   time.Time
	By            string // who prints
	Demo          bool   // it proves nothing
	Count         session.ShiftCount
	Open          []Point
	Party         string // guests of a booking who are still to come, "" for none
	Name          func(service string) identity.Text
}

// Point is a call that is still open, masked.
type Point struct {
	Line
	Why session.TextKey
}

// Rows is how many rows of the records the sheet speaks of.
func (h HandOver) Rows() int { return h.Count.Calls + len(h.Open) }

// Title names the sheet among the jobs of a printer.
func (h HandOver) Title() string {
	return "Facedesk " + h.Made.In(identity.China()).Format("2006-01-02 15:04")
}

// PDF draws the sheet in a language.
func (h HandOver) PDF(language identity.Language) ([]byte, error) {
	t := text.New(language)
	return twice(func(pages int) (*page, error) { return h.draw(t, pages) })
}

func (h HandOver) draw(t *text.Catalogue, pages int) (*page, error) {
	moment := func(at time.Time) string { return at.In(identity.China()).Format("2006-01-02 15:04") }
	p, err := newPage(t, h.Made, t.T("sheet.foot", "made", moment(h.Made), "by", h.By), pages)
	if err != nil {
		return nil, err
	}
	p.SetTitle(h.Title(), true)
	p.line(18, 10, t.T("shift.sheet"))
	p.line(11, 6, t.T("sheet.desk", "company", h.Company, "desk", cmp.Or(h.Desk, "-")))
	p.line(11, 6, t.T("shift.time", "from", moment(h.Since), "to", moment(h.Made)))
	if h.Demo {
		p.line(11, 6, t.T("shift.demo"))
	}
	p.line(body, 5, t.T("shift.masked"))
	h.counts(p)
	h.points(p)
	h.signatures(p)
	return p, p.Error()
}

func (h HandOver) counts(p *page) {
	c := h.Count
	p.table(p.t.T("shift.done"), []float64{.25, .25, .25, .25}, []string{p.t.T("shift.calls"), p.t.T("shift.passed"), p.t.T("shift.by_hand"), p.t.T("shift.open")},
		[][]string{{strconv.Itoa(c.Calls), strconv.Itoa(c.Passed), strconv.Itoa(c.ByHand), strconv.Itoa(c.Open)}})
}

// points draws what whoever takes over has to see to.
func (h HandOver) points(p *page) {
	var rows [][]string
	for _, o := range h.Open {
		service := ""
		if o.Service != "" {
			service = p.t.Say(h.Name(o.Service))
		}
		rows = append(rows, []string{o.At.In(identity.China()).Format("01-02 15:04"), o.Name, o.Number, service, p.t.T(o.Why), o.Clerk})
	}
	p.table(p.t.T("shift.points"), []float64{.13, .13, .24, .22, .16, .12}, []string{p.t.T("records.at"), p.t.T("sheet.name"),
		p.t.T("sheet.number"), p.t.T("records.service"), p.t.T("shift.why"), p.t.T("sheet.clerk")}, rows)
	if h.Party != "" {
		p.Ln(3)
		p.line(11, 6, p.t.T("shift.party", "party", h.Party))
	}
}

// signatures draws the two lines on which the clerks sign, together on one page.
func (h HandOver) signatures(p *page) {
	p.room(60)
	p.Ln(12)
	for _, who := range []struct {
		text session.TextKey
		name string
	}{{"shift.from", h.From}, {"shift.to", h.To}} {
		p.size(11)
		half := float64(width) / 2
		p.CellFormat(half, 8, p.known(p.t.T(who.text, "name", who.name)), "", 0, "L", false, 0, "")
		p.CellFormat(half, 8, p.known(p.t.T("shift.signature")), "B", 1, "L", false, 0, "")
		p.Ln(8)
	}
}
