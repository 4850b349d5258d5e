package desk

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"facedesk/assets/sounds"
	"facedesk/camera"
	"facedesk/config"
	"facedesk/identity"
	"facedesk/providers/all"
	"facedesk/records"
	"facedesk/ui/session"
	"facedesk/ui/settings"
)

// installation returns a home folder with these settings, a clock and no
// keyring.
func installation(t *testing.T, toml string) (o Outside, home string) {
	t.Helper()
	home = t.TempDir()
	if toml != "" {
		must(t, os.WriteFile(filepath.Join(home, "settings.toml"), []byte(toml), 0o600))
	}
	return Outside{
		Env: []string{"FACEDESK_HOME=" + home, "HOME=" + home, "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent"},
		Now: time.Now, Random: rand.Reader, Services: all.List(),
	}, home
}

// opened returns a station that is open.
func opened(t *testing.T, o Outside) *Current {
	t.Helper()
	s, err := o.Open(t.Context(), StationOptions{})
	must(t, err)
	s.behind.Wait() // the tests add old records
	c := &Current{}
	c.replace(s, nil)
	t.Cleanup(c.Close)
	return c
}

// The list of the day begins at midnight and shows the oldest first. A service
// that no longer exists is named by its code.
func TestRecordsOfToday(t *testing.T) {
	o, _ := installation(t, "")
	noon := time.Date(2026, 3, 2, 12, 0, 0, 0, identity.China())
	c := opened(t, o)
	j := Journal{Current: c, Now: func() time.Time { return noon }}
	self, err := records.Self()
	must(t, err)
	for id, at := range map[string]time.Duration{"yesterday": -13 * time.Hour, "midnight": -12 * time.Hour, "noon": 0} {
		a := records.Attempt{ID: id, Started: noon.Add(at), Provider: map[bool]string{true: "gone", false: "wapi"}[id == "noon"], Person: id, Name: "张*", Process: self}
		must(t, c.get().store.Begin(t.Context(), a, records.Guard{}))
		a.State, a.Outcome, a.Finished = records.StateVerdict, identity.IdentityMatch, a.Started
		must(t, c.get().store.Finish(t.Context(), a))
	}
	must(t, j.Decision(t.Context(), session.RecordDecision{Attempts: []string{"noon"}, Decision: session.DecisionByEye, At: noon}))
	today := j.Today(t.Context(), "")
	rows, failure := today.Rows, today.Err
	if failure != nil || len(rows) != 2 || rows[0].Attempt != "midnight" || rows[1].Attempt != "noon" {
		t.Fatalf("%+v, %v", rows, failure)
	}
	if first, last := rows[0], rows[1]; first.Service.ZH == "wapi" || last.Service.ZH != "gone" || last.Decision != session.DecisionByEye || first.Decision != "" {
		t.Errorf("%+v", rows)
	}
	if err := j.Decision(t.Context(), session.RecordDecision{Attempts: []string{"nobody"}, Decision: session.DecisionByEye, At: noon}); err == nil {
		t.Error("a decision about no attempt was recorded")
	}
}

// The status line shows what a check found out about the service's keys.
func TestStateAfterACheck(t *testing.T) {
	for err, want := range map[error]session.ServiceState{
		nil: session.ServiceReady, errors.New("any"): session.ServiceReady,
		fmt.Errorf("check: %w", config.ErrNoSecret): session.ServiceNoSecret,
	} {
		if got := stateAfter(err); got != want {
			t.Errorf("%v: %s, want %s", err, got, want)
		}
	}
}

// guideStep returns a step of the guide by its number.
func guideStep(t *testing.T, s *Settings, number string) settings.Step {
	t.Helper()
	for _, step := range s.Page().Steps {
		if strings.HasPrefix(step.Name.EN, number+" ") {
			return step
		}
	}
	t.Fatalf("the guide has no step %s", number)
	return settings.Step{}
}

// The connection test is done when the service was reached. It names a failure,
// and a new address needs a new test.
func TestGuideTestsTheWay(t *testing.T) {
	there, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer there.Close()
	gone, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	must(t, gone.Close())
	o, home := installation(t, "")
	s := NewSettings(t.Context(), o)
	use := func(l net.Listener) {
		must(t, os.WriteFile(filepath.Join(home, "settings.toml"), fmt.Appendf(nil,
			"[documents.111]\nproviders = [\"muzhiyun\"]\n[providers.muzhiyun]\nendpoint = \"http://%s/facecheck\"\n", l.Addr()), 0o600))
	}
	use(there)
	untested := guideStep(t, s, "4")
	s.Test()
	if step := guideStep(t, s, "4"); untested.Done || !untested.Test || !step.Done {
		t.Errorf("before the test %+v, after it %+v", untested, step)
	}
	use(gone)
	if step := guideStep(t, s, "4"); step.Done || step.Missing != untested.Missing {
		t.Errorf("another address: %+v", step)
	}
	s.Test()
	if step := guideStep(t, s, "4"); step.Done || step.Missing == untested.Missing {
		t.Errorf("nobody there: %+v", step)
	}
}

// The settings that the screen saves are in the file. A value that is refused
// leaves the file as it was.
func TestSaveOnTheScreen(t *testing.T) {
	o, home := installation(t, "")
	s := NewSetup(SetupOptions{Outside: o})
	if err := s.Save(t.Context(), []session.Change{{Key: "desk.name", Value: "前台 7"}, {Key: "ui.language", Value: "en"}}); err != nil {
		t.Fatal(err)
	}
	in, err := o.Load()
	must(t, err)
	if got := in.Settings.String(config.KeyDeskName); got != "前台 7" {
		t.Errorf("the desk's name is %q", got)
	}
	before, err := os.ReadFile(filepath.Join(home, "settings.toml"))
	must(t, err)
	if err := s.Save(t.Context(), []session.Change{{Key: "desk.name", Value: "x"}, {Key: "ui.language", Value: "klingon"}}); err == nil || err.What.ZH == "" {
		t.Errorf("saved: %v", err)
	}
	after, _ := os.ReadFile(filepath.Join(home, "settings.toml"))
	if string(after) != string(before) {
		t.Errorf("the file is %q", after)
	}
}

// The demo is marked as a demo, and every service is ready in it.
func TestTheDemoByChoice(t *testing.T) {
	o, _ := installation(t, "")
	c := &Current{}
	t.Cleanup(c.Close)
	s := NewSetup(SetupOptions{Outside: o, Current: c, Persons: func() []session.TestPerson { return nil }, Look: func(bool, string, camera.Settings) {}})
	loaded, ok := s.Demo(t.Context()).(session.Loaded)
	if !ok || !loaded.Config.Demo || len(loaded.Config.Services) != len(all.List()) {
		t.Fatalf("%+v", loaded)
	}
	for _, svc := range loaded.Config.Services {
		if !svc.Demo || svc.State != session.ServiceReady {
			t.Errorf("%s: demo %v, %s", svc.Descriptor.Code, svc.Demo, svc.State)
		}
	}
	if !(Network{c}).Up(t.Context()) {
		t.Error("the sandbox cannot be reached")
	}
}

// A sound goes to the player of the machine if the settings want sounds.
func TestSounds(t *testing.T) {
	bin := t.TempDir()
	played := filepath.Join(bin, "played")
	must(t, os.WriteFile(filepath.Join(bin, "aplay"), []byte("#!/bin/sh\n/bin/cat >"+played+"~ && /bin/mv "+played+"~ "+played+"\n"), 0o700))
	t.Setenv("PATH", bin)
	silent, _ := installation(t, "[ui]\nsound = false\n")
	NewSpeaker(t.Context(), opened(t, silent)).Play(session.SoundPass)
	loud, _ := installation(t, "[ui]\nsound = true\n")
	NewSpeaker(t.Context(), opened(t, loud)).Play(session.SoundWarning)
	for {
		data, err := os.ReadFile(played)
		if err != nil {
			continue // not played yet
		}
		if string(data) != string(sounds.WAV(string(session.SoundWarning))) {
			t.Errorf("%d bytes were played", len(data))
		}
		return
	}
}

func TestRunCommand(t *testing.T) {
	if out, err := RunCommand(t.Context(), "echo", "xkb:us::eng"); out != "xkb:us::eng" || err != nil {
		t.Errorf("%q, %v", out, err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := RunCommand(ended, "sleep", "1000"); err == nil {
		t.Error("a command outlives its context")
	}
}
