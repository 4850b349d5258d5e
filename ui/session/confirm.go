package session

import (
	"facedesk/identity"
	"facedesk/providers"
)

// canSend: not while an answer is awaited, and with a consent only.
func (m Model) canSend() bool {
	return m.screen == Confirm && !m.flight.open && m.consented() && !m.customer.portrait.Empty()
}

// sendPortrait sends what is shown.
func (m Model) sendPortrait() (Model, []Cmd) { return m.send(false) }

// repeat sends again although it may be paid for twice: the clerk has confirmed.
func (m Model) repeat() (Model, []Cmd) { return m.send(true) }

// canSendAgain: name and number that were surely not charged, with the consent
// that still stands. A face is taken again first.
func (m Model) canSendAgain() bool {
	return m.screen == Verdict && identity.Kind(m.customer.result.what) == identity.NotSent &&
		!m.flight.open && m.consented() && !m.current().Descriptor.Face
}

// canRepeat: the guard allows it, and there still is what was to be sent.
func (m Model) canRepeat() bool {
	face := m.current().Descriptor.Face
	return m.screen == Repeat && m.customer.result.confirmable && !m.flight.open && m.consented() &&
		face != m.customer.portrait.Empty()
}

// send is the one place that makes a Send. Its callers have seen to the rest;
// what money and law forbid is looked at once more.
func (m Model) send(repeat bool) (Model, []Cmd) {
	svc := m.current()
	if m.flight.open || !m.consented() || svc.Descriptor.Face == m.customer.portrait.Empty() {
		return m, nil
	}
	request := identity.Request{
		Subject: m.customer.subject, Portrait: m.customer.portrait, Consent: m.customer.consent,
		Provider: svc.Descriptor.Code, Clerk: m.cfg.Clerk, Desk: m.cfg.Desk, Repeat: repeat,
	}
	m.flight = flight{last: m.flight.last + 1, open: true, generation: m.generation, since: m.clocks.awake,
		face: !request.Portrait.Empty(), service: request.Provider, limit: svc.Values.Duration(providers.KeyTimeout)}
	m.customer.sent = request.Subject
	m, cmds := m.closeCamera()
	m = m.guarded(Checking)
	return m, append(cmds, Send{ID: m.flight.last, Generation: m.generation, Request: request})
}

// retake drops the portrait and takes another picture. After a verdict the
// guest's consent to this recipient still stands.
func (m Model) retake() (Model, []Cmd) {
	m.customer.result.confirmable = false
	return m.startCapture()
}

// canRetake: where another picture may help.
func (m Model) canRetake() bool {
	switch m.screen {
	case Confirm:
		return true
	case Verdict:
		return m.consented() && m.current().Descriptor.Face && m.customer.result.retakes()
	}
	return false
}

// leaveChecking lets the guest go before the answer. It is noted when it comes.
func (m Model) leaveChecking() (Model, []Cmd) {
	m.served++
	m, cmds := m.decided(DecisionLeft)
	return m, cmds
}
