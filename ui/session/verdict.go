package session

import (
	"strings"
	"time"

	"facedesk/identity"
)

// Family says how the verdict screen looks. The zero value is not a pass.
type Family int

const (
	FamilyUnchecked Family = iota // could not be checked
	FamilyPass
	FamilyDetails  // details match, no face was compared
	FamilyNotMatch // not this person, or not these details
)

// String returns the family in snake case.
func (f Family) String() string {
	switch f {
	case FamilyPass:
		return "pass"
	case FamilyDetails:
		return "details"
	case FamilyNotMatch:
		return "not_match"
	}
	return "unchecked"
}

// result is what the last Send led to. It holds no score and no price.
type result struct {
	family      Family
	what        string // outcome or kind, names the texts
	demo        bool
	coverage    bool // the service may not know such documents
	confirmable bool
	free        bool // it is certain that the call cost nothing, or none was made and none before it
	lifted      bool // a manager has lifted the limit since
	detail      identity.Sentences
	fault       *identity.Error // a BadInput about a field; not changed
	warnings    []identity.Text
	code, order string // the service's
	service     string
	name, tail  string    // masked name, the number's last characters
	until       time.Time // end of the countdown
	details     bool      // the clerk asked for them
}

// nameless is the result without its person.
func (r result) nameless() result {
	r.name, r.tail, r.fault = "", "", nil
	return r
}

// retakes reports whether another picture may help.
func (r result) retakes() bool {
	switch r.what {
	case identity.IdentityMismatch.String(), identity.NoReference.String(), identity.IdentityMatch.String(), identity.Match.String():
		return false
	}
	return true
}

func verdictPage() page {
	return page{
		screen: Verdict, bindings: verdictBindings, idles: remembers, ends: Model.passed, stays: true, anew: true, answer: true, guest: Model.verdictStage,
		view:   func(m Model, v View) View { v.Verdict = m.verdictView(); return v },
		spoken: Model.spokenPass,
	}
}

func verdictBindings() []binding {
	passed := Model.passed
	other := func(m Model) bool { return !m.passed() }
	face := func(m Model) bool { return !m.passed() && m.current().Descriptor.Face }
	faceless := func(m Model) bool { return !m.passed() && !m.current().Descriptor.Face }
	known := func(m Model) bool { return !m.customer.claim.empty() }
	return []binding{
		{keys: []Key{KeyEnter}, action: ActNextGuest, label: "key.next_guest", do: Model.finish, applies: passed, primary: true},
		{keys: []Key{KeyF7}, action: ActByEye, label: "key.by_eye", do: Model.checkByEyeAfterVerdict, applies: other},
		{keys: []Key{KeyF2}, action: ActRetake, label: "key.retake", do: Model.retake, applies: face, ready: Model.canRetake},
		{keys: []Key{KeyF2}, action: ActAgain, label: "key.repeat", do: Model.sendPortrait, applies: faceless, ready: Model.canSendAgain},
		{keys: []Key{KeyF3}, action: ActEdit, label: "key.edit", do: Model.correct, applies: other, ready: known},
		{keys: []Key{KeyF4}, action: ActService, label: "key.service", do: Model.nextService, applies: other, ready: Model.canSwitch},
		{keys: []Key{KeyF6}, action: ActDetails, label: "key.details", do: Model.toggleDetails},
		liftBinding(),
		minorBinding(),
		{keys: []Key{KeySpace}, action: ActExtend, label: "key.extend", do: Model.extend, applies: passed},
	}
}

func (m Model) passed() bool { return m.customer.result.family == FamilyPass }

// showsPass reports whether the screen shows a pass, which ends by itself.
func (m Model) showsPass() bool { return m.screen == Verdict && m.passed() }

// answered handles the answer of the open Send.
func (m Model) answered(a Answered) (Model, []Cmd) {
	if !m.flight.open || a.ID != m.flight.last || a.Generation != m.flight.generation {
		return m, nil
	}
	m.flight.open = false
	m = m.learn(a).note(a)
	if a.Generation != m.generation || !m.page().awaits {
		return m.tooLate(a)
	}
	var cmds []Cmd
	if a.Err != nil && asError(a.Err).Kind == identity.NotSent {
		m.connection.network = NetworkDown
		m, cmds = m.probe()
	}
	m.customer.result = m.resultOf(a)
	if a.Attempt != "" {
		m.customer.attempts = append(m.customer.attempts[:len(m.customer.attempts):len(m.customer.attempts)], a.Attempt)
	}
	m.customer.undecided = !m.passed()
	m.lastActivity = m.clocks.elapsed
	if m.customer.result.confirmable {
		return m.guarded(Repeat), append(cmds, Play{SoundWarning})
	}
	m = m.dropPortrait().guarded(Verdict)
	return m, append(cmds, Play{m.customer.result.sound()})
}

// tooLate counts an answer for a customer who has left. The screen shows nothing of
// it, and the decision is that of the clerk who sent it, whoever has signed in since.
func (m Model) tooLate(a Answered) (Model, []Cmd) {
	m.late++
	if a.Attempt == "" || a.Err == nil && a.Verdict.Outcome == identity.Match {
		return m, nil
	}
	return m, []Cmd{RecordDecision{Attempts: []string{a.Attempt}, Decision: DecisionLeft, At: m.now, Demo: a.Demo, Clerk: m.flight.clerk}}
}

// resultOf reads an answer.
func (m Model) resultOf(a Answered) result {
	s := m.customer.subject
	tail := strings.TrimLeft(identity.MaskNumber(s.Document.Number), "*")
	svc := m.current()
	r := result{
		demo: a.Demo || svc.Demo || m.cfg.Demo, warnings: a.Warnings, service: m.flight.service,
		name: identity.MaskName(s.Name), tail: tail, until: m.clocks.elapsed.Add(m.cfg.pass()),
	}
	r.warnings = append(m.customer.claim.warnings(m.now), r.warnings...)
	if a.Err != nil {
		return r.failed(asError(a.Err), a.Confirmable)
	}
	r.family, r.what = familyOf(a.Verdict.Outcome, m.flight.face)
	r.free = a.Verdict.Charged == identity.ChargedNo
	r.code, r.order = a.Verdict.Vendor.Code, a.Verdict.Vendor.Order
	r.coverage = a.Verdict.Outcome == identity.NoReference && s.Document.Residence()
	return r
}

// familyOf is the only place that makes a pass. It needs a face that was sent.
func familyOf(o identity.Outcome, face bool) (Family, string) {
	switch {
	case o == identity.Match && face:
		return FamilyPass, o.String()
	case o == identity.IdentityMatch && !face:
		return FamilyDetails, o.String()
	case o == identity.FaceMismatch && face, o == identity.IdentityMismatch:
		return FamilyNotMatch, o.String()
	case o == identity.NoReference:
		return FamilyUnchecked, o.String()
	}
	return FamilyUnchecked, identity.Inconclusive.String()
}

// failed is the result of an error.
func (r result) failed(e *identity.Error, confirmable bool) result {
	r.what = identity.Inconclusive.String()
	for _, k := range identity.Kinds() {
		if k == e.Kind {
			r.what = string(k)
		}
	}
	r.confirmable = confirmable && e.Kind == identity.Guarded
	r.free = e.Charged == identity.ChargedNo && e.Kind != identity.Guarded // an earlier call is in the way there
	r.detail, r.code, r.order = e.Said(), e.Vendor.Code, e.Vendor.Order
	if e.Kind == identity.BadInput {
		r.fault = e
	}
	return r
}

func (r result) sound() Sound {
	switch {
	case r.demo:
		return SoundDemo
	case r.family == FamilyPass:
		return SoundPass
	case r.family == FamilyDetails:
		return SoundDetails
	case r.family == FamilyNotMatch:
		return SoundNotMatch
	}
	return SoundUnchecked
}

// finish ends a pass.
func (m Model) finish() (Model, []Cmd) { return m.nextGuest() }

// extend gives a pass its whole time again.
func (m Model) extend() (Model, []Cmd) {
	m.customer.result.until = m.clocks.elapsed.Add(m.cfg.pass())
	return m, nil
}

func (m Model) toggleDetails() (Model, []Cmd) {
	m.customer.result.details = !m.customer.result.details
	return m, nil
}

// correct goes back to the desk, to the field at fault.
func (m Model) correct() (Model, []Cmd) {
	if f := m.customer.result.fault; f != nil {
		m.customer.claim.fault = *f
	}
	return m.editClaim()
}

// canSendAgain reports whether name and number may be sent again: the last check was
// surely not charged and the consent still holds. A face needs a new photo first.
func (m Model) canSendAgain() bool {
	again := identity.Kind(m.customer.result.what) == identity.NotSent || m.customer.result.lifted
	return again && !m.out() && !m.flight.open && m.consented() && !m.current().Descriptor.Face
}

// canRetake reports whether another photo may help.
func (m Model) canRetake() bool {
	return m.consented() && m.current().Descriptor.Face && m.customer.result.retakes()
}
