package session

import (
	"strings"

	"facedesk/identity"
)

// party are the guests of one booking, who are checked one after another. Each agrees
// for himself. It outlives each of them; the zero value is none.
type party struct {
	size      int
	reference string
	unfit     bool // what was typed as reference is none
	members   []member
	shown     bool // the summary has come by itself
}

// member is a guest of the party who has gone.
type member struct {
	end        MemberEnd
	name, tail string // masked; dropped after the idle time
}

// MemberEnd is what a guest of a party came to.
type MemberEnd string

// The ends.
const (
	MemberPassed MemberEnd = "passed"
	MemberByEye  MemberEnd = "by_eye" // the clerk found that the document fits
	MemberOpen   MemberEnd = "open"   // in doubt, or left
)

func memberEnds() []MemberEnd { return []MemberEnd{MemberPassed, MemberByEye, MemberOpen} }

func (e MemberEnd) key() TextKey { return TextKey("party.end." + e) }

// What keys do about the party.
const (
	ActParty    Action = "party"
	ActMore     Action = "more_guests"
	ActFewer    Action = "fewer_guests"
	ActEndParty Action = "end_party"
)

func partyPage() page {
	return page{screen: Booking, bindings: partyBindings, idles: func(m Model) bool { return m.busy() || m.party.named() },
		view: func(m Model, v View) View { v.Party = m.partyView(); return v }}
}

func partyBindings() []binding {
	set := func(m Model) bool { return m.party.size > 0 }
	return []binding{
		{keys: []Key{KeyUp}, action: ActMore, label: "key.more_guests", do: Model.moreGuests, ready: func(m Model) bool { return m.party.size < MostGuests }},
		{keys: []Key{KeyDown}, action: ActFewer, label: "key.fewer_guests", do: Model.fewerGuests,
			ready: func(m Model) bool { return m.party.size > max(2, len(m.party.members)) }},
		{keys: []Key{KeyF2}, action: ActReference, label: "key.reference", do: Model.askReference, ready: set},
		{keys: []Key{KeyF9}, action: ActEndParty, label: "key.end_party", do: Model.endParty, ready: set},
		{keys: []Key{KeyEnter, KeyEscape}, action: ActLeave, label: "key.next_member", do: Model.editClaim, primary: true},
	}
}

func (m Model) openParty() (Model, []Cmd) { return m.goTo(Booking), nil }

// moreGuests makes the party larger, at first to two.
func (m Model) moreGuests() (Model, []Cmd) {
	m.party.size, m.party.shown = max(2, m.party.size+1), false
	return m, nil
}

func (m Model) fewerGuests() (Model, []Cmd) {
	m.party.size--
	return m, nil
}

func (m Model) endParty() (Model, []Cmd) {
	m.party = party{}
	return m.editClaim()
}

// withParty begins a party, or goes on with the one of the same booking.
func (m Model) withParty(size int, reference string) Model {
	same := m.party.size == size && m.party.reference == reference && !m.party.done()
	if size < 2 || size > MostGuests || same || unfit(reference) {
		return m
	}
	m.party = party{size: size, reference: reference}
	return m
}

// referenceOfParty takes what was typed.
func (m Model) referenceOfParty(msg TextGiven) Model {
	text := strings.TrimSpace(msg.Text)
	if m.screen != Booking || msg.Question != "reference" || msg.Visit != m.generation || text == "" || m.shut() {
		return m
	}
	if m.party.unfit = unfit(text); !m.party.unfit {
		m.party.reference = text
	}
	return m
}

func (p party) done() bool { return p.size > 0 && len(p.members) >= p.size }

// named reports whether it still holds masked names.
func (p party) named() bool {
	for _, g := range p.members {
		if g.name+g.tail != "" {
			return true
		}
	}
	return false
}

// nameless keeps counter and reference.
func (p party) nameless() party {
	var kept []member
	for _, g := range p.members {
		kept = append(kept, member{end: g.end})
	}
	p.members = kept
	return p
}

// booking is the reference for the records of a subject: his own, else that of the
// party to which he belongs.
func (m Model) booking(s identity.Subject) string {
	own := m.customer.booking(s)
	if own != "" || m.party.done() || !m.ofParty() {
		return own
	}
	return m.party.reference
}

// ofParty reports that the guest is not of another booking, by the hotel's own software.
func (m Model) ofParty() bool {
	own, all := m.customer.handed.reference, m.party.reference
	return own == "" || all == "" || own == all
}

// counted counts a guest who has gone, in the party too.
func (m Model) counted(end MemberEnd) Model {
	m.served++
	if m.party.size == 0 || m.party.done() || !m.ofParty() {
		return m
	}
	g := member{end: end, name: m.customer.result.name, tail: m.customer.result.tail}
	if c := m.customer.claim; g.tail == "" && !c.empty() && !m.customer.othersClaim() {
		g.name = identity.MaskName(identity.NormaliseName(c.name))
		g.tail = strings.TrimLeft(identity.MaskNumber(c.document().Number), "*")
	}
	m.party.members = append(m.party.members[:len(m.party.members):len(m.party.members)], g)
	return m
}

// afterGuest shows the duties towards a guest under eighteen, and the summary once the last guest of a party has gone, unless the
// next claim has begun.
func (m Model) afterGuest() Model {
	if m.duties.due {
		return m.guarded(Duties)
	}
	if !m.party.done() || m.party.shown || m.busy() {
		return m
	}
	m.party.shown = true
	return m.guarded(Booking)
}

// PartyView is the party, with the counter of the guest who is next.
type PartyView struct {
	Size, At            int
	Reference           string
	Unfit               TextKey // what was typed as reference is none
	Done                bool
	Passed, ByEye, Open int
	Members             []PartyMember
}

// PartyMember is a guest who has gone. Name and tail are masked, and empty after the
// idle time.
type PartyMember struct {
	End        TextKey
	Name, Tail string
}

func (m Model) partyView() PartyView {
	p := m.party
	v := PartyView{Size: p.size, At: min(len(p.members)+1, p.size), Reference: p.reference, Done: p.done()}
	if p.unfit {
		v.Unfit = "by_eye.unfit"
	}
	for _, g := range p.members {
		switch g.end {
		case MemberPassed:
			v.Passed++
		case MemberByEye:
			v.ByEye++
		default:
			v.Open++
		}
		v.Members = append(v.Members, PartyMember{g.end.key(), g.name, g.tail})
	}
	return v
}
