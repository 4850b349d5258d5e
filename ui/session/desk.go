package session

import (
	"slices"
	"strings"
	"time"

	"facedesk/identity"
)

// edited takes over the whole text of a field.
func (m Model) edited(f identity.Field, text string) Model {
	c := m.customer.claim
	if text == c.text(f) && text != "" {
		return m // a field reports what it was given
	}
	if read, ok := c.scanned(text, m.now); ok {
		m.customer.claim = read // the focus is on the name, to be compared
		return m
	}
	switch f {
	case identity.FieldName:
		c = c.withName(text, m.now)
	case identity.FieldNumber:
		c = c.withLine(text, m.now)
	case identity.FieldNation:
		c.nation = strings.ToUpper(text)
	default:
		return m
	}
	if c.fault.Field == f {
		c.fault = identity.Error{}
	}
	if c.focused() != f {
		c = c.leave(m.now)
		c.focus = f
	}
	m.customer.claim = c
	return m
}

// withNumber takes the star of the numeric keypad for the X it has no key for.
func (c claim) withNumber(text string) claim {
	text = strings.NewReplacer("*", "X", "＊", "X").Replace(text)
	if identity.NormaliseNumber(text) != identity.NormaliseNumber(c.number) {
		c.birth, c.expiry, c.moved = time.Time{}, time.Time{}, false // they were another document's
		if c.fault.Field == identity.FieldType {
			c.fault = identity.Error{}
		}
	}
	if text == "" {
		c.left.number = false // begun anew
	}
	c.number = text
	return c.settle(false)
}

// leave marks the field with the focus as typed to its end.
func (c claim) leave(today time.Time) claim {
	f := c.focused()
	if f == identity.FieldName {
		c = c.divide(identity.SplitLine(c.name, today))
	}
	if c.text(f) != "" {
		c.left = c.left.with(f, true)
	}
	switch f {
	case identity.FieldName:
		c = c.tidyName()
	case identity.FieldNumber:
		c = c.settle(true)
	case identity.FieldNation:
		c.nation = identity.NormaliseNation(c.nation)
	}
	return c
}

func (m Model) focus(f identity.Field) Model {
	switch f {
	case identity.FieldName, identity.FieldNumber, identity.FieldNation, identity.FieldType:
		m.customer.claim = m.customer.claim.leave(m.now)
		m.customer.claim.focus = f
	}
	return m
}

// pickType fixes the type; "" lets it follow from the number again.
func (m Model) pickType(t identity.DocumentType) Model {
	c := m.customer.claim
	c.chosen = t
	if c.fault.Field == identity.FieldType {
		c.fault = identity.Error{}
	}
	m.customer.claim = c.settle(complete(c.number))
	return m
}

// nextType goes through the types of documents that a service is given, from the
// one shown, and back to the one that the number tells.
func (m Model) nextType() (Model, []Cmd) {
	choice := []identity.DocumentType{""}
	for _, t := range identity.Types() {
		if len(m.cfg.route(t.Code)) > 0 {
			choice = append(choice, t.Code)
		}
	}
	c := m.customer.claim
	at := (slices.Index(choice, c.chosen) + 1) % len(choice)
	if c.chosen == "" && choice[at] == c.kind() {
		at = (at + 1) % len(choice) // it is shown already
	}
	return m.pickType(choice[at]), nil
}

// order is the order of the fields.
func (c claim) order() []identity.Field {
	if c.asksNation() {
		return []identity.Field{identity.FieldName, identity.FieldNumber, identity.FieldNation}
	}
	return []identity.Field{identity.FieldName, identity.FieldNumber}
}

// nextField moves the focus forward and, with step -1, back.
func (m Model) nextField(step int) Model {
	c := m.customer.claim.leave(m.now)
	order := c.order()
	at := 0
	for i, f := range order {
		if f == c.focused() {
			at = i + step
		}
	}
	c.focus = order[(at+len(order))%len(order)]
	m.customer.claim = c
	return m
}

// enter goes to the next field, and from the last one on to the notice.
func (m Model) enter() (Model, []Cmd) {
	c := m.customer.claim
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
	if m.customer.undecid && m.customer.another(subject) {
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
	return m.toNotice(svc)
}

// another reports whether a subject is not the one whom the verdict is of: a
// corrected slip changes either the name or the number.
func (c customer) another(s identity.Subject) bool {
	return c.sent.Name != "" && s.Name != c.sent.Name && s.Document.Number != c.sent.Document.Number
}

// clearDesk forgets what is typed. A check that nobody has decided about yet
// is decided first.
func (m Model) clearDesk() (Model, []Cmd) {
	if m.customer.undecid {
		return m.guarded(ByEye), nil
	}
	return m.nextCustomer()
}

// editClaim goes back to the desk. Consent and portrait were for what the
// notice named, so they go.
func (m Model) editClaim() (Model, []Cmd) {
	m, cmds := m.dropConsent()
	m.customer.subject, m.customer.guardian = identity.Subject{}, false
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
func (m Model) nextPerson() (Model, []Cmd) {
	at := 0
	for i, p := range m.cfg.Persons {
		if p.Claim.Number == m.customer.claim.number && p.Claim.Name == m.customer.claim.name {
			at = (i + 1) % len(m.cfg.Persons)
		}
	}
	return m.pickPerson(at), nil
}
