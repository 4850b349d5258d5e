package desk

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"facedesk/config"
	"facedesk/config/keyringtest"
	"facedesk/providers"
	"facedesk/providers/all"
	"facedesk/ui/session"
)

// "Try again" asks the system to unlock the keyring of a desk that logs in by
// itself, and goes on without a new log-in.
func TestTryAgainUnlocks(t *testing.T) {
	_, env := keyringtest.StartLocked(t)
	home, etc := t.TempDir(), t.TempDir()
	o := Outside{Env: append(env, "FACEDESK_HOME="+home), Now: time.Now, Services: all.List(),
		System: config.System{File: filepath.Join(etc, "settings.toml"), Owner: os.Getuid()}}
	s := NewSetup(SetupOptions{Outside: o})
	locked := func() bool {
		f, ok := s.Load(t.Context()).(session.LoadFailed)
		return ok && f.Reason == session.SetupLocked
	}
	asked := filepath.Join(variable(env, "XDG_RUNTIME_DIR"), "facedesk-unlock")
	if !locked() {
		t.Error("a locked keyring was not told")
	}
	if _, err := os.Stat(asked); err == nil {
		t.Error("a desk without a sealed password asked for it")
	}
	if err := os.WriteFile(filepath.Join(etc, "keyring-"+strconv.Itoa(os.Getuid())+".cred"), []byte("sealed"), 0o600); err != nil {
		t.Fatal(err)
	}
	keyring := config.NewKeyring(config.KeyringOptions{Service: "x", Env: env})
	must(t, syscall.Mkfifo(asked, 0o600)) // whoever reads it waits for what is written
	unlocked := make(chan error, 1)
	go func() { // the unit of the system
		_, err := os.ReadFile(asked)
		unlocked <- errors.Join(err, keyring.Unlock(t.Context(), providers.NewSecret(keyringtest.Password)))
	}()
	if msg, ok := s.Load(t.Context()).(session.NothingConfigured); !ok {
		t.Errorf("%#v", msg)
	}
	if err := <-unlocked; err != nil {
		t.Error(err)
	}
}
