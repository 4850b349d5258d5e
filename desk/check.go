package desk

import (
	"context"
	"errors"
	"time"

	"facedesk/config"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/records"
	"facedesk/ui/session"
)

// Checker implements session.Checker with the current station.
type Checker struct {
	Current *Current
	Metrics *Metrics
}

// Check implements session.Checker.
func (c Checker) Check(ctx context.Context, req identity.Request) session.Answered {
	s, done := c.Current.use()
	defer done()
	r, err := s.Checker.Check(ctx, req)
	c.Metrics.checked(r, err)
	s.reportNotices()
	return session.Answered{
		Verdict: r.Verdict, Err: err, Attempt: r.Attempt, Demo: r.Demo,
		Confirmable: r.Confirmable, Warnings: r.Warnings, State: stateAfter(err),
	}
}

// stateAfter returns the state of a service after an error about its keys.
func stateAfter(err error) session.ServiceState {
	b, stopped := errors.AsType[*records.Blocked](err)
	switch {
	case stopped && b.Reason == records.BlockedBudget:
		return session.ServiceLimit
	case errors.Is(err, config.ErrNoSecret):
		return session.ServiceNoSecret
	case config.StateOf(err) == config.Locked:
		return session.ServiceLocked
	}
	return session.ServiceReady
}

// networkPatience limits one test of the network.
const networkPatience = 4 * time.Second

// Network tests whether the current station's services can be reached.
type Network struct{ Current *Current }

// Up reports whether the first usable service can be reached. It connects as
// far as TLS and sends nothing. A sandbox always counts as reached.
func (n Network) Up(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, networkPatience)
	defer cancel()
	station, services := n.Current.services()
	for _, s := range services {
		if s.State != session.ServiceReady {
			continue
		}
		return s.Demo || station.probe(ctx, s.Values) == nil
	}
	return false
}

// probe connects to a service as far as TLS. It sends nothing.
func (in *Installation) probe(ctx context.Context, v providers.Values) error {
	client, err := in.Client(v)
	if err != nil {
		return err
	}
	return client.Probe(ctx, v.String(providers.KeyEndpoint))
}
