package screens

import (
	"reflect"

	"fyne.io/fyne/v2"

	"facedesk/ui/session"
	"facedesk/ui/text"
	"facedesk/ui/theme"
	"facedesk/ui/widgets"
)

// verdict is the result on the whole screen.
type verdict struct {
	*env
	screen  *widgets.Verdict
	said    widgets.VerdictContent
	keys    []session.Binding
	lang    string
	longest int // seconds at the beginning of the countdown
}

func verdictPage() page {
	return page{screen: session.Verdict, whole: true, build: func(s *Screens) part {
		s.verdict = newVerdict(s.env)
		return s.verdict
	}}
}

func newVerdict(e *env) *verdict { return &verdict{env: e, screen: widgets.NewVerdict(palette)} }

func (d *verdict) content() fyne.CanvasObject { return d.screen }

func (d *verdict) forget() {
	d.said, d.keys, d.longest = widgets.VerdictContent{}, nil, 0
	d.screen.SetContent(d.said)
	d.screen.SetKeys(nil)
}

func families(f session.Family) widgets.Family {
	switch f {
	case session.FamilyPass:
		return widgets.FamilyPass
	case session.FamilyDetails:
		return widgets.FamilyIdentityMatch
	case session.FamilyNotMatch:
		return widgets.FamilyMismatch
	}
	return widgets.FamilyNotChecked
}

func (d *verdict) show(v session.View) {
	content := d.compose(v)
	lang := string(v.Language)
	if !reflect.DeepEqual(content, d.said) {
		d.said, d.keys = content, nil
		d.screen.SetContent(content)
	}
	if !reflect.DeepEqual(d.keys, v.Keys) || d.lang != lang {
		d.keys, d.lang = v.Keys, lang
		d.screen.SetKeys(d.hints(v))
	}
	d.countdown(v.Verdict)
}

// countdown shows how long a pass stays, or how long the name on another verdict
// stays.
func (d *verdict) countdown(k session.VerdictView) {
	if k.Countdown == 0 {
		d.longest = 0
		d.screen.SetCountdown(0, "")
		return
	}
	d.longest = max(d.longest, k.Countdown)
	key := session.TextKey("verdict.hides")
	if k.Family == session.FamilyPass {
		key = "verdict.clears"
	}
	d.screen.SetCountdown(float64(k.Countdown)/float64(d.longest), d.t(key, "seconds", k.Countdown))
}

func (d *verdict) hints(v session.View) []widgets.VerdictKey {
	var out []widgets.VerdictKey
	for _, b := range v.Keys {
		if b.Action == session.ActLanguage || b.Action == session.ActLock {
			continue // shown in the help; the line is for deciding keys
		}
		out = append(out, widgets.VerdictKey{Key: d.keyName(b), Label: d.t(b.Label), OnTapped: d.press(b.Action), Disabled: !b.Enabled})
	}
	return out
}

// compose returns the texts of a verdict, the most important first.
func (d *verdict) compose(v session.View) widgets.VerdictContent {
	k := v.Verdict
	c := widgets.VerdictContent{
		Family: families(k.Family), Demo: k.Demo || v.Demo, DemoText: d.t("demo.frame"),
		Word: d.t(k.Word), Line: d.t(k.Reason), Sentence: d.t(k.Next),
	}
	if person := d.person(k); person != "" {
		if joined := d.and(c.Line, person); d.wide(joined) <= verdictRoom {
			c.Line = joined
		} else {
			c.Details = append(c.Details, person)
		}
	}
	if k.Guest != "" && d.foreign() {
		c.Details = append(c.Details, text.WithoutBreaks(d.guest.T(k.Guest)))
	}
	for _, w := range k.Warnings {
		c.Details = append(c.Details, d.say(w))
	}
	if k.Details {
		c.Details = append(c.Details, d.details(k)...)
	}
	for _, key := range k.Extra {
		c.Details = append(c.Details, d.t(key))
	}
	for _, said := range []string{d.say(k.Detail.What), d.say(k.Detail.Next)} {
		if said != "" {
			c.Details = append(c.Details, said)
		}
	}
	return c
}

// verdictRoom is the width to the right of a verdict's sign, in base pixels.
const verdictRoom = 840

func (d *verdict) wide(s string) float32 {
	return fyne.MeasureText(s, theme.TextReason, fyne.TextStyle{}).Width
}

func (d *verdict) person(k session.VerdictView) string {
	if k.Tail == "" {
		return ""
	}
	return d.t("verdict.person", "name", d.legible(k.Name), "tail", k.Tail)
}

// details are what IT needs to ask a service about a fault.
func (d *verdict) details(k session.VerdictView) []string {
	var out []string
	for _, l := range []struct {
		key   session.TextKey
		value string
	}{
		{"verdict.details.service", d.say(k.Service)},
		{"verdict.details.code", k.Code},
		{"verdict.details.order", k.Order},
	} {
		if l.value != "" {
			out = append(out, d.t(l.key)+"  "+l.value)
		}
	}
	return out
}
