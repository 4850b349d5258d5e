package session

import (
	"strings"
	"time"
	"unicode"

	"facedesk/identity"
)

// withName takes a name in. A number that surely is one moves to its own field,
// where that is free or a machine typed it; what is left is the name.
func (c claim) withName(text string, today time.Time, machine bool) claim {
	c.name, c.raw = text, ""
	name, number, ok := identity.Split(text, today)
	if ok && machine {
		c.number, name = "", c.filled.once(name, number)
	}
	return c.divide(name, number, ok)
}

// divide puts a name and a number that stood in the name field each in its
// field. A number that is typed already is not overwritten.
func (c claim) divide(name, number string, ok bool) claim {
	if !ok || c.number != "" && identity.NormaliseNumber(c.number) != number {
		return c
	}
	c = c.withNumber(number).settle(true)
	c.name, c.moved, c.left.number = name, true, true
	return c
}

// withLine takes a number in, or a name and a number that stand on one line. Latin
// letters may belong to the number, and stay.
func (c claim) withLine(text string, today time.Time) claim {
	name, number, ok := identity.SplitLine(text, today)
	if !strings.ContainsFunc(text, hanzi) {
		c.lined = "" // the next name is another scan's
	} else if ok && c.lined != "" && c.name == c.lined && strings.HasPrefix(unspaced(text), unspaced(c.number)) {
		name = c.name + name // behind the number, one by one
	}
	if !ok || !strings.ContainsFunc(name, hanzi) || c.name != "" && c.name != c.lined && c.name != name {
		return c.withNumber(strings.Join(strings.FieldsFunc(text, hanzi), ""))
	}
	c = c.withNumber(number)
	c.name, c.raw = name, ""
	c = c.tidyName()
	c.lined = c.name
	return c
}

// unspaced drops the spaces, which a field may show between groups of digits.
func unspaced(text string) string { return strings.Join(strings.Fields(text), "") }

func hanzi(r rune) bool { return unicode.Is(unicode.Han, r) }

// tidyName shows the name as it is sent. A zone that was misread stays as typed.
func (c claim) tidyName() claim {
	if name := identity.NormaliseName(c.name); name != c.name && !identity.HoldsZone(c.name) {
		c.raw, c.name = c.name, name
	}
	return c
}

// enterName goes on to the number, unless it has come out of the name field and
// nothing is wrong any more: then the line is typed to its end.
func (m Model) enterName() (Model, []Cmd) {
	c := m.customer.claim
	if !c.moved {
		return m.nextField(1), nil
	}
	if c.name == "" {
		return m, nil // the name comes next
	}
	if _, complaints := c.parse(m.now); complaints != nil {
		return m.nextField(1), nil
	}
	return m.submit()
}

// lineEnded is Enter in a field that holds a zone, whole or not. A scanner types
// it line by line, so that the first Enter waits for the next line, if there can
// be one. Else, and on a second Enter, the field says what is wrong.
func (c claim) lineEnded() claim {
	f := c.focused()
	c = c.oneRow(f)
	again := c.zoneField == f && c.zoneText == c.text(f)
	c.zoneField, c.zoneText = f, c.text(f)
	if again || !identity.ZoneMayGrow(c.zoneText) {
		c.left = c.left.with(f, true)
	}
	return c
}

// oneRow drops a row that a scanner sent twice.
func (c claim) oneRow(f identity.Field) claim {
	switch f {
	case identity.FieldName:
		c.name = identity.OneRow(c.name)
	case identity.FieldNumber:
		c.number = identity.OneRow(c.number)
	case identity.FieldNation:
		c.nation = identity.OneRow(c.nation)
	}
	return c
}

// expired is said of a document whose zone names a day of expiry that is over.
var expired = identity.Text{
	ZH: "证件已过有效期，请查看证件原件。",
	EN: "The document has expired. Look at the document itself.",
}

func (c claim) expired(now time.Time) bool {
	return !c.expiry.IsZero() && c.expiry.Before(identity.Day(now))
}

// notes are what the clerk should know of each field.
func (c claim) notes(now time.Time) []identity.Note {
	typed := identity.Claim{Name: c.name, Number: c.number, Type: c.kind()}
	if c.raw != "" {
		typed.Name = c.raw
	}
	out := append(typed.Notes(), c.card.notes...)
	if c.expired(now) {
		out = append(out, identity.Note{Field: identity.FieldNumber, Text: expired})
	}
	return out
}
