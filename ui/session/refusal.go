package session

import "slices"

// refuses reports that this guest has declined the camera, or has withdrawn.
func (c customer) refuses() bool {
	r, s := c.refused, c.subject
	return r.Name != "" && (r.Name == s.Name || r.Document.Number == s.Document.Number)
}

// byHandFirst reports that the document is checked by hand before this service: the
// guest has refused the camera, or is under fourteen, and nobody has asked for it.
func (m Model) byHandFirst(svc Service) bool {
	under14, known := m.minor()
	minor := under14 && known || m.customer.guardian
	return !m.customer.asks && (svc.Descriptor.Face && m.customer.refuses() || minor && (!m.customer.details || svc.Descriptor.Face))
}

// canAsk reports that a photo is for the guest, or the guardian who is there, to ask
// for.
func (m Model) canAsk() bool {
	svc, ok := m.faced()
	return ok && m.byHandFirst(svc)
}

// faced is the first service that takes the subject with a face: the one that was
// refused, if it does.
func (m Model) faced() (Service, bool) {
	list := append([]Service{m.current()}, m.cfg.route(m.customer.subject.Document.Type)...)
	i := slices.IndexFunc(list, func(s Service) bool {
		return s.Descriptor.Face && m.usable(s) && m.hasSubject() && s.Descriptor.Takes(m.customer.subject, s.Values) == nil
	})
	if i < 0 {
		return Service{}, false
	}
	return list[i], true
}

// asksPhoto leads to the notice again, because the guest asks for the photo.
func (m Model) asksPhoto() (Model, []Cmd) {
	svc, ok := m.faced()
	if !ok {
		return m, nil
	}
	m.customer.asks, m.customer.picked = true, svc.Descriptor.Code
	return m.toNotice(svc)
}

// refusal notes that the guest wants no photo.
func (c customer) refusal() customer {
	c.refused, c.asks = c.subject, false
	return c
}
