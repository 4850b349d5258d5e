package cli

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"sync"
	"time"

	"github.com/google/uuid"

	"facedesk/config"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/paidcall"
	"facedesk/providers/sandbox"
	"facedesk/records"
	"facedesk/verify"
)

// station is everything one check needs. Close it.
type station struct {
	*desk.Installation
	checker *verify.Checker
	log     *slog.Logger
	logFile io.Closer
	store   records.Store
	sandbox *sandbox.Server // in demo only
	users   sync.WaitGroup  // who must be done before it is closed
}

// deskOptions choose between the real services and the demo.
type deskOptions struct {
	demo  bool
	fault string // demo only: what befalls the connection, see faultClosed and package sandbox
}

// faultClosed points the demo at a port where nobody listens.
const faultClosed = "closed"

// openDesk reads the settings, opens the records and, in demo, starts the
// sandbox inside this process.
func (a *app) openDesk(ctx context.Context, o deskOptions) (*station, error) {
	in, err := a.load()
	if err != nil {
		return nil, err
	}
	d := &station{Installation: in}
	d.log, d.logFile = desk.Logger(in.Paths)
	if o.demo {
		if err := d.startSandbox(a, o.fault); err != nil {
			d.close()
			return nil, err
		}
	}
	store, err := records.Open(ctx, in.Paths.RecordsFile(in.Settings))
	if err != nil {
		d.close()
		return nil, err
	}
	d.store = store
	d.forget(ctx, a.now())
	process, err := records.Self()
	if err != nil {
		d.close()
		return nil, fmt.Errorf("naming this process: %w", err)
	}
	d.checker = verify.New(d.checkerConfig(a, process))
	return d, nil
}

func (d *station) checkerConfig(a *app, process records.Process) verify.Config {
	return verify.Config{
		Store:   d.store,
		Lookup:  func(code string) (verify.Service, error) { return d.service(a, code) },
		HashKey: func(ctx context.Context) ([]byte, error) { return d.Keyring.HashKey(ctx, rand.Reader) },
		Now:     a.now,
		NewID:   uuid.NewString,
		Guard: verify.Guard{
			PerDay: d.Settings.Int(config.KeyPerDay),
			InDemo: d.Settings.Bool(config.KeyGuardInDemo),
		},
		Desk:    d.Settings.String(config.KeyDeskName),
		Process: process,
		Version: Version,
		Log:     d.log,
	}
}

// forget deletes the records that are older than the notice promises to keep
// them. That they could not be is no reason to turn a guest away.
func (d *station) forget(ctx context.Context, now time.Time) {
	days := d.Settings.Int(config.KeyRetentionDays)
	if err := d.store.Forget(ctx, now.AddDate(0, 0, -days)); err != nil {
		d.log.Error("old records could not be deleted", "kind", string(identity.KindOf(err)))
	}
}

func (d *station) startSandbox(a *app, fault string) error {
	o := sandbox.Options{Now: a.now}
	if fault != "" && fault != faultClosed {
		f, err := sandbox.ParseFault(fault)
		if err != nil {
			return usagef("--fault: %v", err)
		}
		o.Fault = f
	}
	server, err := sandbox.Start(o)
	if err != nil {
		return fmt.Errorf("starting the sandbox: %w", err)
	}
	d.sandbox = server
	if fault == faultClosed {
		return server.Close()
	}
	return nil
}

func (d *station) close() {
	if d.sandbox != nil {
		_ = d.sandbox.Close()
	}
	if d.store != nil {
		_ = d.store.Close()
	}
	_ = d.logFile.Close()
}

// values are a service's settings; the demo replaces the endpoint and treats
// codes as confirmed, because the sandbox answers by the assumed tables.
func (d *station) values(code string) providers.Values {
	v := maps.Clone(d.Settings.Provider(code))
	if d.sandbox != nil {
		v[providers.KeyEndpoint] = d.sandbox.Endpoint(code)
		if e, err := d.Entry(code); err == nil && e.Descriptor.Confirmation != nil {
			e.Descriptor.Confirmation.Assume(v)
		}
	}
	return v
}

// service makes one service ready to be called.
func (d *station) service(a *app, code string) (verify.Service, error) {
	e, err := d.Entry(code)
	if err != nil {
		return verify.Service{}, err
	}
	v := d.values(code)
	endpoint, err := paidcall.ParseEndpoint(v.String(providers.KeyEndpoint))
	if err != nil {
		return verify.Service{}, err
	}
	client, err := d.Client(v)
	if err != nil {
		return verify.Service{}, err
	}
	return verify.Service{
		Descriptor: e.Descriptor,
		Values:     v,
		Demo:       d.sandbox != nil || paidcall.Loopback(endpoint),
		Provider:   e.New(providers.Deps{Values: v, Secret: d.secretsOf(code), Caller: client, Now: a.now}),
	}, nil
}

// secretsOf reads a service's keys from the keyring, in demo the dummies.
func (d *station) secretsOf(code string) func(context.Context, string) (providers.Secret, error) {
	if d.sandbox == nil {
		return d.Secrets.Provider(code)
	}
	dummies := sandbox.DummyCredentials()[code]
	return func(_ context.Context, key string) (providers.Secret, error) {
		return providers.NewSecret(dummies[key]), nil
	}
}
