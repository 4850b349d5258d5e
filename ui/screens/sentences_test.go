package screens

import (
	"strings"
	"testing"

	"facedesk/identity"
	"facedesk/ui/session"
)

func (b *board) said() string {
	var all []string
	for _, p := range b.paragraphs {
		for _, r := range p.Runs() {
			all = append(all, r.Text)
		}
	}
	return strings.Join(all, "")
}

// The question before a second call names the earlier one.
func TestTheRepeatNamesTheEarlierCheck(t *testing.T) {
	w := open(t)
	for _, lang := range []identity.Language{identity.Chinese, identity.English} {
		v := repeatView()
		v.Language = lang
		w.Show(v)
		if got := w.parts[session.Repeat].(*board).said(); !strings.Contains(got, v.Verdict.Detail.What.In(lang)) || !strings.Contains(got, w.texts.T("repeat.body")) {
			t.Errorf("%s: %q", lang, got)
		}
	}
}

// The verdict shows both sentences of the error completely: what happened and
// what to do.
func TestTheVerdictSaysWhatAndNext(t *testing.T) {
	w := open(t)
	for _, lang := range []identity.Language{identity.Chinese, identity.English} {
		v := verdictView(session.FamilyUnchecked, "configuration")
		v.Language = lang
		v.Verdict.Detail = identity.Say("密钥环已锁定。", "The keyring is locked.").Do("请注销后用密码登录。", "Log out and in with the password.")
		w.Show(v)
		got := strings.Join(w.verdict.compose(v).Details, "")
		for _, want := range []identity.Text{v.Verdict.Detail.What, v.Verdict.Detail.Next} {
			if !strings.Contains(got, want.In(lang)) {
				t.Errorf("%s: %q lacks %q", lang, got, want.In(lang))
			}
		}
	}
}
