package session

import (
	"slices"

	"facedesk/identity"
	"facedesk/providers"
)

// choose returns the service for a subject: the clerk's pick, else what
// providers.Route names, as on the command line.
func (m Model) choose(s identity.Subject) (Service, error) {
	if svc, ok := m.picked(s.Document); ok {
		return svc, svc.Descriptor.Takes(s, svc.Values)
	}
	list := m.cfg.route(s.Document.Type)
	candidates := make([]providers.Candidate, len(list))
	for i, svc := range list {
		candidates[i] = providers.Candidate{Descriptor: svc.Descriptor, Values: svc.Values, Ready: m.usable(svc)}
	}
	minor, _ := m.customer.claim.minor(s.Document, m.now)
	i, err := providers.Route(candidates, s, minor)
	if err != nil {
		return Service{}, err
	}
	return list[i], nil
}

// picked is the clerk's pick, if such a document may go there.
func (m Model) picked(d identity.Document) (Service, bool) {
	svc, ok := find(m.cfg.route(d.Type), m.customer.picked)
	return svc, ok && svc.Descriptor.Takes(identity.Subject{Document: d}, svc.Values) == nil
}

// find returns the service with a code.
func find(list []Service, code string) (Service, bool) {
	i := slices.IndexFunc(list, func(s Service) bool { return s.Descriptor.Code == code })
	if i < 0 {
		return Service{}, false
	}
	return list[i], true
}

// proposal is the service shown while the claim is being typed; false while
// that cannot be told.
func (m Model) proposal() (Service, bool) {
	d := m.customer.claim.document()
	svc, err := m.choose(identity.Subject{Document: d})
	return svc, err == nil
}

// faceless is the first ready service that takes the subject without a face.
func (m Model) faceless() (Service, bool) {
	for _, svc := range m.cfg.route(m.customer.subject.Document.Type) {
		if !svc.Descriptor.Face && m.usable(svc) && m.hasSubject() && svc.Descriptor.Takes(m.customer.subject, svc.Values) == nil {
			return svc, true
		}
	}
	return Service{}, false
}

// current is the service that the notice names.
func (m Model) current() Service {
	svc, _ := m.cfg.service(m.customer.service)
	return svc
}

func (m Model) hasSubject() bool { return m.customer.subject.Name != "" }

// others are the services to choose from, the present one included.
func (m Model) others() []Service {
	if m.page().edits || !m.hasSubject() {
		return m.cfg.route(m.customer.claim.kind())
	}
	return slices.DeleteFunc(m.cfg.route(m.customer.subject.Document.Type), func(s Service) bool {
		return s.Descriptor.Takes(m.customer.subject, s.Values) != nil
	})
}

// canSwitch reports whether another service may be chosen here. After an answer,
// only where it is certain that it cost nothing: else the clerk goes back to the
// claim first, so that nobody pays for a second call by one key.
func (m Model) canSwitch() bool {
	if m.page().answer && !m.customer.result.free {
		return false
	}
	offered := slices.ContainsFunc(m.bindingsHere(), func(r binding) bool { return r.action == ActService })
	return offered && (m.page().edits || m.hasSubject()) && len(m.others()) > 1
}

// nextService goes through the services that can be used here; where there is
// no other one, through all.
func (m Model) nextService() (Model, []Cmd) {
	now := m.shownService().Descriptor.Code
	doc := m.customer.claim.document()
	usable := func(s Service) bool {
		return m.usable(s) && s.Descriptor.Code != now && s.Descriptor.Takes(identity.Subject{Document: doc}, s.Values) == nil
	}
	list := m.others()
	at := slices.IndexFunc(list, func(s Service) bool { return s.Descriptor.Code == now })
	list = slices.Concat(list[at+1:], list[:at+1])
	if i := slices.IndexFunc(list, usable); i >= 0 {
		return m.pickService(list[i].Descriptor.Code)
	}
	return m.pickService(list[0].Descriptor.Code)
}

// pickService chooses a service. Past the desk it has a notice of its own: a
// consent is for its recipient only.
func (m Model) pickService(code string) (Model, []Cmd) {
	if !m.canSwitch() || m.clocks.awake.Before(m.guardUntil) {
		return m, nil
	}
	svc, ok := find(m.others(), code)
	if !ok || !m.page().anew && code == m.customer.service {
		return m, nil
	}
	m.customer.picked = code
	if m.page().edits {
		m.customer.claim.fault = identity.Error{}
		return m, nil
	}
	return m.toNotice(svc)
}

// readable settings of a service's notice.
func (s Service) contact() string { return s.Values.String(providers.KeyContact) }
func (s Service) rules() string   { return s.Values.String(providers.KeyPrivacyURL) }
