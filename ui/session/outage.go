package session

import (
	"maps"
	"time"

	"facedesk/identity"
)

const (
	// failuresToDown is how many failures in a row take a service out of use, for
	// downFor: the next guest is not to wait for it in vain. After that one call
	// tries it: it fails, and the service is out again, or it answers, and the count
	// begins anew.
	failuresToDown = 3
	downFor        = time.Minute
	// limitFor is how long the desk goes by a limit before it asks the records
	// again: a manager may have lifted it elsewhere.
	limitFor = 10 * time.Minute
)

// outage is what is known of a service that cannot be used for a while.
type outage struct {
	failures int // in a row
	state    ServiceState
	until    time.Time // by the time elapsed
}

// note counts failures in a row, and takes a service out of use for a while.
func (m Model) note(a Answered) Model {
	o := m.outages[m.flight.service]
	switch kind := kindOf(a); {
	case kind == identity.Records, kind == identity.Guarded, kind == identity.BadInput:
		return m // nothing of the service
	case a.State == ServiceLimit:
		o.state, o.until = ServiceLimit, m.clocks.elapsed.Add(limitFor)
	case kind == identity.NotSent, kind == identity.Busy, kind == identity.UnknownOutcome:
		if o.failures++; o.failures >= failuresToDown {
			o.state, o.until = ServiceDown, m.clocks.elapsed.Add(downFor)
		}
	default:
		o = outage{} // it has answered
	}
	return m.withOutage(m.flight.service, o)
}

// kindOf returns the kind of an answer's error, "" for a verdict.
func kindOf(a Answered) identity.Kind {
	if a.Err == nil {
		return ""
	}
	return asError(a.Err).Kind
}

func (m Model) withOutage(code string, o outage) Model {
	all := maps.Clone(m.outages)
	if all == nil {
		all = map[string]outage{}
	}
	if all[code] = o; o == (outage{}) {
		delete(all, code)
	}
	m.outages = all
	return m
}

// outageOf is why a service cannot be used for a while, "" where it can.
func (m Model) outageOf(code string) ServiceState {
	if o := m.outages[code]; m.clocks.elapsed.Before(o.until) {
		return o.state
	}
	return ServiceReady
}

// usable reports whether nothing is known that keeps a service from answering.
func (m Model) usable(s Service) bool {
	return s.State == ServiceReady && m.outageOf(s.Descriptor.Code) == ServiceReady
}

// out reports whether the present service is out of use for a while.
func (m Model) out() bool { return m.outageOf(m.customer.service) != ServiceReady }

// limited reports whether the present service has used up the day's limit.
func (m Model) limited() bool { return m.outageOf(m.customer.service) == ServiceLimit }

// lift asks for the day's limit of the present service to be lifted. The window
// has asked for the duty manager's PIN.
func (m Model) lift() (Model, []Cmd) {
	return m, []Cmd{LiftLimit{Service: m.customer.service}}
}

// liftBinding is the key of the duty manager.
func liftBinding() binding {
	return binding{keys: []Key{KeyF12}, action: ActLift, label: "key.lift", do: Model.lift, applies: Model.limited}
}

// lifted ends a LiftLimit.
func (m Model) lifted(msg Lifted) Model {
	if msg.Failed {
		m.unrecorded = true
		return m
	}
	if m.customer.service == msg.Service {
		m.customer.result.lifted = true
	}
	if m.outageOf(msg.Service) != ServiceLimit {
		return m
	}
	return m.withOutage(msg.Service, outage{})
}
