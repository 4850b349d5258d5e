package session

import (
	"maps"

	"facedesk/identity"
)

// learn takes in what an answer tells of the records and of the service: a
// check that they have refused must not leave them green.
func (m Model) learn(a Answered) Model {
	state := ServiceReady
	if a.Err != nil {
		switch asError(a.Err).Kind {
		case identity.Records:
			m.unrecorded = true
			return m
		case identity.Configuration:
			state = ServiceSettings
		case identity.Quota:
			if a.State == ServiceLimit {
				return m // the account is well
			}
			state = ServiceQuota
		default:
			return m // it says nothing about the service
		}
		if a.State != ServiceReady {
			state = a.State
		}
	}
	troubles := maps.Clone(m.troubles)
	if troubles == nil {
		troubles = map[string]ServiceState{}
	}
	if troubles[m.flight.service] = state; state == ServiceReady {
		delete(troubles, m.flight.service)
	}
	m.troubles = troubles
	return m
}

// stateOf is how a service stands: by its settings and keys, else by its last
// answer.
func (m Model) stateOf(s Service) ServiceState {
	if s.State != ServiceReady {
		return s.State
	}
	if out := m.outageOf(s.Descriptor.Code); out != ServiceReady {
		return out
	}
	return m.troubles[s.Descriptor.Code]
}
