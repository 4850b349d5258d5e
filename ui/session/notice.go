package session

import (
	"strings"

	"facedesk/identity"
)

func noticePage() page {
	return page{
		screen: Notice, bindings: noticeBindings, idles: always, claim: true, guest: Model.noticeStage, spoken: alwaysSays(SpokenNotice),
		view: func(m Model, v View) View { v.Notice = m.noticeView(); return v },
	}
}

func noticeBindings() []binding {
	return []binding{
		{keys: []Key{KeyF8}, action: ActAgree, label: "key.agree", do: Model.agree, ready: func(m Model) bool { return m.canAgree() && m.clerkMayAnswer() }},
		{keys: []Key{KeyF9}, action: ActDecline, label: "key.decline", do: Model.decline, ready: Model.clerkMayAnswer},
		cannotUseBinding(),
		{keys: []Key{KeyF10}, action: ActGuardian, label: "key.guardian", do: Model.askGuardian, applies: Model.ageUnknown,
			ready: func(m Model) bool { return !m.customer.guardian }},
		{keys: []Key{KeyF3}, action: ActEdit, label: "key.edit", do: Model.editClaim},
		{keys: []Key{KeyF4}, action: ActService, label: "key.service", do: Model.nextService, ready: Model.canSwitch},
		{keys: []Key{KeyF7}, action: ActByEye, label: "key.by_eye", do: Model.checkByEye},
		{keys: []Key{KeyEscape}, action: ActBack, label: "key.back", do: Model.editClaim},
		liftBinding(),
		{keys: []Key{KeyF11}, action: ActReading, label: "key.reading", do: Model.nextNoticeLanguage, applies: Model.severalLanguages, atOnce: true},
		minorBinding(),
	}
}

// toNotice opens the notice: it names what would be sent, and to whom, before the
// camera opens. An earlier consent is dropped.
func (m Model) toNotice(svc Service) (Model, []Cmd) {
	m, cmds := m.dropConsent()
	c := &m.customer // of this copy
	c.service = svc.Descriptor.Code
	if under14, known := m.minor(); known {
		c.guardian = under14
	}
	c.rejected = 0
	if m.byHandFirst(svc) {
		return m.guarded(ByEye), cmds
	}
	m = m.goTo(Notice)
	m, more := m.probeIfStale()
	return m, append(cmds, more...)
}

// minor reports whether the guest is under fourteen, as far as is known.
func (m Model) minor() (under14, known bool) {
	return m.customer.claim.minor(m.customer.subject.Document, m.now)
}

// missing lists why the guest cannot agree to this notice: something that the law
// wants named is empty, or the service cannot be used.
func (m Model) missing() []TextKey {
	svc := m.current()
	blank := func(s string) bool { return strings.TrimSpace(s) == "" }
	var keys []TextKey
	for _, c := range []struct {
		missing bool
		key     TextKey
	}{
		{blank(m.cfg.Company), "notice.missing.company"},
		{blank(m.guest().Contact), "notice.missing.contact"},
		{m.cfg.Shared && blank(m.cfg.Operator), "notice.missing.operator"},
		{blank(svc.Recipient().ZH), "notice.missing.recipient"},
		{blank(svc.contact()), "notice.missing.recipient_contact"},
		{svc.State != ServiceReady && svc.State != ServiceContact, "notice.missing.service"},
		{m.outageOf(svc.Descriptor.Code) == ServiceDown, "notice.missing.down"},
		{m.outageOf(svc.Descriptor.Code) == ServiceLimit, "notice.missing.limit"},
	} {
		if c.missing {
			keys = append(keys, c.key)
		}
	}
	return keys
}

// canAgree reports whether agreeing does anything. Without a face it sends, so
// it waits for the last answer.
func (m Model) canAgree() bool {
	return m.hasSubject() && len(m.missing()) == 0 && (m.current().Descriptor.Face || !m.flight.open)
}

// agree records the consent for the recipient named, and opens the camera or,
// where no face is compared, sends.
func (m Model) agree() (Model, []Cmd) {
	by := identity.BySelf
	if m.customer.guardian {
		by = identity.ByGuardian
	}
	svc := m.current()
	m.customer.consent = identity.Consent{Recipient: svc.Descriptor.Code, By: by, At: m.now}
	cmds := []Cmd{m.consentRecord(ConsentGiven)}
	if !svc.Descriptor.Face {
		m, send := m.send(false)
		return m, append(cmds, send...)
	}
	m, open := m.startCapture()
	return m, append(cmds, open...)
}

func (m Model) consentRecord(e ConsentEvent) RecordConsent {
	consent := m.customer.consent
	if e == ConsentDeclined {
		consent = identity.Consent{Recipient: m.customer.service, At: m.now}
	}
	return RecordConsent{Event: e, Consent: consent, Face: m.current().Descriptor.Face, Demo: m.demo(), Language: m.guest().Code, Channel: m.channel(e)}
}

// decline opens the check of the document by hand.
func (m Model) decline() (Model, []Cmd) {
	record := m.consentRecord(ConsentDeclined)
	if m.current().Descriptor.Face {
		m.customer = m.customer.refusal()
	}
	return m.guarded(ByEye), []Cmd{record}
}

// withdraw takes the consent back before anything is sent.
func (m Model) withdraw() (Model, []Cmd) {
	record := m.consentRecord(ConsentWithdrawn)
	if m.current().Descriptor.Face {
		m.customer = m.customer.refusal()
	}
	m, cmds := m.dropConsent()
	return m.guarded(ByEye), append(cmds, record)
}

// askGuardian notes that the guest is under fourteen: the document is checked by hand
// first, unless the guardian has asked for a photo.
func (m Model) askGuardian() (Model, []Cmd) {
	m.customer.guardian = true
	if m.byHandFirst(m.current()) {
		return m.guarded(ByEye), nil
	}
	return m.guarded(Notice), nil
}

// ageUnknown reports whether the clerk must ask for the age, because the number does
// not tell it.
func (m Model) ageUnknown() bool {
	_, known := m.minor()
	return !known
}

// dropConsent drops the consent, the portrait and the picture.
func (m Model) dropConsent() (Model, []Cmd) {
	m.customer.consent = identity.Consent{}
	m = m.dropPortrait()
	m.customer.result.confirmable = false
	return m.closeCamera()
}

func (m Model) dropPortrait() Model {
	m.customer.portrait, m.customer.problems, m.customer.accepted = identity.Portrait{}, nil, nil
	return m
}

// detailsOnly opens the notice for a check of name and number, for a guest who
// declines the camera.
func (m Model) detailsOnly() (Model, []Cmd) {
	svc, ok := m.faceless()
	if !ok {
		return m, nil
	}
	m.customer.picked, m.customer.details = svc.Descriptor.Code, true
	return m.toNotice(svc)
}
