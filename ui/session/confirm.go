package session

import (
	"facedesk/identity"
	"facedesk/providers"
)

func confirmPage() page {
	return page{
		screen: Confirm, bindings: confirmBindings, idles: always, claim: true, guest: Model.takenStage,
		view: func(m Model, v View) View { v.Confirm = m.confirmView(); return v },
	}
}

func confirmBindings() []binding {
	return []binding{
		{keys: []Key{KeyEnter}, action: ActSend, label: "key.send", do: Model.sendPortrait, ready: Model.canSend, primary: true, atOnce: true},
		{keys: []Key{KeyF2}, action: ActRetake, label: "key.retake", do: Model.retake},
		{keys: []Key{KeyF9}, action: ActWithdraw, label: "key.withdraw", do: Model.withdraw},
		{keys: []Key{KeyF3}, action: ActEdit, label: "key.edit", do: Model.editClaim},
		{keys: []Key{KeyF4}, action: ActService, label: "key.service", do: Model.nextService, ready: Model.canSwitch},
		{keys: []Key{KeyF7}, action: ActByEye, label: "key.by_eye", do: Model.checkByEye},
		{keys: []Key{KeyEscape}, action: ActBack, label: "key.back", do: Model.retake},
	}
}

// canSend reports whether a consent is given and no answer is awaited.
func (m Model) canSend() bool {
	return !m.flight.open && !m.out() && m.consented() && !m.customer.portrait.Empty()
}

// sendPortrait sends the portrait on the screen.
func (m Model) sendPortrait() (Model, []Cmd) { return m.send(false) }

// send is the only place that makes a Send. It checks again what money and law
// forbid, although its callers have done so.
func (m Model) send(repeat bool) (Model, []Cmd) {
	svc := m.current()
	if m.flight.open || m.out() || !m.consented() || svc.Descriptor.Face == m.customer.portrait.Empty() {
		return m, nil
	}
	request := identity.Request{
		Subject: m.customer.subject, Portrait: m.customer.portrait, Consent: m.customer.consent,
		Provider: svc.Descriptor.Code, Clerk: m.clerkCode(), Desk: m.cfg.Desk, Repeat: repeat,
		Reference: m.booking(m.customer.subject), ClaimSource: m.customer.claim.source(),
	}
	m.flight = flight{last: m.flight.last + 1, open: true, generation: m.generation, since: m.clocks.awake,
		face: !request.Portrait.Empty(), service: request.Provider, clerk: m.signedIn(), limit: svc.Values.Duration(providers.KeyTimeout)}
	m.customer.sent, m.customer.sentAge = request.Subject, m.age()
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
