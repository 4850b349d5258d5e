package cli

import (
	"bytes"
	"context"
	"errors"
	"os/exec"
	"slices"
	"time"

	"facedesk/assets/sounds"
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
	e.ID, e.At = newID(), c.now()
	e.Desk, e.Clerk = d.settings.String(config.KeyDeskName), d.settings.String(config.KeyDeskClerk)
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
func (d *desk) serviceName(code string) identity.Text {
	if e, err := d.entry(code); err == nil {
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
		client, err := d.client(s.Values)
		if err == nil {
			err = client.Probe(ctx, s.Values.String(providers.KeyEndpoint))
		}
		return err == nil
	}
	return false
}

// players are programs that play a WAV from standard input.
var players = [][]string{{"pw-play", "-"}, {"paplay"}, {"aplay", "-q"}}

// play sounds a signal with whatever the machine has; silence is no fault.
func (c *counter) play(s session.Sound) {
	d := c.current()
	if d == nil || !d.settings.Bool(config.KeySound) {
		return
	}
	for _, p := range players {
		if _, err := exec.LookPath(p[0]); err == nil {
			go playWith(p, sounds.WAV(string(s)))
			return
		}
	}
}

// soundPatience is longer than any sound, for a sound server that hangs.
const soundPatience = 5 * time.Second

func playWith(command []string, wav []byte) {
	ctx, cancel := context.WithTimeout(context.Background(), soundPatience)
	defer cancel()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.WaitDelay = time.Second
	cmd.Stdin = bytes.NewReader(wav)
	_ = cmd.Run()
}
