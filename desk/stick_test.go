package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"facedesk/config/keyringtest"
)

// The guide tells of a bundle on the user's own stick that the desk has not had.
func TestBundleOnAStick(t *testing.T) {
	_, env := keyringtest.Start(t)
	o, home := installation(t, "version = 1\n")
	o.Env = append(o.Env, append(env, "FACEDESK_HOME="+home, "USER=kiosk")...)
	media := t.TempDir()
	defer func(was []string) { sticks = was }(sticks)
	sticks = []string{filepath.Join(media, "none"), media}
	offered := func() bool {
		steps := NewSettings(t.Context(), o).Page().Steps
		if len(steps) == 0 {
			t.Fatal("there is no guide")
		}
		return strings.Contains(steps[0].Missing.EN, "stick-7/desk.fdb") && !steps[0].Done
	}
	put := func(path, text string) {
		t.Helper()
		path = filepath.Join(media, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("another/stick-7/desk.fdb", "of somebody else")
	if offered() {
		t.Error("another user's stick was looked at")
	}
	put("kiosk/stick-7/desk.fdb", "a bundle")
	if !offered() {
		t.Error("the bundle was not found")
	}
	sum := sha256.Sum256([]byte("a bundle"))
	if err := os.MkdirAll(filepath.Join(home, "bundle"), 0o700); err != nil {
		t.Fatal(err)
	}
	state := `{"serial":1,"generation":1,"sum":"` + hex.EncodeToString(sum[:]) + `"}`
	if err := os.WriteFile(filepath.Join(home, "bundle", "state.json"), []byte(state), 0o600); err != nil {
		t.Fatal(err)
	}
	if offered() {
		t.Error("a bundle that was imported is still offered")
	}
}
