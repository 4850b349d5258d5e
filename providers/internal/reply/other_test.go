package reply

import (
	"testing"

	"facedesk/identity"
	"facedesk/providers/paidcall"
)

// What an answer about another person says of guest and photo is removed. What
// it says of the account stays.
func TestAnswerAboutSomebodyElse(t *testing.T) {
	f := Format{Envelope: "ok", Shape: shapeOfTest, Roles: map[string]Role{"xm": EchoName}}
	asked := identity.Request{Subject: identity.Subject{Name: "张三"}}
	other := paidcall.Answer{Status: 200, Body: []byte(`{"ok":1,"xm":"李*"}`)}
	for _, o := range []identity.Outcome{identity.Match, identity.IdentityMatch, identity.FaceMismatch, identity.IdentityMismatch, identity.NoReference} {
		v, err := f.read(other, asked, func(paidcall.Answer, Body) (identity.Verdict, error) { return identity.Verdict{Outcome: o}, nil })
		if err != nil || v.Outcome != identity.Inconclusive {
			t.Errorf("%s stays %s, %v", o, v.Outcome, err)
		}
	}
	for _, kind := range identity.Kinds() {
		_, err := f.read(other, asked, func(paidcall.Answer, Body) (identity.Verdict, error) {
			return identity.Verdict{}, &identity.Error{Kind: kind, What: identity.Text{ZH: "文", EN: "text"}}
		})
		if gone := kind == identity.Retake || kind == identity.BadInput; gone != (err == nil) {
			t.Errorf("%s: %v", kind, err)
		}
	}
}
