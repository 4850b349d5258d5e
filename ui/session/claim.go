package session

import (
	"errors"
	"time"

	"facedesk/identity"
)

// claim is what has been typed of one customer.
type claim struct {
	name   string // as typed, and as it is sent once the field was left
	raw    string // the name as it was typed, where it is shown and sent otherwise
	number string // as typed, * as X
	nation string
	chosen identity.DocumentType // by the clerk, "" while it follows from the number
	auto   identity.DocumentType // what the number tells, once typed
	told   bool                  // auto has been worked out

	focus identity.Field
	left  fields // complained of from now on

	// What a service said of a field; until that field is edited.
	fault identity.Error

	birth, expiry time.Time // from a machine-readable zone, zero if not

	card      card           // the card that filled it in; none once a field was edited
	filled    filled         // what a card or a zone filled in, whatever was edited since
	moved     bool           // the number came out of the name field
	machine   bool           // a machine typed the number
	lined     string         // the name that came out of the number field, while more of it may come
	zoneField identity.Field // the field in which a line of a zone ended
	zoneText  string         // the text of that line
	zone      string         // the whole zone that filled the claim in
	beside    string         // the name that a hand typed, while a zone is typed behind it
	loose     ahead          // text typed while no field of text has the focus
}

// fields is a set of fields of the claim.
type fields struct{ name, number, kind, nation bool }

func (f fields) with(field identity.Field, on bool) fields {
	switch field {
	case identity.FieldName:
		f.name = on
	case identity.FieldNumber:
		f.number = on
	case identity.FieldType:
		f.kind = on
	case identity.FieldNation:
		f.nation = on
	}
	return f
}

func (f fields) has(field identity.Field) bool {
	return field == identity.FieldName && f.name || field == identity.FieldNumber && f.number ||
		field == identity.FieldType && f.kind || field == identity.FieldNation && f.nation
}

func (c claim) empty() bool {
	return c.name == "" && c.number == "" && c.nation == "" && c.chosen == ""
}

// focused is the field that has the focus, the name at first.
func (c claim) focused() identity.Field {
	if c.focus == "" {
		return identity.FieldName
	}
	return c.focus
}

func (c claim) text(f identity.Field) string {
	switch f {
	case identity.FieldName:
		return c.name
	case identity.FieldNumber:
		return c.number
	case identity.FieldNation:
		return c.nation
	}
	return ""
}

// kind is the document type: the clerk's choice, else what the number tells, a
// resident card at first.
func (c claim) kind() identity.DocumentType {
	switch {
	case c.chosen != "":
		return c.chosen
	case c.told:
		return c.auto
	}
	return identity.ResidentID
}

// complete reports a number that is typed to its end: while it may still grow
// (8 digits may become 18) it is not complained of, nor does the type follow.
func complete(number string) bool {
	n := identity.NormaliseNumber(number)
	if len(n) >= 18 && !identity.HoldsZone(n) {
		return true
	}
	_, ok := identity.GuessType(n)
	return ok && !isDigit(n[0])
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// settle lets the type follow the number. Done is set on leaving the field.
func (c claim) settle(done bool) claim {
	n := identity.NormaliseNumber(c.number)
	guess, ok := identity.GuessType(n)
	switch {
	case n == "":
		c.auto, c.told = "", false
	case ok && (done || complete(n)):
		c.auto, c.told = guess, true
	case isDigit(n[0]):
		c.auto, c.told = identity.ResidentID, true
	case done:
		c.auto, c.told = "", true // the clerk must say
	}
	return c.withoutHiddenNation()
}

// withoutHiddenNation drops a nation that is no longer asked for: nobody could
// see what is wrong with it, or that it is being typed.
func (c claim) withoutHiddenNation() claim {
	if c.asksNation() {
		return c
	}
	c.nation, c.left.nation = "", false
	if c.fault.Field == identity.FieldNation {
		c.fault = identity.Error{}
	}
	if c.focus == identity.FieldNation {
		c.focus = identity.FieldNumber
	}
	return c
}

// parse checks the claim.
func (c claim) parse(today time.Time) (identity.Subject, []*identity.Error) {
	return identity.Claim{Name: c.name, Number: c.number, Type: c.kind(), Nation: c.nation}.Parse(today)
}

// shows reports whether a complaint about a field is due: not while it is half
// typed.
func (c claim) shows(f identity.Field) bool {
	switch f {
	case identity.FieldNumber:
		return c.left.number || complete(c.number)
	case identity.FieldType:
		return c.left.kind || c.left.number || complete(c.number)
	}
	return c.left.has(f)
}

// document is the document as far as it is typed.
func (c claim) document() identity.Document {
	return identity.Document{Type: c.kind(), Number: c.kind().Number(c.number), Nation: c.nationality()}
}

// nationality is the nation typed, else the one that type and number imply.
func (c claim) nationality() string {
	if n := identity.NormaliseNation(c.nation); n != "" {
		return n
	}
	implied, _ := identity.ImpliedNation(c.kind(), identity.NormaliseNumber(c.number))
	return implied
}

// asksNation reports whether the nation is asked for.
func (c claim) asksNation() bool { return c.kind().AsksNation(c.number) }

// minor reports whether the guest is under fourteen, from the number, the card or
// the machine-readable zone; known is false where none tells.
func (c claim) minor(doc identity.Document, on time.Time) (under14, known bool) {
	under14, known = doc.Minor(on)
	switch {
	case c.card.under14, known:
		return under14 || c.card.under14, true
	case c.card.ageKnown:
		return false, true
	case c.birth.IsZero():
		return false, false
	}
	return identity.UnderFourteen(c.birth, on), true
}

// under18 is minor for eighteen.
func (c claim) under18(doc identity.Document, on time.Time) (under18, known bool) {
	birth, dated := doc.Birth()
	switch {
	case c.card.under18 || c.card.under14:
		return true, true
	case dated && !birth.After(identity.Day(on)):
		return identity.UnderEighteen(birth, on), true
	case c.card.ageKnown:
		return false, true
	case c.birth.IsZero():
		return false, false
	}
	return identity.UnderEighteen(c.birth, on), true
}

// source says where name and number came from.
func (c claim) source() identity.ClaimSource {
	f := c.filled
	switch {
	case f.is(identity.NormaliseNumber(c.number)) && identity.NormaliseName(c.name) == identity.NormaliseName(f.name):
		switch {
		case f.card.handed:
			return identity.ClaimHandOff
		case f.card.filled:
			return identity.ClaimCard
		}
		return identity.ClaimScan
	case c.machine:
		return identity.ClaimScan
	}
	return identity.ClaimTyped
}

// asError returns the *identity.Error in err; another error becomes an unknown
// outcome, which says the least.
func asError(err error) *identity.Error {
	if e, ok := errors.AsType[*identity.Error](err); ok && e != nil {
		return e
	}
	return &identity.Error{Kind: identity.UnknownOutcome, Charged: identity.ChargedUnknown, Sent: true,
		What: identity.Text{ZH: "没有得到可读的结果。", EN: "There is no readable answer."},
		Next: identity.Text{ZH: "请人工核对证件。", EN: "Check the document by hand."}}
}
