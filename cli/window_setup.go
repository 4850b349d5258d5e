package cli

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"

	"facedesk/config"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/ui/session"
)

// Load implements session.Setup.
func (c *counter) Load(ctx context.Context) session.Msg {
	if c.demoChosen() {
		return c.start(ctx, true)
	}
	in, err := c.load()
	if err != nil {
		return failed(session.SetupUnreadable, err)
	}
	msg := c.loadWith(ctx, in)
	if f, ok := msg.(session.LoadFailed); ok {
		f.Language = c.windowLanguage(in.Settings)
		return f
	}
	return msg
}

// loadWith is Load with settings that could be read.
func (c *counter) loadWith(ctx context.Context, in *desk.Installation) session.Msg {
	state, err := in.Secrets.State(ctx)
	if err == nil && state == config.Ready {
		names, listErr := in.Secrets.List(ctx)
		if err = listErr; err == nil && len(names) == 0 && c.untouched(in) {
			return session.NothingConfigured{}
		}
	}
	if err != nil {
		return c.withoutKeyring(in, err)
	}
	return c.start(ctx, false)
}

// withoutKeyring: a machine on which nothing was ever set up is at its first
// start; any other says what is wrong with its keyring. It is never the demo.
func (c *counter) withoutKeyring(in *desk.Installation, err error) session.Msg {
	switch {
	case config.StateOf(err) == config.Absent && c.untouched(in):
		return session.NothingConfigured{}
	case config.StateOf(err) == config.Locked:
		return failed(session.SetupLocked, err)
	}
	return failed(session.SetupOther, err)
}

// untouched reports whether no layer sets anything.
func (c *counter) untouched(in *desk.Installation) bool {
	for _, file := range []string{in.Paths.System, in.Paths.User} {
		if _, err := os.Stat(file); file != "" && !errors.Is(err, os.ErrNotExist) {
			return false
		}
	}
	return !slices.ContainsFunc(in.Settings.All(), func(s config.Setting) bool { return !s.Origin.BuiltIn() })
}

// Demo implements session.Setup: by the clerk's choice on the first screen.
func (c *counter) Demo(ctx context.Context) session.Msg {
	c.mu.Lock()
	c.demo = true
	c.mu.Unlock()
	return c.start(ctx, true)
}

func (c *counter) demoChosen() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.demo
}

// Save implements session.Setup.
func (c *counter) Save(_ context.Context, changes []session.Change) *identity.Error {
	in, err := c.installation()
	if err != nil {
		return asIdentity(err)
	}
	values := make([]config.Value, len(changes))
	for i, change := range changes {
		values[i] = config.Value{Key: change.Key, Text: change.Value}
	}
	return asIdentity(config.SetAll(in.Sources, in.Paths.User, values))
}

// start opens a desk on the present settings and puts it in the place of the
// last one.
func (c *counter) start(ctx context.Context, demo bool) session.Msg {
	d, err := c.openDesk(ctx, deskOptions{demo: demo})
	switch {
	case identity.KindOf(err) == identity.Records:
		return failed(session.SetupRecords, err)
	case err != nil:
		return failed(session.SetupUnreadable, err)
	}
	cfg := c.config(ctx, d, demo)
	if missing := allMissing(cfg.Services); missing != "" {
		d.close()
		return session.LoadFailed{Reason: missing}
	}
	c.replace(d, cfg.Services)
	c.look(demo)
	return session.Loaded{Config: cfg}
}

func failed(reason session.SetupReason, err error) session.Msg {
	return session.LoadFailed{Reason: reason, Said: asIdentity(err).Said()}
}

// asIdentity gives any error a sentence; nil for nil.
func asIdentity(err error) *identity.Error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*identity.Error](err); ok {
		return e
	}
	return &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo, Cause: err,
		What: identity.Text{ZH: "程序内部故障。", EN: "A fault of the program."},
		Next: identity.Text{ZH: "请联系 IT 运行 facedesk doctor。", EN: "Ask IT to run facedesk doctor."}}
}

// config is what the session needs of a desk's settings.
func (c *counter) config(ctx context.Context, d *station, demo bool) session.Config {
	s := d.Settings
	cfg := session.Config{
		Language: c.windowLanguage(s), Demo: demo,
		Desk: s.String(config.KeyDeskName), Clerk: s.String(config.KeyDeskClerk), ITPhone: s.String(config.KeyITPhone),
		Company: s.String(config.KeyCompany), Phone: s.String(config.KeyPhone),
		Contact: s.String(config.KeyContact), Reason: s.String(config.KeyReason), RetentionDays: s.Int(config.KeyRetentionDays),
		Services: c.services(ctx, d), Routes: d.routes(),
		Pass: s.Duration(config.KeyPassTime), Idle: s.Duration(config.KeyIdleTime),
		AutoShutter: s.Bool(config.KeyAutoShutter),
	}
	hash, err := config.PINHash(s)
	cfg.Files = demo || hash != "" && err == nil
	if demo {
		demoNotice(&cfg)
		cfg.Persons = testPersons()
	}
	return cfg
}

// windowLanguage is the flag's or variable's, else the setting's.
func (c *counter) windowLanguage(s *config.Settings) identity.Language {
	if c.asksLanguage() {
		return c.language()
	}
	return s.Language()
}

func (c *counter) asksLanguage() bool { return c.lang != "" || c.getenv(config.VariableLang) != "" }

// demoNotice fills what a demo's notice needs, where the settings have nothing.
func demoNotice(cfg *session.Config) {
	for _, f := range []struct {
		value *string
		demo  string
	}{
		{&cfg.Company, "示例酒店"}, {&cfg.Phone, "010-0000 0000"}, {&cfg.Contact, "前台"}, {&cfg.Reason, "演示"},
	} {
		if *f.value == "" {
			*f.value = f.demo
		}
	}
	for i := range cfg.Services {
		v := cfg.Services[i].Values
		if v.String(providers.KeyContact) == "" {
			v[providers.KeyContact] = "010-0000 0000"
		}
	}
}

// services are those that the desk may offer, in the order of the routing.
func (c *counter) services(ctx context.Context, d *station) []session.Service {
	state := c.states(ctx, d)
	var out []session.Service
	seen := map[string]bool{}
	for _, t := range identity.Types() {
		for _, code := range d.Settings.Route(t.Code) {
			e, err := d.Entry(code)
			v := d.values(code)
			if seen[code] || err != nil || !e.Descriptor.Offered(v) || v.String(providers.KeyEndpoint) == "" {
				continue
			}
			seen[code] = true
			out = append(out, session.Service{Descriptor: e.Descriptor, Values: v, Demo: d.isDemo(code), State: state(e.Descriptor, v)})
		}
	}
	return out
}

// routes are the services for each type of document.
func (d *station) routes() map[identity.DocumentType][]string {
	out := map[identity.DocumentType][]string{}
	for _, t := range identity.Types() {
		out[t.Code] = d.Settings.Route(t.Code)
	}
	return out
}

// states says which services have their keys, and somebody for the notice to name.
func (c *counter) states(ctx context.Context, d *station) func(providers.Descriptor, providers.Values) session.ServiceState {
	has := d.hasKeys(ctx)
	return func(p providers.Descriptor, v providers.Values) session.ServiceState {
		named := strings.TrimSpace(v.String(providers.KeyContact)) != "" && strings.TrimSpace(v.String(providers.KeyRecipient)) != ""
		switch {
		case !has(p):
			return session.ServiceNoSecret
		case !named && d.sandbox == nil: // a demo fills it in
			return session.ServiceContact
		}
		return session.ServiceReady
	}
}

// allMissing is why no service can be used, "" where one can.
func allMissing(list []session.Service) session.SetupReason {
	if len(list) == 0 {
		return session.SetupNoService
	}
	if slices.ContainsFunc(list, func(s session.Service) bool {
		return s.State == session.ServiceReady || s.State == session.ServiceContact
	}) {
		return ""
	}
	return session.SetupNoSecret
}
