package cli

import (
	"encoding/json"
	"fmt"
	"text/tabwriter"
	"time"

	"facedesk/records"
)

// entryJSON is one attempt or event as scripts see it. It leaves out the hash
// of the person and the score.
type entryJSON struct {
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
	GuardedBy  string    `json:"guarded_by"` // whose calls the guards knew: "shared", "local"

	// The fields below belong to events: consents, decisions without an
	// attempt, corrections, and changes of the records as a whole.
	Event     string `json:"event"`
	ID        string `json:"id"`
	Face      bool   `json:"face"`
	About     string `json:"about"` // id of the corrected entry
	Reason    string `json:"reason"`
	Notice    string `json:"notice"` // version of the notice
	Rows      int    `json:"rows"`
	Reference string `json:"reference"`
}

func toJSON(e records.Entry) entryJSON {
	if e.Event != nil {
		return eventJSON(*e.Event)
	}
	r := *e.Attempt
	out := entryJSON{
		ID: r.ID, Attempt: r.ID, Started: r.Started, Day: r.Day, Desk: r.Desk, Clerk: r.Clerk, Provider: r.Provider, Demo: r.Demo, State: string(r.State),
		Kind: string(r.Kind), Name: r.Name, Number: r.Number, Type: string(r.DocumentType), Source: string(r.Source), Face: r.Face,
		ConsentBy: string(r.Consent.By), VendorCode: r.Vendor.Code, Order: r.Vendor.Order, Changed: r.Vendor.Changed, Charged: r.Bill().String(),
		PriceFen: r.PriceFen, DurationMS: r.Duration.Milliseconds(), Repeat: r.Repeat,
		Decision: string(r.Decision), Settled: !r.Settled.IsZero(), SettledBy: r.SettledBy, Evidence: r.SettledEvidence, GuardedBy: r.GuardedBy,
	}
	if r.State == records.StateVerdict {
		out.Outcome = r.Outcome.String()
	}
	return out
}

func eventJSON(e records.Event) entryJSON {
	return entryJSON{
		ID: e.ID, Event: e.Event, Started: e.At, Desk: e.Desk, Clerk: e.Clerk, Provider: e.Provider, Demo: e.Demo, ConsentBy: string(e.By), Face: e.Face,
		About: e.About, Decision: string(e.Decision), Reason: e.Reason, Notice: e.Notice, Rows: e.Rows, Name: e.Name, Number: e.Number, Reference: e.Reference,
	}
}

// result returns the result of an entry as one word.
func (e entryJSON) result() string {
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

// showEntries prints a list as JSON or as a table.
func (a *app) showEntries(list []records.Entry, asJSON bool) error {
	rows := make([]entryJSON, len(list))
	for i, r := range list {
		rows[i] = toJSON(r)
	}
	if asJSON {
		return json.NewEncoder(a.out).Encode(rows)
	}
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "started\tservice\tresult\tcharged\tname\tnumber\tclerk\tid\t")
	for _, r := range rows {
		demo := ""
		if r.Demo {
			demo = "demo"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", r.Started.Local().Format("2006-01-02 15:04:05"),
			r.Provider, r.result(), r.Charged, r.Name, r.Number, r.Clerk, r.ID, demo)
	}
	return w.Flush()
}
