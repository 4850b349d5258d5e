package desk

import (
	"slices"
	"testing"

	"facedesk/ui/session"
)

// The guide never says that all keys are there where the start says that they are
// missing, and the other way round, whatever is set and stored.
func TestGuideAndStartAgree(t *testing.T) {
	const address = "[providers.wapi]\nendpoint = 'https://example.com/pyi/62/169'\n"
	const only = "[documents.111]\nproviders = ['wapi']\n"
	for _, c := range []struct {
		toml   string
		stored []string // services whose keys are there
		reason session.SetupReason
		step   string // number of the guide's first step that is not done
		key    string // its setting or secret
	}{
		{"", nil, session.SetupNoSecret, "2", "providers.tianyan.contact"},
		{"[documents.111]\nproviders = ['muzhiyun', 'wapi']\n", nil, session.SetupNoSecret, "3", "muzhiyun.app_code"},
		{"", []string{"muzhiyun"}, "", "", ""},
		{"", []string{"wapi"}, session.SetupNoService, "2", "providers.wapi.contact"}, // its keys are there, its address is not
		{"", []string{"tianyan"}, "", "2", "providers.tianyan.contact"},
		{"", []string{"slsj"}, session.SetupUnconfirmed, "2", "providers.tianyan.contact"},
		{"", []string{"slsj", "muzhiyun"}, "", "", ""},
		{"", []string{"wapi", "muzhiyun"}, "", "", ""},
		{address, []string{"wapi"}, "", "2", "providers.wapi.contact"},
		{only, nil, session.SetupNoSecret, "2", "providers.wapi.contact"},
		{only + address, nil, session.SetupNoSecret, "2", "providers.wapi.contact"},
	} {
		o, _ := installation(t, c.toml)
		station, err := o.Open(t.Context(), StationOptions{})
		must(t, err)
		var names []string
		for _, e := range station.Entries {
			for _, f := range e.Descriptor.Secrets {
				if slices.Contains(c.stored, e.Descriptor.Code) {
					names = append(names, e.Descriptor.Code+"."+f.Key)
				}
			}
		}
		reason := station.unusable(keysAmong(names))
		service := guideService(station.Installation, names)
		step, key := "", ""
		if s := serviceStep(station.Installation, service); !s.Done {
			step, key = "2", s.Key
		} else if s := keysStep(service, names); !s.Done {
			step, key = "3", s.Key
		}
		if reason != c.reason || step != c.step || key != c.key {
			t.Errorf("%q with the keys of %v: the start says %q, the guide stops at %q %q", c.toml, c.stored, reason, step, key)
		}
		if keysStep(service, names).Done && reason == session.SetupNoSecret {
			t.Errorf("%q with the keys of %v: keys done, keys missing", c.toml, c.stored)
		}
		station.Close()
	}
}
