package screens

import "facedesk/ui/session"

// page is one screen: all that the window asks of it beside its part, in one
// value.
type page struct {
	screen session.Screen
	build  func(*Screens) part
	// buttons are the actions that it has buttons for. The line of keys at the
	// bottom leaves them out.
	buttons []session.Action
	// foot is what stands beneath the claim; nil: nothing.
	foot func(*env, session.View) foot

	claim   bool // the claim stands beside it
	whole   bool // it fills the window: no status, no line of keys
	unknown bool // the settings are not known on it, and thus no states
}

// foot is what stands beneath the claim.
type foot struct {
	main, second session.Action // of its buttons
	idle         string         // what the main button says that cannot be pressed yet
	note         string
	withdraw     bool // the key to withdraw the consent is named
}

// pages lists the screens, from the lowest layer up.
func pages() []page {
	return []page{
		startingPage(), firstStartPage(), notSetUpPage(), deskPage(), noticePage(), capturePage(), confirmPage(),
		checkingPage(), repeatPage(), verdictPage(), byEyePage(), recordsPage(), settingsPage(),
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

// page is the present screen.
func (s *Screens) page() page { return pageOf(s.view.Screen) }
