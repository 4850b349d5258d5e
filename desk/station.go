package desk

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"sync"
	"time"

	"github.com/google/uuid"

	"facedesk/config"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/paidcall"
	"facedesk/providers/sandbox"
	"facedesk/records"
	"facedesk/records/shared"
	"facedesk/ui/session"
	"facedesk/verify"
)

// Station holds everything that a check needs. The caller closes it.
type Station struct {
	*Installation
	Checker *verify.Checker
	outside Outside
	log     *slog.Logger
	logFile io.Closer
	store   records.Store
	file    *records.SQLite // the store's file
	link    *shared.Link    // to the shared database; nil if there is none
	sandbox *sandbox.Server // in the demo only
	// practises says that every service ends on this machine, as where clerks are
	// trained. It is set before others use the station.
	practises bool
	users     sync.WaitGroup // Close must wait for them (Current.use)
	report    func(session.Msg)
	stop      context.CancelFunc // ends the background work
	behind    sync.WaitGroup

	mu    sync.Mutex      // guards the fields below
	clock *identity.Error // the doubt about the clock; nil if there is none
	known int             // how many of the notices were logged
	late  bool            // rows have waited long for the shared database
}

// StationOptions choose between the real services and the demo.
type StationOptions struct {
	Demo   bool
	Fault  sandbox.Fault     // demo only: the fault of the connection
	Closed bool              // demo only: nobody listens at the services' port
	Report func(session.Msg) // gets the state of the records; may be nil
}

// Open reads the settings and opens the records. In the demo it also starts the
// sandbox inside this process.
func (o Outside) Open(ctx context.Context, options StationOptions) (*Station, error) {
	in, err := o.Load()
	if err != nil {
		return nil, err
	}
	s := &Station{Installation: in, outside: o, report: options.Report}
	s.log, s.logFile = Logger(in.Paths)
	if err := s.open(ctx, options); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func (s *Station) open(ctx context.Context, options StationOptions) (err error) {
	if options.Demo {
		if err := s.startSandbox(options); err != nil {
			return err
		}
	}
	store, err := records.Open(ctx, s.Paths.RecordsFile(s.Settings))
	if err != nil {
		return err
	}
	s.store, s.file = store, store
	if err := s.share(ctx); err != nil {
		return err
	}
	s.compareClock(ctx)
	s.background(ctx, s.keep, s.deliver)
	process, err := records.Self()
	if err != nil {
		return fmt.Errorf("naming this process: %w", err)
	}
	s.Checker = verify.New(s.checkerConfig(process))
	return nil
}

func (s *Station) checkerConfig(process records.Process) verify.Config {
	return verify.Config{
		Store:   s.store,
		Lookup:  s.service,
		HashKey: s.hashKey,
		Now:     s.outside.Now,
		NewID:   uuid.NewString,
		Guard: verify.Guard{
			PerDay: s.Settings.Int(config.KeyPerDay),
			InDemo: s.Settings.Bool(config.KeyGuardInDemo),
			Day:    func(now time.Time) time.Time { return config.BusinessDay(s.Settings, now) },
		},
		Desk:    s.Settings.String(config.KeyDeskName),
		Process: process,
		Uptime:  sleepless(),
		Version: s.outside.Version,
		Log:     s.log,
	}
}

// background runs functions in the background. Close ends them and waits for them.
func (s *Station) background(ctx context.Context, all ...func(context.Context)) {
	ctx, s.stop = context.WithCancel(context.WithoutCancel(ctx))
	for _, do := range all {
		s.behind.Go(func() { do(ctx) })
	}
}

func (s *Station) startSandbox(o StationOptions) error {
	server, err := sandbox.Start(sandbox.Options{Now: s.outside.Now, Fault: o.Fault})
	if err != nil {
		return fmt.Errorf("starting the sandbox: %w", err)
	}
	s.sandbox = server
	if o.Closed {
		return server.Close()
	}
	return nil
}

// Close ends the background work and closes the sandbox, the records and the
// log.
func (s *Station) Close() {
	if s.stop != nil {
		s.stop()
		s.behind.Wait()
	}
	s.endSharing()
	if s.sandbox != nil {
		_ = s.sandbox.Close()
	}
	if s.store != nil {
		_ = s.store.Close()
	}
	_ = s.logFile.Close()
}

// Values returns a service's settings. The demo replaces the endpoint and
// treats codes as confirmed, because the sandbox answers by the assumed tables.
func (s *Station) Values(code string) providers.Values {
	v := maps.Clone(s.Settings.Provider(code))
	if s.sandbox != nil {
		v[providers.KeyEndpoint] = s.sandbox.Endpoint(code)
		if e, err := s.Entry(code); err == nil && e.Descriptor.Confirmation != nil {
			e.Descriptor.Confirmation.Assume(v)
		}
	}
	return v
}

// IsDemo reports whether a service's calls end on this machine.
func (s *Station) IsDemo(ctx context.Context, code string) bool {
	if s.sandbox != nil {
		return true
	}
	aim, err := s.aim(ctx, s.Values(code))
	return err == nil && aim.Loopback()
}

// demoPatience is how long the desk waits, when it opens, for the name server to
// tell a demo: the check itself finds out again.
const demoPatience = time.Second

// demos are those of the services whose calls end on this machine.
func (s *Station) demos(ctx context.Context, codes []string) map[string]bool {
	ctx, cancel := context.WithTimeout(ctx, demoPatience)
	defer cancel()
	found := make([]bool, len(codes))
	var all sync.WaitGroup
	for i, code := range codes {
		all.Go(func() { found[i] = s.IsDemo(ctx, code) })
	}
	all.Wait()
	out := map[string]bool{}
	for i, code := range codes {
		out[code] = found[i]
	}
	return out
}

// aim finds out where a service's calls go.
func (in *Installation) aim(ctx context.Context, v providers.Values) (*paidcall.Aim, error) {
	client, err := in.Client(v)
	if err != nil {
		return nil, err
	}
	return client.Aim(ctx, v.String(providers.KeyEndpoint))
}

// service returns a service that is ready for a call.
func (s *Station) service(ctx context.Context, code string) (verify.Service, error) {
	e, err := s.Entry(code)
	if err != nil {
		return verify.Service{}, err
	}
	v := s.Values(code)
	aim, err := s.aim(ctx, v)
	if err != nil {
		return verify.Service{}, err
	}
	return verify.Service{
		Descriptor: e.Descriptor,
		Values:     v,
		Demo:       s.sandbox != nil || aim.Loopback(),
		Provider:   e.New(providers.Deps{Values: v, Secret: s.secretsOf(code), Caller: aim, Now: s.outside.Now}),
	}, nil
}

// secretsOf returns how to read a service's secrets: from the keyring, or the
// dummies of the demo.
func (s *Station) secretsOf(code string) func(context.Context, string) (providers.Secret, error) {
	if s.sandbox == nil {
		return s.Secrets.Provider(code)
	}
	dummies := sandbox.DummyCredentials()[code]
	return func(_ context.Context, key string) (providers.Secret, error) {
		return providers.NewSecret(dummies[key]), nil
	}
}
