package desk

import (
	"context"
	"slices"
	"strings"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/ui/session"
)

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
func services(ctx context.Context, station *Station) []session.Service {
	state := states(ctx, station)
	var out []session.Service
	seen := map[string]bool{}
	for _, t := range identity.Types() {
		for _, code := range station.Settings.Route(t.Code) {
			e, err := station.Entry(code)
			v := station.Values(code)
			if seen[code] || err != nil || !e.Descriptor.Offered(v) || v.String(providers.KeyEndpoint) == "" {
				continue
			}
			seen[code] = true
			out = append(out, session.Service{Descriptor: e.Descriptor, Values: v, Demo: station.IsDemo(code), State: state(e.Descriptor, v)})
		}
	}
	return out
}

// routes are the services for each type of document.
func (s *Station) routes() map[identity.DocumentType][]string {
	out := map[identity.DocumentType][]string{}
	for _, t := range identity.Types() {
		out[t.Code] = s.Settings.Route(t.Code)
	}
	return out
}

// states says which services have their keys, and somebody for the notice to name.
func states(ctx context.Context, station *Station) func(providers.Descriptor, providers.Values) session.ServiceState {
	has := station.hasKeys(ctx)
	return func(p providers.Descriptor, v providers.Values) session.ServiceState {
		named := strings.TrimSpace(v.String(providers.KeyContact)) != "" && strings.TrimSpace(v.String(providers.KeyRecipient)) != ""
		switch {
		case !has(p):
			return session.ServiceNoSecret
		case !named && station.sandbox == nil: // a demo fills it in
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
