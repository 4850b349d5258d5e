package session

import (
	"slices"
	"time"

	"facedesk/identity"
)

// What fingers do beside pressing buttons.
type (
	// PadTyped is a key on the screen, for the field of the claim with the focus.
	PadTyped struct{ Text string }
	// PadErased takes the last character of that field away.
	PadErased struct{}
	// FieldTapped is a tap on a field, also on the one that has the focus.
	FieldTapped struct{}
	// LayerClosed is a tap that has closed something over the screen, such as a
	// question.
	LayerClosed struct{}
)

func (PadTyped) msg()    {}
func (PadErased) msg()   {}
func (FieldTapped) msg() {}
func (LayerClosed) msg() {}

// DoubleTap is how long after a tap another one may be the same. Its place may hold
// another button by then: keys differ from screen to screen, places do not.
const DoubleTap = 400 * time.Millisecond

// tap is the last tap.
type tap struct {
	at     time.Time // by the time awake
	screen Screen    // where; "" for a tap that closed something over the screen
	action Action
}

// pressed does what a button does, unless the tap is the second half of another.
func (m Model) pressed(a Action) (Model, []Cmd) {
	last := m.tapped
	m.tapped.at = m.clocks.awake
	if m.clocks.awake.Sub(last.at) < DoubleTap && (last.screen != m.screen || last.action == a && !m.steps(a)) {
		return m, nil
	}
	m.tapped.screen, m.tapped.action = m.screen, a
	if m.help {
		m.tapped.screen = ""
		m.help = false
		if a == ActHelp {
			return m, nil
		}
	}
	return m.press(a)
}

// steps reports an action that is pressed many times in a row: those of the arrow
// keys, which move by one.
func (m Model) steps(a Action) bool {
	arrows := []Key{KeyLeft, KeyRight, KeyUp, KeyDown, KeyPageUp, KeyPageDown}
	return slices.ContainsFunc(m.bindingsHere(), func(r binding) bool {
		return r.action == a && slices.Contains(arrows, r.keys[0])
	})
}

// touched notes whether the last input was a tap or a key.
func (m Model) touched(msg Msg) Model {
	switch msg.(type) {
	case Struck, KeyPressed, Typed:
		m.byTap = false
	case Pressed, Focused, FieldTapped, PadTyped, PadErased:
		m.byTap = true
	case LayerClosed:
		m.byTap, m.tapped = true, tap{at: m.clocks.awake}
	case TypePicked, ServicePicked, PersonPicked:
		m.tapped = tap{at: m.clocks.awake} // the list has closed
	}
	return m
}

// pad reports whether the keys on the screen are shown.
func (m Model) pad() bool {
	return m.cfg.Display.Touch == TouchOn || m.cfg.Display.Touch == TouchTaps && m.byTap
}

// padded takes in a key on the screen. It is typed by hand, whatever a machine typed
// before.
func (m Model) padded(msg Msg) Model {
	c := m.customer.claim
	f := c.focused()
	if f == identity.FieldType {
		return m
	}
	m.strokes = strokes{}
	text := []rune(c.text(f))
	if typed, ok := msg.(PadTyped); ok {
		text = append(text, []rune(typed.Text)...)
	} else {
		text = text[:max(len(text)-1, 0)]
	}
	return m.edited(f, string(text))
}
