package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"facedesk/ui/theme"
)

// Family is the look of a verdict. The zero value passes nobody.
type Family int

// The families. Each has its own shape, frame and brightness.
const (
	FamilyNotChecked    Family = iota // light, a triangle
	FamilyPass                        // dark, a disc
	FamilyMismatch                    // dark, an octagon and a frame
	FamilyIdentityMatch               // dark, a card: no face was compared
)

// VerdictContent is the text of a verdict.
type VerdictContent struct {
	Family Family
	// Demo gives the verdict the colour and frame of the demo, whatever the
	// family. The shape stays. A demo never has the green of a real pass.
	Demo     bool
	DemoText string // on the striped frame

	Word     string   // the largest text; on two lines if it is long and has spaces
	Line     string   // the person and the reason
	Sentence string   // what to do next
	Details  []string // smaller, below Line; they shrink first
}

// Verdict is the result on the whole screen. It takes no focus, so that keys
// reach the canvas.
type Verdict struct {
	widget.BaseWidget
	Scaled
	palette theme.Palette
	content VerdictContent
	hints   []fyne.CanvasObject

	above bool // a line is shown over the upper edge
	clock *countdown
}

// NewVerdict returns an empty verdict.
func NewVerdict(p theme.Palette) *Verdict {
	v := &Verdict{palette: p, clock: newCountdown()}
	v.ExtendBaseWidget(v)
	return v
}

// SetContent shows a verdict without a countdown.
func (v *Verdict) SetContent(c VerdictContent) {
	v.content = c
	v.clock.set(0, "")
	v.Refresh()
}

// SetAbove keeps room for a line over the upper edge.
func (v *Verdict) SetAbove(above bool) {
	if v.above != above {
		v.above = above
		v.Refresh()
	}
}

// VerdictKey is a key on a verdict's last line.
type VerdictKey struct {
	Key, Label string
	OnTapped   func()
	Disabled   bool
}

// SetKeys shows keys and their effects in this order. Call it after SetContent,
// because the keys have the content's colours.
func (v *Verdict) SetKeys(keys []VerdictKey) {
	v.hints = nil
	for _, k := range keys {
		h := NewKeyHint(k.Key, k.Label, v.appearance().ink, k.OnTapped)
		h.enabled = !k.Disabled
		h.Scale = v.Scale
		v.hints = append(v.hints, h)
	}
	v.Refresh()
}

// SetCountdown shows the remaining share of a time, 1 to 0, and its words. ""
// shows none.
func (v *Verdict) SetCountdown(left float64, text string) {
	if v.clock.set(left, text) {
		v.Refresh()
	}
}

// SetScale implements Scaler.
func (v *Verdict) SetScale(scale float32) {
	v.Scale = scale
	v.clock.SetScale(scale)
	for _, h := range v.hints {
		Rescale(h, scale)
	}
	v.Refresh()
}

// appearance holds the colours and the shape of a family.
type appearance struct {
	paper, ink color.Color
	shape      Shape
	fill, mark color.Color // of the shape
	panel      color.Color // behind the sentence
	framed     bool
	striped    bool
}

func (v *Verdict) appearance() appearance {
	p := v.palette
	var l appearance
	switch v.content.Family {
	case FamilyPass:
		l.paper, l.ink, l.shape = p.Pass, p.OnPass, ShapeCheck
	case FamilyMismatch:
		l.paper, l.ink, l.shape, l.framed = p.Fault, p.OnFault, ShapeCross, true
	case FamilyIdentityMatch:
		l.paper, l.ink, l.shape = p.Identity, p.OnDark, ShapeCard
	default:
		l.paper, l.ink, l.shape = p.WarnPaper, p.WarnInk, ShapeBang
	}
	l.fill, l.mark, l.panel = l.ink, l.paper, theme.Panel(l.paper)
	if l.shape == ShapeBang {
		l.fill, l.panel = p.Warn, theme.Mixed(l.paper, p.Warn, .18)
	}
	if v.content.Demo {
		l.paper, l.ink, l.fill, l.mark, l.panel = p.Surface, p.Ink, p.Ink, p.Surface, p.Paper
		l.framed, l.striped = false, true
	}
	return l
}
