package screens

import (
	"fyne.io/fyne/v2"

	"facedesk/ui/session"
	"facedesk/ui/theme"
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

// The claim's width beside the picture, and its height beneath it.
const (
	claimWidth  = 548
	claimHeight = 640
)

// arrangePanes has the picture left and the claim right or, in an upright window,
// the picture above the claim. What is hidden is laid out when it is shown: at the
// start there is much of it.
func (s *Screens) arrangePanes(p px, size fyne.Size) {
	picture, x, y := size, size.Width-p(claimWidth), float32(0)
	if theme.Upright(size) {
		x, y = 0, size.Height-p(claimHeight)
		picture.Height = y - p(gutter)
	} else {
		picture.Width = x - p(margin)
	}
	for _, name := range order() {
		if name == session.Verdict || !s.parts[name].content().Visible() {
			continue
		}
		room := size
		if withClaim(name) {
			room = picture
		}
		place(s.parts[name].content(), 0, 0, room.Width, room.Height)
	}
	place(s.claim.root, x, y, size.Width-x, size.Height-y)
}
