package provision

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"facedesk/config"
	"facedesk/config/bundle"
	"facedesk/config/keyringtest"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/wapi"
)

const (
	dieAt    = "PROVISION_TEST_DIE" // the step at which a child kills itself
	doing    = "PROVISION_TEST_DO"
	inFolder = "PROVISION_TEST_DIR"
	ownKey   = "PROVISION_TEST_KEY" // of the desk
)

var (
	signing = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{3}, ed25519.SeedSize))
	made    = time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)
	clock   = bundle.Clock{Now: made.Add(time.Hour)}
)

// secret is the desk's own key, the same in the test and in its children.
var secret = func() string {
	if given := os.Getenv(ownKey); given != "" {
		return given
	}
	made, _, err := bundle.NewIdentity()
	if err != nil {
		panic(err)
	}
	return made
}()

// TestMain is also the child that dies in the middle of an import.
func TestMain(m *testing.M) {
	if os.Getenv(doing) == "" {
		os.Exit(m.Run())
	}
	left, _ := strconv.Atoi(os.Getenv(dieAt))
	passing = func() {
		if left--; left == 0 {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {}
		}
	}
	if err := act(placeIn(os.Getenv(inFolder)), os.Getenv(doing)); err != nil {
		println(err.Error())
		os.Exit(1)
	}
	os.Exit(0)
}

func act(p Place, what string) error {
	switch what {
	case "rollback":
		return p.Rollback(context.Background())
	case "recover":
		return p.Recover(context.Background())
	}
	data, err := os.ReadFile(filepath.Join(filepath.Dir(p.File()), what))
	if err != nil {
		return err
	}
	return install(p, data, Options{Clock: clock})
}

func install(p Place, data []byte, o Options) error {
	c, err := p.Check(context.Background(), data, func(k bundle.Key) bool { return k == bundle.KeyOf(signing) }, o)
	if err != nil {
		return err
	}
	mine, err := bundle.Identity(secret)
	if err != nil {
		return err
	}
	r, err := c.Open(mine) // a passphrase would take its time at each step
	if err != nil {
		return err
	}
	return r.Install(context.Background())
}

func placeIn(dir string) Place {
	schema := config.NewSchema([]providers.Descriptor{wapi.Entry().Descriptor})
	keyring := config.NewKeyring(config.KeyringOptions{Service: "facedesk:" + dir, Env: os.Environ()})
	return ForUser(config.Sources{Schema: schema, User: filepath.Join(dir, "settings.toml")}, config.NewSecrets(schema, keyring), keyring)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// sealed is a bundle whose every value names its number.
func sealed(t testing.TB, serial uint64, names ...string) []byte {
	t.Helper()
	n := strconv.FormatUint(serial, 10)
	p := bundle.Payload{Settings: "version = 1\n[notice]\ncompany = \"company-" + n + "\"\n", Secrets: map[string]providers.Secret{}}
	for _, name := range names {
		p.Secrets[name] = providers.NewSecret("secret-" + n)
	}
	public, err := bundle.PublicIdentity(secret)
	must(t, err)
	var b bytes.Buffer
	must(t, bundle.Seal(&b, bundle.Head{Serial: serial, Created: made, Expires: made.AddDate(0, 1, 0), Desks: []string{"*"}, ToDesks: true}, p, bundle.ToDesks([]string{public}), signing))
	return b.Bytes()
}

// holds says which bundle the settings and each secret are of.
func holds(t testing.TB, p Place) string {
	t.Helper()
	data, err := config.ReadWhole(p.File())
	must(t, err)
	out := "-"
	if i := bytes.Index(data, []byte("company-")); i >= 0 {
		out = string(data[i+len("company-") : i+len("company-")+1])
	}
	for _, name := range []string{"wapi.app_id", "wapi.secret"} {
		value, err := p.Keyring.Get(t.Context(), name)
		switch {
		case errors.Is(err, config.ErrNoSecret):
			out += " -"
		case err != nil:
			t.Fatal(err)
		default:
			out += " " + strings.TrimPrefix(value.Reveal(), "secret-")
		}
	}
	return out
}

// child does something in another process and reports whether it died by its own
// hand.
func child(t *testing.T, dir, what string, at int) (died bool) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), ownKey+"="+secret, doing+"="+what, inFolder+"="+dir, dieAt+"="+strconv.Itoa(at))
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.Sys().(syscall.WaitStatus).Signal() == syscall.SIGKILL {
		return true
	}
	if err != nil {
		t.Fatalf("%s: %v: %s", what, err, out)
	}
	return false
}

// Wherever an import or a rollback dies, the next start has the old state or the new
// one, secrets included, and so it is if putting back dies too.
func TestKilledImport(t *testing.T) {
	keyringtest.Start(t)
	for _, c := range []struct{ what, old, next string }{
		{"first", "- - -", "1 1 1"},
		{"second", "1 1 1", "2 2 1"}, // one secret is not in it
		{"rollback", "2 2 1", "1 1 1"},
	} {
		seen := map[string]int{}
		for at := 1; ; at++ {
			dir := t.TempDir()
			p := placeIn(dir)
			must(t, os.WriteFile(filepath.Join(dir, "first"), sealed(t, 1, "wapi.app_id", "wapi.secret"), 0o600))
			must(t, os.WriteFile(filepath.Join(dir, "second"), sealed(t, 2, "wapi.app_id"), 0o600))
			for _, before := range map[string][]string{"second": {"first"}, "rollback": {"first", "second"}}[c.what] {
				must(t, act(p, before))
			}
			if got := holds(t, p); got != c.old {
				t.Fatalf("before: %s", got)
			}
			died := child(t, dir, c.what, at)
			for again := 1; died && child(t, dir, "recover", again); again += 4 {
			}
			must(t, p.Recover(t.Context()))
			got := holds(t, p)
			if seen[got]++; got != c.old && got != c.next {
				t.Errorf("%s, died at %d: %s", c.what, at, got)
			}
			if died && c.what != "rollback" { // it can be imported again, and nothing older
				must(t, act(p, c.what))
				if got := holds(t, p); got != c.next {
					t.Errorf("%s, died at %d, again: %s", c.what, at, got)
				}
			}
			if !died {
				if got != c.next {
					t.Errorf("%s: %s", c.what, got)
				}
				break
			}
		}
		t.Logf("%s: %v", c.what, seen)
		if seen[c.old] < 3 || seen[c.next] < 2 {
			t.Errorf("%s: %v", c.what, seen)
		}
	}
}

// What cannot be finished is undone at once.
func TestFailedImportIsUndone(t *testing.T) {
	keyringtest.Start(t)
	dir := t.TempDir()
	p := placeIn(dir)
	must(t, install(p, sealed(t, 1, "wapi.app_id"), Options{Clock: clock}))
	steps := 0
	passing = func() {
		if steps++; steps == 4 { // the secrets are written, the settings not yet
			must(t, os.Rename(p.File(), p.File()+".away"))
			must(t, os.Mkdir(p.File(), 0o700)) // nobody can replace a folder by a file
		}
		if steps == 5 {
			must(t, os.Remove(p.File()))
			must(t, os.Rename(p.File()+".away", p.File()))
		}
	}
	defer func() { passing = func() {} }()
	err := install(p, sealed(t, 2, "wapi.app_id", "wapi.secret"), Options{Clock: clock})
	if err == nil || !strings.Contains(err.Error(), "as they were before") || holds(t, p) != "1 1 -" {
		t.Errorf("%v, %s", err, holds(t, p))
	}
	if s, _, err := p.load(); err != nil || s.Pending != nil || s.Serial != 1 {
		t.Errorf("%+v %v", s, err)
	}
}

// While settings and secrets may not belong together, nobody gets them.
func TestPendingImportWithoutAKeyring(t *testing.T) {
	addr, _ := keyringtest.Start(t)
	dir := t.TempDir()
	p := placeIn(dir)
	must(t, os.WriteFile(filepath.Join(dir, "first"), sealed(t, 1, "wapi.app_id"), 0o600))
	if !child(t, dir, "first", 3) {
		t.Fatal("it did not die")
	}
	keyringtest.Lock(t, addr)
	err := p.Recover(t.Context())
	if identity.KindOf(err) != identity.Configuration || !strings.Contains(err.Error(), "cut off") || !strings.Contains(err.Error(), "locked") {
		t.Error(err)
	}
}

// The clock, the number and the desk are judged by what IT signed.
func TestCheck(t *testing.T) {
	keyringtest.Start(t)
	p := placeIn(t.TempDir())
	data := sealed(t, 5)
	for at, want := range map[time.Time]bundle.Fault{
		made.AddDate(1, 0, 0): bundle.Expired, made.AddDate(-1, 0, 0): bundle.WrongClock,
	} {
		if err := install(p, data, Options{Clock: bundle.Clock{Now: at}}); bundle.FaultOf(err) != want {
			t.Errorf("%v: %v", at, err)
		}
	}
	must(t, install(p, data, Options{Clock: clock}))
	must(t, install(p, data, Options{Clock: clock})) // the same once more
	other := sealed(t, 5, "wapi.app_id")
	for what, data := range map[string][]byte{"another with its number": other, "an older one": sealed(t, 4)} {
		if err := install(p, data, Options{Clock: clock, Serial: 5}); bundle.FaultOf(err) != bundle.Older {
			t.Errorf("%s: %v", what, err)
		}
	}
	if holds(t, p) != "5 - -" {
		t.Error(holds(t, p))
	}
	must(t, p.Rollback(t.Context()))
	if err := p.Rollback(t.Context()); err != nil {
		t.Error(err)
	}
}
