package config

import (
	"slices"
	"testing"

	"facedesk/providers"
)

// Two keys that differ only in a dot would share one variable.
func TestVariablesAreUnique(t *testing.T) {
	s := schema()
	if len(s.byVariable) != len(s.fields) || len(s.byKey) != len(s.fields) {
		t.Fatalf("%d settings, %d keys, %d variables", len(s.fields), len(s.byKey), len(s.byVariable))
	}
}

func TestProductFields(t *testing.T) {
	want := []string{KeyDeskName, KeyDeskClerk, KeyCompany, KeyPhone, KeyContact, KeyReason, KeyRetentionDays, KeyPerDay,
		KeyGuardInDemo, KeyProxy, KeyCAFile, KeyConnectTimeout, KeyRecordsPath, KeyLanguage,
		KeyAutoShutter, KeyPassTime, KeyIdleTime, KeyCamera, KeyITPhone, KeySound, KeyKiosk, KeyPINHash}
	var got []string
	for _, f := range productFields() {
		got = append(got, f.Key)
		if f.Label.ZH == "" || f.Label.EN == "" || f.Help.ZH == "" || f.Help.EN == "" {
			t.Errorf("%s lacks a label or a help text", f.Key)
		}
		if v, complaint := parseText(f, FormatText(f.Default)); complaint != nil || v != f.Default {
			t.Errorf("%s refuses its own default %v: %v %v", f.Key, f.Default, v, complaint)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestDocumentFields(t *testing.T) {
	s := schema()
	for key, choices := range map[string][]string{
		"documents.111.providers": {"plain", "resident"},
		"documents.553.providers": {"plain", "resident"},
		"documents.414.providers": {"travel"},
		"documents.413.providers": {"travel"}, // only by its setting
	} {
		if f, ok := s.Field(key); !ok || f.Type != providers.TypeList || !slices.Equal(f.Choices, choices) {
			t.Errorf("%s: %v %v", key, ok, f.Choices)
		}
	}
	if _, ok := s.Field("documents.411.providers"); ok {
		t.Error("a type that nobody takes has a route")
	}
}

func TestParseText(t *testing.T) {
	s := schema()
	for _, c := range []struct{ key, text, want string }{
		{"desk.name", "前台 1", "前台 1"},
		{"desk.name", "", ""},
		{"desk.name", "a\nb", "!"},
		{"desk.name", "a\xff", "!"},
		{"guard.per_day", "7", "7"},
		{"guard.per_day", "0", "!"},
		{"guard.per_day", "101", "!"},
		{"guard.per_day", "3.0", "!"},
		{"guard.in_demo", "true", "true"},
		{"guard.in_demo", "yes", "!"},
		{"network.connect_timeout", "1m", "1m0s"},
		{"network.connect_timeout", "61s", "!"},
		{"network.connect_timeout", "5", "!"},
		{"ui.language", "en", "en"},
		{"ui.language", "fr", "!"},
		{"providers.travel.price", "0.25", "0.25"},
		{"providers.travel.price", "NaN", "!"},
		{"providers.travel.price", "+Inf", "!"},
		{"documents.111.providers", " plain , resident ", "plain,resident"},
		{"documents.111.providers", "", ""},
		{"documents.111.providers", "travel", "!"},
		{"documents.111.providers", "plain,plain", "!"},
		{"providers.travel.endpoint", "https://h.example/x?y=1", "https://h.example/x?y=1"},
		{"providers.travel.endpoint", "", ""},
		{"providers.travel.endpoint", "http://h.example/", "!"},
		{"providers.travel.endpoint", "http://127.0.0.1:8080/", "http://127.0.0.1:8080/"},
		{"providers.travel.endpoint", "http://127.9.9.9/", "http://127.9.9.9/"},
		{"providers.travel.endpoint", "http://[::1]:80/", "http://[::1]:80/"},
		{"providers.travel.endpoint", "http://LocalHost/", "http://LocalHost/"},
		{"providers.travel.endpoint", "http://localhost.evil.example/", "!"},
		{"providers.travel.endpoint", "http://127.0.0.1.evil.example/", "!"},
		{"providers.travel.endpoint", "http://127.0.0.1@evil.example/", "!"},
		{"providers.travel.endpoint", "https://user:secret@h.example/", "!"},
		{"providers.travel.endpoint", "https:///path", "!"},
		{"providers.travel.endpoint", "h.example", "!"},
		{"providers.travel.endpoint", "ftp://h.example/", "!"},
		{"network.proxy", "http://proxy.example:3128", "http://proxy.example:3128"},
		{"network.proxy", "socks5://127.0.0.1:1080", "socks5://127.0.0.1:1080"},
		{"network.proxy", "http://u:p@proxy.example:3128", "!"},
		{"network.proxy", "proxy.example:3128", "!"},
	} {
		f, ok := s.Field(c.key)
		if !ok {
			t.Fatal(c.key)
		}
		v, err := ParseText(f, c.text)
		switch {
		case c.want == "!" && err == nil:
			t.Errorf("%s = %q was taken", c.key, c.text)
		case c.want == "!":
			refused(t, err, c.key)
		case err != nil || FormatText(v) != c.want:
			t.Errorf("%s = %q: %v %v", c.key, c.text, v, err)
		}
	}
}
