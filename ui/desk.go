package ui

import (
	"context"
	"errors"
	"image"
	"time"

	"facedesk/identity"
	"facedesk/ui/screens"
	"facedesk/ui/session"
	"facedesk/ui/settings"
)

// The errors of a window.
var (
	// ErrNoDisplay means that there is no display for a window.
	ErrNoDisplay = errors.New("no display to open a window on")
	// ErrNoWindow means that there is a display, but no window can be drawn on
	// it.
	ErrNoWindow = errors.New("no window can be drawn on this display")
	// ErrDisplayLost means that the display died while the window was open.
	ErrDisplayLost = errors.New("the display is gone")
)

// Fault is a panic of the window. It holds the place. It does not hold the
// value, which may contain what was typed.
type Fault struct{ Stack []byte }

// Error implements error.
func (*Fault) Error() string { return "internal fault" }

// Drawn is what only an open window knows of the machine.
type Drawn struct {
	Renderer string // what draws the window; "" if it is not known
	Locale   string // of typed characters, as the environment asks for it
	Typed    bool   // the system has that locale, in UTF-8
}

// Desk is what a window needs of the rest of the program. Its functions may be
// called from any goroutine and, except Ports, may be slow.
type Desk struct {
	Title string
	// Kiosk fills the screen. Only the administrator's PIN ends the program.
	Kiosk bool
	// CustomerDisplay is the monitor for the guest's own window: its name, "auto" for
	// any but the clerk's, or "" for none.
	CustomerDisplay string
	Clock           session.Clock
	// Ports makes the ports of the session. post brings a message to the
	// session, and frame shows a preview picture. Both may be called from any
	// goroutine.
	Ports func(post func(session.Msg), frame func(*image.RGBA)) session.Ports
	// Slow is called before the session starts if there is no graphics card: each
	// preview picture takes the processor's time then.
	Slow func()
	// Settings returns what the settings screen shows.
	Settings func() screens.Settings
	// SaveSecret stores one secret in the keyring and returns the next content
	// of the settings screen. That says "stored" only if the keyring has the
	// secret.
	SaveSecret func(name, value string) screens.Settings
	// TestService tests the connection to a service without a paid call. The
	// next Settings shows the result.
	TestService func()
	// SaveReport looks at the machine and saves what it sees to a file. The next
	// Settings says where. It may take five seconds.
	SaveReport func(Drawn)
	// ImportBundle goes on with the import of the bundle on the stick, with what was
	// answered so far, and returns the next question. Where there is none, the next
	// Settings says what became of it. The window has asked for the PIN.
	ImportBundle func(settings.Answers) settings.Question
	// HasPIN reports whether the administrator's actions are behind a PIN. If no PIN can
	// be right, why says so instead of a question. CheckPIN reports whether pin is right,
	// and the wait after too many wrong ones.
	HasPIN   func() (barred bool, why identity.Text)
	CheckPIN func(pin string) (ok bool, wait time.Duration)
	// CheckClerk is CheckPIN for a clerk's PIN.
	CheckClerk func(code, pin string) (ok bool, wait time.Duration)
	// CheckManager is CheckPIN for the duty manager's PIN. Where there is none, no
	// PIN is right.
	CheckManager func(pin string) (ok bool, wait time.Duration)
	// HasManager reports whether the duty manager has a PIN of his own.
	HasManager func() bool
	// Restart restarts the machine and Off switches it off: the window of a kiosk asks
	// for them behind the PIN.
	Restart, Off func(context.Context) error
	// NetworkFacts tells how the machine is connected, in the same place.
	NetworkFacts func() identity.Text
	// Shown is called with each new screen, on the user-interface thread.
	Shown func(session.Screen)
	// Latin switches the input method off while a field for Latin letters and
	// digits has the focus. It returns at once.
	Latin func(on bool)
	// EndComposition makes the input method end its composition. It returns at
	// once.
	EndComposition func()
	// Portrait makes a portrait from a file's bytes. It returns the answer to a
	// PickFile.
	Portrait func(data []byte, p session.PickFile) session.Msg
	// Pictures returns the folder where the picker for a photo starts. It is
	// always the same.
	Pictures func() string
	// Failed is called at once when an error ends the window, before a paid
	// call has ended.
	Failed func(error)
	// Raise delivers requests to raise the window, because the program was
	// started again. The window closes the received channel when it is raised.
	Raise <-chan chan<- struct{}
	// Sleep delivers announcements that the machine is about to sleep. The
	// window closes the received channel when the screen shows no guest.
	Sleep <-chan chan<- struct{}
}
