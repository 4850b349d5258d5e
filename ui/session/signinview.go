package session

import (
	"cmp"
	"slices"
)

// SignInView is the lock.
type SignInView struct {
	Body    TextKey
	Who     string // the name that goes into it
	Seconds int    // until another try with the same code counts, 0 for now
	Busy    bool   // a try is being checked, or its clerk is being let in
	Held    bool   // what is typed was meant for what was shown before: drop it
	Own     bool   // the clerk is asked for a PIN of his own
}

func (m Model) signInView() SignInView {
	d := m.door
	v := SignInView{Body: "sign_in.body", Own: d.own != "", Busy: d.waits || d.next != "" || d.own != "", Held: m.clocks.awake.Before(d.held), Seconds: seconds(d.barred.Sub(m.clocks.awake))}
	switch {
	case len(m.cfg.Clerks) == 0:
		v.Body = "sign_in.nobody"
	case d.own != "":
		v.Body, v.Who = "sign_in.own", m.named(d.own)
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
		Screen:      SignIn, Title: titleKey(SignIn), Language: m.language, Generation: m.generation, Demo: m.cfg.practises(), Keys: m.keys(), Help: m.help, Display: m.cfg.Display,
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
		if c, records := c.(recording); records {
			cmds[i] = c.by(m.door.clerk)
		}
	}
	return cmds
}

// recording is a command of which the records name the clerk.
type recording interface{ by(clerk string) Cmd }

func (c RecordConsent) by(clerk string) Cmd  { c.Clerk = clerk; return c }
func (c RecordDecision) by(clerk string) Cmd { c.Clerk = cmp.Or(c.Clerk, clerk); return c } // a late one names its own
func (c RecordAccepted) by(clerk string) Cmd { c.Clerk = clerk; return c }
func (c RecordDuties) by(clerk string) Cmd   { c.Clerk = clerk; return c }
func (c LiftLimit) by(clerk string) Cmd      { c.Clerk = clerk; return c }
func (c SettleRecord) by(clerk string) Cmd   { c.Clerk = clerk; return c }
func (c ReadLedger) by(clerk string) Cmd     { c.Clerk = clerk; return c }
func (c ReadTotals) by(clerk string) Cmd     { c.Clerk = clerk; return c }
func (c CorrectRecord) by(clerk string) Cmd  { c.Clerk = clerk; return c }
func (c ExportRecords) by(clerk string) Cmd  { c.Clerk = clerk; return c }
func (c MakeSheet) by(clerk string) Cmd      { c.Clerk = clerk; return c }
