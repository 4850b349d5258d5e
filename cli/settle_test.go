package cli_test

import (
	"strings"
	"testing"
)

// An unknown outcome guards the person until somebody notes that it was clarified;
// no other row can be settled.
func TestSettle(t *testing.T) {
	d := newDesk(t, "FACEDESK_GUARD_IN_DEMO=true")
	claim := []string{"--demo", "--consent", "--provider", "wapi", "--name", "钱他人", "--number", "11010519491231002X"}
	lost, code := d.verify(t, append(claim, "--fault", "cut")...)
	if lost.Kind != "unknown_outcome" || code != exits["unknown_outcome"] {
		t.Fatalf("%+v, exit %d", lost, code)
	}
	if got := d.run("", "records", "list", "--unsettled", "--days", "1").out; !strings.Contains(got, lost.Attempt) {
		t.Errorf("unsettled: %s", got)
	}
	if got, _ := d.verify(t, claim...); got.Kind != "guarded" {
		t.Errorf("before: %+v", got)
	}
	if r := d.run("", "records", "settle", lost.Attempt); r.code != 0 {
		t.Errorf("settle: exit %d, %s", r.code, r.err)
	}
	if got := d.run("", "records", "list", "--unsettled").out; strings.Contains(got, lost.Attempt) {
		t.Errorf("unsettled: %s", got)
	}
	got, _ := d.verify(t, claim...)
	if got.Outcome != "no_reference" {
		t.Errorf("afterwards: %+v", got)
	}
	for _, id := range []string{got.Attempt, "nobody"} {
		if r := d.run("", "records", "settle", id); r.code != exits["bad_input"] {
			t.Errorf("%s: exit %d: %s", id, r.code, r.err)
		}
	}
}
