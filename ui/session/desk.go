package session

import (
	"time"

	"facedesk/identity"
)

func deskPage() page {
	return page{
		screen: Desk, bindings: deskBindings, idles: func(m Model) bool { return m.busy() || m.party.named() }, tick: Model.probeOften,
		claim: true, edits: true, anew: true, guest: Model.deskStage,
		view: func(m Model, v View) View {
			if m.ofParty() {
				v.Party = m.partyView()
			}
			return v
		},
	}
}

func deskBindings() []binding {
	next := func(step int) func(Model) (Model, []Cmd) {
		return func(m Model) (Model, []Cmd) { return m.nextField(step), nil }
	}
	idle := func(m Model) bool { return !m.busy() && !m.flight.open } // a check goes by the settings it began with
	return []binding{
		{keys: []Key{KeyEnter}, action: ActNext, label: "key.next", do: Model.enter, primary: true},
		{keys: []Key{KeyTab}, action: ActForward, label: "key.forward", do: next(1)},
		{keys: []Key{KeyBackTab}, action: ActBackward, label: "key.backward", do: next(-1)},
		{keys: []Key{KeyF2}, action: ActType, label: "key.type", do: Model.nextType},
		{keys: []Key{KeyF4}, action: ActService, label: "key.service", do: Model.nextService, ready: Model.canSwitch},
		{keys: []Key{KeyF5}, action: ActPerson, label: "key.person", do: Model.nextPerson,
			applies: func(m Model) bool { return m.cfg.Demo && len(m.cfg.Persons) > 0 }},
		{keys: []Key{KeyF3}, action: ActCard, label: "key.card", do: Model.nextCard,
			applies: func(m Model) bool { return m.cfg.Demo && m.cfg.TestReader }},
		{keys: []Key{KeyF7}, action: ActByEye, label: "key.by_eye", do: Model.checkByEye},
		{keys: []Key{KeyF6}, action: ActRecords, label: "key.records", do: Model.openRecords},
		{keys: []Key{KeyF8}, action: ActParty, label: "key.party", do: Model.openParty},
		lockBinding(),
		{keys: []Key{KeyF12}, action: ActSettings, label: "key.settings", do: Model.openSettings, ready: idle},
		{keys: []Key{KeyEscape}, action: ActClear, label: "key.clear", do: Model.clearDesk,
			ready: func(m Model) bool { return m.busy() || m.customer.claim.focused() != identity.FieldName }},
	}
}

// busy reports whether there is a customer on the desk.
func (m Model) busy() bool { return !m.customer.claim.empty() || m.customer.undecided }

// enter goes to the next field, and from the last one on to the notice.
func (m Model) enter() (Model, []Cmd) {
	c := m.customer.claim
	if c.focused() == identity.FieldType && identity.HoldsZone(c.loose.asOf(m.clocks.awake)) {
		return m, nil // a scanner's Enter between two rows
	}
	if identity.HoldsZone(c.text(c.focused())) {
		m.customer.claim = c.lineEnded()
		return m, nil
	}
	done := c.leave(m.now)
	m.customer.claim = done
	switch c.focused() {
	case identity.FieldName:
		return m.enterName()
	case identity.FieldNumber, identity.FieldType:
		if done.asksNation() && done.nationality() == "" {
			return m.focus(identity.FieldNation), nil
		}
	}
	return m.submit()
}

// submit checks the claim and opens the notice.
func (m Model) submit() (Model, []Cmd) {
	c := m.customer.claim.leave(m.now)
	c.left = fields{name: true, number: true, kind: true, nation: true}
	subject, complaints := c.parse(m.now)
	if complaints != nil {
		c.focus = complaints[0].Field
		m.customer.claim = c
		return m, nil
	}
	m.customer.claim = c
	if m.customer.undecided && m.customer.another(subject) {
		return m.guarded(ByEye), nil // the last guest's check is decided first
	}
	svc, err := m.choose(subject)
	if err != nil {
		m.customer.claim.fault = *asError(err)
		m.customer.claim.focus = m.customer.claim.fault.Field
		return m, nil
	}
	m.customer.claim.fault = identity.Error{}
	m.customer.subject = subject
	return m.meets().toNotice(svc)
}

// meets drops what was said of somebody else, who was on the desk before.
func (m Model) meets() Model {
	if m.customer.othersClaim() {
		return m // nothing was said of whose claim that is
	}
	old, now := m.customer.met, m.customer.claimed()
	if old.Name != "" && old.Name != now.Name && old.Document.Number != now.Document.Number {
		m.customer.language, m.customer.cannotUse, m.customer.under18 = "", false, false
		m.customer.reference, m.customer.unfit = "", false
	}
	m.customer.met = now
	return m
}

// another reports whether a subject is not the one whom the verdict is of: a
// corrected slip changes either the name or the number. Nobody is known to be
// the guest of an undecided check whose name was hidden.
func (c customer) another(s identity.Subject) bool {
	if c.sent.Name == "" {
		return c.undecided
	}
	return s.Name != c.sent.Name && s.Document.Number != c.sent.Document.Number
}

// othersClaim reports that a check waits for its decision, and that what is typed, if
// anything, is not of its guest.
func (c customer) othersClaim() bool {
	return c.undecided && c.another(c.claimed())
}

// waiting is the claim of the next guest, typed while the last one's check was
// still undecided; none where the claim is the last one's own.
func (c customer) waiting(today time.Time) claim {
	if subject, complaints := c.claim.parse(today); complaints == nil && c.another(subject) {
		return c.claim
	}
	return claim{}
}

// clearDesk forgets what is typed. A check that nobody has decided about yet
// is decided first.
func (m Model) clearDesk() (Model, []Cmd) {
	if m.customer.undecided {
		return m.guarded(ByEye), nil
	}
	return m.nextCustomer()
}

// editClaim goes back to the desk. Consent and portrait were for what the
// notice named, so they go.
func (m Model) editClaim() (Model, []Cmd) {
	m, cmds := m.dropConsent()
	m.customer.subject, m.customer.guardian = identity.Subject{}, false
	m.customer.asks, m.customer.details = false, false
	m = m.goTo(Desk)
	m.customer.claim.focus = identity.FieldName
	if f := m.customer.claim.fault.Field; f != "" {
		m.customer.claim.focus = f
	}
	return m, cmds
}

// pickPerson fills in a test person of the demo.
func (m Model) pickPerson(i int) Model {
	if !m.cfg.Demo || i < 0 || i >= len(m.cfg.Persons) {
		return m
	}
	p := m.cfg.Persons[i].Claim
	c := claim{name: p.Name, number: p.Number, nation: p.Nation, chosen: p.Type, focus: identity.FieldNumber}
	m.customer.claim = c.settle(true)
	return m
}

// nextPerson goes through the test persons.
func (m Model) nextPerson() (Model, []Cmd) { return m.pickPerson(m.personAfter()), nil }

// personAfter is the test person after the one who is filled in.
func (m Model) personAfter() int {
	at := 0
	for i, p := range m.cfg.Persons {
		if p.Claim.Number == m.customer.claim.number && p.Claim.Name == m.customer.claim.name {
			at = (i + 1) % len(m.cfg.Persons)
		}
	}
	return at
}

// nextCard lays the next test person's card on the demo's reader. Those without a card
// are left out.
func (m Model) nextCard() (Model, []Cmd) {
	from := m.personAfter()
	for i := range m.cfg.Persons {
		c := m.cfg.Persons[(from+i)%len(m.cfg.Persons)].Claim
		if _, dated := (identity.Document{Type: identity.ResidentID, Number: c.Number}).Birth(); dated {
			return m, []Cmd{LayCard{c}}
		}
	}
	return m, nil
}
