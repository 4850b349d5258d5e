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

	"facedesk/config"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/paidcall"
	"facedesk/providers/sandbox"
	"facedesk/records"
	"facedesk/verify"
)

// desk is everything one check needs. Close it.
type desk struct {
	*installation
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
func (a *app) openDesk(ctx context.Context, o deskOptions) (*desk, error) {
	in, err := a.load()
	if err != nil {
		return nil, err
	}
	d := &desk{installation: in}
	d.log, d.logFile = a.logger(in.paths)
	if o.demo {
		if err := d.startSandbox(a, o.fault); err != nil {
			d.close()
			return nil, err
		}
	}
	store, err := records.Open(ctx, in.paths.RecordsFile(in.settings))
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

func (d *desk) checkerConfig(a *app, process records.Process) verify.Config {
	return verify.Config{
		Store:   d.store,
		Lookup:  func(code string) (verify.Service, error) { return d.service(a, code) },
		HashKey: func(ctx context.Context) ([]byte, error) { return d.keyring.HashKey(ctx, rand.Reader) },
		Now:     a.now,
		NewID:   newID,
		Guard: verify.Guard{
			PerDay: d.settings.Int(config.KeyPerDay),
			InDemo: d.settings.Bool(config.KeyGuardInDemo),
		},
		Desk:    d.settings.String(config.KeyDeskName),
		Process: process,
		Version: Version,
		Log:     d.log,
	}
}

// forget deletes the records that are older than the notice promises to keep
// them. That they could not be is no reason to turn a guest away.
func (d *desk) forget(ctx context.Context, now time.Time) {
	days := d.settings.Int(config.KeyRetentionDays)
	if err := d.store.Forget(ctx, now.AddDate(0, 0, -days)); err != nil {
		d.log.Error("old records could not be deleted", "kind", string(identity.KindOf(err)))
	}
}

func (d *desk) startSandbox(a *app, fault string) error {
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

func (d *desk) close() {
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
func (d *desk) values(code string) providers.Values {
	v := maps.Clone(d.settings.Provider(code))
	if d.sandbox != nil {
		v[providers.KeyEndpoint] = d.sandbox.Endpoint(code)
		if e, err := d.entry(code); err == nil && e.Descriptor.Confirmation != nil {
			e.Descriptor.Confirmation.Assume(v)
		}
	}
	return v
}

// service makes one service ready to be called.
func (d *desk) service(a *app, code string) (verify.Service, error) {
	e, err := d.entry(code)
	if err != nil {
		return verify.Service{}, err
	}
	v := d.values(code)
	endpoint, err := paidcall.ParseEndpoint(v.String(providers.KeyEndpoint))
	if err != nil {
		return verify.Service{}, err
	}
	client, err := d.client(v)
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
func (d *desk) secretsOf(code string) func(context.Context, string) (providers.Secret, error) {
	if d.sandbox == nil {
		return d.secrets.Provider(code)
	}
	dummies := sandbox.DummyCredentials()[code]
	return func(_ context.Context, key string) (providers.Secret, error) {
		return providers.NewSecret(dummies[key]), nil
	}
}
