package config

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/paidcall"
)

// Two keys that differ only in a dot would share one variable.
func TestVariablesAreUnique(t *testing.T) {
	s := schema()
	if len(s.byVariable) != len(s.fields) || len(s.byKey) != len(s.fields) {
		t.Fatalf("%d settings, %d keys, %d variables", len(s.fields), len(s.byKey), len(s.byVariable))
	}
}

func TestProductFields(t *testing.T) {
	want := []string{KeyDeskName, KeyDeskClerk, KeyHandOff, KeyCustomer, KeySignIn, KeyLockTime, KeyClerks, KeyClerkPINs, KeyMinors, KeyCompany, KeyPhone, KeyContact, KeyReason, KeyRetentionDays,
		"notice.reason_zh", "notice.contact_zh", "notice.reason_zh_hant", "notice.contact_zh_hant", "notice.reason_en", "notice.contact_en", "notice.reason_ja", "notice.contact_ja",
		"notice.reason_ko", "notice.contact_ko", "notice.reason_ru", "notice.contact_ru", "notice.reason_th", "notice.contact_th", "notice.reason_vi", "notice.contact_vi", KeyPerDay,
		KeyGuardInDemo, KeyDayStart, KeyManagerPIN, KeyProxy, KeyCAFile, KeyConnectTimeout, KeyRecordsPath, KeyMetricsFile, KeyLanguage, KeyShared, KeyOperator,
		KeyAutoShutter, KeyPassTime, KeyIdleTime, KeyCamera, KeyITPhone, KeySound, KeyTheme, KeyScale, KeyTouch, KeyVoice, KeyCameraTurn, KeyCameraMirror, KeyCameraMains, KeyReaderPort, KeyReaderScanner, KeyKiosk, KeyPINHash,
		KeyPhotoMinEyes, KeyPhotoGoodEyes, KeyPhotoTilt, KeyPhotoTurned, KeyPhotoTurnedAway, KeyPhotoCovered, KeyPhotoDoubtful, KeyPhotoNoseColour,
		KeyPhotoLidLight, KeyPhotoLidLightMost, KeyPhotoDarkTop, KeyPhotoDarkContrast, KeyPhotoBurnt, KeyPhotoBacklitTop, KeyPhotoSideLight, KeyPhotoSharpness}
	var got []string
	for _, f := range productFields() {
		got = append(got, f.Key)
		if f.Label.ZH == "" || f.Label.EN == "" || f.Help.ZH == "" || f.Help.EN == "" {
			t.Errorf("%s lacks a label or a help text", f.Key)
		}
		if v, complaint := parseText(f, FormatText(f.Default)); complaint != nil || !reflect.DeepEqual(v, f.Default) {
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

// What the settings take as the address of a service is what a call takes.
func TestEndpointsHaveOneRule(t *testing.T) {
	s := schema()
	f, _ := s.Field("providers.travel.endpoint")
	for _, text := range []string{
		"https://h.example/", "https://h.example", "https://h.example:8443/a?b=c", "http://127.0.0.1:1/", "http://[::1]/", "http://localhost./",
		"https://h.example:0/", "https://h.example:99999/", "https://h.example:/", "https://h.example/ a", " https://h.example/", "https://h.example/#", "https://h.example/#x",
		"https:h.example", "https://", "https://:80/", "https://u@h.example/", "http://h.example/", "HTTPS://h.example/", "http://127.0.0.1.nip.io/", "http://[::1%25eth0]/", "//h.example/", "x",
	} {
		_, complaint := ParseText(f, text)
		if _, err := paidcall.ParseEndpoint(text); (err == nil) != (complaint == nil) {
			t.Errorf("%q: settings %v, call %v", text, complaint, err)
		}
	}
}

// The rule of a setting is its field's own: nothing here knows its key.
func TestFieldsCheckThemselves(t *testing.T) {
	odd := func(text string) *identity.Sentences {
		if text == "odd" {
			return wrong("不行", "never odd")
		}
		return nil
	}
	d := descriptors()[1]
	for i, kind := range []providers.FieldType{providers.TypeText, providers.TypeURL} {
		text := identity.Text{ZH: "文字", EN: "text"}
		d.Settings = append(d.Settings, providers.Field{Key: "own" + string(rune('a'+i)), Type: kind, Check: odd, Label: text, Help: text})
	}
	s := NewSchema([]providers.Descriptor{d})
	for _, key := range []string{"providers.plain.owna", "providers.plain.ownb"} {
		f, _ := s.Field(key)
		_, err := ParseText(f, "odd")
		refused(t, err, "never odd")
		for _, text := range []string{"", "even"} {
			if _, err := ParseText(f, text); err != nil {
				t.Errorf("%s = %q: %v", key, text, err)
			}
		}
		if _, complaints := s.read("f.toml", []byte(key+" = 'odd'\n"), false); len(complaints) != 1 || complaints[0].Key != key {
			t.Error(complaints)
		}
	}
}

// A text that people read stays short enough for its place on the screen.
func TestLongTexts(t *testing.T) {
	s := NewSchema(descriptors())
	company, _ := s.Field(KeyCompany)
	file, _ := s.Field(KeyCAFile)
	for _, c := range []struct {
		field providers.Field
		text  string
		right bool
	}{
		{company, strings.Repeat("字", 200), true}, {company, strings.Repeat("字", 201), false},
		{file, "/" + strings.Repeat("d", 2047), true}, {file, "/" + strings.Repeat("d", 2048), false},
	} {
		if _, err := ParseText(c.field, c.text); (err == nil) != c.right {
			t.Errorf("%s of %d bytes: %v", c.field.Key, len(c.text), err)
		}
	}
}
