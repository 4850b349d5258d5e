package session

import (
	"slices"

	"facedesk/identity"
)

// Key is a key that is no text.
type Key string

const (
	KeyEnter    Key = "Enter"
	KeyEscape   Key = "Esc"
	KeySpace    Key = "Space"
	KeyTab      Key = "Tab"
	KeyBackTab  Key = "Shift+Tab"
	KeyF1       Key = "F1"
	KeyF2       Key = "F2"
	KeyF3       Key = "F3"
	KeyF4       Key = "F4"
	KeyF5       Key = "F5"
	KeyF6       Key = "F6"
	KeyF7       Key = "F7"
	KeyF8       Key = "F8"
	KeyF9       Key = "F9"
	KeyF10      Key = "F10"
	KeyF11      Key = "F11"
	KeyF12      Key = "F12"
	CloseWindow Key = "close"    // stands for the window's own button, which is no key
	LockDesk    Key = "Ctrl+F10" // a shortcut of the window, on every screen
	KeyPageUp   Key = "PgUp"
	KeyPageDown Key = "PgDn"
	KeyLeft     Key = "Left"
	KeyRight    Key = "Right"
	KeyUp       Key = "Up"
	KeyDown     Key = "Down"
	Key1        Key = "1"
	Key2        Key = "2"
	Key3        Key = "3"
	Key4        Key = "4"
	Key5        Key = "5"
)

// AllKeys lists the keys that a driver must pass on.
func AllKeys() []Key {
	return []Key{KeyEnter, KeyEscape, KeySpace, KeyTab, KeyBackTab, KeyF1, KeyF2, KeyF3, KeyF4, KeyF5, KeyF6, KeyF7, KeyF8, KeyF9, KeyF10, KeyF11, KeyF12,
		KeyPageUp, KeyPageDown, KeyLeft, KeyRight, KeyUp, KeyDown, Key1, Key2, Key3, Key4, Key5}
}

// Name is what people read of the key. Keyboards say all but one alike.
func (k Key) Name() identity.Text {
	switch k {
	case KeySpace:
		return identity.Text{ZH: "空格", EN: string(k)}
	case KeyLeft, KeyRight, KeyUp, KeyDown:
		arrow := map[Key]string{KeyLeft: "←", KeyRight: "→", KeyUp: "↑", KeyDown: "↓"}[k]
		return identity.Text{ZH: arrow, EN: arrow}
	}
	return identity.Text{ZH: string(k), EN: string(k)}
}

// Action is what a key or a button does.
type Action string

const (
	ActHelp       Action = "help"
	ActLanguage   Action = "language"
	ActReading    Action = "reading" // the guest's language
	ActCannotUse  Action = "cannot_use"
	ActSetUp      Action = "set_up"
	ActDemo       Action = "demo"
	ActRetry      Action = "retry"
	ActSettings   Action = "settings"
	ActLift       Action = "lift"
	ActOpen       Action = "open"
	ActCharged    Action = "charged"
	ActNotCharged Action = "not_charged"
	ActRecords    Action = "records"
	ActNext       Action = "next"
	ActForward    Action = "forward"
	ActBackward   Action = "backward"
	ActType       Action = "type"
	ActClear      Action = "clear"
	ActPerson     Action = "person"
	ActCard       Action = "card"
	ActService    Action = "service"
	ActEdit       Action = "edit"
	ActByEye      Action = "by_eye"
	ActAgree      Action = "agree"
	ActDecline    Action = "decline"
	ActGuardian   Action = "guardian"
	ActBack       Action = "back"
	ActShoot      Action = "shoot"
	ActAccept     Action = "accept"
	ActFace1      Action = "face_1"
	ActFace2      Action = "face_2"
	ActFace3      Action = "face_3"
	ActFace4      Action = "face_4"
	ActOvalLeft   Action = "oval_left"
	ActOvalRight  Action = "oval_right"
	ActOvalUp     Action = "oval_up"
	ActOvalDown   Action = "oval_down"
	ActCamera     Action = "camera"
	ActFile       Action = "file"
	ActWithdraw   Action = "withdraw"
	ActSend       Action = "send"
	ActRetake     Action = "retake"
	ActLeft       Action = "left"
	ActRepeat     Action = "repeat"
	ActAgain      Action = "again"
	ActNextGuest  Action = "next_guest"
	ActExtend     Action = "extend"
	ActDetails    Action = "details"
	ActFits       Action = "fits"
	ActDoubt      Action = "doubt"
	ActFaceless   Action = "faceless"
	ActLeave      Action = "leave"
	ActLeaveSetup Action = "leave_settings"
	ActSave       Action = "save"    // the screen's own: it has what is to be saved
	ActSection    Action = "section" // likewise
	ActQuit       Action = "quit"
)

// Binding is one thing that keys and buttons do on a screen.
type Binding struct {
	Keys    []Key // the first is the one to show
	Action  Action
	Label   TextKey
	Primary bool // the one coloured button of the screen
	Enabled bool // of the static tables: always
}

// binding is a Binding and what it does.
type binding struct {
	keys    []Key
	action  Action
	label   TextKey
	do      func(Model) (Model, []Cmd)
	applies func(Model) bool // whether it is of this guest, service or demo; nil: always
	ready   func(Model) bool // whether it does anything now, else it is grey; nil: always
	primary bool
	atOnce  bool // works also while keys are ignored
}

func (r binding) public() Binding {
	return Binding{Keys: r.keys, Action: r.action, Label: r.label, Primary: r.primary, Enabled: true}
}

// Bindings lists all that keys can ever do on a screen, in the order of the
// screen: for help and manuals. What they do now is in View.Keys.
func Bindings(s Screen) []Binding {
	var out []Binding
	for _, r := range bindingsOf(s) {
		out = append(out, r.public())
	}
	return out
}

// bindingsHere are those of the present screen that apply now. What a screen does with a
// key goes before what the key does everywhere.
func (m Model) bindingsHere() []binding {
	var taken []Key
	return slices.DeleteFunc(bindingsOf(m.shown()), func(r binding) bool {
		if r.applies != nil && !r.applies(m) || slices.Contains(taken, r.keys[0]) {
			return true
		}
		taken = append(taken, r.keys...)
		return false
	})
}

// keys are the bindings of this moment.
func (m Model) keys() []Binding {
	var out []Binding
	for _, r := range m.bindingsHere() {
		b := r.public()
		b.Enabled = r.ready == nil || r.ready(m)
		b.Label = m.label(r)
		out = append(out, b)
	}
	return out
}

// key does what the key is bound to here.
func (m Model) key(msg KeyPressed) (Model, []Cmd) {
	if msg.Key == KeySpace && !msg.Repeat && m.midText() && !m.shut() {
		return m.typed(" ")
	}
	if msg.Key == KeyEnter && m.clocks.awake.Before(m.guardUntil) {
		m.customer.ahead = ahead{}
	}
	if msg.Repeat || m.idleInBurst(msg.Key) {
		return m, nil
	}
	if m.help {
		m.help = false
		return m, nil
	}
	for _, r := range m.bindingsHere() {
		if slices.Contains(r.keys, msg.Key) {
			return m.run(r)
		}
	}
	return m, nil
}

// press does what the button of an action does here.
func (m Model) press(a Action) (Model, []Cmd) {
	for _, r := range m.bindingsHere() {
		if r.action == a {
			return m.run(r)
		}
	}
	return m, nil
}

func (m Model) run(r binding) (Model, []Cmd) {
	if m.clocks.awake.Before(m.guardUntil) && !r.atOnce || r.ready != nil && !r.ready(m) {
		return m, nil
	}
	return r.do(m)
}

func (m Model) toggleHelp() (Model, []Cmd) {
	m.help = !m.help
	return m, nil
}

// toggleLanguage goes between English and the Chinese of the settings.
func (m Model) toggleLanguage() (Model, []Cmd) {
	switch {
	case m.language != identity.English:
		m.language = identity.English
	case m.cfg.Language == identity.Traditional:
		m.language = identity.Traditional
	default:
		m.language = identity.Chinese
	}
	return m, nil
}
