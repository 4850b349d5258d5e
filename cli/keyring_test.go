package cli_test

import (
	"bufio"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"facedesk/config/keyringtest"
)

// installed is a desk with a real keyring on a private bus.
func installed(t *testing.T, keyring []string) desk {
	t.Helper()
	d := newDesk(t)
	for _, pair := range keyring {
		if !strings.HasPrefix(pair, "HOME=") {
			d.env = append(d.env, pair)
		}
	}
	return d
}

// startSandbox runs facedesk sandbox and returns its endpoints by service and
// the credentials that it prints.
func startSandbox(t *testing.T, d desk, args ...string) (map[string]string, string) {
	t.Helper()
	cmd := exec.Command(binary, append([]string{"sandbox", "--listen", "127.0.0.1:0"}, args...)...)
	cmd.Env = d.env
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		if err := cmd.Wait(); err != nil {
			t.Errorf("the sandbox did not end well: %v", err)
		}
	})
	endpoints, credentials := map[string]string{}, ""
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if f := strings.Fields(lines.Text()); len(f) == 3 && f[0] == "#" {
			endpoints[f[1]] = f[2]
			continue
		}
		credentials += lines.Text() + "\n"
		if strings.HasPrefix(lines.Text(), "secret = ") { // the last line: wapi's
			break
		}
	}
	return endpoints, credentials
}

// setUp points every service at the sandbox and stores its credentials.
func setUp(t *testing.T, d desk, endpoints map[string]string, credentials string) {
	t.Helper()
	for code, url := range endpoints {
		if r := d.run("", "config", "set", "providers."+code+".endpoint", url); r.code != 0 {
			t.Fatalf("config set: %s", r.err)
		}
	}
	if r := d.run(credentials, "config", "secret", "import", "-"); r.code != 0 {
		t.Fatalf("secret import: %s", r.err)
	}
}

func photo(t *testing.T) string {
	t.Helper()
	return "../assets/photos/portrait.jpg"
}

// IT sets up all five services over the real keyring, and a check passes at
// each; a loopback endpoint counts as demo.
func TestSetUpAndVerify(t *testing.T) {
	_, env := keyringtest.Start(t)
	d := installed(t, env)
	endpoints, credentials := startSandbox(t, d)
	setUp(t, d, endpoints, credentials)
	if got := d.run("", "config", "secret", "list").out; strings.Count(got, "\n") != 9 || strings.Contains(got, "=") {
		t.Errorf("secret list:\n%s", got)
	}
	for key, value := range map[string]string{"codes_confirmed": "true", "confirmed_endpoint": endpoints["slsj"]} {
		if r := d.run("", "config", "set", "providers.slsj."+key, value); r.code != 0 {
			t.Fatal(r.err)
		}
	}
	seen := map[string]bool{}
	for _, p := range persons(t, d) {
		if seen[p.Provider] || p.Expect != "match" && p.Expect != "identity_match" {
			continue
		}
		seen[p.Provider] = true
		got, code := d.verify(t, "--consent", "--photo", photo(t), "--provider", p.Provider, "--type", p.Type, "--nation", p.Nation, "--name", p.Name, "--number", p.Number)
		if got.Outcome != p.Expect || code != exits[p.Expect] || !got.Demo {
			t.Errorf("%s: %+v, exit %d", p.Provider, got, code)
		}
	}
	if r := d.run("", "doctor"); r.code != 0 || strings.Contains(r.out, "FAIL") {
		t.Errorf("doctor, exit %d:\n%s", r.code, r.out)
	}
	for _, line := range strings.Split(credentials, "\n") {
		if _, secret, ok := strings.Cut(line, ` = "`); ok {
			assertNowhere(t, d, strings.TrimSuffix(secret, `"`))
		}
	}
}

// Without --provider the first service whose keys are there is taken.
func TestRouteTakesWhatIsSetUp(t *testing.T) {
	_, env := keyringtest.Start(t)
	d := installed(t, env)
	endpoints, _ := startSandbox(t, d)
	if r := d.run("", "config", "set", "providers.apetime.endpoint", endpoints["apetime"]); r.code != 0 {
		t.Fatal(r.err)
	}
	claim := []string{"--consent", "--photo", photo(t), "--name", "张三", "--number", "11010519491231002X"}
	if got, _ := d.verify(t, claim...); got.Provider != "tianyan" || got.Kind != "configuration" || !strings.Contains(got.Message, "tianyan.secret_id") {
		t.Errorf("nothing set up: %+v", got)
	}
	if r := d.run("[apetime]\napp_key = \"k\"\napp_secret = \"s\"\n", "config", "secret", "import", "-"); r.code != 0 {
		t.Fatal(r.err)
	}
	if got, _ := d.verify(t, claim...); got.Provider != "apetime" || got.VendorCode != "1009" {
		t.Errorf("apetime set up with wrong keys: %+v", got)
	}
	if r := d.run("", "config", "secret", "delete", "apetime.app_secret"); r.code != 0 {
		t.Fatal(r.err)
	}
	if got, _ := d.verify(t, append(claim, "--provider", "apetime")...); got.Kind != "configuration" || !strings.Contains(got.Message, "apetime.app_secret") {
		t.Errorf("without the secret that was deleted: %+v", got)
	}
}

// assertNowhere looks for a secret in every file of the installation.
func assertNowhere(t *testing.T, d desk, secret string) {
	t.Helper()
	if len(secret) < 6 {
		return
	}
	found, _ := exec.Command("grep", "-rlaF", secret, d.home).Output()
	if len(found) > 0 {
		t.Errorf("a secret stands in %s", found)
	}
}

// slsj's codes are confirmed by a test call; before that a positive answer is
// inconclusive and the desk does not offer the service.
func TestConfirmCodes(t *testing.T) {
	_, env := keyringtest.Start(t)
	d := installed(t, env)
	endpoints, credentials := startSandbox(t, d)
	setUp(t, d, endpoints, credentials)
	claimOf := func(expect string) []string {
		for _, p := range persons(t, d) {
			if p.Provider == "slsj" && p.Expect == expect {
				return []string{"--name", p.Name, "--number", p.Number, "--type", p.Type, "--nation", p.Nation, "--photo", photo(t), "--consent"}
			}
		}
		t.Fatalf("slsj knows nobody for %s", expect)
		return nil
	}
	claim := claimOf("match")
	if got, code := d.verify(t, claim...); got.Kind != "configuration" || code != 32 {
		t.Errorf("offered unconfirmed: %+v", got)
	}
	if got, _ := d.verify(t, append(claim, "--provider", "slsj")...); got.Outcome != "inconclusive" || got.VendorCode != "01/01/01" {
		t.Errorf("unconfirmed: %+v", got)
	}
	confirm := append([]string{"config", "confirm-codes", "slsj"}, claim...)
	other := append([]string{"config", "confirm-codes", "slsj"}, claimOf("face_mismatch")...)
	if r := d.run("yes\n", other...); r.code != 32 || !strings.Contains(r.err, "01/01/01") {
		t.Errorf("other codes: %d %s%s", r.code, r.out, r.err)
	}
	if got, code := d.verify(t, claim...); got.Kind != "configuration" || code != 32 {
		t.Errorf("other codes were confirmed: %+v", got)
	}
	if r := d.run("no\n", confirm...); r.code != 0 || !strings.Contains(r.out, "as before") {
		t.Errorf("answering no: %d %s%s", r.code, r.out, r.err)
	}
	if r := d.run("yes\n", confirm...); r.code != 0 || !strings.Contains(r.out, "01/01/01") {
		t.Errorf("answering yes: %d %s%s", r.code, r.out, r.err)
	}
	if got, code := d.verify(t, claim...); got.Outcome != "match" || code != 0 {
		t.Errorf("confirmed: %+v", got)
	}
}

// A missing secret, a locked keyring and none at all are sentences, and no call.
func TestKeyringStates(t *testing.T) {
	claim := []string{"--consent", "--photo", photo(t), "--provider", "muzhiyun", "--name", "张三", "--number", "11010519491231002X"}
	check := func(t *testing.T, d desk, sentence string) {
		t.Helper()
		got, code := d.verify(t, claim...)
		if got.Kind != "configuration" || code != 32 || got.Charged != "no" || !strings.Contains(got.Message, sentence) {
			t.Errorf("%+v, exit %d, want %q", got, code, sentence)
		}
		if r := d.run("keyring-test-value\n", "config", "secret", "set", "muzhiyun.app_code"); sentence != "muzhiyun.app_code" && (r.code != 32 || !strings.Contains(r.err, sentence)) {
			t.Errorf("secret set: exit %d, %s", r.code, r.err)
		}
		assertNowhere(t, d, "keyring-test-value")
	}
	t.Run("missing secret", func(t *testing.T) {
		_, env := keyringtest.Start(t)
		check(t, installed(t, env), "muzhiyun.app_code")
	})
	t.Run("locked", func(t *testing.T) {
		_, env := keyringtest.StartLocked(t)
		check(t, installed(t, env), "locked")
	})
	t.Run("no service", func(t *testing.T) {
		_, env := keyringtest.StartBus(t)
		check(t, installed(t, env), "gnome-keyring")
	})
	t.Run("no bus", func(t *testing.T) {
		check(t, newDesk(t), "gnome-keyring")
	})
}

// Wrong set-ups end in a sentence and cost nothing.
func TestWrongSetUps(t *testing.T) {
	_, env := keyringtest.Start(t)
	d := installed(t, env)
	past := time.Now().Add(-time.Hour).Format(time.RFC3339)
	endpoints, credentials := startSandbox(t, d, "--now", past)
	setUp(t, d, endpoints, credentials)
	tls := httptest.NewTLSServer(http.NotFoundHandler())
	defer tls.Close()
	claim := []string{"--consent", "--photo", photo(t), "--name", "张三", "--number", "11010519491231002X", "--provider"}
	for _, c := range []struct{ name, provider, endpoint, want string }{
		{"clock off by an hour", "tianyan", endpoints["tianyan"], "clock"},
		{"clock off by an hour", "apetime", endpoints["apetime"], "clock"},
		{"clock off by an hour", "wapi", endpoints["wapi"], "clock"},
		{"wrong endpoint", "muzhiyun", endpoints["muzhiyun"] + "/elsewhere", "configuration"},
		{"bad certificate", "muzhiyun", tls.URL + "/facecheck", "not_sent"},
		{"unreachable host", "muzhiyun", "https://unreachable.invalid/facecheck", "not_sent"},
	} {
		t.Run(c.name+" "+c.provider, func(t *testing.T) {
			if r := d.run("", "config", "set", "providers."+c.provider+".endpoint", c.endpoint); r.code != 0 {
				t.Fatal(r.err)
			}
			got, code := d.verify(t, append(claim, c.provider)...)
			if got.Kind != c.want || code != exits[c.want] || got.Charged != "no" || got.Message == "" {
				t.Errorf("%+v, exit %d", got, code)
			}
			if strings.HasSuffix(c.endpoint, ".invalid/facecheck") == got.Demo {
				t.Errorf("demo is %v at %s", got.Demo, c.endpoint)
			}
		})
	}
}

// A recorded request holds no photo.
func TestSandboxRecords(t *testing.T) {
	_, env := keyringtest.Start(t)
	d := installed(t, env)
	dir := t.TempDir()
	endpoints, credentials := startSandbox(t, d, "--record", dir)
	setUp(t, d, endpoints, credentials)
	got, _ := d.verify(t, "--consent", "--photo", photo(t), "--name", "张三", "--number", "11010519491231002X", "--provider", "muzhiyun")
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 1 || got.Outcome != "no_reference" {
		t.Fatalf("%d files, %v, %+v", len(files), err, got)
	}
	data, err := os.ReadFile(dir + "/" + files[0].Name())
	if err != nil || len(data) > 4096 || !strings.Contains(string(data), "sha256") {
		t.Errorf("%d bytes, %v:\n%.600s", len(data), err, data)
	}
}

// A keyring that was emptied is noticed: no new key is made under records that
// exist, and what that means is said.
func TestEmptiedKeyring(t *testing.T) {
	_, env := keyringtest.Start(t)
	d := installed(t, env)
	d.env = append(d.env, "FACEDESK_LANG=en")
	claim := []string{"--consent", "--photo", photo(t), "--provider", "muzhiyun", "--name", "张三", "--number", "11010519491231002X"}
	check := func(want, sentence string) {
		t.Helper()
		if got, _ := d.verify(t, claim...); got.Kind != want || got.Charged != "no" || !strings.Contains(got.Message, sentence) {
			t.Errorf("%+v", got)
		}
	}
	give := func() {
		t.Helper()
		if r := d.run("k1234567\n", "config", "secret", "set", "muzhiyun.app_code"); r.code != 0 {
			t.Fatal(r.err)
		}
	}
	give()
	if r := d.run("", "config", "set", "providers.muzhiyun.endpoint", "https://unreachable.invalid/facecheck"); r.code != 0 {
		t.Fatal(r.err)
	}
	check("not_sent", "") // the first start makes the key
	_, env = keyringtest.Start(t)
	for _, pair := range env {
		if !strings.HasPrefix(pair, "HOME=") {
			d.env = append(d.env, pair)
		}
	}
	give()
	for range 2 {
		check("configuration", "keyring was emptied")
	}
	if r := d.run("11010519491231002X\n", "records", "search"); r.code != 32 || !strings.Contains(r.err, "records key new") {
		t.Errorf("search: %d %s", r.code, r.err)
	}
	if r := d.run("", "records", "key", "export"); r.code != 32 || r.out != "" {
		t.Errorf("export: %d %s", r.code, r.out)
	}
	if r := d.run("no\n", "records", "key", "new"); r.code != 31 {
		t.Errorf("not confirmed: %d", r.code)
	}
	check("configuration", "keyring was emptied")
	if r := d.run("yes\n", "records", "key", "new"); r.code != 0 || !strings.Contains(r.out, "guards") {
		t.Errorf("new: %d %s%s", r.code, r.out, r.err)
	}
	check("not_sent", "")
}

// A locked keyring is unlocked by its password, or by the one that systemd gives to
// the unit, without a new log-in; a wrong one is told.
func TestUnlockKeyring(t *testing.T) {
	addr, env := keyringtest.StartLocked(t)
	d := installed(t, env)
	d.env = append(d.env, "FACEDESK_LANG=en")
	folder := t.TempDir()
	sealed := func(password string) []string {
		if err := os.WriteFile(folder+"/facedesk-keyring", []byte(password), 0o400); err != nil {
			t.Fatal(err)
		}
		return append(d.env, "CREDENTIALS_DIRECTORY="+folder)
	}
	if r := d.run("", "keyring", "status"); r.code != 32 || !strings.Contains(r.err, "facedesk keyring unlock") {
		t.Errorf("locked: %d %s", r.code, r.err)
	}
	for _, wrong := range []result{d.run("not it\n", "keyring", "unlock"), desk{d.home, sealed("nor this")}.run("", "keyring", "unlock", "--credential")} {
		if wrong.code != 32 || !strings.Contains(wrong.err, "password is not the keyring's") {
			t.Errorf("wrong: %d %s", wrong.code, wrong.err)
		}
	}
	if r := d.run("", "keyring", "unlock", "--credential"); r.code != 32 || !strings.Contains(r.err, "no sealed password") {
		t.Errorf("without a credential: %d %s", r.code, r.err)
	}
	if r := d.run(keyringtest.Password+"\n", "keyring", "unlock"); r.code != 0 {
		t.Errorf("by hand: %d %s", r.code, r.err)
	}
	keyringtest.Lock(t, addr)
	if err := os.Remove(folder + "/facedesk-keyring"); err != nil {
		t.Fatal(err)
	}
	if r := (desk{d.home, sealed(keyringtest.Password)}).run("", "keyring", "unlock", "--credential"); r.code != 0 {
		t.Errorf("by the unit: %d %s", r.code, r.err)
	}
	if r := d.run("", "keyring", "status"); r.code != 0 {
		t.Errorf("%d %s", r.code, r.err)
	}
	// A desk that has no keyring yet gets one with that password.
	_, env = keyringtest.StartEmpty(t)
	d = installed(t, env)
	if r := (desk{d.home, append(d.env, "CREDENTIALS_DIRECTORY="+folder)}).run("", "keyring", "unlock", "--credential"); r.code != 0 {
		t.Errorf("the first time: %d %s", r.code, r.err)
	}
	if r := d.run("k1234567\n", "config", "secret", "set", "muzhiyun.app_code"); r.code != 0 {
		t.Errorf("%s", r.err)
	}
}

// The password is random, goes to systemd-creds on its standard input, and nothing
// that is there is replaced.
func TestSetUpKeyring(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	defer func(was string) { binary = was }(binary)
	binary = builtFor(t, dir+"/settings.toml")
	tools := t.TempDir()
	script := "#!/bin/sh\necho \"$(basename $0) $*\" >>" + tools + "/calls\n[ \"$1\" != encrypt ] || { echo; cat >\"$4\"; } >/dev/null\n"
	script = strings.Replace(script, "{ echo; cat >\"$4\"; } >/dev/null", "cat >\"$4\"", 1)
	for _, name := range []string{"systemd-creds", "systemctl"} {
		if err := os.WriteFile(tools+"/"+name, []byte(script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	account, err := user.Lookup("daemon") // who never has a keyring; every Debian has him
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(t, "FACEDESK_LANG=en", "PATH="+tools+":"+os.Getenv("PATH"))
	works, _ := os.ReadFile(tools + "/systemctl")
	if err := os.WriteFile(tools+"/systemctl", []byte("#!/bin/sh\nexit 1\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	if r := d.run("", "keyring", "setup", account.Username); r.code != 32 {
		t.Errorf("without systemd: %d %s", r.code, r.err)
	}
	if left, _ := filepath.Glob(dir + "/*.cred"); len(left) > 0 {
		t.Errorf("a set-up that failed leaves %v", left)
	}
	if err := os.WriteFile(tools+"/systemctl", works, 0o700); err != nil {
		t.Fatal(err)
	}
	if r := d.run("", "keyring", "setup", account.Username); r.code != 0 {
		t.Fatalf("%d %s", r.code, r.err)
	}
	password, err := os.ReadFile(dir + "/keyring-" + account.Uid + ".cred")
	calls, _ := os.ReadFile(tools + "/calls")
	if err != nil || len(password) < 40 || strings.Contains(string(calls), string(password)) || !strings.Contains(string(calls), "enable facedesk-keyring@"+account.Uid+".service") {
		t.Errorf("%d bytes, %v, calls:\n%s", len(password), err, calls)
	}
	if r := d.run("", "keyring", "setup", account.Username); r.code != 32 || !strings.Contains(r.err, "exists already") {
		t.Errorf("again: %d %s", r.code, r.err)
	}
	if r := d.run("", "keyring", "setup", "nobody-of-that-name"); r.code != 31 {
		t.Errorf("nobody: %d %s", r.code, r.err)
	}
}
