package backup

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"facedesk/config"
	"facedesk/config/keyringtest"
	"facedesk/providers"
)

// Where the records get no name at the last step, the key and the settings go again.
// A key that was there before stays.
func TestTheLastStepFails(t *testing.T) {
	_, env := keyringtest.Start(t)
	dir := t.TempDir()
	d := Desk{Sources: config.Sources{Schema: config.NewSchema(nil), User: filepath.Join(dir, "settings.toml")},
		Keyring: config.NewKeyring(config.KeyringOptions{Service: "facedesk-test", Env: env})}
	o := opened{key: []byte(strings.Repeat("ab", 32)), settings: []byte("version = 1\n"), records: filepath.Join(dir, "restored")}
	place := filepath.Join(dir, "records.db") // begun by a window meanwhile
	for _, file := range []string{o.records, place} {
		if err := os.WriteFile(file, []byte(file), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.putInPlace(t.Context(), o, place); err == nil {
		t.Fatal("it is restored")
	}
	if data, _ := os.ReadFile(place); string(data) != place {
		t.Error("the records of this machine are gone")
	}
	if _, err := os.Stat(d.Sources.User); err == nil {
		t.Error("the settings are left")
	}
	if _, err := d.Keyring.Get(t.Context(), config.SecretHashKey); !errors.Is(err, config.ErrNoSecret) {
		t.Errorf("the key is left: %v", err)
	}
	if err := d.Keyring.Set(t.Context(), config.SecretHashKey, providers.NewSecret(string(o.key))); err != nil {
		t.Fatal(err)
	}
	if err := d.putInPlace(t.Context(), o, place); err == nil {
		t.Fatal("it is restored")
	}
	if _, err := d.Keyring.Get(t.Context(), config.SecretHashKey); err != nil {
		t.Errorf("the machine's own key is gone: %v", err)
	}
}
