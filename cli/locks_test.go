package cli_test

import (
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"facedesk/config/keyringtest"
)

// builtFor builds the program for a system's file elsewhere: nothing but the build
// can move it.
func builtFor(t *testing.T, system string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "facedesk")
	ldflags := "-X facedesk/cli.System=" + system + " -X facedesk/cli.SystemOwner=" + strconv.Itoa(os.Getuid())
	if text, err := buildProgram(out, ldflags).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return out
}

// The system's file holds whatever a user sets: under a home of his own, in his
// file and by variables. One that others can write locks everything.
func TestTheSystemsFileHolds(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	system := filepath.Join(dir, "settings.toml")
	defer func(was string) { binary = was }(binary)
	binary = builtFor(t, system)
	write := func(text string, mode os.FileMode) {
		t.Helper()
		if err := os.WriteFile(system, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(system, mode); err != nil {
			t.Fatal(err)
		}
	}
	const locked = "locked = ['providers.muzhiyun.endpoint', 'ui.kiosk']\n[ui]\nkiosk = true\n"
	write(locked, 0o644)
	for _, set := range []string{"FACEDESK_NETWORK_PROXY=http://127.0.0.1:9", "FACEDESK_NETWORK_CA_FILE=/tmp/x.pem", "FACEDESK_PROVIDERS_MUZHIYUN_TIMEOUT=1s", "FACEDESK_UI_KIOSK=false"} {
		d := newDesk(t, set, "FACEDESK_LANG=en")
		name, _, _ := strings.Cut(set, "=")
		if r := d.run("", "config", "check"); r.code != 32 || !strings.Contains(r.out, name) || !strings.Contains(r.out, "is locked by "+system) {
			t.Errorf("%s: exit %d\n%s%s", set, r.code, r.out, r.err)
		}
		if r := d.run("", "verify", "--name", "张三", "--number", "11010519491231002X"); r.code != 32 {
			t.Errorf("%s: verify ends with %d", set, r.code)
		}
	}
	d := newDesk(t, "FACEDESK_LANG=en")
	if r := d.run("", "config", "set", "network.proxy", "http://127.0.0.1:9"); r.code != 32 || !strings.Contains(r.err, "the way to providers.muzhiyun.endpoint") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
	if r := d.run("", "config", "show", "ui.kiosk"); !strings.Contains(r.out, "true") || !strings.Contains(r.out, "locked") {
		t.Errorf("%s", r.out)
	}
	write(locked, 0o666)
	for _, args := range [][]string{{"config", "check"}, {"config", "set", "desk.name", "x"}, {"verify", "--demo", "--consent", "--name", "张三", "--number", "11010519491231002X"}} {
		if r := d.run("", args...); r.code != 32 || !strings.Contains(r.out+r.err, "can be written by others than root") {
			t.Errorf("%v: exit %d\n%s%s", args, r.code, r.out, r.err)
		}
	}
}

// Certificates that a variable names are not trusted: a service is reached by those
// of the system and of network.ca_file alone.
func TestCertificatesOfTheEnvironment(t *testing.T) {
	_, env := keyringtest.Start(t)
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("{}")) }))
	defer server.Close()
	own := filepath.Join(t.TempDir(), "own.pem")
	cert := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(own, cert, 0o600); err != nil {
		t.Fatal(err)
	}
	d := installed(t, env)
	setUp(t, d, map[string]string{"wapi": server.URL + "/pyi"}, "[wapi]\napp_id = \"1\"\nsecret = \"2\"\n")
	ask := []string{"--provider", "wapi", "--name", "张三", "--number", "11010519491231002X"}
	d.env = append(d.env, "SSL_CERT_FILE="+own, "SSL_CERT_DIR="+filepath.Dir(own))
	if got, code := d.verify(t, ask...); code != 34 || got.Kind != "not_sent" {
		t.Errorf("%+v, exit %d", got, code)
	}
	d.env = append(d.env, "FACEDESK_NETWORK_CA_FILE="+own)
	if got, code := d.verify(t, ask...); code == 34 {
		t.Errorf("the setting is not trusted: %+v", got)
	}
}

// Edits of many processes at once: each is written or refused, and none is lost.
func TestManyProcessesSet(t *testing.T) {
	d := newDesk(t)
	d.env = append(d.env, "FACEDESK_HOME="+filepath.Join(d.home, "new")) // not there yet
	values := map[string]string{"desk.name": "a", "desk.clerk": "b", "notice.company": "c", "notice.phone": "d", "notice.contact": "e", "notice.reason": "f",
		"notice.retention_days": "9", "guard.per_day": "7", "ui.language": "en", "ui.camera": "g", "ui.it_phone": "h", "ui.pass_time": "9s", "ui.idle_time": "90s",
		"providers.wapi.price": "0.5", "providers.slsj.price": "0.6", "providers.tianyan.price": "0.7", "providers.apetime.price": "0.8", "providers.muzhiyun.price": "0.9"}
	var all sync.WaitGroup
	for key, value := range values {
		all.Go(func() {
			if r := d.run("", "config", "set", key, value); r.code != 0 {
				t.Errorf("%s: exit %d, %s", key, r.code, r.err)
			}
		})
	}
	all.Wait()
	shown := d.run("", "config", "show").out
	for key := range values {
		for _, line := range strings.Split(shown, "\n") {
			if strings.HasPrefix(line, key+" ") && strings.Contains(line, "built-in") {
				t.Errorf("%s was lost", key)
			}
		}
	}
}
