package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"facedesk/config/keyringtest"
)

const (
	keyPass    = "passphrase of the key"
	bundlePass = "passphrase of the bundle"
	wapiSecret = "bundle-canary-5521"
)

// office is IT's machine with its signing key.
type office struct {
	desk
	t           *testing.T
	dir         string
	fingerprint string
}

func newOffice(t *testing.T) office {
	t.Helper()
	o := office{desk: newDesk(t, "FACEDESK_LANG=en"), t: t, dir: t.TempDir()}
	r := o.run(keyPass+"\n", "bundle", "keygen", "-o", o.file("it.key"))
	if r.code != 0 {
		t.Fatal(r.err)
	}
	_, o.fingerprint, _ = strings.Cut(strings.TrimSpace(r.out), "Fingerprint: ")
	o.write("settings.toml", "version = 1\n[notice]\ncompany = \"Hotel\"\n[ui]\nlanguage = \"en\"\n")
	o.write("keys.toml", "[wapi]\napp_id = \"id-7\"\nsecret = \""+wapiSecret+"\"\n")
	return o
}

func (o office) file(name string) string { return filepath.Join(o.dir, name) }

func (o office) write(name, text string) {
	o.t.Helper()
	if err := os.WriteFile(o.file(name), []byte(text), 0o600); err != nil {
		o.t.Fatal(err)
	}
}

// create seals a bundle for the desk front-1 and returns its file.
func (o office) create(name string, more ...string) string {
	o.t.Helper()
	args := []string{"bundle", "create", "--key", o.file("it.key"), "--for", "front-1", "--expires", time.Now().AddDate(0, 1, 0).Format(time.DateOnly), "-o", o.file(name)}
	if !slices.Contains(more, "--settings") {
		more = append(more, "--settings", o.file("settings.toml"))
	}
	lines := keyPass + "\n"
	if !slices.Contains(more, "--to") {
		lines += bundlePass + "\n"
	}
	if r := o.run(lines, append(args, more...)...); r.code != 0 {
		o.t.Fatalf("create: %d %s", r.code, r.err)
	}
	return o.file(name)
}

// front is a desk with a keyring that trusts nobody yet.
func front(t *testing.T) desk {
	t.Helper()
	_, env := keyringtest.Start(t)
	d := installed(t, env)
	d.env = append(d.env, "FACEDESK_LANG=en")
	return d
}

func (d desk) importBundle(o office, file string, more ...string) result {
	return d.run(bundlePass+"\n", append([]string{"bundle", "import", "--fingerprint", o.fingerprint, file}, more...)...)
}

func (d desk) settings(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(d.home, "settings.toml"))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return string(data)
}

// IT seals settings and keys; the desk has them in under two seconds, keeps what
// belongs to the machine, and goes back.
func TestBundle(t *testing.T) {
	o, d := newOffice(t), front(t)
	file := o.create("desk.fdb", "--secrets", o.file("keys.toml"))
	if data, err := os.ReadFile(file); err != nil || bytes.Contains(data, []byte(wapiSecret)) || bytes.Contains(data, []byte("Hotel")) {
		t.Fatalf("the bundle can be read, %v", err)
	}
	began := time.Now()
	r := d.importBundle(o, file, "--desk", "front-1")
	t.Logf("import took %v", time.Since(began))
	if r.code != 0 || !strings.Contains(r.out, "Bundle 1, for front-1") || strings.Contains(r.out+r.err, wapiSecret) {
		t.Fatalf("%d %s%s", r.code, r.out, r.err)
	}
	if got := d.settings(t); !strings.Contains(got, `company = "Hotel"`) || !strings.Contains(got, `name = "front-1"`) {
		t.Errorf("%s", got)
	}
	if got := d.run("", "config", "secret", "list").out; got != "wapi.app_id\nwapi.secret\n" {
		t.Errorf("secrets: %q", got)
	}
	if r := d.run("", "config", "set", "ui.camera", "usb-cam"); r.code != 0 {
		t.Fatal(r.err)
	}
	o.write("settings.toml", "version = 1\n[notice]\ncompany = \"Inn\"\n")
	if r := d.importBundle(o, o.create("next.fdb")); r.code != 0 {
		t.Fatalf("%s", r.err)
	}
	if got := d.settings(t); !strings.Contains(got, `"Inn"`) || !strings.Contains(got, `"usb-cam"`) || !strings.Contains(got, `"front-1"`) || strings.Contains(got, "Hotel") {
		t.Errorf("%s", got)
	}
	for _, want := range []string{`"Hotel"`, `"Inn"`} { // back, and forward again
		if r := d.run("", "bundle", "rollback"); r.code != 0 || !strings.Contains(d.settings(t), want) {
			t.Errorf("%d %s\n%s", r.code, r.err, d.settings(t))
		}
	}
	d.must(t, "73519\n", "config", "pin", "set")
	for _, stdin := range []string{"", "00000\n"} { // going back would take the PIN away
		if r := d.run(stdin, "bundle", "rollback"); r.code == 0 || !strings.Contains(d.settings(t), "argon2id") {
			t.Errorf("back without the PIN: %d", r.code)
		}
	}
	if r := d.run("73519\n", "bundle", "rollback"); r.code != 0 || strings.Contains(d.settings(t), "argon2id") {
		t.Errorf("%d %s", r.code, r.err)
	}
	if r := d.importBundle(o, file); r.code != 32 || !strings.Contains(r.err, "an older one: number 1, and this desk has had 2") {
		t.Errorf("the older one: %d %s", r.code, r.err)
	}
	assertNowhere(t, d, wapiSecret)
}

// Each refusal is a sentence of its own, and nothing is changed by it.
func TestBundleRefusals(t *testing.T) {
	o, d := newOffice(t), front(t)
	other := newOffice(t)
	first := o.create("first.fdb", "--secrets", o.file("keys.toml"))
	good := o.create("good.fdb", "--secrets", o.file("keys.toml"))
	if r := d.importBundle(o, good, "--desk", "front-1"); r.code != 0 {
		t.Fatal(r.err)
	}
	before, names := d.settings(t), d.run("", "config", "secret", "list").out
	o.write("settings.toml", "version = 1\n[notice]\ncompany = \"Changed\"\n")
	o.write("keys.toml", "[muzhiyun]\napp_code = \"changed-1234\"\n")
	more := []string{"--secrets", o.file("keys.toml")}
	next := o.create("next.fdb", more...)
	data, err := os.ReadFile(next)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)-3] ^= 1
	o.write("damaged.fdb", string(data))
	o.write("holiday.fdb", "\xff\xd8\xff picture")
	identity := strings.TrimSpace(front(t).run("", "bundle", "identity").out)
	toOthers := o.create("to.fdb", append(more, "--to", identity)...)
	kiosk := o.file("kiosk.toml")
	o.write("kiosk.toml", "version = 1\n[ui]\nkiosk = true\n")
	seen := map[string]string{}
	for _, c := range []struct{ what, want, stdin, file string }{
		{"wrong passphrase", "passphrase is wrong", "something else 123\n", next},
		{"foreign", "not signed by the IT", bundlePass + "\n", other.create("x.fdb")},
		{"another desk", "for another desk (back)", bundlePass + "\n", o.createFor("back.fdb", "back")},
		{"damaged", "damaged", bundlePass + "\n", o.file("damaged.fdb")},
		{"no bundle", "no bundle of Facedesk", bundlePass + "\n", o.file("holiday.fdb")},
		{"older", "an older one", bundlePass + "\n", first},
		{"to other desks", "this desk has none", "", toOthers},
		{"kiosk without a PIN", "needs the administrator PIN", bundlePass + "\n", o.create("kiosk.fdb", "--settings", kiosk)},
		{"not there", "There is no file", "", o.file("none.fdb")},
		{"nothing typed", "Nothing was entered", "", next},
	} {
		r := d.run(c.stdin, "bundle", "import", "--fingerprint", o.fingerprint, c.file)
		if r.code != 31 && r.code != 32 || !strings.Contains(r.err, c.want) {
			t.Errorf("%s: %d %s", c.what, r.code, r.err)
		}
		if was, twice := seen[r.err]; twice {
			t.Errorf("%s says what %s says", c.what, was)
		}
		seen[r.err] = c.what
		if d.settings(t) != before || d.run("", "config", "secret", "list").out != names {
			t.Fatalf("%s: changed something", c.what)
		}
	}
	for what, fingerprint := range map[string]string{"none": "", "half": o.fingerprint[:9], "another": other.fingerprint} {
		r := d.run(bundlePass+"\n", "bundle", "import", "--fingerprint", fingerprint, next)
		if r.code != 32 || d.settings(t) != before || (what != "another") != strings.Contains(r.err, "trusts no signing key yet") {
			t.Errorf("fingerprint %s: %d %s", what, r.code, r.err)
		}
	}
}

func (o office) createFor(name, desk string) string {
	o.t.Helper()
	r := o.run(keyPass+"\n"+bundlePass+"\n", "bundle", "create", "--key", o.file("it.key"), "--for", desk, "--settings", o.file("settings.toml"),
		"--expires", time.Now().AddDate(0, 1, 0).Format(time.DateOnly), "-o", o.file(name))
	if r.code != 0 {
		o.t.Fatal(r.err)
	}
	return o.file(name)
}

// A desk that has lost count takes no bundle before IT has named its number.
func TestLostCount(t *testing.T) {
	o := newOffice(t)
	old, latest := o.create("old.fdb", "--secrets", o.file("keys.toml")), o.create("new.fdb", "--secrets", o.file("keys.toml"))
	state := func(d desk) string { return filepath.Join(d.home, "bundle", "state.json") }
	for what, lose := range map[string]func(d desk){
		"torn":    func(d desk) { _ = os.WriteFile(state(d), []byte(`{"serial":2,"su`), 0o600) },
		"empty":   func(d desk) { _ = os.WriteFile(state(d), nil, 0o600) },
		"missing": func(d desk) { _ = os.RemoveAll(filepath.Dir(state(d))) },
	} {
		d := front(t)
		if r := d.importBundle(o, latest, "--desk", "front-1"); r.code != 0 {
			t.Fatal(r.err)
		}
		lose(d) // the keyring still has the number
		if r := d.importBundle(o, old); r.code != 32 || !strings.Contains(r.err, "number 1, and this desk has had 2") {
			t.Errorf("%s: %d %s", what, r.code, r.err)
		}
		_, env := keyringtest.Start(t) // another keyring: that number is gone too
		d.env = slices.Concat(d.env, slices.DeleteFunc(env, func(v string) bool { return strings.HasPrefix(v, "HOME=") }))
		lose(d)
		r := d.importBundle(o, old)
		if r.code != 32 || !strings.Contains(r.err, "no count of bundles") || !strings.Contains(r.err, "--serial 1") {
			t.Errorf("%s: %d %s", what, r.code, r.err)
		}
		if r := d.importBundle(o, latest, "--serial", "1"); r.code != 32 {
			t.Errorf("%s: another number: %d %s", what, r.code, r.err)
		}
		if r := d.importBundle(o, latest, "--serial", "2"); r.code != 0 {
			t.Errorf("%s: the named one: %d %s", what, r.code, r.err)
		}
		if r := d.importBundle(o, old); r.code != 32 || !strings.Contains(r.err, "has had 2") {
			t.Errorf("%s: afterwards: %d %s", what, r.code, r.err)
		}
	}
}

// The machine's own key file decides alone, and others may not write it.
func TestTrustedKeys(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	defer func(was string) { binary = was }(binary)
	binary = builtFor(t, filepath.Join(dir, "settings.toml"))
	o, other, d := newOffice(t), newOffice(t), front(t)
	file := o.create("desk.fdb", "--for", "front-1", "--secrets", o.file("keys.toml"))
	if r := d.run("", "bundle", "trust", o.file("it.key.pub")); r.code != 0 || !strings.Contains(r.out, o.fingerprint) {
		t.Fatalf("trust: %d %s", r.code, r.err)
	}
	if r := d.run(bundlePass+"\n", "bundle", "import", "--fingerprint", other.fingerprint, "--desk", "front-1", other.create("x.fdb")); r.code != 32 || !strings.Contains(r.err, "not signed by the IT") {
		t.Errorf("a typed fingerprint beat the file: %d %s", r.code, r.err)
	}
	keys := filepath.Join(dir, "bundle-keys")
	if err := os.Chmod(keys, 0o666); err != nil {
		t.Fatal(err)
	}
	if r := d.run(bundlePass+"\n", "bundle", "import", "--desk", "front-1", file); r.code != 32 || !strings.Contains(r.err, "can be written by others") {
		t.Errorf("a file that all can write: %d %s", r.code, r.err)
	}
	if err := os.Chmod(keys, 0o644); err != nil {
		t.Fatal(err)
	}
	// The system's settings, then the user's keys.
	o.write("settings.toml", "version = 1\nlocked = [\"ui.kiosk\"]\n[desk]\nname = \"front-1\"\n[notice]\ncompany = \"Hotel\"\n")
	system := o.create("system.fdb", "--secrets", o.file("keys.toml"))
	if r := d.run(bundlePass+"\n", "bundle", "import", "--system", "--desk", "front-1", system); r.code != 0 {
		t.Fatalf("--system: %d %s", r.code, r.err)
	}
	if r := d.run(bundlePass+"\n", "bundle", "import", system); r.code != 32 || !strings.Contains(r.err, "Only the system's file") {
		t.Errorf("locks in a user's file: %d %s", r.code, r.err)
	}
	if r := d.run(bundlePass+"\n", "bundle", "import", "--secrets-only", system); r.code != 0 || d.settings(t) != "" {
		t.Errorf("--secrets-only: %d %s", r.code, r.err)
	}
	if r := d.run("", "config", "show", "notice.company"); !strings.Contains(r.out, "Hotel") {
		t.Errorf("%s%s", r.out, r.err)
	}
	if got := d.run("", "config", "secret", "list").out; got != "wapi.app_id\nwapi.secret\n" {
		t.Errorf("secrets: %q", got)
	}
	if r := d.run("", "bundle", "rollback", "--system"); r.code != 0 {
		t.Errorf("rollback: %s", r.err)
	}
	if _, err := os.Stat(filepath.Join(dir, "settings.toml")); !os.IsNotExist(err) {
		t.Errorf("the system's settings are still there: %v", err)
	}
}

// A bundle that IT signed resets a lost PIN; one that only a typed fingerprint
// vouches for asks for the present one.
func TestBundleResetsThePIN(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	defer func(was string) { binary = was }(binary)
	binary = builtFor(t, filepath.Join(dir, "settings.toml"))
	o, d := newOffice(t), front(t)
	if r := d.run("73519\n", "config", "pin", "set"); r.code != 0 {
		t.Fatal(r.err)
	}
	r := o.run(keyPass+"\n"+bundlePass+"\n86420\n", "bundle", "create", "--key", o.file("it.key"), "--for", "*", "--pin",
		"--expires", time.Now().AddDate(0, 1, 0).Format(time.DateOnly), "-o", o.file("pin.fdb"))
	if strings.Contains(r.err, "easily guessed") {
		t.Errorf("of a good PIN: %s", r.err)
	}
	if r.code != 0 {
		t.Fatal(r.err)
	}
	if weak := o.run(keyPass+"\n"+bundlePass+"\n1111\n", "bundle", "create", "--key", o.file("it.key"), "--for", "*", "--pin",
		"--expires", time.Now().AddDate(0, 1, 0).Format(time.DateOnly), "-o", o.file("weak.fdb")); weak.code != 0 || !strings.Contains(weak.err, "easily guessed") {
		t.Errorf("of 1111: %d %s", weak.code, weak.err)
	}
	take := []string{"bundle", "import", "--serial", "1", o.file("pin.fdb")}
	if r := d.run(bundlePass+"\n", append(take, "--fingerprint", o.fingerprint)...); r.code != 31 || !strings.Contains(r.err, "trusts no signing key") {
		t.Errorf("by a typed fingerprint: %d %s", r.code, r.err)
	}
	if r := d.run("73519\n", "config", "pin", "check"); r.code != 0 {
		t.Errorf("the PIN before: %s", r.err)
	}
	if r := d.run("", "bundle", "trust", o.file("it.key.pub")); r.code != 0 {
		t.Fatal(r.err)
	}
	if r := d.run(bundlePass+"\n", take...); r.code != 0 {
		t.Errorf("by a trusted key: %d %s", r.code, r.err)
	}
	if r := d.run("86420\n", "config", "pin", "check"); r.code != 0 {
		t.Errorf("the new PIN: %s", r.err)
	}
	if r := d.run(bundlePass+"\n", "bundle", "show", "--content", o.file("pin.fdb")); r.code != 0 || strings.Contains(r.out, "argon2") || !strings.Contains(r.out, "pin_hash = \"***\"") {
		t.Errorf("show: %s%s", r.out, r.err)
	}
}

// A desk's own key opens what is encrypted to it, without a passphrase.
func TestBundleToADesk(t *testing.T) {
	o, d := newOffice(t), front(t)
	public := strings.TrimSpace(d.run("", "bundle", "identity").out)
	if again := strings.TrimSpace(d.run("", "bundle", "identity").out); again != public || !strings.HasPrefix(public, "age1") {
		t.Fatalf("%q, then %q", public, again)
	}
	file := o.create("desk.fdb", "--secrets", o.file("keys.toml"), "--to", public)
	if r := d.run("", "bundle", "import", "--fingerprint", o.fingerprint, "--desk", "front-1", file); r.code != 0 {
		t.Errorf("%d %s", r.code, r.err)
	}
	if r := front(t).run("", "bundle", "import", "--fingerprint", o.fingerprint, "--desk", "front-1", file); r.code != 32 || !strings.Contains(r.err, "this desk has none") {
		t.Errorf("elsewhere: %d %s", r.code, r.err)
	}
}

// A locked or missing keyring, and settings that the system locks, change nothing.
func TestBundleAllOrNothing(t *testing.T) {
	o := newOffice(t)
	file := o.create("desk.fdb", "--secrets", o.file("keys.toml"))
	addr, env := keyringtest.StartLocked(t)
	_ = addr
	d := installed(t, env)
	d.env = append(d.env, "FACEDESK_LANG=en")
	if r := d.importBundle(o, file, "--desk", "front-1", "--serial", "1"); r.code != 32 || !strings.Contains(r.err, "keyring is locked") || d.settings(t) != "" {
		t.Errorf("locked: %d %s", r.code, r.err)
	}
	bare := newDesk(t, "FACEDESK_LANG=en")
	if r := bare.importBundle(o, file, "--desk", "front-1"); r.code != 32 || bare.settings(t) != "" {
		t.Errorf("no keyring: %d %s", r.code, r.err)
	}
	if r := bare.importBundle(o, o.create("settings.fdb"), "--desk", "front-1"); r.code != 0 || bare.settings(t) == "" {
		t.Errorf("settings alone need no keyring: %d %s", r.code, r.err)
	}
	// The key of the records that is here already is not replaced: the whole import is undone.
	d = front(t)
	if r := d.run(strings.Repeat("ab", 32)+"\n", "records", "key", "import"); r.code != 0 {
		t.Fatal(r.err)
	}
	o.write("keys.toml", "[apetime]\napp_key = \"a1234567\"\n[records]\nhash_key = \""+strings.Repeat("cd", 32)+"\"\n[wapi]\nsecret = \"w1234567\"\n")
	if r := d.importBundle(o, o.create("hash.fdb", "--secrets", o.file("keys.toml")), "--desk", "front-1"); r.code != 32 || !strings.Contains(r.err, "another key of the records") {
		t.Errorf("hash key: %d %s", r.code, r.err)
	}
	if got := d.run("", "config", "secret", "list").out + d.settings(t); got != "" {
		t.Errorf("left: %s", got)
	}
	if got := d.run("", "records", "key", "export").out; got != strings.Repeat("ab", 32)+"\n" {
		t.Errorf("the key of the records: %s", got)
	}
}

// The signing key and what is created are private; mistakes are told before
// anything is asked for.
func TestBundleCreation(t *testing.T) {
	o := newOffice(t)
	info, err := os.Stat(o.file("it.key"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	future := time.Now().AddDate(0, 1, 0).Format(time.DateOnly)
	good := []string{"bundle", "create", "--key", o.file("it.key"), "--for", "a", "--expires", future, "--settings", o.file("settings.toml"), "-o", o.file("a.fdb")}
	with := func(args ...string) []string { return slices.Concat(good, args) }
	o.write("bad.toml", "version = 1\n[notice]\ncompani = \"x\"\n")
	o.write("badkeys.toml", "[wapi]\nsecre = \"not-to-be-shown\"\n")
	for i, c := range []struct {
		args  []string
		stdin string
		want  string
	}{
		{with("--expires", "2020-01-01"), "", "over already"},
		{with("--expires", "soon"), "", "a day such as"},
		{with("--for", " "), "", "name of a desk"},
		{with("--settings", o.file("bad.toml")), "", "notice.company"},
		{with("--secrets", o.file("badkeys.toml")), "", "no secret of that name"},
		{good, "wrong passphrase\n" + bundlePass + "\n", "passphrase is wrong"},
		{good, keyPass + "\nshort\n", "at least 12"},
		{with("--to", "age1nonsense"), keyPass + "\n", "desk's key number 1"},
		{[]string{"bundle", "keygen", "-o", o.file("it.key")}, keyPass + "\n", "exists already"},
		{[]string{"bundle", "create"}, "", "are wanted"},
	} {
		if r := o.run(c.stdin, c.args...); r.code == 0 || !strings.Contains(r.err, c.want) || strings.Contains(r.err, "not-to-be-shown") {
			t.Errorf("%d: %d %s", i, r.code, r.err)
		}
	}
	if _, err := os.Stat(o.file("a.fdb")); !os.IsNotExist(err) {
		t.Error("a bundle was made")
	}
	if r := o.run(keyPass+"\n"+bundlePass+"\n", with("--serial", "7")...); r.code != 0 || !strings.Contains(r.out, "Bundle 7") {
		t.Errorf("%s", r.err)
	}
	if r := o.run(keyPass+"\n"+bundlePass+"\n", with("--serial", "8")...); r.code == 0 {
		t.Error("a bundle was written over another")
	}
	if r := o.run(keyPass+"\n"+bundlePass+"\n", with("--serial", "7", "-o", o.file("b.fdb"))...); r.code != 31 {
		t.Errorf("the same number twice: %d", r.code)
	}
	if r := o.run(keyPass+"\n"+bundlePass+"\n", with("-o", o.file("c.fdb"))...); !strings.Contains(r.out, "Bundle 8") {
		t.Errorf("%s%s", r.out, r.err)
	}
	if err := os.Remove(o.file("it.key.serial")); err != nil {
		t.Fatal(err)
	}
	if r := o.run(keyPass+"\n"+bundlePass+"\n", with("-o", o.file("d.fdb"))...); r.code != 31 || !strings.Contains(r.err, "--serial") {
		t.Errorf("without a count: %d %s", r.code, r.err)
	}
}
