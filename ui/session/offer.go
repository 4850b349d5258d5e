package session

import (
	"slices"
	"time"

	"facedesk/identity"
)

// Party says which guest of a booking is handed over: the first of two, say. The
// zero value says nothing.
type Party struct{ Number, Of int }

// MostGuests is how many guests a party has at most.
const MostGuests = 99

// Fits reports a party that can be, or none.
func (p Party) Fits() bool {
	return p == Party{} || 1 <= p.Number && p.Number <= p.Of && p.Of <= MostGuests
}

type (
	// AnswerOffer says whether an Offered guest was taken.
	AnswerOffer struct {
		ID    uint64
		Taken bool
	}
	// EndOffer says what became of a guest who was taken. It comes once.
	EndOffer struct {
		ID     uint64
		Result OfferResult
	}
)

func (AnswerOffer) cmd() {}
func (EndOffer) cmd()    {}

// OfferResult is what became of a guest whom the hotel's own software handed over. It
// holds no name, no number, no score and no picture.
type OfferResult struct {
	Family  OfferFamily
	Outcome string    // outcome or kind of a check that stands, "" where the decision replaced it; unknown_outcome while its answer is awaited
	Attempt string    // id of the last one in the records, "" where there is none
	At      time.Time // of the end
	Demo    bool
	// Edited says that somebody else was checked than the one handed over: the family
	// is OfferOpen then.
	Edited bool
}

// OfferFamily is the end in one word.
type OfferFamily string

// The families. Whoever is in OfferLeft or OfferOpen was found to be nobody.
const (
	OfferPass      OfferFamily = "pass"
	OfferByEye     OfferFamily = "by_eye" // the clerk decided that the document fits
	OfferNotMatch  OfferFamily = "not_match"
	OfferUnchecked OfferFamily = "unchecked"
	OfferLeft      OfferFamily = "left" // the guest left
	OfferOpen      OfferFamily = "open" // nothing was decided
)

// typingRest is how long no key may have gone down before an offer is taken. A name
// that an input method composes is in no field yet.
const typingRest = 3 * time.Second

// handed is whom the hotel's own software handed over. The zero value is nobody.
type handed struct {
	id        uint64
	claimed   identity.Subject // empty where nothing was said
	reference string
	party     Party
	edited    bool // somebody else was checked; known once claimed is forgotten
}

// offered fills in the empty desk. It consents to nothing and sends nothing.
func (m Model) offered(o Offered) (Model, []Cmd) {
	if !m.takesOffer(o) {
		return m, []Cmd{AnswerOffer{ID: o.ID}}
	}
	c := Card{Claim: o.Claim}.claim(m.now)
	c.card.handed = true
	c = c.remembered()
	m = m.guarded(Desk)
	m.customer.claim, m.customer.reference, m.customer.unfit = c, "", false
	m.customer.handed = handed{id: o.ID, claimed: c.subject(), reference: o.Reference, party: o.Party}
	m = m.withParty(o.Party.Of, o.Reference)
	m.lastActivity, m.warned = m.clocks.elapsed, false
	return m, []Cmd{AnswerOffer{ID: o.ID, Taken: true}}
}

// takesOffer reports whether the desk is empty, nobody types and no answer is
// awaited.
func (m Model) takesOffer(o Offered) bool {
	at := m.clocks.last.Awake
	typing := !m.strokes[burstMemory-1].IsZero() && at-m.struck < typingRest
	empty := !m.busy() && m.customer.claim.loose.asOf(m.clocks.awake) == ""
	return m.screen == Desk && empty && !m.help && !m.flight.open && !typing && at <= o.Until
}

// justOffered reports whether the desk was filled in a moment ago. What is typed then
// was meant for the empty desk.
func (m Model) justOffered() bool {
	return m.customer.handed.id != 0 && m.screen == Desk && m.clocks.awake.Before(m.guardUntil)
}

// subject is the claim as far as it is typed.
func (c claim) subject() identity.Subject {
	return identity.Subject{Name: identity.NormaliseName(c.name), Document: c.document()}
}

// claimed is who is on the screen.
func (c customer) claimed() identity.Subject {
	if c.subject.Name != "" {
		return c.subject
	}
	return c.claim.subject()
}

// same reports whether a subject is in all that was said the one handed over.
func (h handed) same(s identity.Subject) bool { return h.sameName(s) && h.sameDocument(s.Document) }

func (h handed) sameName(s identity.Subject) bool {
	return h.claimed.Name == "" || h.claimed.Name == s.Name
}

func (h handed) sameDocument(d identity.Document) bool {
	said := h.claimed.Document
	fits := func(said, is string) bool { return said == "" || said == is }
	return said.Number == "" ||
		said.Number == d.Number && fits(string(said.Type), string(d.Type)) && fits(said.Nation, d.Nation)
}

// booking is the reference for the records of a subject. A corrected slip keeps it, and
// another guest does not get it.
func (c customer) booking(s identity.Subject) string {
	h := c.handed
	name, number := h.claimed.Name != "" && h.sameName(s), h.claimed.Document.Number != "" && h.sameDocument(s.Document)
	if c.reference != "" || !name && !number {
		return c.reference
	}
	return h.reference
}

// edited reports whether somebody else was checked than the one handed over.
func (c customer) edited(today time.Time) bool {
	switch h := c.handed; {
	case h.claimed == identity.Subject{}:
		return h.edited
	case c.sent.Name != "" && !h.same(c.sent):
		return true
	case c.sent.Name != "" && (c.claim.empty() || !c.waiting(today).empty()):
		return false // the claim is the next guest's
	}
	return !c.handed.same(c.claimed())
}

// nameless is what is kept of the one handed over when the guest is forgotten.
func (c customer) nameless(today time.Time) handed {
	if c.handed.id == 0 {
		return handed{}
	}
	return handed{id: c.handed.id, reference: c.handed.reference, party: c.handed.party, edited: c.edited(today)}
}

// reportOffer tells the hotel's own software what became of its guest: at a pass at
// once, else when the guest is gone, because only then a decision is final.
func (m Model) reportOffer(before Model, cmds []Cmd) (Model, []Cmd) {
	h := before.customer.handed
	var end OfferResult
	switch {
	case h.id == 0:
		return m, cmds
	case m.customer.handed.id != h.id:
		end = before.customer.offerEnd(decisionIn(cmds, before.customer.attempts), m.now)
		end.Demo = end.Demo || before.demo()
		if before.flight.open && before.flight.generation == before.generation && end.Family == OfferOpen && !end.Edited {
			end.Outcome = string(identity.UnknownOutcome) // the check was sent, and its answer is not there yet
		}
	case m.showsPass():
		end = m.customer.passEnd(m.now)
		m.customer.handed = handed{reference: h.reference}
	default:
		return m, cmds
	}
	return m, append([]Cmd{EndOffer{ID: h.id, Result: end}}, cmds...)
}

// decisionIn is the decision about a customer that is recorded now.
func decisionIn(cmds []Cmd, attempts []string) Decision {
	for _, c := range cmds {
		if r, ok := c.(RecordDecision); ok && slices.Equal(r.Attempts, attempts) {
			return r.Decision
		}
	}
	return DecisionNone
}

// endOf is an end without its family.
func (c customer) endOf(at time.Time) OfferResult {
	r := OfferResult{Family: OfferOpen, At: at, Demo: c.result.demo, Edited: c.edited(at)}
	if n := len(c.attempts); n > 0 {
		r.Attempt = c.attempts[n-1]
	}
	return r
}

func (c customer) passEnd(at time.Time) OfferResult {
	r := c.endOf(at)
	if !r.Edited {
		r.Family, r.Outcome = OfferPass, c.result.what
	}
	return r
}

// offerEnd is the end by the clerk's decision.
func (c customer) offerEnd(d Decision, at time.Time) OfferResult {
	r := c.endOf(at)
	switch {
	case r.Edited:
	case d == DecisionByEye:
		r.Family = OfferByEye
	case d == DecisionLeft:
		r.Family = OfferLeft
	case d == DecisionDoubt && c.result.family == FamilyNotMatch:
		r.Family, r.Outcome = OfferNotMatch, c.result.what
	case d == DecisionDoubt:
		r.Family, r.Outcome = OfferUnchecked, c.doubted()
	}
	return r
}

// doubted is what a check found that the clerk doubts. Details that match say nothing
// any more then.
func (c customer) doubted() string {
	if c.result.family == FamilyUnchecked && c.result.what != "" {
		return c.result.what
	}
	return identity.Inconclusive.String()
}
