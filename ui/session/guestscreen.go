package session

import (
	"fmt"
)

// ScreenState says how the guest's own screen is.
type ScreenState string

const (
	ScreenNone ScreenState = ""     // there is none: the guest reads on the clerk's
	ScreenOn   ScreenState = "on"   // the guest reads and decides there
	ScreenLost ScreenState = "lost" // its monitor is away: the guest reads on the clerk's
)

// Channel says where a guest decided about a notice.
type Channel string

const (
	ChannelDesk       Channel = ""                 // on the clerk's screen, the only one
	ChannelScreen     Channel = "guest_screen"     // on the guest's own screen
	ChannelCannotUse  Channel = "guest_cannot_use" // told the clerk, who noted that he cannot use it
	ChannelScreenLost Channel = "guest_screen_lost"
	ChannelSpoken     Channel = "told_clerk" // withdrew by a word to the clerk, beside his own screen
)

// Channels lists those that the records word.
func Channels() []Channel {
	return []Channel{ChannelScreen, ChannelCannotUse, ChannelScreenLost, ChannelSpoken}
}

// GuestStage is what the guest's screen shows.
type GuestStage string

const (
	GuestWelcome   GuestStage = "welcome"
	GuestPreparing GuestStage = "preparing" // the clerk enters a document
	GuestNotice    GuestStage = "notice"
	GuestCamera    GuestStage = "camera"
	GuestTaken     GuestStage = "taken"
	GuestChecking  GuestStage = "checking"
	GuestPass      GuestStage = "pass"     // the only green one
	GuestDeclined  GuestStage = "declined" // the document is looked at instead
	GuestStaff     GuestStage = "staff"    // anything else, without a reason or an alarm
)

// GuestScreen is all that the guest's screen shows. It has no name, no number, no
// booking and nothing of another guest.
type GuestScreen struct {
	Stage       GuestStage
	Generation  uint64
	Language    NoticeLanguage
	Languages   []NoticeLanguage
	Title, Next TextKey    // of the stage, in the guest's language
	Notice      NoticeView // what the notice's text needs, on its stage only
	Hint        TextKey    // on the camera's stage
	Good        bool
	Demo        bool
	// Agree, Decline and Withdraw are the words on the buttons, "" for none. Ready
	// says whether agreeing does anything.
	Agree, Decline, Withdraw TextKey
	Ready                    bool
	// Shown stands for what can be decided about here. It comes back with the
	// decision, so that none counts for what the guest has not seen.
	Shown string
}

// GuestView returns what the guest's own screen shows.
func GuestView(m Model) GuestScreen {
	g := GuestScreen{Stage: m.guestStage(), Generation: m.generation, Language: m.guest(), Languages: m.noticeLanguages(), Demo: m.demo()}
	g.Title, g.Next = g.Stage.texts()
	switch g.Stage {
	case GuestNotice:
		n := m.noticeView()
		n.Missing, n.Warnings, n.Languages, n.Code = nil, nil, nil, ""
		g.Notice, g.Title = n, n.Title
		g.Agree, g.Decline, g.Ready = n.Agree, n.Decline, m.canAgree()
	case GuestCamera:
		if c := m.camera; c.open && !c.seen.IsZero() {
			g.Title, g.Hint, g.Good = "guest.look", c.hint.guestKey(), c.hint == ""
		}
		g.Withdraw = "guest.withdraw"
	case GuestTaken:
		g.Withdraw = "guest.withdraw"
	case GuestStaff:
		if m.screen == Capture { // the camera gives no picture, and a file may take its place
			g.Withdraw = "guest.withdraw"
		}
	}
	if g.Agree != "" || g.Withdraw != "" {
		g.Shown = m.shownToGuest()
	}
	return g
}

// ownScreen is what the guest's screen shows, zero where there is none.
func (m Model) ownScreen() GuestScreen {
	if m.screenState != ScreenOn {
		return GuestScreen{}
	}
	return GuestView(m)
}

// shownToGuest names the guest, the recipient, the kind of notice and its language.
func (m Model) shownToGuest() string {
	return fmt.Sprint(m.generation, m.screen, m.customer.service, m.customer.guardian, m.agreeKey(), m.guest().Code)
}

// guestStage is the stage of the present screen. Every screen that is not named here
// says that the staff will help, or that nobody is being checked, as a locked desk
// does.
func (m Model) guestStage() GuestStage {
	p := m.page()
	switch {
	case m.shut():
		return GuestWelcome
	case p.guest != nil:
		return p.guest(m)
	case p.claim || p.answer || p.awaits:
		return GuestStaff
	}
	return GuestWelcome
}

func (m Model) deskStage() GuestStage {
	if m.customer.claim.empty() {
		return GuestWelcome
	}
	return GuestPreparing
}

func (m Model) noticeStage() GuestStage {
	if len(m.missing()) > 0 {
		return GuestStaff
	}
	return GuestNotice
}

func (m Model) cameraStage() GuestStage {
	if m.camera.state.problem() {
		return GuestStaff
	}
	return GuestCamera
}

func (m Model) takenStage() GuestStage    { return GuestTaken }
func (m Model) checkingStage() GuestStage { return GuestChecking }

// verdictStage is green for a real pass alone.
func (m Model) verdictStage() GuestStage {
	if m.showsPass() && !m.demo() {
		return GuestPass
	}
	return GuestStaff
}

func (m Model) byEyeStage() GuestStage {
	if m.customer.undecided {
		return GuestStaff
	}
	return GuestDeclined
}

// texts names the two sentences of a stage.
func (s GuestStage) texts() (title, next TextKey) {
	switch s {
	case GuestWelcome:
		return "guest.welcome", "guest.welcome.next"
	case GuestPass:
		return "guest.pass", "guest.pass.next"
	case GuestPreparing, GuestTaken, GuestChecking, GuestDeclined:
		return TextKey("guest." + s), ""
	case GuestCamera:
		return "guest.starting", ""
	}
	return "guest.staff", ""
}

// clerkMayAnswer reports whether the clerk's keys agree and decline for the guest.
func (m Model) clerkMayAnswer() bool { return m.screenState != ScreenOn || m.customer.cannotUse }

// noteCannotUse notes that this guest cannot use the screen: blind, short of sight or
// of reach. Nobody is asked why. The clerk's keys are ignored for a moment, so that
// the note is no consent.
func (m Model) noteCannotUse() (Model, []Cmd) {
	m.customer.cannotUse = true
	m.guardUntil = m.clocks.awake.Add(KeyGuard)
	return m, nil
}

// channel is where the guest decides now.
func (m Model) channel(e ConsentEvent) Channel {
	switch {
	case m.answersOn != "":
		return m.answersOn
	case m.screenState == ScreenLost:
		return ChannelScreenLost
	case m.screenState == ScreenNone:
		return ChannelDesk
	case e == ConsentWithdrawn && !m.customer.cannotUse:
		return ChannelSpoken
	}
	return ChannelCannotUse
}

// screenNote tells the clerk where the guest reads, nothing where no notice can be shown.
func (m Model) screenNote() []TextKey {
	switch {
	case len(m.missing()) > 0:
		return nil
	case m.screenState == ScreenLost:
		return []TextKey{"notice.screen.lost"}
	case m.screenState == ScreenOn && m.customer.cannotUse:
		return []TextKey{"notice.screen.cannot"}
	case m.screenState == ScreenOn:
		return []TextKey{"notice.screen.on"}
	}
	return nil
}

// asksOnScreen reports whether the clerk may note that the guest cannot use it.
func (m Model) asksOnScreen() bool { return m.screenState == ScreenOn }

func cannotUseBinding() binding {
	return binding{keys: []Key{KeyF6}, action: ActCannotUse, label: "key.cannot_use", do: Model.noteCannotUse, applies: Model.asksOnScreen,
		ready: func(m Model) bool { return !m.customer.cannotUse }}
}
