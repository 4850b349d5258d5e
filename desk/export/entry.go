package export

import (
	"time"

	"facedesk/records"
)

// Entry is one attempt or event as scripts see it. It leaves out the hash
// of the person and the score.
type Entry struct {
	Attempt    string    `json:"attempt"`
	Started    time.Time `json:"started"`
	Day        string    `json:"day"`
	Desk       string    `json:"desk"`
	Clerk      string    `json:"clerk"`
	Provider   string    `json:"provider"`
	Demo       bool      `json:"demo"`
	State      string    `json:"state"`
	Outcome    string    `json:"outcome"`
	Kind       string    `json:"kind"`
	Name       string    `json:"name"`   // masked
	Number     string    `json:"number"` // masked
	Type       string    `json:"type"`
	Source     string    `json:"source"`
	ConsentBy  string    `json:"consent_by"`
	VendorCode string    `json:"vendor_code"`
	Order      string    `json:"order"`
	Changed    string    `json:"changed"` // fields of the answer that differ from the manual
	Charged    string    `json:"charged"`
	PriceFen   int64     `json:"price_fen"`
	DurationMS int64     `json:"duration_ms"`
	Repeat     bool      `json:"repeat"`
	Decision   string    `json:"decision"`
	Settled    bool      `json:"settled"`
	SettledBy  string    `json:"settled_by"`
	Evidence   string    `json:"evidence"`
	GuardedBy  string    `json:"guarded_by"`   // whose calls the guards knew: "shared", "local"
	Claim      string    `json:"claim_source"` // "typed", "card", "scan", "hand_off", "file"
	DecidedBy  string    `json:"decided_by"`   // the clerk's code

	// The fields below belong to events: consents, decisions without an
	// attempt, corrections, and changes of the records as a whole.
	Event     string `json:"event"`
	ID        string `json:"id"`
	Face      bool   `json:"face"`
	About     string `json:"about"` // id of the corrected entry
	Reason    string `json:"reason"`
	Notice    string `json:"notice"` // version of the notice
	Rows      int    `json:"rows"`
	Reference string `json:"reference"` // of the booking, of attempts too
}

// Of returns an attempt or event of the records.
func Of(e records.Entry) Entry {
	if e.Event != nil {
		return ofEvent(*e.Event)
	}
	r := *e.Attempt
	out := Entry{
		ID: r.ID, Attempt: r.ID, Started: r.Started, Day: r.Day, Desk: r.Desk, Clerk: r.Clerk, Provider: r.Provider, Demo: r.Demo, State: string(r.State),
		Kind: string(r.Kind), Name: r.Name, Number: r.Number, Type: string(r.DocumentType), Source: string(r.Source), Face: r.Face,
		ConsentBy: string(r.Consent.By), VendorCode: r.Vendor.Code, Order: r.Vendor.Order, Changed: r.Vendor.Changed, Charged: r.Bill().String(),
		PriceFen: r.PriceFen, DurationMS: r.Duration.Milliseconds(), Repeat: r.Repeat,
		Decision: string(r.Decision), Settled: !r.Settled.IsZero(), SettledBy: r.SettledBy, Evidence: r.SettledEvidence, GuardedBy: r.GuardedBy,
		Claim: string(r.ClaimSource), DecidedBy: r.DecidedBy,
		Reference: r.Reference,
	}
	if r.State == records.StateVerdict {
		out.Outcome = r.Outcome.String()
	}
	return out
}

func ofEvent(e records.Event) Entry {
	return Entry{
		ID: e.ID, Event: e.Event, Started: e.At, Desk: e.Desk, Clerk: e.Clerk, Provider: e.Provider, Demo: e.Demo, ConsentBy: string(e.By), Face: e.Face,
		About: e.About, Decision: string(e.Decision), Reason: e.Reason, Notice: e.Notice, Rows: e.Rows, Name: e.Name, Number: e.Number, Reference: e.Reference,
	}
}

// Result returns the result of an entry as one word.
func (e Entry) Result() string {
	switch {
	case e.Event == records.EventCorrected:
		return e.Event + ":" + e.Decision
	case e.Event != "":
		return e.Event
	case e.Outcome+e.Kind == "":
		return e.State
	}
	return e.Outcome + e.Kind
}
