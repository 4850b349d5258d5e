package ui

import (
	"errors"
	"image"
	"time"

	"facedesk/ui/screens"
	"facedesk/ui/session"
)

// ErrNoDisplay means that no window can be opened here.
var ErrNoDisplay = errors.New("no display to open a window on")

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
	// SaveSecret stores one secret in the keyring.
	SaveSecret func(name, value string) error
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
	// Raise asks for the window to come to the front, because the program was
	// started again; what it brings is closed when that is done.
	Raise <-chan chan<- struct{}
}
