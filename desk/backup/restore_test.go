package backup

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"facedesk/config"
	"facedesk/config/bundle"
	"facedesk/identity"
	"facedesk/providers"
)

// Where the records get no name at the last step, the key and the settings go again.
// A key that was there before stays.
func TestTheLastStepFails(t *testing.T) {
	d, dir := newDesk(t)
	o := opened{key: []byte(strings.Repeat("ab", 32)), settings: []byte("version = 1\n"), records: filepath.Join(dir, "restored")}
	place := d.Default // begun by a window meanwhile
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

// What is refused is called a backup, whatever file it is, and never the bundle whose
// encryption it shares.
func TestFilesThatAreNoBackup(t *testing.T) {
	var short, bundled strings.Builder
	w, err := bundle.Encrypt(&bundled, bundle.ByPassphrase(passphrase))
	if err == nil {
		_, _ = w.Write([]byte("no archive"))
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	short.WriteString(bundled.String()[:len(bundled.String())/2])
	d := Desk{Default: filepath.Join(t.TempDir(), "records.db")}
	for _, file := range []string{"", "a", "hello\n", bundled.String()[:10], short.String(), bundled.String(), "\x00" + bundled.String()} {
		_, err := d.Restore(t.Context(), strings.NewReader(file), passphrase)
		e, _ := errors.AsType[*identity.Error](err)
		if e == nil || !strings.Contains(e.What.EN, "backup") || !strings.Contains(e.What.ZH, "备份") || strings.Contains(e.What.ZH+e.Next.ZH, "配置包") {
			t.Errorf("%d bytes: %v", len(file), err)
		}
	}
}
