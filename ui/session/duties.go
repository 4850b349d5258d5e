package session

// duties are what a hotel owes a guest under eighteen, to be ticked once the guest has
// been checked. They outlive the guest and hold nothing of him.
type duties struct {
	due     bool
	attempt string // of his last check, "" where nothing was sent
	demo    bool
	done    map[Duty]bool // never changed in place
	watch   Duty          // nothing suspicious, or police called
}

// Duty is one of them, in the words of the records.
type Duty string

// The duties. What was asked is kept in the hotel's own system, never here.
const (
	DutyIdentity Duty = "identity" // document checked and registered
	DutyContact  Duty = "contact"  // the guardian's contact asked
	DutyRelation Duty = "relation" // who the others in the room are
	DutyPatrol   Duty = "patrol"   // patrols and visitors
	DutyNothing  Duty = "nothing"  // nothing suspicious
	DutyPolice   Duty = "police"   // police called
	DutyOpen     Duty = "open"     // not all is done
)

func ticked() []Duty { return []Duty{DutyIdentity, DutyContact, DutyRelation, DutyPatrol} }

// DutyCodes lists all that an entry of the records can hold.
func DutyCodes() []Duty {
	return append(ticked(), DutyNothing, DutyPolice, DutyOpen)
}

func (d Duty) key() TextKey { return TextKey("duty." + d) }

// What keys do there.
const (
	ActTick1     Action = "tick_1"
	ActTick2     Action = "tick_2"
	ActTick3     Action = "tick_3"
	ActTick4     Action = "tick_4"
	ActTick5     Action = "tick_5"
	ActEndDuties Action = "end_duties"
	ActMinor     Action = "under_18"
	ActAsks      Action = "asks_photo"
)

func dutiesPage() page {
	return page{screen: Duties, bindings: dutiesBindings, idles: always, leave: Model.dropDuties, lock: Model.recordDuties,
		view: func(m Model, v View) View { v.Duties = m.dutiesView(); return v }}
}

// dutiesBindings has no digits: a clerk or a scanner that is ahead of the screen types
// the next guest's number, and that must tick nothing.
func dutiesBindings() []binding {
	var out []binding
	for i, d := range ticked() {
		out = append(out, binding{keys: []Key{[]Key{KeyF2, KeyF3, KeyF4, KeyF5}[i]}, action: []Action{ActTick1, ActTick2, ActTick3, ActTick4}[i], label: d.key(),
			do: func(m Model) (Model, []Cmd) { return m.tickDuty(d), nil }})
	}
	return append(out,
		binding{keys: []Key{KeyF6}, action: ActTick5, label: "key.tick_watch", do: Model.tickWatch},
		binding{keys: []Key{KeyEnter}, action: ActEndDuties, label: "key.end_duties", do: Model.endDuties, primary: true})
}

func (m Model) tickDuty(d Duty) Model {
	done := map[Duty]bool{}
	for _, o := range ticked() {
		done[o] = m.duties.done[o] != (o == d)
	}
	m.duties.done = done
	return m
}

// tickWatch goes from open to nothing suspicious, to police called, and back.
func (m Model) tickWatch() (Model, []Cmd) {
	next := map[Duty]Duty{"": DutyNothing, DutyNothing: DutyPolice}
	m.duties.watch = next[m.duties.watch]
	return m, nil
}

// codes are what is recorded.
func (d duties) codes() (out []Duty) {
	for _, o := range ticked() {
		if d.done[o] {
			out = append(out, o)
		}
	}
	if d.watch != "" {
		out = append(out, d.watch)
	}
	if len(out) <= len(ticked()) {
		out = append(out, DutyOpen)
	}
	return out
}

// endDuties records what is ticked, and goes on with the next guest. An Enter that
// ends a text typed ahead ends that text alone.
func (m Model) endDuties() (Model, []Cmd) {
	if m.midText() {
		return m, nil
	}
	return m.recordDuties()
}

func (m Model) recordDuties() (Model, []Cmd) {
	record := RecordDuties{Attempt: m.duties.attempt, Codes: m.duties.codes(), Demo: m.duties.demo}
	m.duties = duties{}
	return m.goTo(Desk).afterGuest(), []Cmd{record}
}

// dropDuties is recordDuties where nobody is there any more.
func (m Model) dropDuties() (Model, []Cmd) {
	m, cmds := m.recordDuties()
	m, more := m.nextCustomer()
	return m, append(cmds, more...)
}

// owes notes that the duties are due for the present guest. They never delay a
// verdict: they come once he has been checked.
func (m Model) owes() Model {
	m.duties = duties{}
	if under18, _ := m.under18(); !under18 || !m.cfg.Minors {
		return m
	}
	m.duties = duties{due: true, demo: m.demo()}
	if n := len(m.customer.attempts); n > 0 {
		m.duties.attempt = m.customer.attempts[n-1]
	}
	return m
}

// dutiesFollow reports that the duties come after the pass on the screen. Nothing is
// typed ahead then: a name would be cut where they come between.
func (m Model) dutiesFollow() bool {
	under18, _ := m.under18()
	return under18 && m.cfg.Minors
}

// age is whether a guest is under eighteen, as far as is known.
type age struct{ under18, known bool }

func (m Model) age() age {
	under18, known := m.under18()
	return age{under18, known}
}

// under18 reports whether the guest is under eighteen, from number, card, zone or the
// clerk's word. While a check waits for its decision, that is the guest who was checked.
func (m Model) under18() (under18, known bool) {
	switch c := m.customer; {
	case c.under18 || c.guardian:
		return true, true
	case c.othersClaim():
		return c.sentAge.under18, c.sentAge.known
	}
	doc := m.customer.subject.Document
	if doc.Number == "" {
		doc = m.customer.claim.document()
	}
	return m.customer.claim.under18(doc, m.now)
}

// mayBeMinor reports that the clerk must say, because nothing tells the age.
func (m Model) mayBeMinor() bool {
	_, known := m.under18()
	return m.cfg.Minors && !known && !m.customer.claim.empty()
}

func (m Model) sayMinor() (Model, []Cmd) {
	m.customer.under18 = true
	return m, nil
}

// minorBinding is the key by which the clerk says so.
func minorBinding() binding {
	return binding{keys: []Key{KeyF5}, action: ActMinor, label: "key.under_18", do: Model.sayMinor, applies: Model.mayBeMinor}
}

// DutiesView is the card of the duties.
type DutiesView struct {
	Done  [4]bool
	Watch TextKey // what is said of anything suspicious, or that it is open
}

func (m Model) dutiesView() DutiesView {
	v := DutiesView{Watch: DutyOpen.key()}
	for i, d := range ticked() {
		v.Done[i] = m.duties.done[d]
	}
	if m.duties.watch != "" {
		v.Watch = m.duties.watch.key()
	}
	return v
}

// RecordDuties keeps what was done for a guest under eighteen: codes, and nothing of
// him. Answered by Recorded.
type RecordDuties struct {
	Attempt string
	Codes   []Duty
	Demo    bool
	Clerk   string // as in RecordConsent
}

func (RecordDuties) cmd() {}
