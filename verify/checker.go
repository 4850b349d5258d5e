package verify

import (
	"cmp"
	"context"
	"log/slog"
	"time"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/records"
)

// DefaultPerDay is the daily limit where Guard.PerDay is 0.
const DefaultPerDay = 3

// Service is one verification service, ready to be called.
type Service struct {
	Descriptor providers.Descriptor
	Provider   providers.Provider
	Values     providers.Values
	Demo       bool // the calls end on this machine: no money, no real person
}

// Guard are the operator's settings against paying twice.
type Guard struct {
	// PerDay is how many attempts for the same person at the same service are
	// allowed within 24 hours (records.Window) without a confirmed repeat.
	// 0: DefaultPerDay; negative: no limit.
	PerDay int
	// InDemo guards demo attempts too, counted among demo attempts only, so
	// that the guards can be shown and trained. By default demo is exempt.
	InDemo bool
	// Day returns when the business day of a moment began, for limits of money.
	// nil: at midnight.
	Day func(time.Time) time.Time
}

// Config is what a Checker works with. All functions and the Store are needed
// but Uptime; Log may be nil. Everything must be safe for concurrent use.
type Config struct {
	Store records.Store
	// Lookup returns the service of a code under the settings of this moment, with
	// its host found: it is called before the attempt is written, and the service's
	// calls go to no other address than the one that made it a demo or none.
	Lookup func(ctx context.Context, code string) (Service, error)
	// HashKey reads the key of records.PersonKey from the keyring, at least
	// MinHashKey bytes. It is called late, for each check that is not a demo.
	HashKey func(ctx context.Context) ([]byte, error)
	Now     func() time.Time
	NewID   func() string // a fresh unique text, such as a UUID
	Guard   Guard
	Desk    string // where the request names none
	Process records.Process
	// Uptime is how long the machine has been running, its sleep included; nil
	// where it has no such clock. The daily limit then goes by Now alone.
	Uptime  func() time.Duration
	Version string // of the program
	Log     *slog.Logger
}

// Result says what is known of a check. It is useful beside an error too.
type Result struct {
	Verdict  identity.Verdict // valid without an error only
	Attempt  string           // id in the records, "" where nothing was recorded (and nothing sent)
	Provider string
	Demo     bool
	Duration time.Duration // of the call; 0 where none was made
	Fen      int64         // price of the call by what came of it; whether it is charged is said elsewhere
	// Confirmable is set beside an error of kind Guarded that a confirmed
	// repeat (Request.Repeat) lifts.
	Confirmable bool
	// RecordIncomplete is set where the outcome could not be written. Warnings
	// say so to the clerk.
	RecordIncomplete bool
	Warnings         []identity.Text
}

// Checker makes checks. It is safe for concurrent use.
type Checker struct {
	cfg Config
	log *slog.Logger
}

// New returns a Checker.
func New(cfg Config) *Checker {
	return &Checker{cfg: cfg, log: cmp.Or(cfg.Log, slog.New(slog.DiscardHandler))}
}

// Check verifies one subject at one service by at most one paid call. The
// error is always an *identity.Error. It neither changes nor keeps the
// request. When ctx ends during the call, the outcome is what the adapter says
// of it (usually unknown), and it is recorded all the same.
func (c *Checker) Check(ctx context.Context, req identity.Request) (Result, error) {
	res := Result{Provider: req.Provider}
	svc, err := c.service(ctx, req.Provider)
	if err != nil {
		return res, err
	}
	res.Demo = svc.Demo
	if req, err = admit(req, svc); err != nil {
		return res, err
	}
	a, err := c.begin(ctx, req, svc)
	if err != nil {
		res.Confirmable = confirmable(err)
		c.logRefused(ctx, req, svc, err)
		return res, err
	}
	res.Attempt, req.Attempt = a.ID, a.ID
	ans := c.call(ctx, svc, req)
	res.Duration, res.Verdict = ans.took, ans.verdict
	a = ans.complete(a, svc.Values, c.cfg.Now())
	res.Fen = a.PriceFen
	if failure := c.cfg.Store.Finish(context.WithoutCancel(ctx), a); failure != nil {
		res.RecordIncomplete = true
		res.Warnings = append(res.Warnings, incomplete(failure))
	}
	res.Warnings = append(res.Warnings, c.moneyWarnings(ctx, svc)...)
	c.logDone(ctx, a, res)
	if ans.err != nil {
		return res, ans.err
	}
	return res, nil
}

func (c *Checker) logRefused(ctx context.Context, req identity.Request, svc Service, err error) {
	c.log.LogAttrs(ctx, slog.LevelInfo, "check refused",
		slog.String("provider", req.Provider), slog.Bool("demo", svc.Demo),
		slog.String("kind", string(identity.KindOf(err))))
}

func (c *Checker) logDone(ctx context.Context, a records.Attempt, res Result) {
	level := slog.LevelInfo
	if res.RecordIncomplete || a.State == records.StateUnknown {
		level = slog.LevelWarn
	}
	c.log.LogAttrs(ctx, level, "check done",
		slog.String("attempt", a.ID), slog.String("provider", a.Provider), slog.Bool("demo", a.Demo),
		slog.String("state", string(a.State)), slog.String("outcome", a.Outcome.String()),
		slog.String("kind", string(a.Kind)), slog.String("code", a.Vendor.Code),
		slog.String("order", a.Vendor.Order), slog.String("changed", a.Vendor.Changed), slog.String("charged", a.Charged.String()),
		slog.Time("answered", a.Finished), slog.Duration("took", a.Duration), slog.Bool("record_incomplete", res.RecordIncomplete))
}
