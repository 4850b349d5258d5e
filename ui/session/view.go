package session

import (
	"sync"

	"facedesk/identity"
)

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
	Ledger     Screen = "ledger" // the duty manager's records
	Settings   Screen = "settings"
	// CameraSetup shows the live picture to whoever sets the camera up.
	CameraSetup Screen = "camera_setup"
	Booking     Screen = "party"   // the guests of one booking, and how far they are
	Duties      Screen = "duties"  // after a guest under eighteen
	SignIn      Screen = "sign_in" // the desk is locked until a clerk signs in
	Staff       Screen = "staff"   // the clerks, for whoever resets their PINs
	Shift       Screen = "shift"   // what a clerk hands over at the end of a shift
)

// page is one screen, with all that the flow needs of it. A function that is nil
// returns false, or does nothing.
type page struct {
	screen Screen
	// bindings lists its keys and buttons in order. Those of every screen are not
	// among them.
	bindings func() []binding
	// view adds what only this screen shows.
	view func(Model, View) View
	// idles reports whether it holds anything that must be forgotten after the
	// idle time.
	idles func(Model) bool
	// ends reports whether the customer counts as served when the idle time ends.
	ends func(Model) bool
	// guest returns what the guest's own screen shows meanwhile. Nil: see guestStage.
	guest func(Model) GuestStage
	// leave is called after the idle time. Nil: the next customer begins.
	leave func(Model) (Model, []Cmd)
	// tick is called at each Tick.
	tick func(Model) (Model, []Cmd)
	// replug is called when the open camera can be opened again.
	replug func(Model) (Model, []Cmd)
	// lock is called when the desk is locked on this screen, unlock when it is shown
	// again.
	lock, unlock func(Model) (Model, []Cmd)
	// preview takes in a picture in place of the guest's.
	preview func(Model, Previewed) (Model, []Cmd)

	// spoken is what is read out when the screen comes, "" for nothing.
	spoken func(Model) Spoken

	claim  bool // it shows the claim
	edits  bool // the claim is typed on it
	anew   bool // choosing the same service again opens its notice again
	awaits bool // it waits for an answer: the idle time does not end it, a sleep does
	answer bool // it shows an answer, or decides about one
	stays  bool // it stays, without the name, until the clerk has decided
}

// pages lists the screens.
func pages() []page {
	return []page{
		{screen: Starting}, firstStartPage(), notSetUpPage(), deskPage(), noticePage(), capturePage(), confirmPage(),
		checkingPage(), repeatPage(), verdictPage(), byEyePage(), recordsPage(), ledgerPage(), settingsPage(), cameraSetupPage(), signInPage(), partyPage(), dutiesPage(), staffPage(), shiftPage(),
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

// pageByScreen holds pages(), which every message asks for several times. A variable
// with a value would refer to itself, because pages lead to each other.
var pageByScreen struct {
	sync.Once
	known map[Screen]page
}

func pageOf(s Screen) page {
	pageByScreen.Do(func() {
		pageByScreen.known = map[Screen]page{}
		for _, p := range pages() {
			pageByScreen.known[p.screen] = p
		}
	})
	if p, ok := pageByScreen.known[s]; ok {
		return p
	}
	return page{screen: s}
}

// page is the present screen.
func (m Model) page() page { return pageOf(m.screen) }

func always(Model) bool { return true }

// View is what a screen draws. It holds no more of the customer than the screen
// shows. Do not change its slices.
type View struct {
	Screen     Screen
	Title      TextKey
	Language   identity.Language // the clerk's
	Guest      NoticeLanguage    // in which the guest reads
	Generation uint64            // of the customer; empty the fields when it grows
	Display    Display
	// Demo marks everything: banner and striped frame on every screen.
	Demo   bool
	Keys   []Binding // what keys and buttons do now, in the order of the screen
	Help   bool      // show Keys as a table
	Status StatusView
	IdleIn int // seconds until the customer is forgotten, 0 while there is no need to warn
	// IdleText is the warning of it, with the seconds.
	IdleText TextKey
	ITPhone  string
	Setup    SetupView
	// Burst says that a machine typed the last keys. The screen then ignores the
	// keys that it handles itself.
	Burst bool
	// Pad says that keys are shown on the screen, for fingers.
	Pad bool
	// Recipient is whom the guest agreed to, as the notice named it.
	Recipient identity.Text

	// GuestScreen is what the guest's own screen shows, zero where there is none.
	GuestScreen GuestScreen

	Claim       ClaimView // zero on screens that do not show the claim
	Notice      NoticeView
	Capture     CaptureView
	Confirm     ConfirmView
	Waiting     WaitingView
	Verdict     VerdictView
	ByEye       ByEyeView
	Records     RecordsView
	Ledger      LedgerView
	CameraSetup CameraSetupView
	SignIn      SignInView
	Duties      DutiesView
	Staff       StaffView
	Shift       ShiftView
	Party       PartyView // on the desk and on its own screen
}

// View returns what the screen shows.
func (m Model) View() View {
	if m.shut() {
		return m.shutView()
	}
	v := View{
		Screen: m.screen, Title: titleKey(m.screen), Language: m.language, Guest: m.guest(), Generation: m.generation,
		Demo: m.demo(), Keys: m.keys(), Help: m.help, Status: m.statusView(),
		IdleIn: seconds(m.idleWarning()), IdleText: m.idleText(), ITPhone: m.cfg.ITPhone, Setup: m.setupView(),
		Burst: m.strokes.burst(), Display: m.cfg.Display, Pad: m.pad(),
	}
	if m.customer.consent.By != "" {
		v.Recipient = m.current().Recipient()
	}
	v.GuestScreen = m.ownScreen()
	p := m.page()
	if p.claim {
		v.Claim = m.claimView()
	}
	if p.view != nil {
		v = p.view(m, v)
	}
	return v
}
