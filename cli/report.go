package cli

import (
	"encoding/json"
	"errors"
	"fmt"

	"facedesk/identity"
	"facedesk/ui/session"
)

// report is the JSON object of facedesk verify.
type report struct {
	Outcome       string       `json:"outcome"` // empty if there is no verdict
	Kind          string       `json:"kind"`    // empty if there is a verdict
	Provider      string       `json:"provider"`
	VendorCode    string       `json:"vendor_code"`
	VendorMessage string       `json:"vendor_message"`
	Order         string       `json:"order"`
	Changed       string       `json:"changed"` // fields of the answer that differ from the service's manual
	Score         *float64     `json:"score"`
	Charged       string       `json:"charged"`
	Attempt       string       `json:"attempt"`
	Portrait      portraitJSON `json:"portrait"` // all fields are zero if there is no photo
	DurationMS    int64        `json:"duration_ms"`
	Demo          bool         `json:"demo"`
	What          string       `json:"what"`    // what was found, or what happened
	Next          string       `json:"next"`    // what to do
	Message       string       `json:"message"` // What and Next; without a verdict also whether the call was charged
	Warnings      []string     `json:"warnings"`
}

// report prints a check and returns the error that carries its exit code.
func (a *app) report(r checked, err error, asJSON bool) error {
	out := a.describe(r, err)
	a.tells = true
	if showErr := a.showResult(out, asJSON); showErr != nil {
		a.printError(unprintedText)
	}
	if err != nil {
		return reported{err}
	}
	if r.Verdict.Outcome != identity.Match {
		return outcomeError{r.Verdict.Outcome}
	}
	return nil
}

func (a *app) describe(r checked, err error) report {
	out := report{
		Provider: r.Provider, Attempt: r.Attempt, Demo: r.Demo,
		Portrait:   portraitFigures(r.request.Portrait),
		DurationMS: r.Duration.Milliseconds(),
		Warnings:   a.sayAll(r.warnings),
	}
	vendor, charged := r.Verdict.Vendor, r.Verdict.Charged
	said := verdictSaid(r)
	whole := said.Text()
	var e *identity.Error
	if errors.As(err, &e) {
		out.Kind, vendor, charged = string(e.Kind), e.Vendor, e.Charged
		said, whole = e.Said(), e.Full()
	} else {
		out.Outcome, out.Score = r.Verdict.Outcome.String(), r.Verdict.Score
	}
	if r.Demo {
		whole = worded(session.DemoKey).Then(whole)
	}
	out.What, out.Next, out.Message = a.say(said.What), a.say(said.Next), a.say(whole)
	out.VendorCode, out.VendorMessage, out.Order, out.Changed = vendor.Code, vendor.Message, vendor.Order, vendor.Changed
	out.Charged = charged.String()
	return out
}

func (a *app) showResult(r report, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(a.out).Encode(r)
	}
	return a.showReport(r)
}

func (a *app) printError(t identity.Text) { fmt.Fprintln(a.err, "facedesk: "+a.say(t)) }

// howTexts name the flag or command for the next step after an error.
var howTexts = map[identity.Kind]identity.Text{
	identity.Guarded: {ZH: "确认重复请加 --confirm-repeat。", EN: "To confirm the repeat, add --confirm-repeat."},
	identity.UnknownOutcome: {ZH: "查清后可用 facedesk records settle 编号 --charged yes|no 登记，或加 --confirm-repeat 再次核验。",
		EN: "Once it is clear what happened, record it with facedesk records settle ATTEMPT --charged yes|no, or check again with --confirm-repeat."},
}

func (a *app) showReport(r report) error {
	_, err := fmt.Fprintln(a.out, r.Message)
	if how, ok := howTexts[identity.Kind(r.Kind)]; ok {
		fmt.Fprintln(a.out, a.say(how))
	}
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(a.out, "  %-9s %s\n", name, value)
		}
	}
	line("result", r.Outcome+r.Kind)
	line("service", r.Provider)
	line("vendor", joinNonEmpty(r.VendorCode, r.VendorMessage))
	line("order", r.Order)
	line("changed", r.Changed)
	line("charged", r.Charged+a.demoMoney(r.Demo))
	line("attempt", r.Attempt)
	if r.Portrait.Bytes > 0 {
		line("portrait", fmt.Sprintf("%d × %d px, %d bytes", r.Portrait.Width, r.Portrait.Height, r.Portrait.Bytes))
	}
	for _, w := range r.Warnings {
		fmt.Fprintln(a.out, "! "+w)
	}
	return err
}

// demoMoney says that a demo is not charged.
func (a *app) demoMoney(demo bool) string {
	if !demo {
		return ""
	}
	return a.say(identity.Text{ZH: "（演示，不产生费用）", EN: " (demo: not charged)"})
}

func joinNonEmpty(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}
