package desktop

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"facedesk/identity"
	"facedesk/ui/screens"
)

// tellLimit limits how long a message stays open. Otherwise a kiosk that
// restarts Facedesk would wait for ever.
const tellLimit = 2 * time.Minute

// tellSize is the size of a message's window.
var tellSize = fyne.NewSize(760, 420)

// Tell shows a message in both languages in a small window until a key closes
// it. Its errors are those of Run.
func (s *Windows) Tell(ctx context.Context, title string, t identity.Text) error {
	ctx, cancel := context.WithTimeout(ctx, tellLimit)
	defer cancel()
	var d door
	err := s.show(ctx, func(drawn func()) error { return d.tell(ctx, cancel, title, t, drawn) })
	d.shut.Store(true)
	return err
}

// tell shows the message until ctx ends; quit ends it.
func (d *door) tell(ctx context.Context, quit func(), title string, t identity.Text, drawn func()) error {
	a, f, err := newWindow(title)
	if err != nil {
		return err
	}
	f.SetContent(screens.NewMessage(t, quit))
	f.Resize(tellSize)
	f.CenterOnScreen()
	f.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		switch e.Name {
		case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape:
			quit()
		}
	})
	a.Lifecycle().SetOnStarted(func() { context.AfterFunc(ctx, func() { d.dispatch(a.Quit) }) })
	return run(a, f, drawn)
}
