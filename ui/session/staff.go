package session

import "facedesk/identity"

// staff is the list of clerks for a shift lead or the duty manager, who resets their
// PINs. It is dropped whenever its screen is left.
type staff struct {
	visit uint64 // answers to another visit are dropped
	lead  string // code of the shift lead who has given his PIN, "" for the duty manager
	at    int    // the chosen clerk
	busy  bool
	about string // name of the clerk whose PIN is being set
	set   string // name of the clerk whose PIN was set
	fault identity.Text
}

// own reports whether the shift lead chose himself. The PIN that he sets then is his
// own, and not temporary.
func (s staff) own(c Clerk) bool { return s.lead != "" && s.lead == c.Code }

const (
	// ActStaff shows the clerks. The window asks for a PIN.
	ActStaff Action = "staff"
	// ActResetPIN asks for a clerk's new PIN.
	ActResetPIN Action = "reset_pin"
)

func staffPage() page {
	return page{screen: Staff, bindings: staffBindings, idles: always, lock: Model.editClaim,
		view: func(m Model, v View) View { v.Staff = m.staffView(); return v }}
}

func staffBindings() []binding {
	step := func(by int) func(Model) (Model, []Cmd) {
		return func(m Model) (Model, []Cmd) {
			m.staff.at = max(0, min(m.staff.at+by, len(m.cfg.Clerks)-1))
			return m, nil
		}
	}
	return []binding{
		{keys: []Key{KeyEnter}, action: ActResetPIN, label: "key.reset_pin", do: Model.askNewPIN, primary: true,
			ready: func(m Model) bool { return len(m.cfg.Clerks) > 0 && !m.staff.busy }},
		{keys: []Key{KeyUp}, action: ActRowUp, label: "key.row_up", do: step(-1)},
		{keys: []Key{KeyDown}, action: ActRowDown, label: "key.row_down", do: step(1)},
		lockBinding(),
		{keys: []Key{KeyEscape}, action: ActLeave, label: "key.back", do: Model.openRecords},
	}
}

// lead is the code of the shift lead who is signed in, whose own PIN opens the list of
// clerks; "" where the duty manager's does.
func (m Model) lead() string {
	if c := m.clerk(); c.Lead && !m.shut() {
		return c.Code
	}
	return ""
}

// openStaff shows the clerks. The window has asked for the PIN.
func (m Model) openStaff() (Model, []Cmd) {
	m.visits++
	m = m.goTo(Staff)
	m.staff = staff{visit: m.visits, lead: m.lead()}
	return m, nil
}

func (m Model) askNewPIN() (Model, []Cmd) {
	m.staff.set, m.staff.fault = "", identity.Text{}
	c := m.cfg.Clerks[m.staff.at]
	return m, []Cmd{AskNewPIN{Visit: m.staff.visit, Clerk: c, Own: m.staff.own(c)}}
}

// staffMsg handles what comes for the present visit.
func (m Model) staffMsg(msg Msg) (Model, []Cmd) {
	if m.screen != Staff {
		return m, nil
	}
	switch msg := msg.(type) {
	case NewPINGiven:
		if msg.Visit != m.staff.visit || msg.Own != m.staff.own(msg.Clerk) || msg.PIN.Empty() || m.staff.busy {
			return m, nil
		}
		m.staff.busy, m.staff.about = true, msg.Clerk.Name
		return m, []Cmd{SetClerkPIN{Visit: msg.Visit, Code: msg.Clerk.Code, PIN: msg.PIN, Own: msg.Own, Lead: m.staff.lead, Clerk: m.door.clerk, Demo: m.cfg.Demo}}
	case PINChanged:
		if msg.Visit != m.staff.visit {
			return m, nil
		}
		m.staff.busy = false
		if msg.Err != nil {
			m.staff.fault = msg.Err.Said().Text()
			return m, nil
		}
		m.staff.set = m.staff.about
	}
	return m, nil
}

// StaffView is the list of clerks.
type StaffView struct {
	Clerks []Clerk
	At     int    // the chosen one
	Set    string // name of the clerk whose PIN was set
	Busy   bool
	Fault  identity.Text
}

func (m Model) staffView() StaffView {
	s := m.staff
	return StaffView{Clerks: m.cfg.Clerks, At: s.at, Set: s.set, Busy: s.busy, Fault: s.fault}
}
