package ui

import (
	"errors"
	"image"
	"time"

	"facedesk/ui/screens"
	"facedesk/ui/session"
)

// Why there is no window, or none any more.
var (
	// ErrNoDisplay means that there is no display to open a window on.
	ErrNoDisplay = errors.New("no display to open a window on")
	// ErrNoWindow means that there is a display, and no window can be drawn on it.
	ErrNoWindow = errors.New("no window can be drawn on this display")
	// ErrDisplayLost means that the display died while the window was open.
	ErrDisplayLost = errors.New("the display is gone")
)

// Fault is a panic of the window. It holds the place and never the value, which
// may quote what was typed.
type Fault struct{ Stack []byte }

// Error implements error.
func (*Fault) Error() string { return "internal fault" }

// Desk is what a window needs of the rest of the program. Its functions may be
// called from any goroutine and may take their time, but for Ports.
type Desk struct {
	Title string
	// Kiosk fills the screen and leaves no way out but the administrator's PIN.
	Kiosk bool
	Clock session.Clock
	// Ports makes the outside of the session. Post brings a message to it, and
	// frame shows a preview picture; both may be called from any goroutine.
	Ports func(post func(session.Msg), frame func(*image.RGBA)) session.Ports
	// Settings reads what the settings screen shows.
	Settings func() screens.Settings
	// SaveSecret stores one secret in the keyring and returns what the settings
	// screen shows then: that it is stored only if the keyring has it.
	SaveSecret func(name, value string) screens.Settings
	// TestService tries the connection to a service, without a paid call; Settings
	// says what came of it.
	TestService func()
	// HasPIN reports whether an administrator's PIN is set, CheckPIN whether it
	// is this one; after too many wrong ones it says how long to wait.
	HasPIN   func() bool
	CheckPIN func(pin string) (ok bool, wait time.Duration)
	// Shown is told of each screen that comes up, on the user interface's thread.
	Shown func(session.Screen)
	// Latin keeps the input method off while a field for Latin letters and
	// digits has the focus. It returns at once.
	Latin func(on bool)
	// EndComposition makes the input method end what it is composing. It returns
	// at once.
	EndComposition func()
	// Portrait makes a portrait of a file's bytes: the answer to a PickFile.
	Portrait func(data []byte, p session.PickFile) session.Msg
	// Pictures is the folder where choosing a photo starts, always the same.
	Pictures func() string
	// Failed is told at once that the window is gone by an error, before what has
	// been paid for is over.
	Failed func(error)
	// Raise asks for the window to come to the front, because the program was
	// started again; what it brings is closed when that is done.
	Raise <-chan chan<- struct{}
	// Sleep says that the machine is about to sleep; what it brings is closed when
	// the screen shows nobody.
	Sleep <-chan chan<- struct{}
}
