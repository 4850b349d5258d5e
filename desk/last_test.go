package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"facedesk/config"
	"facedesk/identity"
)

// A window whose settings file breaks works on with the last good ones, behind the same
// PIN, and says so; where no PIN was set, nobody is let in before IT has mended the file.
// Commands that act ask for a whole file.
func TestTheWindowWorksOnWithTheLastSettings(t *testing.T) {
	for _, pin := range []bool{true, false} {
		toml := "[desk]\nname = 'front-1'\n"
		if pin {
			toml += "[ui]\npin_hash = '" + cheapHash() + "'\n"
		}
		o, home := installation(t, toml)
		o.Last = true
		door := NewPINDoor(o)
		if barred, why := door.Set(); barred != pin || why != (identity.Text{}) {
			t.Fatal("whole settings", why)
		}
		must(t, os.WriteFile(filepath.Join(home, "settings.toml"), []byte("[desk\n"), 0o600))
		in, err := o.Load()
		must(t, err)
		if in.Settings.String(config.KeyDeskName) != "front-1" || len(in.Faults) == 0 {
			t.Errorf("name %q, faults %v", in.Settings.String(config.KeyDeskName), in.Faults)
		}
		right, _ := door.Check("8029")
		if barred, why := door.Set(); right != pin || !barred || (why == identity.Text{}) != pin {
			t.Errorf("with PIN %v: let in %v, behind a PIN %v, which is said to fail: %v", pin, right, barred, why)
		}
		page := NewSettings(t.Context(), o).Page()
		if !strings.Contains(page.Fault.EN, "last good settings") || !strings.Contains(page.Fault.EN, "settings.toml:1:") || len(page.Fields) == 0 {
			t.Errorf("the settings screen says %q", page.Fault.EN)
		}
		o.Last = false
		if _, err := o.Load(); err == nil {
			t.Error("a command takes a broken file")
		}
	}
}

// The status line says it until the file is mended.
func TestTheDeskSaysThatItsSettingsAreTheLastOnes(t *testing.T) {
	o, home := installation(t, "[desk]\nname = 'x'\n")
	o.Last = true
	for _, c := range []struct {
		toml string
		last bool
	}{{"[desk]\nname = 'x'\n", false}, {"[desk\n", true}, {"[desk]\nname = 'y'\n", false}} {
		must(t, os.WriteFile(filepath.Join(home, "settings.toml"), []byte(c.toml), 0o600))
		station, err := o.Open(t.Context(), StationOptions{})
		must(t, err)
		cfg := NewSetup(SetupOptions{Outside: o}).config(t.Context(), station, false, station.hasKeys(t.Context()))
		station.Close()
		if cfg.LastGood != c.last {
			t.Errorf("%q: %v", c.toml, cfg.LastGood)
		}
	}
}
