package desk

import (
	"context"
	"slices"
	"strings"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/ui/session"
)

// demoNotice fills in what a demo's notice needs and the settings lack.
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

// services returns the services that the desk may offer, in the order of the
// routes.
func services(ctx context.Context, station *Station, has func(providers.Descriptor) bool) []session.Service {
	var out []session.Service
	var codes []string
	for _, t := range identity.Types() {
		for _, c := range station.candidates(t.Code, has) {
			if code := c.Descriptor.Code; !slices.Contains(codes, code) {
				codes = append(codes, code)
				out = append(out, session.Service{Descriptor: c.Descriptor, Values: c.Values, State: station.state(c)})
			}
		}
	}
	demos := station.demos(ctx, codes)
	for i, code := range codes {
		out[i].Demo = demos[code]
	}
	return out
}

// routes returns the services of each document type.
func (s *Station) routes() map[identity.DocumentType][]string {
	out := map[identity.DocumentType][]string{}
	for _, t := range identity.Types() {
		out[t.Code] = s.Settings.Route(t.Code)
	}
	return out
}

// state reports whether a service has its keys, and whether the settings name
// its privacy contact.
func (s *Station) state(c providers.Candidate) session.ServiceState {
	named := strings.TrimSpace(c.Values.String(providers.KeyContact)) != "" && strings.TrimSpace(c.Values.String(providers.KeyRecipient)) != ""
	switch {
	case !c.Ready:
		return session.ServiceNoSecret
	case !named && s.sandbox == nil: // the demo fills in the contact (demoNotice)
		return session.ServiceContact
	}
	return session.ServiceReady
}
