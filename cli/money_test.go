package cli_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"facedesk/config/keyringtest"
	"facedesk/identity"
	"facedesk/records"
)

// recorded writes complete calls of a real service into the records of a desk whose
// day starts at six.
func recorded(t *testing.T, d desk, at time.Time, charges map[string]identity.Charged) {
	t.Helper()
	s, err := records.Open(t.Context(), filepath.Join(d.home, "records.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	self, err := records.Self()
	if err != nil {
		t.Fatal(err)
	}
	for id, charged := range charges {
		a := records.Attempt{ID: id, Started: at, Day: records.DayOf(at.Add(-6 * time.Hour)), Desk: "=front", Provider: "wapi", Person: id, PriceFen: 16, Process: self, Charged: charged}
		if err := s.Begin(t.Context(), a, records.Guard{}); err != nil {
			t.Fatal(err)
		}
		a.State, a.Finished, a.Outcome, a.Vendor.Order = records.StateVerdict, at, identity.IdentityMatch, "N-"+id
		if charged == identity.ChargedUnknown {
			a.State, a.Kind = records.StateUnknown, identity.UnknownOutcome
		}
		if err := s.Finish(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
}

// A vendor's bill is compared with the records. What nobody knew is settled where the
// bill has it; that it has not proves nothing.
func TestReconcileABill(t *testing.T) {
	d := newDesk(t, "FACEDESK_LANG=en")
	recorded(t, d, time.Date(2026, 10, 7, 12, 0, 0, 0, identity.China()), map[string]identity.Charged{
		"1": identity.ChargedYes, "2": identity.ChargedUnknown, "3": identity.ChargedUnknown, "4": identity.ChargedNo})
	bill := filepath.Join(d.home, "bill.csv")
	if err := os.WriteFile(bill, []byte("订单号,金额\nN-1,0.16\nN-2,0.16\nN-9,0.16\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	span := []string{"--service", "wapi", "--from", "2026-10-01", "--to", "2026-10-31"}
	r := d.run("", append([]string{"records", "reconcile", bill}, span...)...)
	for _, want := range []string{"billed (was unknown)", "not in the records", "was unknown, not on the bill", "1 agree, 3 differ"} {
		if r.code != 38 || !strings.Contains(r.out, want) {
			t.Errorf("exit %d, lacks %q:\n%s%s", r.code, want, r.out, r.err)
		}
	}
	d.run("", append([]string{"records", "reconcile", bill, "--settle", "--by", "账房"}, span...)...)
	shown := d.run("", "records", "list", "--json").out
	for _, want := range []string{`"settled_by":"账房"`, `"evidence":"bill.csv:3"`} {
		if !strings.Contains(shown, want) {
			t.Errorf("lacks %s: %s", want, shown)
		}
	}
	if strings.Contains(shown, "not in bill.csv") {
		t.Errorf("what is not on a bill counts as free: %s", shown)
	}
	if r := d.run("", append([]string{"records", "reconcile", bill}, span...)...); r.code != 38 || !strings.Contains(r.out, "2 agree, 2 differ") {
		t.Errorf("exit %d: %s", r.code, r.out)
	}
	for _, args := range [][]string{{"/dev/zero"}, {bill, "--from", "x"}, {bill, "--service", "nobody"}} {
		if r := d.run("", append(append([]string{"records", "reconcile"}, span...), args...)...); r.code != 2 {
			t.Errorf("%v: exit %d", args, r.code)
		}
	}
}

func TestMonthlyStatement(t *testing.T) {
	d := newDesk(t, "FACEDESK_LANG=en", "FACEDESK_GUARD_DAY_START=06:00")
	recorded(t, d, time.Date(2026, 10, 7, 12, 0, 0, 0, identity.China()), map[string]identity.Charged{"1": identity.ChargedYes, "2": identity.ChargedYes, "3": identity.ChargedUnknown, "4": identity.ChargedNo})
	recorded(t, d, time.Date(2026, 11, 1, 5, 0, 0, 0, identity.China()), map[string]identity.Charged{"night": identity.ChargedYes})
	recorded(t, d, time.Date(2026, 11, 1, 7, 0, 0, 0, identity.China()), map[string]identity.Charged{"next": identity.ChargedYes})
	r := d.run("", "records", "statement", "--month", "2026-10")
	for _, want := range []string{"2026-10-01 06:00 – 2026-11-01 06:00", "total    yes      3      0.48", "total    unknown  1      0.16", "total    no       1      0.00"} {
		if r.code != 0 || !strings.Contains(strings.Join(strings.Fields(r.out), " "), strings.Join(strings.Fields(want), " ")) {
			t.Errorf("exit %d, lacks %q:\n%s%s", r.code, want, r.out, r.err)
		}
	}
	if r := d.run("", "records", "statement", "--month", "2026-10", "--csv"); !strings.HasPrefix(r.out, "\uFEFFdesk,service,result,charged,calls,yuan\r\n") || !strings.Contains(r.out, "'=front,wapi,identity_match,yes,3,0.48") {
		t.Errorf("%s", r.out)
	}
	if r := d.run("", "records", "statement", "--month", "10/2026"); r.code != 2 {
		t.Errorf("exit %d", r.code)
	}
}

// The day's limit is lifted by the duty manager's PIN alone, where there is one.
func TestLift(t *testing.T) {
	d := newDesk(t, "FACEDESK_LANG=en", "FACEDESK_PROVIDERS_WAPI_DAY_LIMIT=10", "FACEDESK_PROVIDERS_WAPI_PREPAID=100", "FACEDESK_PROVIDERS_WAPI_PREPAID_SINCE=2026-01-01")
	if r := d.run("4821", "records", "lift", "wapi"); r.code != 32 {
		t.Errorf("without a PIN: exit %d, %s", r.code, r.err)
	}
	for _, pin := range [][]string{{"7733", "config", "pin", "set"}, {"7733\n4821", "config", "pin", "set", "--manager"}} {
		if r := d.run(pin[0], pin[1:]...); r.code != 0 {
			t.Fatal(r.err)
		}
	}
	recorded(t, d, time.Now(), map[string]identity.Charged{"1": identity.ChargedYes})
	if r := d.run("7733", "records", "lift", "wapi"); r.code != 31 {
		t.Errorf("by the administrator's: exit %d", r.code)
	}
	if r := d.run("", "records", "spent"); !strings.Contains(r.out, "10.00") || strings.Contains(r.out, "lifted") || !strings.Contains(r.out, "99") {
		t.Errorf("%s", r.out)
	}
	if r := d.run("4821", "records", "lift", "wapi", "--by", "王"); r.code != 0 {
		t.Errorf("exit %d, %s", r.code, r.err)
	}
	if r := d.run("", "records", "spent"); !strings.Contains(r.out, "10.00 lifted") {
		t.Errorf("%s", r.out)
	}
}

// What a person found out is kept with who and how.
func TestSettleWithEvidence(t *testing.T) {
	d := newDesk(t, "FACEDESK_LANG=en")
	recorded(t, d, time.Now(), map[string]identity.Charged{"1": identity.ChargedUnknown})
	for _, bad := range [][]string{{"--charged", "maybe"}, {"--evidence", "a\nb"}, {"--evidence", strings.Repeat("x", 201)}} {
		if r := d.run("", append([]string{"records", "settle", "1"}, bad...)...); r.code != 2 {
			t.Errorf("%q: exit %d", bad, r.code)
		}
	}
	if r := d.run("", "records", "settle", "1", "--charged", "no", "--by", "王", "--evidence", "ticket 7"); r.code != 0 {
		t.Fatalf("exit %d, %s", r.code, r.err)
	}
	if got := d.run("", "records", "list", "--json").out; !strings.Contains(got, `"charged":"no"`) || !strings.Contains(got, `"settled_by":"王"`) || !strings.Contains(got, `"evidence":"ticket 7"`) {
		t.Errorf("%s", got)
	}
}

// Each signal that ends a program ends a check in order: what was sent is recorded
// as unknown by this process, what was not sent as not sent.
func TestSignalsEndACheck(t *testing.T) {
	_, env := keyringtest.Start(t)
	for _, signal := range []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		for place, want := range map[string]string{"hang": "unknown_outcome", "connect": "not_sent"} {
			d := installed(t, env)
			d.env = append(d.env, "FACEDESK_HOME="+filepath.Join(d.home, fmt.Sprint(signal, place)))
			reached := make(chan struct{}, 1)
			endpoint := listener(t, place == "connect", reached)
			setUp(t, d, map[string]string{"wapi": endpoint}, "[wapi]\napp_id = \"1\"\nsecret = \"2\"\n")
			cmd := exec.Command(binary, "verify", "--json", "--provider", "wapi", "--name", "张三", "--number", "11010519491231002X")
			cmd.Env = d.env
			var out strings.Builder
			cmd.Stdout = &out
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			<-reached
			if err := cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			_ = cmd.Wait() // the code is that of the kind
			if code := cmd.ProcessState.ExitCode(); code != exits[want] || !strings.Contains(out.String(), want) {
				t.Errorf("%v, %s: exit %d, %s", signal, place, code, out.String())
			}
			if got := d.run("", "records", "list", "--json").out; !strings.Contains(got, `"kind":"`+want+`"`) {
				t.Errorf("%v, %s: recorded %s", signal, place, got)
			}
		}
	}
}

// A hang-up that the caller has the program ignore (nohup) ends nothing.
func TestAnIgnoredHangUp(t *testing.T) {
	_, env := keyringtest.Start(t)
	d := installed(t, env)
	reached, release := make(chan struct{}), make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(reached)
		<-release
		panic(http.ErrAbortHandler) // the connection breaks
	}))
	defer server.Close()
	setUp(t, d, map[string]string{"wapi": server.URL + "/pyi"}, "[wapi]\napp_id = \"1\"\nsecret = \"2\"\n")
	cmd := exec.Command("sh", "-c", `trap "" HUP; exec "$0" "$@"`, binary, "--lang", "en", "verify", "--json", "--provider", "wapi", "--name", "张三", "--number", "11010519491231002X")
	cmd.Env = d.env
	var out strings.Builder
	cmd.Stdout = &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	<-reached
	if err := cmd.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	close(release)
	_ = cmd.Wait() // the code is that of the kind
	if cmd.ProcessState.ExitCode() != exits["unknown_outcome"] || !strings.Contains(out.String(), "connection broke") {
		t.Errorf("exit %d, %s", cmd.ProcessState.ExitCode(), out.String())
	}
}

// The manager's PIN cannot be guessed by command any faster than in the window.
func TestWrongPINsAreSlowedDown(t *testing.T) {
	d := newDesk(t, "FACEDESK_LANG=en")
	if r := d.run("4826\n", "config", "pin", "set", "--manager"); r.code != 0 {
		t.Fatalf("exit %d: %s", r.code, r.err)
	}
	for range 8 {
		d.run("0000\n", "config", "pin", "check", "--manager")
	}
	if r := d.run("4826\n", "records", "lift", "wapi"); r.code == 0 || !strings.Contains(r.err, "Try again after") {
		t.Errorf("exit %d after eight wrong tries: %s", r.code, r.err)
	}
}
