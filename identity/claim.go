package identity

import (
	"strings"
	"time"
)

// Claim is what was typed or scanned, before any check.
type Claim struct {
	Name   string
	Number string
	Type   DocumentType // "": guessed from the number
	Nation string       // ISO 3166-1 alpha-3; "": as the document implies
}

// Parse normalises and validates a claim. It returns either a subject and no
// complaint, or the zero Subject and one BadInput complaint for each field at
// fault, in the order name, number, type, nation. Today decides whether a date
// of birth lies in the future. Region codes are historical and never refused.
func (c Claim) Parse(today time.Time) (Subject, []*Error) {
	c.Type = DocumentType(strings.TrimSpace(string(c.Type)))
	doc := Document{
		Type:   c.Type,
		Number: NormaliseNumber(c.Number),
		Nation: NormaliseNumber(c.Nation),
	}
	name := NormaliseName(c.Name)
	typeFault := doc.settleType()
	numberFault := checkNumber(doc, today)
	if numberFault != nil && c.Type == "" {
		typeFault = nil // the number is to be corrected first; the type follows
	}
	nationFault := doc.settleNation(typeFault == nil)
	var complaints []*Error
	for _, fault := range []*sentence{checkName(name, doc), numberFault, typeFault, nationFault} {
		if fault != nil {
			complaints = append(complaints, fault.complaint())
		}
	}
	if complaints != nil {
		return Subject{}, complaints
	}
	return Subject{Name: name, Document: doc}, nil
}

// settleType fills in the type that the number tells, also where another was
// chosen that the number contradicts: it is then checked as what it looks like.
func (d *Document) settleType() *sentence {
	guess, guessed := GuessType(d.Number)
	_, known := typeInfo(d.Type)
	chosen := d.Type
	switch {
	case known && (!guessed || fits(d.Type, d.Number)):
		return nil
	case guessed:
		d.Type = guess
	default:
		d.Type = ""
	}
	switch {
	case known:
		return contradiction(chosen, guess)
	case chosen != "":
		return &typeUnknown
	case !guessed:
		return &typeUntold
	}
	return nil
}

// settleNation fills in the nation that the document implies. Without a type
// that is sure, only the code itself can be checked.
func (d *Document) settleNation(sure bool) *sentence {
	info, _ := typeInfo(d.Type)
	implied, ok := ImpliedNation(d.Type, d.Number)
	switch {
	case d.Nation != "" && !IsNation(d.Nation):
		return &nationUnknown
	case !sure || d.Type == "":
		return nil
	case d.Nation == "" && ok:
		d.Nation = implied
	case d.Nation == "":
		return &nationMissing
	case !info.AsksNation && d.Nation != china:
		return &nationNotChina
	case isForeigners(d.Type) && d.Nation == china:
		return &nationChina
	}
	return nil
}

// isForeigners reports documents that only foreigners hold.
func isForeigners(t DocumentType) bool {
	return t == PermanentResident || t == ForeignerResidence || t == TemporaryResidence
}
