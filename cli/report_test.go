package cli

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"facedesk/identity"
	"facedesk/providers/sandbox"
	"facedesk/ui/session"
	"facedesk/ui/text"
	"facedesk/verify"
)

// The command line has the window's words for every verdict, in both languages.
func TestVerdictsAreWordedAsInTheWindow(t *testing.T) {
	for _, lang := range []identity.Language{identity.Chinese, identity.English} {
		words := text.Strict(lang, func(err error) { t.Error(err) })
		for o := identity.Inconclusive; o <= identity.NoReference; o++ {
			a := &app{lang: string(lang)}
			r := checked{Result: verify.Result{Verdict: identity.Verdict{Outcome: o}}}
			out := a.describe(r, nil)
			keys := session.VerdictKeys(o, false)
			for _, key := range []session.TextKey{keys.Word, keys.Reason} {
				if !strings.Contains(out.What, words.T(key)) {
					t.Errorf("%s %s: %q lacks %q", lang, o, out.What, words.T(key))
				}
			}
			if out.Next != words.T(keys.Next) || !strings.HasPrefix(out.Message, out.What) || !strings.HasSuffix(out.Message, out.Next) {
				t.Errorf("%s %s: %+v", lang, o, out)
			}
			r.Demo = true
			demo := a.describe(r, nil)
			if !strings.HasPrefix(demo.Message, words.T(session.DemoKey)) || !strings.Contains(demo.What, words.T(session.VerdictKeys(o, true).Word)) {
				t.Errorf("%s %s: a demo says %q", lang, o, demo.Message)
			}
		}
	}
}

// An error's parts come each in a field of its own; the message is the whole.
func TestAnErrorIsReportedInParts(t *testing.T) {
	a := &app{lang: "zh"}
	err := fmt.Errorf("check: %w", &identity.Error{Kind: identity.UnknownOutcome, Sent: true, Cause: errors.New("cause"),
		What: identity.Text{ZH: "没有答复。", EN: "No answer."}, Next: identity.Text{ZH: "请人工核对证件。", EN: "Check the document by hand."}})
	out := a.describe(checked{}, err)
	if out.What != "没有答复。" || out.Next != "请人工核对证件。" || out.Message != "没有答复。本次可能已计费，系统没有自动重发。请人工核对证件。" ||
		out.Kind != "unknown_outcome" || out.Charged != "unknown" || out.Outcome != "" {
		t.Errorf("%+v", out)
	}
}

// Each test person's note is a word of the records, never a code.
func TestPersonNotes(t *testing.T) {
	for _, p := range sandbox.Persons() {
		if n := personNote(p.Expect); n.ZH == n.EN || strings.HasPrefix(n.EN, "result.") {
			t.Errorf("%s: %q", p.Expect, n)
		}
	}
}
