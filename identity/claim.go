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
	Nation string       // three letters as the document has them; "": as it implies
}

// Parse normalises and validates a claim. It returns either a subject and no
// complaint, or the zero Subject and one BadInput complaint for each field at
// fault, in the order name, number, type, nation. Today decides whether a date
// of birth lies in the future. Region codes are historical and never refused.
func (c Claim) Parse(today time.Time) (Subject, []*Error) {
	doc := Document{
		Type:   DocumentType(strings.TrimSpace(string(c.Type))),
		Number: NormaliseNumber(c.Number),
		Nation: NormaliseNation(c.Nation),
	}
	name, untold := NormaliseName(c.Name), doc.Type == ""
	typeFault := doc.settleType()
	doc.Number = doc.Type.Number(doc.Number)
	nameFault, numberFault := checkBoth(c, name, doc, today)
	if untold && (numberFault != nil || doc.Number == "") {
		typeFault = nil // the number is to be corrected first; the type follows
	}
	nationFault := first(zoneFault(c.Nation, FieldNation), doc.settleNation(typeFault == nil))
	var complaints []*Error
	for _, fault := range []*sentence{nameFault, numberFault, typeFault, nationFault} {
		if fault != nil {
			complaints = append(complaints, fault.complaint())
		}
	}
	if complaints != nil {
		return Subject{}, complaints
	}
	return Subject{Name: name, Document: doc}, nil
}

// checkBoth finds the first fault of the name and of the number. Beside a zone
// the other field is not missed: the zone holds it.
func checkBoth(c Claim, name string, doc Document, today time.Time) (nameFault, numberFault *sentence) {
	nameZone, numberZone := zoneFault(c.Name, FieldName), zoneFault(c.Number, FieldNumber)
	if numberZone == nil || name != "" {
		nameFault = first(nameZone, checkName(name, doc))
	}
	if nameZone == nil || doc.Number != "" {
		numberFault = first(numberZone, checkNumber(doc, today))
	}
	return nameFault, numberFault
}

// settleType fills in the type that the number tells, also where another was
// chosen that the number contradicts: it is then checked as what it looks like.
func (d *Document) settleType() *sentence {
	guess, guessed := GuessType(d.Number)
	_, known := kindOf(d.Type)
	chosen := d.Type
	switch {
	case known && (!guessed || fits(d.Type, d.Type.Number(d.Number))):
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
	k, known := kindOf(d.Type)
	if d.Nation != "" && !IsNation(d.Nation) {
		return &nationUnknown
	}
	if !sure || !known {
		return nil
	}
	h := k.holder(d.Number)
	switch {
	case h.foreign && (d.Nation == china || d.Nation == "" && h.implied == china):
		return &nationChina
	case d.Nation == "" && h.implied != "":
		d.Nation = h.implied
	case d.Nation == "":
		return &nationMissing
	case !h.asked && d.Nation != h.implied:
		return &nationNotChina
	}
	return nil
}
