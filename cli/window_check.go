package cli

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"

	"facedesk/config"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/records"
	"facedesk/ui/session"
)

// Check implements session.Checker.
func (c *counter) Check(ctx context.Context, req identity.Request) session.Answered {
	d, done := c.use()
	defer done()
	r, err := d.checker.Check(ctx, req)
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

// Consent implements session.Journal.
func (c *counter) Consent(ctx context.Context, ev session.RecordConsent) error {
	return c.note(ctx, records.Event{
		Event: "consent_" + string(ev.Event), Provider: ev.Consent.Recipient, By: ev.Consent.By, Face: ev.Face, Demo: ev.Demo,
	})
}

// Decision implements session.Journal.
func (c *counter) Decision(ctx context.Context, ev session.RecordDecision) error {
	if len(ev.Attempts) == 0 {
		return c.note(ctx, records.Event{Event: string(ev.Decision), Demo: ev.Demo})
	}
	d, done := c.use()
	defer done()
	var all error
	for _, id := range ev.Attempts {
		if err := d.store.Decide(ctx, id, records.Decision(ev.Decision), ev.At); err != nil {
			d.log.Error("a decision could not be recorded", "attempt", id, "kind", string(identity.KindOf(err)))
			all = errors.Join(all, err)
		}
	}
	return all
}

func (c *counter) note(ctx context.Context, e records.Event) error {
	d, done := c.use()
	defer done()
	e.ID, e.At = uuid.NewString(), c.now()
	e.Desk, e.Clerk = d.Settings.String(config.KeyDeskName), d.Settings.String(config.KeyDeskClerk)
	err := d.store.Note(ctx, e)
	if err != nil {
		d.log.Error("an event could not be recorded", "event", e.Event, "kind", string(identity.KindOf(err)))
	}
	return err
}

// Today implements session.Journal.
func (c *counter) Today(ctx context.Context) ([]session.Record, *identity.Error) {
	d, done := c.use()
	defer done()
	now := c.now()
	list, err := d.store.List(ctx, records.Filter{From: time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())})
	rows := make([]session.Record, len(list))
	for i, r := range list {
		rows[i] = session.Record{
			At: r.Started, Attempt: r.ID, Name: r.Name, Number: r.Number, Service: d.serviceName(r.Provider), Outcome: r.Outcome, Kind: r.Kind,
			Open: r.State == records.StateOpen, Lost: r.Lost(), Demo: r.Demo, Decision: session.Decision(r.Decision),
		}
	}
	slices.Reverse(rows) // oldest first
	return rows, asIdentity(err)
}

// serviceName is what people call a service; one that is no longer there has its
// code alone.
func (d *station) serviceName(code string) identity.Text {
	if e, err := d.Entry(code); err == nil {
		return e.Descriptor.Name
	}
	return identity.Text{ZH: code, EN: code}
}

// forgetDaily keeps the notice's promise on a desk that is never switched off.
func (c *counter) forgetDaily() {
	for range time.Tick(24 * time.Hour) {
		d, done := c.use()
		d.forget(context.Background(), c.now())
		done()
	}
}

// networkPatience is how long a look at the network may take.
const networkPatience = 4 * time.Second

// network reports whether the first usable service can be reached, as far as
// TLS; nothing is sent. A sandbox is always there.
func (c *counter) network(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, networkPatience)
	defer cancel()
	c.mu.Lock()
	d, services := c.desk, c.offered
	c.mu.Unlock()
	for _, s := range services {
		if s.State != session.ServiceReady {
			continue
		}
		if s.Demo {
			return true
		}
		client, err := d.Client(s.Values)
		if err == nil {
			err = client.Probe(ctx, s.Values.String(providers.KeyEndpoint))
		}
		return err == nil
	}
	return false
}

// play sounds a signal, where the settings want that.
func (c *counter) play(s session.Sound) {
	if d := c.current(); d != nil && d.Settings.Bool(config.KeySound) {
		c.speaker.Play(s)
	}
}
