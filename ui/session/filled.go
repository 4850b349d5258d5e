package session

import (
	"strings"
	"time"

	"facedesk/identity"
)

// filled is what a card or a machine-readable zone filled into a claim. It belongs
// to one document.
type filled struct {
	name, number  string
	birth, expiry time.Time
	card          card
}

// remembered notes what has just been filled in.
func (c claim) remembered() claim {
	c.filled = filled{name: c.name, number: identity.NormaliseNumber(c.number), birth: c.birth, expiry: c.expiry, card: c.card}
	return c
}

// is reports whether a number is the document's that was filled in.
func (f filled) is(number string) bool { return f.number != "" && f.number == number }

// ofAnother reports whether a number is of another document than the one that
// filled in the name. A name that was typed by hand belongs to no document.
func (c claim) ofAnother(number string) bool {
	f := c.filled
	if number == "" || f.number == "" || f.is(number) {
		return false
	}
	if f.name == "" { // the zone of a Chinese passport, say: it holds the number alone so far
		return strings.HasPrefix(number, identity.NormaliseNumber(c.name))
	}
	return strings.HasPrefix(c.name, f.name)
}

// delivered is the number of 18 characters in a text that a machine typed.
func (m Model) delivered(text string) string {
	if !m.byMachine() || identity.HoldsZone(text) {
		return ""
	}
	if number, ok := identity.NumberAtEnd(text, m.now); ok {
		return number
	}
	_, number, _ := identity.Split(text, m.now)
	return number
}

// begunAnew drops a claim whose document was filled in, for a machine has typed
// another's number behind it. It returns the field and the text that remain.
func (c claim) begunAnew(f identity.Field, text, number string) (claim, identity.Field, string) {
	if f == identity.FieldName {
		return claim{}, f, strings.TrimPrefix(text, c.filled.name)
	}
	return claim{focus: identity.FieldNumber}, identity.FieldNumber, number
}

// withDates keeps the birth, the expiry and the card's notes while the number is
// the one that they came with.
func (c claim) withDates(number string) claim {
	c.birth, c.expiry, c.card = time.Time{}, time.Time{}, card{}
	if c.filled.is(identity.NormaliseNumber(number)) {
		c.birth, c.expiry, c.card = c.filled.birth, c.filled.expiry, c.filled.card
		c.card.filled = false // a field was edited
	}
	return c
}
