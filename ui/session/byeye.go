package session

import (
	"strings"

	"facedesk/identity"
)

func byEyePage() page {
	return page{
		screen: ByEye, bindings: byEyeBindings, idles: remembers, answer: true, guest: Model.byEyeStage,
		view: func(m Model, v View) View { v.ByEye = m.byEyeView(); return v },
	}
}

func byEyeBindings() []binding {
	declined := func(m Model) bool {
		_, ok := m.faceless()
		return ok && !m.customer.undecided
	}
	return []binding{
		{keys: []Key{KeyF8}, action: ActFits, label: "key.fits", do: Model.decideByEye},
		{keys: []Key{KeyF9}, action: ActDoubt, label: "key.doubt", do: Model.decideDoubt},
		{keys: []Key{KeyF10}, action: ActLeft, label: "key.left", do: Model.decideLeft},
		{keys: []Key{KeyF2}, action: ActReference, label: "key.reference", do: Model.askReference, applies: Model.eyeAlone},
		{keys: []Key{KeyF4}, action: ActFaceless, label: "key.faceless", do: Model.detailsOnly, applies: declined},
		{keys: []Key{KeyF6}, action: ActAsks, label: "key.asks_photo", do: Model.asksPhoto, applies: Model.canAsk},
		minorBinding(),
		{keys: []Key{KeyEscape}, action: ActBack, label: "key.back", do: Model.backFromByEye},
	}
}

// checkByEye opens the check of the document by hand. A consent for what was not
// sent yet is dropped.
func (m Model) checkByEye() (Model, []Cmd) {
	m, cmds := m.meets().dropConsent()
	return m.guarded(ByEye), cmds
}

// checkByEyeAfterVerdict is checkByEye with the way back left open.
func (m Model) checkByEyeAfterVerdict() (Model, []Cmd) { return m.guarded(ByEye), nil }

// backFromByEye goes back to the verdict or, where there is none, to the desk.
func (m Model) backFromByEye() (Model, []Cmd) {
	switch {
	case m.customer.undecided:
		return m.guarded(Verdict), nil
	case m.hasSubject() && m.customer.service != "" && !m.byHandFirst(m.current()):
		return m.toNotice(m.current())
	}
	return m.editClaim()
}

func (m Model) decideByEye() (Model, []Cmd) { return m.decided(DecisionByEye) }
func (m Model) decideDoubt() (Model, []Cmd) { return m.decided(DecisionDoubt) }
func (m Model) decideLeft() (Model, []Cmd)  { return m.decided(DecisionLeft) }

// decided records the decision and ends the customer. A claim that waited for it
// stays on the desk.
func (m Model) decided(d Decision) (Model, []Cmd) {
	record := RecordDecision{Attempts: m.customer.attempts, Decision: d, At: m.now, Demo: m.demo(), Guest: m.lodged(d)}
	if record.Guest != (identity.Claim{}) {
		record.Reference = m.booking(m.customer.claimed())
	}
	end := MemberOpen
	if d == DecisionByEye {
		end = MemberByEye
	}
	if d != DecisionLeft {
		m = m.owes()
	}
	waiting := m.customer.waiting(m.now)
	m, cmds := m.counted(end).nextCustomer()
	m.customer.claim = waiting
	return m.afterGuest(), append([]Cmd{record}, cmds...)
}

// lodged is the guest whom the clerk checked by eye, where no attempt names him.
func (m Model) lodged(d Decision) identity.Claim {
	if d != DecisionByEye || len(m.customer.attempts) > 0 {
		return identity.Claim{}
	}
	c := m.customer.claim
	return identity.Claim{Name: c.name, Number: c.number, Type: c.document().Type}
}

// eyeAlone reports that no attempt names the guest: the decision does.
func (m Model) eyeAlone() bool { return len(m.customer.attempts) == 0 && !m.customer.claim.empty() }

// askReference asks for the booking's reference, which goes with a decision by eye.
func (m Model) askReference() (Model, []Cmd) {
	return m, []Cmd{AskText{Visit: m.generation, Question: "reference"}}
}

func (m Model) referenceGiven(msg TextGiven) Model {
	text := strings.TrimSpace(msg.Text)
	if m.screen != ByEye || msg.Question != "reference" || msg.Visit != m.generation || text == "" {
		return m
	}
	if m.customer.unfit = unfit(text); !m.customer.unfit {
		m.customer.reference = text
	}
	return m
}

// ByEyeView asks the clerk to check the document by hand.
type ByEyeView struct {
	Body TextKey
	// Undecided is set where a check waits for this decision.
	Undecided TextKey
	// Type is the document to check, "" where it is not known.
	Type identity.DocumentType
	// Reference is the booking's, as typed. Unfit says that what was typed is none.
	Reference string
	Unfit     TextKey
}

func (m Model) byEyeView() ByEyeView {
	v := ByEyeView{Body: "by_eye.body", Type: m.customer.subject.Document.Type}
	if m.customer.guardian {
		v.Body = "by_eye.minor"
	}
	v.Reference = m.booking(m.customer.claimed())
	if m.customer.unfit {
		v.Unfit = "by_eye.unfit"
	}
	if m.customer.undecided {
		v.Undecided = "by_eye.undecided"
	}
	return v
}
