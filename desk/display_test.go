package desk

import (
	"os"
	"path/filepath"
	"testing"

	"facedesk/config"
	"facedesk/ui/session"
)

// A touch screen is told from a mouse, a touch pad and a keyboard by what the kernel
// says of them.
func TestTouchScreen(t *testing.T) {
	for name, c := range map[string]struct {
		properties, abs string
		want            bool
	}{
		"a touch screen":          {"2\n", "2608000 3\n", true},
		"an old one":              {"2\n", "1000003\n", true},
		"one of many touches":     {"2\n", "2e0 800000000000000 0\n", false}, // no place: a stylus without axes
		"many touches, no single": {"2\n", "260000000000000\n", true},
		"a touch pad":             {"5\n", "2e0800000000003\n", false},
		"a mouse":                 {"0\n", "0\n", false},
		"nonsense":                {"two\n", "\n", false},
		"a mouse with one word":   {"", "", false},
	} {
		dir := filepath.Join(t.TempDir(), "event0", "device")
		if err := os.MkdirAll(filepath.Join(dir, "capabilities"), 0o755); err != nil {
			t.Fatal(err)
		}
		for file, text := range map[string]string{"properties": c.properties, "capabilities/abs": c.abs} {
			if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if got := touchScreenIn(filepath.Dir(filepath.Dir(dir))); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if touchScreenIn(t.TempDir()) {
		t.Error("nothing is a touch screen")
	}
}

func settingsOf(t *testing.T, env ...string) *config.Settings {
	t.Helper()
	s, err := config.Load(config.Sources{Schema: config.NewSchema(nil), Env: env})
	must(t, err)
	return s
}

// The settings reach the window by the names that it knows.
func TestDisplay(t *testing.T) {
	s := settingsOf(t, "FACEDESK_DESK_THEME=dark", "FACEDESK_DESK_SCALE=150", "FACEDESK_DESK_TOUCH=auto")
	if got := Display(s, true); got != (session.Display{Theme: session.ThemeDark, Scale: 150, Touch: session.TouchTaps}) {
		t.Errorf("%+v", got)
	}
	if got := Display(s, false).Touch; got != session.TouchOff {
		t.Errorf("without a touch screen: %s", got)
	}
	if got := Display(settingsOf(t, "FACEDESK_DESK_TOUCH=on"), false); got != (session.Display{Theme: session.ThemeLight, Touch: session.TouchOn}) {
		t.Errorf("%+v", got)
	}
	for _, f := range config.NewSchema(nil).Fields() {
		if f.Key != config.KeyTheme {
			continue
		}
		if len(f.Choices) != len(session.Themes()) {
			t.Errorf("%v and %v", f.Choices, session.Themes())
		}
		for i, theme := range session.Themes() {
			if f.Choices[i] != string(theme) {
				t.Errorf("%s, not %s", f.Choices[i], theme)
			}
		}
	}
}
