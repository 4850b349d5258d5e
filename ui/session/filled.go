package session

import (
	"strings"
	"time"
	"unicode"

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
	_, ok := f.behind(c.name)
	return ok
}

// behind is what stands behind the name that was filled in, as it came or as it is sent.
func (f filled) behind(text string) (rest string, ok bool) {
	if rest, ok = strings.CutPrefix(text, f.name); ok {
		return rest, true
	}
	return strings.CutPrefix(text, identity.NormaliseName(f.name))
}

// lineInto reports that one line brings name and number: the number comes out of the
// name's field, or a name grows behind it where no other one stood first.
func (c claim) lineInto(f identity.Field, next claim) bool {
	name, number := identity.NormaliseName(next.name), identity.NormaliseNumber(next.number)
	if f == identity.FieldName && number != identity.NormaliseNumber(c.number) {
		return true
	}
	begins := identity.NormaliseName(c.name) == "" || c.filled.is(number) && c.name == c.filled.name
	return begins && number != "" && name != "" && next.name != c.name && !strings.ContainsFunc(name, unicode.IsDigit) && !identity.HoldsZone(name)
}

// once is the name of a line, without the one in front of it where the same line came before.
func (f filled) once(name, number string) string {
	if again, ok := f.behind(name); ok && f.is(number) && identity.NormaliseName(again) == identity.NormaliseName(f.name) {
		return strings.TrimSpace(again)
	}
	return name
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
		if rest, ok := c.filled.behind(text); ok {
			text = rest
		}
		return claim{}, f, text
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
