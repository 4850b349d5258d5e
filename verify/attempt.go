package verify

import (
	"cmp"
	"context"
	"errors"
	"math"
	"time"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/records"
)

// MinHashKey is the least length of the key of records.PersonKey, in bytes.
const MinHashKey = 16

// DemoHashKey is no secret: demo persons are made up, and a demo must run
// where there is no keyring.
const DemoHashKey = "facedesk demo hash key, public"

// begin writes the attempt down. Without an error a call may be made.
func (c *Checker) begin(ctx context.Context, req identity.Request, svc Service) (records.Attempt, error) {
	key, err := c.hashKey(ctx, svc)
	if ctx.Err() != nil {
		return records.Attempt{}, notSent(ctx.Err())
	}
	if err != nil {
		return records.Attempt{}, err
	}
	a := c.attempt(req, svc)
	a.Person = records.PersonKey(key, req.Subject.Document)
	err = c.cfg.Store.Begin(ctx, a, c.guard(svc))
	if e, ok := errors.AsType[*identity.Error](err); err != nil && (!ok || e == nil) {
		err = unrecorded(err)
	}
	return a, err
}

func (c *Checker) hashKey(ctx context.Context, svc Service) ([]byte, error) {
	if svc.Demo {
		return []byte(DemoHashKey), nil
	}
	key, err := c.cfg.HashKey(ctx)
	if e, ok := errors.AsType[*identity.Error](err); ok && e != nil {
		return nil, e
	}
	if err != nil || len(key) < MinHashKey {
		return nil, noHashKey(err)
	}
	return key, nil
}

func (c *Checker) guard(svc Service) records.Guard {
	return records.Guard{
		Exempt:  svc.Demo && !c.cfg.Guard.InDemo,
		PerDay:  cmp.Or(c.cfg.Guard.PerDay, DefaultPerDay),
		Budget:  records.Budget{From: c.day(), Fen: fen(svc.Values.Number(providers.KeyDayLimit))},
		Service: svc.Descriptor.Name,
	}
}

// attempt is the row before the call, but for the person.
func (c *Checker) attempt(req identity.Request, svc Service) records.Attempt {
	doc := req.Subject.Document
	var uptime time.Duration
	if c.cfg.Uptime != nil {
		uptime = c.cfg.Uptime()
	}
	return records.Attempt{
		Uptime: uptime,
		ID:     c.cfg.NewID(), Started: c.cfg.Now(), Day: records.DayOf(c.day()),
		Desk: cmp.Or(req.Desk, c.cfg.Desk), Clerk: req.Clerk,
		Provider: req.Provider, Demo: svc.Demo, Repeat: req.Repeat,
		Name: identity.MaskName(req.Subject.Name), Number: identity.MaskNumber(doc.Number),
		DocumentType: doc.Type, Nation: doc.Nation,
		Face: svc.Descriptor.Face, Source: req.Portrait.Source, PortraitBytes: len(req.Portrait.JPEG),
		Consent: req.Consent, Reference: req.Reference,
		ClaimSource: req.ClaimSource,
		PriceFen:    fen(providers.HighestPrice(svc.Values)),
		Process:     c.cfg.Process, Version: c.cfg.Version,
	}
}

// fen turns yuan into whole fen; what cannot be a price is none.
func fen(yuan float64) int64 {
	const most = 1e7 // yuan
	if !(yuan > 0 && yuan < most) {
		return 0
	}
	return int64(math.Round(yuan * 100))
}

// confirmable reports whether a confirmed repeat lifts the refusal.
func confirmable(err error) bool {
	b, ok := errors.AsType[*records.Blocked](err)
	return ok && b.Confirmable()
}
