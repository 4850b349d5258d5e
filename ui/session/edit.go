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
	text = identity.Printable(text)
	if text == c.text(f) && text != "" {
		return m // a field reports what it was given
	}
	if f == identity.FieldName {
		c, text = c.asideOf(text, m.byMachine())
	}
	if read, ok := c.scanned(text, m.now); ok {
		m.customer.claim = read // the focus is on the name, to be compared
		return m
	}
	if again, ok := c.doubled(f, text, m.now); ok {
		m.customer.claim = again
		return m
	}
	if number := m.delivered(text); c.ofAnother(number) {
		c, f, text = c.begunAnew(f, text, number)
	}
	text = c.anew(f, text)
	c.card.filled = false
	switch f {
	case identity.FieldName:
		c = c.withName(text, m.now, m.byMachine())
	case identity.FieldNumber:
		c = c.withLine(m.lastScan(text), m.now)
	case identity.FieldNation:
		c = c.withNation(text, m.now, m.byMachine())
	default:
		return m
	}
	if identity.NormaliseNumber(c.number) != identity.NormaliseNumber(m.customer.claim.number) {
		c.machine = m.byMachine()
	}
	if m.strokes.line() && m.customer.claim.lineInto(f, c) {
		c = c.remembered() // the name came with the number
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
		c.moved = false
		c = c.withDates(text)
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
		if identity.IsNumberLike(c.name) { // alone: a permit's barcode, or digits misread
			c = c.divide("", identity.NormaliseNumber(c.name), true)
		}
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
	c.chosen, c.card.filled = t, false
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
