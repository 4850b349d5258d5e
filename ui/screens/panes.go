package screens

import (
	"fyne.io/fyne/v2"

	"facedesk/ui/session"
)

// order lists the screens; maps have none.
func order() []session.Screen {
	return []session.Screen{
		session.Starting, session.FirstStart, session.NotSetUp, session.Desk, session.Notice, session.Capture, session.Confirm,
		session.Checking, session.Repeat, session.Verdict, session.ByEye, session.Records, session.Settings,
	}
}

// withClaim reports whether a screen has the claim at its right.
func withClaim(s session.Screen) bool {
	switch s {
	case session.Desk, session.Notice, session.Capture, session.Confirm, session.Checking:
		return true
	}
	return false
}

// arrangePanes has the picture left and the claim right. What is hidden is laid
// out when it is shown: at the start there is much of it.
func (s *Screens) arrangePanes(p px, size fyne.Size) {
	right := p(548)
	for _, name := range order() {
		if name == session.Verdict || !s.parts[name].content().Visible() {
			continue
		}
		w := size.Width
		if withClaim(name) {
			w -= right + p(margin)
		}
		place(s.parts[name].content(), 0, 0, w, size.Height)
	}
	place(s.claim.root, size.Width-right, 0, right, size.Height)
}
