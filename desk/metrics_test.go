package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"

	"facedesk/identity"
	"facedesk/records"
	"facedesk/ui/session"
	"facedesk/verify"
)

// The file of metrics can be read by a collector under another account, counts
// what was checked, charged and left unknown, and names nobody.
func TestMetrics(t *testing.T) {
	file := filepath.Join(t.TempDir(), "facedesk.prom")
	o, _ := installation(t, "[metrics]\nfile = \""+file+"\"\n[providers.wapi]\nprice = 0.3\n")
	c := opened(t, o)
	s := c.get()
	self, err := records.Self()
	must(t, err)
	a := records.Attempt{ID: "open", Started: time.Now(), Provider: "wapi", Person: "p", Name: "张*", Process: self}
	must(t, s.store.Begin(t.Context(), a, records.Guard{}))
	a.State, a.Kind, a.Finished = records.StateUnknown, identity.UnknownOutcome, a.Started
	must(t, s.store.Finish(t.Context(), a))

	m := NewMetrics("", "1.2.3")
	yes := identity.Verdict{Outcome: identity.IdentityMatch, Charged: identity.ChargedYes}
	for range 2 {
		m.checked(verify.Result{Provider: "wapi", Attempt: "a", Verdict: yes, Duration: 300 * time.Millisecond, Fen: 16}, nil)
	}
	m.checked(verify.Result{Provider: "wapi", Attempt: "b", Demo: true, Verdict: yes}, nil)
	m.checked(verify.Result{Provider: "slsj", Attempt: "c"}, &identity.Error{Kind: identity.UnknownOutcome})
	m.checked(verify.Result{Provider: "slsj"}, &identity.Error{Kind: identity.Guarded, Charged: identity.ChargedNo})
	m.Watching(func(session.Msg) {})(session.CameraReported{State: session.CameraLost})
	m.Watching(func(session.Msg) {})(session.CameraReported{State: session.CameraLive})
	m.write(t.Context(), s)

	info, err := os.Stat(file)
	must(t, err)
	if info.Mode().Perm() != 0o644 {
		t.Errorf("mode %v", info.Mode())
	}
	data, err := os.ReadFile(file)
	must(t, err)
	parser := expfmt.NewTextParser(model.UTF8Validation)
	if _, err := parser.TextToMetricFamilies(strings.NewReader(string(data))); err != nil {
		t.Error(err)
	}
	for _, line := range []string{
		`facedesk_build_info{version="1.2.3"} 1`,
		`facedesk_checks_total{demo="false",provider="wapi",result="identity_match"} 2`,
		`facedesk_checks_total{demo="true",provider="wapi",result="identity_match"} 1`,
		`facedesk_checks_total{demo="false",provider="slsj",result="guarded"} 1`,
		`facedesk_charges_total{charged="yes",provider="wapi"} 2`,
		`facedesk_charges_total{charged="unknown",provider="slsj"} 1`,
		`facedesk_yuan_total{provider="wapi"} 0.32`,
		`facedesk_call_seconds_bucket{provider="wapi",le="0.5"} 2`,
		`facedesk_unknown_outcomes_open 1`,
		`facedesk_camera_state{state="live"} 1`,
	} {
		if !strings.Contains(string(data), line+"\n") {
			t.Errorf("%s is missing", line)
		}
	}
	if strings.Contains(string(data), `state="lost"`) || strings.Contains(string(data), "张") {
		t.Errorf("%s", data)
	}
}

// A file that cannot be written stops nobody, and the log says so once.
func TestMetricsThatCannotBeWritten(t *testing.T) {
	o, home := installation(t, "")
	c := opened(t, o)
	m := NewMetrics(filepath.Join(home, "no", "such", "folder.prom"), "1")
	for range 3 {
		m.write(t.Context(), c.get())
	}
	if n := strings.Count(logOf(t, home), "the file of metrics cannot be written"); n != 1 {
		t.Errorf("%d lines", n)
	}
}
