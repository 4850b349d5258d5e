package cli

import (
	"sync"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/text"
)

// These are the texts of the window. The command line uses them for everything
// that the window also says.
var (
	chinese = sync.OnceValue(func() *text.Catalogue { return text.New(identity.Chinese) })
	english = sync.OnceValue(func() *text.Catalogue { return text.New(identity.English) })
)

// worded returns a text of the window in both languages.
func worded(key session.TextKey) identity.Text {
	return identity.Text{ZH: chinese().T(key), EN: english().T(key)}
}

// sentence adds a full stop to the words of a screen.
func sentence(t identity.Text) identity.Text { return identity.Text{ZH: t.ZH + "。", EN: t.EN + "."} }

// verdictSaid words a verdict as the window does: what was found and what to do
// next. It leaves out the score and the cost.
func verdictSaid(r checked) identity.Sentences {
	keys := session.VerdictKeys(r.Verdict.Outcome, r.Demo)
	what := sentence(worded(keys.Word)).Then(sentence(worded(keys.Reason)))
	if r.Verdict.Outcome == identity.NoReference && r.request.Subject.Document.Residence() {
		what = what.Then(worded(session.CoverageKey))
	}
	return identity.Sentences{What: what, Next: worded(keys.Next)}
}
