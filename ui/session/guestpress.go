package session

import "fmt"

// guestPressed handles a button of the guest's screen. It does nothing but agree,
// decline and withdraw, and only where that is offered there.
func (m Model) guestPressed(p GuestPressed) (Model, []Cmd) {
	g := GuestView(m)
	if m.screenState != ScreenOn || p.Shown == "" || p.Shown != g.Shown || m.clocks.awake.Before(maxTime(m.guardUntil, m.askedAt.Add(KeyGuard))) {
		return m, nil
	}
	m.answersOn = ChannelScreen
	var cmds []Cmd
	switch {
	case p.Action == ActAgree && g.Agree != "" && g.Ready:
		m, cmds = m.agree()
	case p.Action == ActDecline && g.Decline != "":
		m, cmds = m.decline()
	case p.Action == ActWithdraw && g.Withdraw != "":
		m, cmds = m.withdraw()
	}
	m.answersOn = ""
	return m, cmds
}

// timeGuest notes when what the guest can decide about has come. A tap of the first
// moment was meant for what stood in its place, or is the second half of another.
func (m Model) timeGuest() Model {
	if m.screenState != ScreenOn {
		m.asked = ""
		return m
	}
	g := GuestView(m)
	asked := fmt.Sprint(g.Agree, g.Decline, g.Withdraw)
	if g.Agree != "" {
		asked += g.Shown
	}
	if m.asked != asked {
		m.asked, m.askedAt = asked, m.clocks.awake
	}
	return m
}

// guestMsg handles what comes from the guest's screen, and the choice of a language.
func (m Model) guestMsg(msg Msg) (Model, []Cmd) {
	switch msg := msg.(type) {
	case GuestPressed:
		return m.guestPressed(msg)
	case GuestScreenReported:
		m.screenState = msg.State
	case LanguagePicked:
		return m.pickLanguage(msg.Code), nil
	}
	return m, nil
}
