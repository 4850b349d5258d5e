package desktop

import "testing"

func TestDivide(t *testing.T) {
	a, b, c := monitor{"DP-1", rect{0, 0, 1920, 1080}}, monitor{"HDMI-2", rect{1920, 0, 1280, 800}}, monitor{"DP-3", rect{3200, 0, 1280, 800}}
	for name, v := range map[string]struct {
		all          []monitor
		wanted       string
		clerk, guest string
	}{
		"none":                  {nil, "auto", "", ""},
		"the only one":          {[]monitor{a}, "auto", "DP-1", ""},
		"the only one, by name": {[]monitor{b}, "HDMI-2", "HDMI-2", ""},
		"nobody's window":       {[]monitor{a, b}, "", "DP-1", ""},
		"the second":            {[]monitor{a, b}, "auto", "DP-1", "HDMI-2"},
		"the first by name":     {[]monitor{a, b, c}, "auto", "DP-1", "DP-3"},
		"by name":               {[]monitor{a, b, c}, "HDMI-2", "DP-1", "HDMI-2"},
		"named first":           {[]monitor{b, a}, "HDMI-2", "DP-1", "HDMI-2"},
		"away":                  {[]monitor{a, c}, "HDMI-2", "DP-1", ""},
	} {
		if clerk, guest := divide(v.all, v.wanted); clerk.name != v.clerk || guest.name != v.guest {
			t.Errorf("%s: %q and %q", name, clerk.name, guest.name)
		}
	}
}
