package desktop

import (
	"testing"

	"facedesk/ui/session"
)

// A PIN that was asked for on one screen does nothing on the next one, where the same
// key needs another PIN: on the notice F12 lifts a limit, on the desk it opens the
// settings.
func TestPINIsForWhatItWasAskedFor(t *testing.T) {
	f12 := session.KeyPressed{Key: session.KeyF12}
	notice, desk := session.Bindings(session.Notice), session.Bindings(session.Desk)
	if _, ok := meant(notice, f12, session.ActLift); !ok {
		t.Error("the limit cannot be lifted where it was asked for")
	}
	if a, ok := meant(desk, f12, session.ActLift); ok {
		t.Errorf("on the desk it does %s", a)
	}
	if a, ok := meant(desk, f12, session.ActSettings); !ok || a != session.ActSettings {
		t.Errorf("the settings: %q %v", a, ok)
	}
	w := &window{view: session.View{Screen: session.Desk, Keys: desk}}
	w.still(t.Context(), session.ActLift, f12) // without a driver: it would panic
}
