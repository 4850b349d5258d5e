package session

import "slices"

// SignInView is the lock.
type SignInView struct {
	Body    TextKey
	Who     string // the name that goes into it
	Seconds int    // until another try counts, 0 for now
	Busy    bool   // a try is being checked, or its clerk is being let in
	Held    bool   // what is typed was meant for what was shown before: drop it
}

func (m Model) signInView() SignInView {
	d := m.door
	v := SignInView{Body: "sign_in.body", Busy: d.waits || d.next != "", Held: m.clocks.awake.Before(d.held), Seconds: seconds(d.barred.Sub(m.clocks.awake))}
	switch {
	case len(m.cfg.Clerks) == 0:
		v.Body = "sign_in.nobody"
	case d.next != "":
		v.Body, v.Who = "sign_in.welcome", m.named(d.next)
	case v.Seconds > 0:
		v.Body = "sign_in.wait"
	case d.wrong:
		v.Body = "sign_in.wrong"
	case m.named(d.clerk) != "":
		v.Body, v.Who = "sign_in.locked", m.named(d.clerk)
	}
	return v
}

func (m Model) named(code string) string {
	for _, c := range m.cfg.Clerks {
		if c.Code == code {
			return c.Name
		}
	}
	return ""
}

// shutView is a View of the lock alone: nothing of the guest is in it, and his own
// screen is as it is between two guests.
func (m Model) shutView() View {
	return View{
		GuestScreen: m.ownScreen(),
		Screen:      SignIn, Title: titleKey(SignIn), Language: m.language, Generation: m.generation, Demo: m.cfg.Demo, Keys: m.keys(), Help: m.help, Display: m.cfg.Display,
		Status: m.statusView(), ITPhone: m.cfg.ITPhone, Burst: m.strokes.burst(), SignIn: m.signInView(), Pad: m.pad(),
	}
}

// quiet drops the sounds of what is hidden, and what would be said of it.
func (m Model) quiet(cmds []Cmd) []Cmd {
	if !m.shut() {
		return cmds
	}
	return slices.DeleteFunc(cmds, func(c Cmd) bool {
		p, sound := c.(Play)
		_, speech := c.(Speak)
		return speech || sound && p.Sound != SoundRefused
	})
}

// signed puts the clerk's code into everything that is recorded.
func (m Model) signed(cmds []Cmd) []Cmd {
	if !m.cfg.SignIn {
		return cmds
	}
	for i, c := range cmds {
		switch c := c.(type) {
		case RecordConsent:
			c.Clerk = m.door.clerk
			cmds[i] = c
		case RecordDecision:
			c.Clerk = m.door.clerk
			cmds[i] = c
		case RecordAccepted:
			c.Clerk = m.door.clerk
			cmds[i] = c
		case RecordDuties:
			c.Clerk = m.door.clerk
			cmds[i] = c
		case LiftLimit:
			c.Clerk = m.door.clerk
			cmds[i] = c
		}
	}
	return cmds
}
