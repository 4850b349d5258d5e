package cli

import (
	"encoding/json"
	"errors"
	"fmt"

	"facedesk/identity"
)

// report is the JSON object of facedesk verify.
type report struct {
	Outcome       string       `json:"outcome"` // empty when there is no verdict
	Kind          string       `json:"kind"`    // empty when there is a verdict
	Provider      string       `json:"provider"`
	VendorCode    string       `json:"vendor_code"`
	VendorMessage string       `json:"vendor_message"`
	Order         string       `json:"order"`
	Score         *float64     `json:"score"`
	Charged       string       `json:"charged"`
	Attempt       string       `json:"attempt"`
	Portrait      portraitJSON `json:"portrait"` // zeros where no photo was made
	DurationMS    int64        `json:"duration_ms"`
	Demo          bool         `json:"demo"`
	Message       string       `json:"message"`
	Warnings      []string     `json:"warnings"`
}

// verdictTexts say what a verdict means and what to do next. No score, no money.
var verdictTexts = map[identity.Outcome]identity.Text{
	identity.Match: {ZH: "核验通过：人像与登记照片一致。", EN: "PASSED: face matches the photo on file."},
	identity.IdentityMatch: {ZH: "信息一致，未比对人像。请当面核对证件照片与本人。",
		EN: "DETAILS MATCH: no face was compared. Compare the document's photo with the person."},
	identity.FaceMismatch: {ZH: "比对不一致：这次照片与登记照片不一致，不代表冒用证件。请当面核对证件与本人。",
		EN: "NO MATCH: the photos did not match. This does not mean misuse. Compare document and person."},
	identity.IdentityMismatch: {ZH: "信息不一致：姓名与号码对不上，多为录入有误，请照证件核对后修改。",
		EN: "DETAILS DIFFER: usually a typing error. Compare with the document and correct."},
	identity.NoReference: {ZH: "未能核验：库中无可比对信息，请人工核对证件。",
		EN: "NOT CHECKED: nothing on file to compare. Check the document by hand."},
	identity.Inconclusive: {ZH: "未能核验：核验服务没有给出明确结果，请人工核对证件。",
		EN: "NOT CHECKED: the service gave no clear result. Check the document by hand."},
}

var coverageText = identity.Text{ZH: "该服务可能不覆盖此类证件。", EN: "The service may not cover this kind of document."}

var demoText = identity.Text{ZH: "【演示】并非真实核验。", EN: "DEMO, not a real check."}

// verdictText is the sentence for a verdict on a subject.
func verdictText(o identity.Outcome, s identity.Subject) identity.Text {
	t := verdictTexts[o]
	if o == identity.NoReference && s.Document.Residence() {
		t.ZH += coverageText.ZH
		t.EN += " " + coverageText.EN
	}
	return t
}

// report prints a check and returns the error that carries its exit code.
func (a *app) report(r checked, err error, asJSON bool) error {
	out := a.describe(r, err)
	if showErr := a.showResult(out, asJSON); showErr != nil { // the exit code still tells
		a.print2(identity.Text{ZH: "结果无法写到标准输出。", EN: "The result could not be written to standard output."})
	}
	if err != nil {
		return shown{err}
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
	text := verdictText(r.Verdict.Outcome, r.request.Subject)
	var e *identity.Error
	if errors.As(err, &e) {
		out.Kind, vendor, charged, text = string(e.Kind), e.Vendor, e.Charged, e.Full()
	} else {
		out.Outcome, out.Score = r.Verdict.Outcome.String(), r.Verdict.Score
	}
	if r.Demo {
		text = identity.Text{ZH: demoText.ZH + text.ZH, EN: demoText.EN + " " + text.EN}
	}
	out.VendorCode, out.VendorMessage, out.Order = vendor.Code, vendor.Message, vendor.Order
	out.Charged, out.Message = charged.String(), a.say(text)
	return out
}

func (a *app) showResult(r report, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(a.out).Encode(r)
	}
	return a.showReport(r)
}

func (a *app) print2(t identity.Text) { fmt.Fprintln(a.err, "facedesk: "+a.say(t)) }

// howTexts name the flag or command that goes on from an error.
var howTexts = map[identity.Kind]identity.Text{
	identity.Guarded: {ZH: "确认重复请加 --confirm-repeat。", EN: "To confirm the repeat, add --confirm-repeat."},
	identity.UnknownOutcome: {ZH: "查清后可用 facedesk records settle 登记，或加 --confirm-repeat 再次核验。",
		EN: "Once it is clarified, note that with facedesk records settle; or check again with --confirm-repeat."},
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

// demoMoney says that a demo's charges are the sandbox's word only.
func (a *app) demoMoney(demo bool) string {
	if !demo {
		return ""
	}
	return a.say(identity.Text{ZH: "（演示，不产生费用）", EN: " (demo: no money)"})
}

func joinNonEmpty(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}
