package screens

import (
	"time"

	"fyne.io/fyne/v2"

	"facedesk/ui/session"
)

// Options are the options of New.
type Options struct {
	// Send sends a message to the session. It is called on the user-interface
	// thread.
	Send func(session.Msg)
	// Focus sets the focus of the canvas. It may be nil.
	Focus func(fyne.Focusable)
	// Latin is called when a field for Latin letters and digits gains or loses
	// the focus, so that the input method is off there. It must not block, and
	// may be nil.
	Latin func(on bool)
	// Awake returns how long the machine has been awake, see widgets.Entry. It
	// is nil in pictures.
	Awake func() time.Duration
	// Lacks reports a character that no font can draw. It must not block, and may be
	// nil. Call FontsRead when it knows more.
	Lacks func(rune) bool
	// FullScreen says that a key switches full screen on and off. The help
	// names it.
	FullScreen bool
	// EndComposition is called when a composition is given up. The input method
	// must then end it and close its list of candidates. It must not block, and
	// may be nil.
	EndComposition func()
	// Fields is the first content of the settings screen, see SetSettings.
	Fields []SettingField
	// SaveSecret stores a secret. SetSettings shows the result. If it is nil,
	// secrets are not shown.
	SaveSecret func(name, value string)
	// Test tests the connection to a service. SetSettings shows the result. If
	// it is nil, the test is not shown.
	Test func()
	// Report saves the doctor's report. SetSettings shows where.
	Report func()
	// Bundle begins the import of the bundle on the stick. AskBundle asks what it needs,
	// and SetSettings shows what became of it.
	Bundle func()
}
