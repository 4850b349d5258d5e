package config

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"facedesk/config/keyringtest"
	"facedesk/providers"

	"github.com/godbus/dbus/v5"
)

const patient = time.Minute // a limit that only a hanging call reaches

func open(env []string) *Keyring {
	return NewKeyring(KeyringOptions{Service: "facedesk:test", Env: env, Limit: patient})
}

func TestRealKeyring(t *testing.T) {
	ctx := t.Context()
	addr, env := keyringtest.Start(t)
	s := NewSecrets(schema(), open(env))
	if state, err := s.State(ctx); state != Ready || err != nil {
		t.Fatal(state, err)
	}
	_, err := s.Get(ctx, "travel.app_key")
	if !errors.Is(err, ErrNoSecret) {
		t.Fatal(err)
	}
	long := strings.Repeat("密", MaxSecret/3)
	for _, value := range []string{"first", "second", long} {
		must(t, s.Set(ctx, "travel.app_key", providers.NewSecret(value)))
		if got, err := s.Get(ctx, "travel.app_key"); err != nil || got.Reveal() != value {
			t.Error(got.Reveal(), err)
		}
	}
	other := NewKeyring(KeyringOptions{Service: "facedesk", Env: env})
	if _, err := other.Get(ctx, "travel.app_key"); !errors.Is(err, ErrNoSecret) {
		t.Error("two services share their secrets:", err)
	}
	names, err := s.Import(ctx, "in", []byte("plain.app_id = '1'\nplain.secret = '2'"))
	if err != nil || len(names) != 2 {
		t.Error(names, err)
	}
	if names, err := s.List(ctx); err != nil || !slices.Equal(names, []string{"travel.app_key", "plain.app_id", "plain.secret"}) {
		t.Error(names, err)
	}
	must(t, s.Delete(ctx, "travel.app_key"))
	if _, err := s.Get(ctx, "travel.app_key"); !errors.Is(err, ErrNoSecret) {
		t.Error(err)
	}

	keyringtest.Lock(t, addr)
	lockedKeyring(t, s)
}

// lockedKeyring checks that a locked keyring says so and shows no prompt.
func lockedKeyring(t *testing.T, s *Secrets) {
	t.Helper()
	for range 3 { // a prompt that is turned away leaves nothing behind
		if state, err := s.State(t.Context()); state != Locked || err == nil {
			t.Fatal(state, err)
		}
	}
	_, err := s.Get(t.Context(), "plain.app_id")
	refused(t, err, "locked", "facedesk keyring unlock")
	refused(t, s.Set(t.Context(), "plain.app_id", providers.NewSecret("x")), "locked")
	_, err = s.List(t.Context())
	refused(t, err, "locked")
}

func TestRealKeyringLockedFromTheStart(t *testing.T) {
	_, env := keyringtest.StartLocked(t)
	lockedKeyring(t, NewSecrets(schema(), open(env)))
}

// go-keyring prefers the keyring "login" to the one called default, and so
// does the probe.
func TestRealKeyringWithAnotherDefault(t *testing.T) {
	addr, env := keyringtest.Start(t)
	conn, err := dbus.Connect(addr)
	must(t, err)
	defer conn.Close()
	other := dbus.ObjectPath("/org/freedesktop/secrets/collection/session")
	must(t, conn.Object(secretService, secretPath).Call(secretInterface+".SetAlias", 0, "default", other).Err)
	s := NewSecrets(schema(), open(env))
	must(t, s.Set(t.Context(), "plain.app_id", providers.NewSecret("x")))
	keyringtest.Lock(t, addr)
	lockedKeyring(t, s)
}

func TestRealKeyringAbsent(t *testing.T) {
	t.Run("no bus address", func(t *testing.T) {
		for _, env := range [][]string{nil, {"DBUS_SESSION_BUS_ADDRESS=autolaunch:"}, {"XDG_RUNTIME_DIR=" + t.TempDir()}, {"XDG_RUNTIME_DIR="}} {
			absent(t, env, "no session bus", "apt-get install gnome-keyring dbus-daemon")
		}
	})
	t.Run("nobody listens", func(t *testing.T) {
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
		absent(t, []string{"DBUS_SESSION_BUS_ADDRESS=unix:path=" + filepath.Join(t.TempDir(), "bus")}, "no session bus")
	})
	t.Run("no service", func(t *testing.T) {
		_, env := keyringtest.StartBus(t)
		absent(t, env, "no keyring service", "apt-get install gnome-keyring")
	})
	t.Run("no keyring", func(t *testing.T) {
		_, env := keyringtest.StartEmpty(t)
		absent(t, env, "no keyring yet")
	})
}

func absent(t *testing.T, env []string, pieces ...string) {
	t.Helper()
	k := open(env)
	state, err := k.State(t.Context())
	if state != Absent {
		t.Error(state)
	}
	refused(t, err, pieces...)
	refused(t, k.Set(t.Context(), "a.b", providers.NewSecret("x")), pieces...)
}

// A frozen service answers nothing: the call ends with its limit, not later.
func TestRealKeyringFrozen(t *testing.T) {
	addr, env := keyringtest.Start(t)
	k := NewKeyring(KeyringOptions{Service: "facedesk:test", Env: env, Limit: 100 * time.Millisecond})
	thaw := keyringtest.Freeze(t, addr)
	_, err := k.Get(t.Context(), "a.b")
	refused(t, err, "no usable answer")
	if StateOf(err) != Failing || !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	thaw()
	must(t, open(env).Set(t.Context(), "a.b", providers.NewSecret("x")))
}

// Without an address in the environment the socket in the runtime folder is
// the bus, for us and for go-keyring.
func TestBusInRuntimeFolder(t *testing.T) {
	addr, env := keyringtest.Start(t)
	run, err := os.MkdirTemp("", "run")
	must(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(run) })
	path, _, _ := strings.Cut(strings.TrimPrefix(addr, "unix:path="), ",")
	must(t, os.WriteFile(filepath.Join(run, "bus"), nil, 0o600))
	if got := busAddress([]string{"XDG_RUNTIME_DIR=" + run}); got != "" {
		t.Error("a plain file is taken for a bus:", got)
	}
	must(t, os.Remove(filepath.Join(run, "bus")))
	must(t, os.Symlink(path, filepath.Join(run, "bus")))
	must(t, os.Unsetenv("DBUS_SESSION_BUS_ADDRESS")) // keyringtest has seen to its return
	k := open([]string{"XDG_RUNTIME_DIR=" + run})
	must(t, k.Set(t.Context(), "a.b", providers.NewSecret("x")))
	if got, err := open(env).Get(t.Context(), "a.b"); err != nil || got.Reveal() != "x" {
		t.Error("go-keyring spoke to another bus:", err)
	}
}

func TestRealKeyringFromManyGoroutines(t *testing.T) {
	_, env := keyringtest.Start(t)
	k := open(env)
	var all sync.WaitGroup
	for i := range 3 * maxCalls {
		all.Go(func() {
			name, value := "a.b"+string(rune('a'+i)), strings.Repeat(string(rune('a'+i)), 40)
			if err := k.Set(t.Context(), name, providers.NewSecret(value)); err != nil {
				t.Error(err)
			}
			if got, err := k.Get(t.Context(), name); err != nil || got.Reveal() != value {
				t.Error(name, got.Reveal(), err)
			}
		})
	}
	all.Wait()
}

// Several processes that come at once agree on one key.
func TestHashKeyProcesses(t *testing.T) {
	_, env := keyringtest.Start(t)
	self, err := os.Executable()
	must(t, err)
	outs := make([]bytes.Buffer, 6)
	var children []*exec.Cmd
	for i := range outs {
		cmd := exec.Command(self)
		cmd.Env = append(slices.Clone(env), "CONFIG_TEST_HASHKEY=facedesk:test")
		cmd.Stdout = &outs[i]
		must(t, cmd.Start())
		children = append(children, cmd)
	}
	for i, cmd := range children {
		if err := cmd.Wait(); err != nil {
			t.Fatal(err, outs[i].String())
		}
	}
	key, err := open(env).HashKey(t.Context(), rand.Reader, nil)
	must(t, err)
	for i := range outs {
		if outs[i].String() != hex.EncodeToString(key) {
			t.Errorf("process %d has another key", i)
		}
	}
}

// A bus that takes connections and never speaks must not hang anybody.
func TestSilentBus(t *testing.T) {
	dir, err := os.MkdirTemp("", "bus")
	must(t, err)
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	listener, err := net.Listen("unix", filepath.Join(dir, "bus"))
	must(t, err)
	defer listener.Close()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	k := NewKeyring(KeyringOptions{Service: "x", Env: []string{"XDG_RUNTIME_DIR=" + dir}, Limit: 50 * time.Millisecond})
	state, err := k.State(t.Context())
	if state != Failing {
		t.Error(state)
	}
	refused(t, err)
	for range maxCalls { // the call left behind ends with its limit, too
		k.calls <- struct{}{}
	}
}

func BenchmarkGet(b *testing.B) {
	_, env := keyringtest.Start(b)
	k := open(env)
	must(b, k.Set(b.Context(), "a.b", providers.NewSecret("x")))
	for b.Loop() {
		if _, err := k.Get(b.Context(), "a.b"); err != nil {
			b.Fatal(err)
		}
	}
}
