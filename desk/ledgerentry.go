package desk

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"facedesk/desk/daysheet"
	"facedesk/desk/export"
	"facedesk/identity"
	"facedesk/records"
	"facedesk/ui/session"
)

// Entry implements session.LedgerPort. It shows all that is recorded but the hash of
// the person and the score.
func (l Ledger) Entry(ctx context.Context, r session.ReadEntry) session.EntryRead {
	s, done := l.Current.use()
	defer done()
	out := session.EntryRead{Visit: r.Visit, Shown: r.Shown}
	list, err := s.store.Entries(ctx, records.Filter{ID: r.ID, Accesses: true})
	if err == nil && len(list) > 0 {
		var more []records.Entry
		more, err = s.store.Entries(ctx, records.Filter{About: r.ID, Oldest: true})
		list = append(list, more...)
	}
	for _, e := range list {
		out.Details = append(out.Details, s.details(e)...)
	}
	if out.Err = AsIdentity(err); out.Err != nil {
		out.Details = nil
	}
	return out
}

func (in *Installation) details(e records.Entry) []session.Detail {
	d := &details{in: in}
	if e.Attempt != nil {
		d.attempt(*e.Attempt)
	} else {
		d.event(*e.Event)
	}
	d.all[0].Head = true
	return d.all
}

// details collects the fields of an entry. It leaves out empty ones.
type details struct {
	in  *Installation
	all []session.Detail
}

func (d *details) value(label session.TextKey, value string) {
	if value != "" {
		d.all = append(d.all, session.Detail{Label: label, Value: value})
	}
}

func (d *details) word(label session.TextKey, group, value string) {
	if value != "" {
		d.all = append(d.all, session.Detail{Label: label, Word: session.TextKey(group + value)})
	}
}

func (d *details) said(label session.TextKey, said identity.Text) {
	if said != (identity.Text{}) {
		d.all = append(d.all, session.Detail{Label: label, Said: said})
	}
}

func (d *details) at(label session.TextKey, at time.Time) {
	if !at.IsZero() {
		d.value(label, at.In(identity.China()).Format("2006-01-02 15:04:05"))
	}
}

func (d *details) flag(label session.TextKey, on bool) {
	d.word(label, "entry.", map[bool]string{true: "yes", false: "no"}[on])
}

func (d *details) service(label session.TextKey, code string) {
	if code != "" {
		d.said(label, d.in.serviceName(code))
	}
}

func (d *details) attempt(a records.Attempt) {
	d.at("records.at", a.Started)
	d.all = append(d.all, session.Detail{Label: "records.result", Word: resultWord(a)})
	d.value("sheet.name", a.Name)
	d.value("sheet.number", a.Number)
	if a.DocumentType != "" {
		d.said("entry.type", a.DocumentType.Short())
	}
	d.value("entry.nation", a.Nation)
	d.service("records.service", a.Provider)
	d.value("sheet.order", a.Vendor.Order)
	d.value("entry.code", a.Vendor.Code)
	d.value("entry.message", a.Vendor.Message)
	d.value("entry.changed", a.Vendor.Changed)
	d.word("entry.charged", "entry.charged.", a.Bill().String())
	d.value("entry.price", export.Yuan(a.PriceFen))
	d.flag("entry.face", a.Face)
	d.word("entry.source", "entry.source.", string(a.Source))
	d.word("entry.claim", "entry.claim.", string(a.ClaimSource))
	if a.PortraitBytes > 0 {
		d.value("entry.portrait", strconv.Itoa(a.PortraitBytes)+" B")
	}
	d.word("entry.consent", "entry.by.", string(a.Consent.By))
	d.at("entry.consent_at", a.Consent.At)
	d.service("entry.recipient", a.Consent.Recipient)
	d.value("entry.reference", a.Reference)
	d.word("records.decision", "decision.", string(a.Decision))
	d.at("entry.decided", a.Decided)
	d.value("entry.decided_by", a.DecidedBy)
	d.at("entry.settled", a.Settled)
	d.value("entry.settled_by", a.SettledBy)
	d.value("entry.evidence", a.SettledEvidence)
	d.rest(a)
}

// rest is for IT.
func (d *details) rest(a records.Attempt) {
	d.flag("entry.repeat", a.Repeat)
	d.flag("records.demo", a.Demo)
	d.at("entry.finished", a.Finished)
	d.value("entry.duration", fmt.Sprintf("%d ms", a.Duration.Milliseconds()))
	d.value("entry.day", a.Day)
	d.value("entry.desk", a.Desk)
	d.value("sheet.clerk", a.Clerk)
	d.value("entry.version", a.Version)
	d.value("entry.id", a.ID)
}

func (d *details) event(e records.Event) {
	d.at("records.at", e.At)
	d.word("records.result", "event.", e.Event)
	d.value("sheet.name", e.Name)
	d.value("sheet.number", e.Number)
	d.value("entry.reference", e.Reference)
	d.service("records.service", e.Provider)
	d.word("entry.consent", "entry.by.", string(e.By))
	d.value("sheet.notice", e.Notice)
	d.word("records.decision", "decision.", string(e.Decision))
	d.reason(e)
	d.value("entry.about", e.About)
	if e.Rows > 0 {
		d.value("entry.rows", strconv.Itoa(e.Rows))
	}
	d.flag("records.demo", e.Demo)
	d.value("entry.desk", e.Desk)
	d.value("sheet.clerk", e.Clerk)
	d.value("entry.id", e.ID)
}

// reason is a sentence, or the codes of what was done for a minor.
func (d *details) reason(e records.Event) {
	switch {
	case strings.HasPrefix(e.Event, "consent_"):
		d.word("entry.channel", "entry.channel.", e.Reason)
	case e.Event == records.EventMinor:
		for _, code := range strings.Split(e.Reason, ",") {
			d.word("entry.duty", "duty.", code)
		}
	default:
		d.value("entry.reason", e.Reason)
	}
}

// resultWord is what became of a call.
func resultWord(a records.Attempt) session.TextKey {
	switch {
	case a.State == records.StateOpen:
		return "records.open"
	case a.Lost():
		return "records.lost"
	case a.State == records.StateVerdict:
		return outcomeWord(a.Outcome.String())
	}
	return outcomeWord(string(a.Kind))
}

// outcomeWord is daysheet's.
func outcomeWord(result string) session.TextKey { return daysheet.Word(result) }
