package session

import "facedesk/identity"

// Screen is what the whole window shows.
type Screen string

const (
	Starting   Screen = "starting"    // until the settings are read
	FirstStart Screen = "first_start" // never set up: set up, or try the demo
	NotSetUp   Screen = "not_set_up"  // settings or secrets are out of reach
	Desk       Screen = "desk"
	Notice     Screen = "notice"
	Capture    Screen = "capture"
	Confirm    Screen = "confirm"
	Checking   Screen = "checking"
	Repeat     Screen = "repeat" // a guard asks before another call is paid for
	Verdict    Screen = "verdict"
	ByEye      Screen = "by_eye" // the clerk looks at the document and decides
	Records    Screen = "records"
	Settings   Screen = "settings"
)

// page is one screen: all that the flow asks of it, in one value. A function that
// is nil says no, or does nothing.
type page struct {
	screen Screen
	// bindings are its keys and buttons, in order, but for those of every screen.
	bindings func() []binding
	// view adds what only this screen shows.
	view func(Model, View) View
	// idles reports whether there is anything to be forgotten on it.
	idles func(Model) bool
	// ends reports whether a customer who is forgotten on it has been served.
	ends func(Model) bool
	// leave is done when it has idled, where it is not the next customer's turn.
	leave func(Model) (Model, []Cmd)
	// tick is done about ten times a second.
	tick func(Model) (Model, []Cmd)

	claim  bool // it shows the claim
	edits  bool // the claim is typed on it
	anew   bool // choosing the service that is chosen already begins anew
	awaits bool // an answer is awaited: it does not idle, but a sleep ends it
	answer bool // it shows an answer, or decides about one
	stays  bool // it stays, without the person, until the clerk has decided
}

// pages lists the screens.
func pages() []page {
	return []page{
		{screen: Starting}, firstStartPage(), notSetUpPage(), deskPage(), noticePage(), capturePage(), confirmPage(),
		checkingPage(), repeatPage(), verdictPage(), byEyePage(), recordsPage(), settingsPage(),
	}
}

// Screens lists the screens.
func Screens() []Screen {
	var out []Screen
	for _, p := range pages() {
		out = append(out, p.screen)
	}
	return out
}

func pageOf(s Screen) page {
	for _, p := range pages() {
		if p.screen == s {
			return p
		}
	}
	return page{screen: s}
}

// page is the present screen.
func (m Model) page() page { return pageOf(m.screen) }

func always(Model) bool { return true }

// View is all a screen needs to draw itself. It holds no more of the customer
// than the screen shows. Its slices are not to be changed.
type View struct {
	Screen     Screen
	Title      TextKey
	Language   identity.Language
	Generation uint64 // of the customer; fields are to be emptied when it grows
	// Demo marks everything: banner and striped frame on every screen.
	Demo    bool
	Keys    []Binding // what keys and buttons do now, in the order of the screen
	Help    bool      // show Keys as a table
	Status  StatusView
	IdleIn  int // seconds until the customer is forgotten, 0 while there is no need to warn
	ITPhone string
	Setup   SetupView
	// Burst says that a machine typed the last keys: what the screen itself would
	// do for one, it does not.
	Burst bool
	// Recipient is whom the guest agreed to, as the notice named it.
	Recipient identity.Text

	Claim   ClaimView // zero on screens that show nobody
	Notice  NoticeView
	Capture CaptureView
	Confirm ConfirmView
	Waiting WaitingView
	Verdict VerdictView
	ByEye   ByEyeView
	Records RecordsView
}

// View returns what is to be shown.
func (m Model) View() View {
	v := View{
		Screen: m.screen, Title: titleKey(m.screen), Language: m.language, Generation: m.generation,
		Demo: m.demo(), Keys: m.keys(), Help: m.help, Status: m.statusView(),
		IdleIn: seconds(m.idleWarning()), ITPhone: m.cfg.ITPhone, Setup: m.setupView(),
		Burst: m.strokes.burst(),
	}
	if m.customer.consent.By != "" {
		v.Recipient = m.current().Recipient()
	}
	p := m.page()
	if p.claim {
		v.Claim = m.claimView()
	}
	if p.view != nil {
		v = p.view(m, v)
	}
	return v
}
