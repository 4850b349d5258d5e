package desk

import (
	"context"
	"errors"
	"os"
	"slices"
	"sync/atomic"

	"facedesk/camera"
	"facedesk/config"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/ui/session"
)

// SetupOptions say how the window was started. All fields but Language, Camera
// and Report are required.
type SetupOptions struct {
	Outside  Outside
	Language identity.Language                                       // from the command line; "" means the language of the settings
	Camera   string                                                  // from the command line; "" means the camera of the settings
	Demo     bool                                                    // the program was started as a demo
	Persons  func() []session.TestPerson                             // the test persons of the demo
	Current  *Current                                                // gets each station
	Look     func(demo bool, usual string, settings camera.Settings) // lists the cameras, see Camera.Look
	Report   func(session.Msg)                                       // gets the state of the records; may be nil
	// Reader watches the card reader on a port and reads a scanner. It reports whether
	// the demo has a card reader of its own. Nil: there are none.
	Reader func(demo bool, port, scanner string) (own bool)
}

// Setup implements session.Setup.
type Setup struct {
	SetupOptions
	demo atomic.Bool // chosen at the start or on the first screen
}

// NewSetup returns a setup that has read nothing yet.
func NewSetup(o SetupOptions) *Setup {
	s := &Setup{SetupOptions: o}
	s.demo.Store(o.Demo)
	return s
}

// IsDemo reports whether the demo was chosen.
func (s *Setup) IsDemo() bool { return s.demo.Load() }

// Load implements session.Setup.
func (s *Setup) Load(ctx context.Context) session.Msg {
	if s.demo.Load() {
		return s.start(ctx, true)
	}
	in, err := s.Outside.Load()
	if err != nil {
		logComplaints(in, err)
		return failed(session.SetupUnreadable, err)
	}
	if len(in.Faults) > 0 {
		logComplaints(in, in.Faults)
	}
	msg := s.loadWith(ctx, in)
	if f, ok := msg.(session.LoadFailed); ok {
		f.Language, f.ITPhone, f.LastGood = s.language(in.Settings), in.Settings.String(config.KeyITPhone), len(in.Faults) > 0
		return f
	}
	return msg
}

// logComplaints logs which settings keep the desk from working. It names the
// places of the faults and never their contents.
func logComplaints(in *Installation, err error) {
	faults, _ := errors.AsType[config.Complaints](err)
	if in == nil || len(faults) == 0 {
		return
	}
	log, file := Logger(in.Paths)
	defer file.Close()
	for _, f := range faults {
		log.Error("the settings cannot be used", "where", f.Origin.String(), "key", f.Key)
	}
}

// loadWith continues Load with the settings.
func (s *Setup) loadWith(ctx context.Context, in *Installation) session.Msg {
	state, err := in.Secrets.State(ctx)
	if state == config.Locked && s.unlocked(ctx, in) {
		state, err = config.Ready, nil
	}
	if err == nil && state == config.Ready {
		names, listErr := in.Secrets.List(ctx)
		if err = listErr; err == nil && len(names) == 0 && untouched(in) {
			return session.NothingConfigured{}
		}
	}
	if err != nil {
		return withoutKeyring(in, err)
	}
	return s.start(ctx, false)
}

// withoutKeyring answers for a keyring that cannot be read. A machine on which
// nothing is set up shows the first start. Any other shows what is wrong with
// its keyring. It never becomes the demo.
func withoutKeyring(in *Installation, err error) session.Msg {
	switch {
	case config.StateOf(err) == config.Absent && untouched(in):
		return session.NothingConfigured{}
	case config.StateOf(err) == config.Locked:
		return failed(session.SetupLocked, err)
	}
	return failed(session.SetupOther, err)
}

// untouched reports whether no layer of the settings sets anything.
func untouched(in *Installation) bool {
	for _, file := range []string{in.Paths.System.File, in.Paths.User} {
		if _, err := os.Stat(file); file != "" && !errors.Is(err, os.ErrNotExist) {
			return false
		}
	}
	return !slices.ContainsFunc(in.Settings.All(), func(s config.Setting) bool { return !s.Origin.BuiltIn() })
}

// Demo implements session.Setup. The clerk chooses the demo on the first
// screen.
func (s *Setup) Demo(ctx context.Context) session.Msg {
	s.demo.Store(true)
	return s.start(ctx, true)
}

// Save implements session.Setup.
func (s *Setup) Save(_ context.Context, changes []session.Change) *identity.Error {
	in, err := s.Outside.Find()
	if err != nil {
		return AsIdentity(err)
	}
	values := make([]config.Value, len(changes))
	for i, change := range changes {
		values[i] = config.Value{Key: change.Key, Text: change.Value}
	}
	return AsIdentity(config.SetAll(in.Sources, in.Paths.User, values))
}

// start opens a station with the current settings. It replaces the last one.
func (s *Setup) start(ctx context.Context, demo bool) session.Msg {
	station, err := s.Outside.Open(ctx, StationOptions{Demo: demo, Report: s.Report})
	switch {
	case identity.KindOf(err) == identity.Records:
		return failed(session.SetupRecords, err)
	case err != nil:
		return failed(session.SetupUnreadable, err)
	}
	keys := station.hasKeys(ctx)
	if missing := station.unusable(keys); missing != "" {
		station.Close()
		return session.LoadFailed{Reason: missing}
	}
	cfg := s.config(ctx, station, demo, keys)
	station.practises = !slices.ContainsFunc(cfg.Services, func(o session.Service) bool { return !o.Demo })
	if s.Reader != nil {
		cfg.TestReader = s.Reader(demo, station.Settings.String(config.KeyReaderPort), station.Settings.String(config.KeyReaderScanner))
	}
	s.Current.replace(station, cfg.Services)
	s.Look(demo, s.usualCamera(station, demo), CameraSettings(station.Settings))
	return session.Loaded{Config: cfg}
}

// usualCamera returns the camera of the command line, else the one of the
// settings. The demo has its own camera.
func (s *Setup) usualCamera(station *Station, demo bool) string {
	if s.Camera != "" || demo {
		return s.Camera
	}
	return station.Settings.String(config.KeyCamera)
}

func failed(reason session.SetupReason, err error) session.Msg {
	return session.LoadFailed{Reason: reason, Said: AsIdentity(err).Said()}
}

// config returns what the session needs of the settings.
func (s *Setup) config(ctx context.Context, station *Station, demo bool, keys func(providers.Descriptor) bool) session.Config {
	set := station.Settings
	cfg := session.Config{
		Language: s.language(set), Demo: demo,
		Desk: set.String(config.KeyDeskName), Clerk: set.String(config.KeyDeskClerk), ITPhone: set.String(config.KeyITPhone),
		Company: set.String(config.KeyCompany), Phone: set.String(config.KeyPhone),
		Contact: set.String(config.KeyContact), Reason: set.String(config.KeyReason), RetentionDays: set.Int(config.KeyRetentionDays),
		Services: services(ctx, station, keys), Routes: station.routes(),
		Pass: set.Duration(config.KeyPassTime), Idle: set.Duration(config.KeyIdleTime),
		AutoShutter: set.Bool(config.KeyAutoShutter), Display: Display(set, touchScreen()), Voice: set.Bool(config.KeyVoice),
		Shared: set.Bool(config.KeyShared) && !demo, Operator: set.String(config.KeyOperator),
		LastGood: len(station.Faults) > 0,
	}
	cfg.Guests = station.guests()
	cfg.Minors = set.Bool(config.KeyMinors)
	if !demo { // the demo has no clerks
		cfg.SignIn, cfg.Clerks, cfg.Lock = set.Bool(config.KeySignIn), sessionClerks(set), set.Duration(config.KeyLockTime)
	}
	hash, err := config.PINHash(set)
	cfg.Files = demo || hash != "" && err == nil
	if demo {
		demoNotice(&cfg)
		cfg.Guests = demoGuests(cfg)
		cfg.Persons = s.Persons()
	}
	return cfg
}

// language returns the language of the command line, else the one of the
// settings.
func (s *Setup) language(set *config.Settings) identity.Language {
	if s.Language != "" {
		return s.Language
	}
	return set.Language()
}
