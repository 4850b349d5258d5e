package desk

import (
	"context"
	"errors"
	"time"

	"facedesk/config"
	"facedesk/identity"
	"facedesk/providers"
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
	c.Metrics.checked(r, err, s.price(req.Provider))
	s.reportNotices()
	return session.Answered{
		Verdict: r.Verdict, Err: err, Attempt: r.Attempt, Demo: r.Demo,
		Confirmable: r.Confirmable, Warnings: r.Warnings, State: stateAfter(err),
	}
}

// stateAfter is how a service stands after an error about its keys.
func stateAfter(err error) session.ServiceState {
	switch {
	case errors.Is(err, config.ErrNoSecret):
		return session.ServiceNoSecret
	case config.StateOf(err) == config.Locked:
		return session.ServiceLocked
	}
	return session.ServiceReady
}

// networkPatience is how long a look at the network may take.
const networkPatience = 4 * time.Second

// Network looks whether the current station's services can be reached.
type Network struct{ Current *Current }

// Up reports whether the first usable service can be reached, as far as TLS;
// nothing is sent. A sandbox is always there.
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

// probe tries the way to a service as far as TLS; nothing is sent.
func (in *Installation) probe(ctx context.Context, v providers.Values) error {
	client, err := in.Client(v)
	if err != nil {
		return err
	}
	return client.Probe(ctx, v.String(providers.KeyEndpoint))
}
