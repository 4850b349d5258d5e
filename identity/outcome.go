package identity

// Outcome is what a verification service said of a subject.
type Outcome int

const (
	// Inconclusive is the zero value. It is not a pass.
	Inconclusive Outcome = iota
	// Match: this person holds this document.
	Match
	// IdentityMatch: name and number belong together; no face was compared.
	IdentityMatch
	// FaceMismatch: the photo is not of the person on file.
	FaceMismatch
	// IdentityMismatch: name and number do not belong together.
	IdentityMismatch
	// NoReference: the authority has no such number, or no photo under it.
	NoReference
)

var outcomeNames = [...]string{"inconclusive", "match", "identity_match", "face_mismatch", "identity_mismatch", "no_reference"}

// String returns the outcome in snake case, as used in JSON and records. A
// value out of range reads as inconclusive.
func (o Outcome) String() string {
	if o < 0 || int(o) >= len(outcomeNames) {
		return outcomeNames[Inconclusive]
	}
	return outcomeNames[o]
}

// ParseOutcome is the inverse of String.
func ParseOutcome(s string) (Outcome, bool) {
	for i, name := range outcomeNames {
		if name == s {
			return Outcome(i), true
		}
	}
	return Inconclusive, false
}

// Charged says whether the service bills a call.
type Charged int

const (
	ChargedUnknown Charged = iota
	ChargedYes
	ChargedNo
)

// String returns "unknown", "yes" or "no".
func (c Charged) String() string {
	switch c {
	case ChargedYes:
		return "yes"
	case ChargedNo:
		return "no"
	}
	return "unknown"
}

// ParseCharged is the inverse of String.
func ParseCharged(s string) (Charged, bool) {
	for _, c := range []Charged{ChargedUnknown, ChargedYes, ChargedNo} {
		if c.String() == s {
			return c, true
		}
	}
	return ChargedUnknown, false
}

// Vendor is what a service said in its own words.
type Vendor struct {
	Code    string // the service's code, "" if it gave none
	Message string // the service's message; may echo personal data until Redact has gone over it
	Order   string // the service's order or request number, for complaints
	// Changed says where the answer differs from the service's manual: JSON
	// pointers and types, never a value. "" for nowhere.
	Changed string
}

// Verdict is a service's complete answer about a subject.
type Verdict struct {
	Outcome Outcome
	Vendor  Vendor
	Score   *float64 // the service's similarity, on its own scale; nil if it gave none
	Charged Charged
}
