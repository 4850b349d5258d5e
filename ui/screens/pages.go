package screens

import (
	"facedesk/ui/session"
	"facedesk/ui/widgets"
)

// page describes one screen for the window in one value, together with its
// part.
type page struct {
	screen session.Screen
	build  func(*Screens) part
	// buttons are the actions that have buttons on the screen. The line of keys
	// at the bottom leaves them out.
	buttons []session.Action
	// foot returns the foot of the claim; nil means none.
	foot func(*env, session.View) foot
	// handle does what a key does on the screen itself, and reports whether it did.
	handle func(*Screens, session.Key) bool
	// wanted returns its field that should have the focus; free means that any may.
	wanted func(*Screens) (want *widgets.Entry, free bool)
	// mayClose asks before the window closes where something would be lost, and reports
	// whether nothing would be; nil means that nothing ever is.
	mayClose func(*Screens) bool

	claim   bool // the claim is shown beside it
	whole   bool // it fills the window: no status, no line of keys
	unknown bool // the settings are not loaded, so there are no states
}

// foot is the part below the claim.
type foot struct {
	main, second session.Action // actions of its buttons
	idle         string         // text of the main button while it cannot be pressed
	note         string
	withdraw     bool // shows the key to withdraw the consent
}

// pages returns the screens, from the lowest layer up.
func pages() []page {
	return []page{
		startingPage(), firstStartPage(), notSetUpPage(), deskPage(), noticePage(), capturePage(), confirmPage(),
		checkingPage(), repeatPage(), verdictPage(), byEyePage(), recordsPage(), ledgerPage(), settingsPage(), cameraSetupPage(), signInPage(), partyPage(), dutiesPage(), staffPage(), shiftPage(),
	}
}

func pageOf(s session.Screen) page {
	for _, p := range pages() {
		if p.screen == s {
			return p
		}
	}
	return page{screen: s}
}

// page returns the current screen.
func (s *Screens) page() page { return pageOf(s.view.Screen) }
