package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"facedesk/config/keyringtest"
	"facedesk/providers"

	"github.com/godbus/dbus/v5"
)

// A password unlocks a locked keyring and makes the first one; a wrong one does
// neither.
func TestUnlock(t *testing.T) {
	_, env := keyringtest.StartLocked(t)
	k := open(env)
	refused(t, k.Unlock(t.Context(), providers.NewSecret("wrong")), "password is not the keyring's")
	if state, _ := k.State(t.Context()); state != Locked {
		t.Error(state)
	}
	must(t, k.Unlock(t.Context(), providers.NewSecret(keyringtest.Password)))
	must(t, k.Unlock(t.Context(), providers.NewSecret(keyringtest.Password))) // once more does no harm
	must(t, k.Set(t.Context(), "x", providers.NewSecret("y")))

	_, env, again := keyringtest.StartAnew(t)
	k = open(env)
	must(t, k.Unlock(t.Context(), providers.NewSecret("of its own")))
	must(t, k.Set(t.Context(), "x", providers.NewSecret("y")))
	for range 2 { // log-ins
		again()
		if state, _ := k.State(t.Context()); state != Locked {
			t.Error(state)
		}
		must(t, k.Unlock(t.Context(), providers.NewSecret("of its own")))
		if got, err := k.Get(t.Context(), "x"); err != nil || got.Reveal() != "y" {
			t.Errorf("the secret is gone after a log-in: %v", err)
		}
		if files, err := filepath.Glob(filepath.Join(folderOf(env, "XDG_DATA_HOME"), "keyrings", "*.keyring")); err != nil || len(files) != 1 {
			t.Errorf("%v, %v", files, err)
		}
	}

	_, env = keyringtest.StartBus(t)
	refused(t, open(env).Unlock(t.Context(), providers.NewSecret("x")), "no keyring service")
}

// foreign is another program's secret service on the bus.
type foreign struct {
	collections []dbus.ObjectPath
	hangs       chan struct{} // nil if it answers
}

func (f foreign) Get(_, _ string) (dbus.Variant, *dbus.Error) {
	if f.hangs != nil {
		<-f.hangs
	}
	return dbus.MakeVariant(f.collections), nil
}

func (foreign) OpenSession(string, dbus.Variant) (dbus.Variant, dbus.ObjectPath, *dbus.Error) {
	return dbus.MakeVariant(""), "/org/freedesktop/secrets/session/1", nil
}

func (foreign) ReadAlias(string) (dbus.ObjectPath, *dbus.Error) { return "/", nil }

func (foreign) Unlock([]dbus.ObjectPath) ([]dbus.ObjectPath, dbus.ObjectPath, *dbus.Error) {
	return nil, "/org/freedesktop/secrets/prompt/1", nil
}

func (foreign) Dismiss() *dbus.Error { return nil }

// called gives this process, which plays the service, a program's name.
func called(t *testing.T, name string) {
	t.Helper()
	was, err := os.ReadFile("/proc/self/comm")
	must(t, err)
	must(t, os.WriteFile("/proc/self/comm", []byte(name), 0o600))
	t.Cleanup(func() { _ = os.WriteFile("/proc/self/comm", was, 0o600) })
}

func (f foreign) serve(t *testing.T, addr string, names ...string) {
	t.Helper()
	conn, err := dbus.Connect(addr)
	must(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	must(t, conn.Export(f, secretPath, secretInterface))
	must(t, conn.Export(f, secretPath, "org.freedesktop.DBus.Properties"))
	must(t, conn.Export(f, "/org/freedesktop/secrets/prompt/1", promptInterface))
	for _, name := range append(names, secretService) {
		_, err := conn.RequestName(name, 0)
		must(t, err)
	}
}

// Each program's keyring is told by its own words: locked, without a keyring, and
// one that does not answer, well within the limit of a call.
func TestForeignKeyrings(t *testing.T) {
	const limit = time.Second
	login := []dbus.ObjectPath{loginKeyring}
	for _, c := range []struct {
		process string
		f       foreign
		names   []string
		state   State
		want    string
	}{
		{"keepassxc", foreign{collections: login}, nil, Locked, "Open KeePassXC and unlock"},
		{"keepassxc", foreign{}, nil, Absent, "Open KeePassXC and unlock"},
		{"keepassxc", foreign{hangs: make(chan struct{})}, nil, Failing, "KeePassXC, which offers the keyring, does not answer"},
		{"kwalletd5", foreign{collections: login}, nil, Locked, "Open the wallet"},
		{"ksecretd", foreign{hangs: make(chan struct{})}, nil, Failing, "KWallet, which offers the keyring, does not answer"},
		{"gnome-keyring-d", foreign{collections: login}, nil, Locked, "facedesk keyring unlock"},
		{"gnome-keyring-d", foreign{collections: login}, []string{prompterName}, Locked, "waiting for its password"},
		{"another", foreign{hangs: make(chan struct{})}, []string{prompterName}, Failing, "waiting for its password"},
		{"another", foreign{hangs: make(chan struct{})}, nil, Failing, "no usable answer"},
	} {
		t.Run(c.process+" "+c.state.String(), func(t *testing.T) {
			addr, env := keyringtest.StartBus(t)
			called(t, c.process)
			c.f.serve(t, addr, c.names...)
			if c.f.hangs != nil {
				defer close(c.f.hangs)
			}
			k := NewKeyring(KeyringOptions{Service: "facedesk:test", Env: env, Limit: limit})
			state, err := k.State(t.Context())
			if state != c.state || err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, %v", state, err)
			}
			if c.f.hangs == nil {
				err := k.Unlock(t.Context(), providers.NewSecret("x"))
				refused(t, err, "cannot be unlocked by a program")
			}
		})
	}
}

// folderOf returns the value of a variable.
func folderOf(env []string, name string) (value string) {
	for _, line := range env {
		if v, ok := strings.CutPrefix(line, name+"="); ok {
			value = v
		}
	}
	return value
}
