package session

import (
	"slices"
	"strings"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/providers"
)

// TestHabits: what is pressed by habit neither consents, nor pays again, nor
// decides, on any screen.
func TestHabits(t *testing.T) {
	grave := []Action{ActAgree, ActRepeat, ActFits, ActDoubt, ActLeft, ActDecline, ActWithdraw, ActGuardian}
	for _, s := range Screens() {
		for _, b := range Bindings(s) {
			for _, k := range b.Keys {
				if (k == KeyEnter || k == KeySpace || k == KeyTab) && slices.Contains(grave, b.Action) {
					t.Errorf("%s: %s does %s", s, k, b.Action)
				}
				if k != LockDesk && !slices.Contains(AllKeys(), k) {
					t.Errorf("%s: %s is not passed on", s, k)
				}
			}
			if b.Primary && slices.Contains(grave, b.Action) {
				t.Errorf("%s: %s is coloured as the right answer", s, b.Action)
			}
		}
	}
}

func TestTextKeys(t *testing.T) {
	keys := TextKeys()
	if !slices.IsSorted(keys) || len(slices.Compact(slices.Clone(keys))) != len(keys) {
		t.Error("not sorted, or twice the same")
	}
	for _, k := range keys {
		if strings.Contains(string(k), "score") || strings.Contains(string(k), "price") {
			t.Error(k)
		}
	}
	for _, o := range cases() {
		for _, k := range []TextKey{wordKey(o, false), reasonKey(o, false), nextKey(o, false), wordKey(o, true)} {
			if !slices.Contains(keys, k) {
				t.Errorf("%s is not listed", k)
			}
		}
	}
}

// TestScanner types a passport's zone as scanners do, line by line with Enter.
func TestScanner(t *testing.T) {
	const one, two = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36D<<7408122F1204159ZE184226B<<<<<10"
	for _, field := range []identity.Field{identity.FieldName, identity.FieldNumber} {
		w := newWorld(t)
		w.step("start")
		w.do(Focused{field})
		for _, text := range []string{one[:20], one} {
			w.do(Edited{field, text})
			w.step("Enter")
			if v := w.m.View().Claim; v.Focus != field || mark(v.NameFault)+mark(v.NumberFault) != "" {
				t.Fatalf("%s: half a zone: %+v", field, v)
			}
		}
		w.do(Edited{field, one + two})
		w.step("Enter") // the second line's: from the name, to be compared, to the number
		v := w.m.View().Claim
		if v.Name != "ERIKSSON ANNA MARIA" || v.Number != "L898902C3" || v.Nation != "DEU" || v.Type != identity.OrdinaryPassport ||
			w.m.screen != Desk || v.Focus != identity.FieldNumber || mark(v.NumberFault) != "" {
			t.Errorf("%s: %s %+v", field, w.m.screen, v)
		}
		w.step("Enter")
		if v := w.m.View(); v.Screen != Notice || v.Notice.Code != "travel" || slices.ContainsFunc(v.Keys, func(b Binding) bool { return b.Action == ActGuardian }) {
			t.Errorf("the age in the zone is not used: %s %+v", v.Screen, v.Keys)
		}
	}
}

// TestScannedMinor takes the age from the zone, for that number only.
func TestScannedMinor(t *testing.T) {
	c := claim{birth: time.Date(2012, 2, 29, 0, 0, 0, 0, time.UTC), number: "L898902C3"}
	for day, want := range map[string]bool{"2026-02-28": true, "2026-03-01": false} {
		on, _ := time.Parse(time.DateOnly, day)
		if minor, known := c.minor(identity.Document{}, on); minor != want || !known {
			t.Errorf("%s: %v %v", day, minor, known)
		}
	}
	if _, known := c.withNumber("L898902C4").minor(identity.Document{}, morning); known {
		t.Error("another document's date of birth is used")
	}
}

// TestRecipientName keeps the operator's own name over the built-in one.
func TestRecipientName(t *testing.T) {
	s := service("face", true)
	if got := s.Recipient(); got.EN != "recipient face" {
		t.Error(got)
	}
	s.Values[providers.KeyRecipient] = "别的公司"
	if got := s.Recipient(); got.EN != "别的公司" || got.ZH != "别的公司" {
		t.Error(got)
	}
}

// TestLanguageOfFailure: what is wrong is said in the language of the settings.
func TestLanguageOfFailure(t *testing.T) {
	w := newWorld(t)
	w.do(LoadFailed{Reason: SetupLocked, Language: identity.English})
	if v := w.m.View(); v.Language != identity.English || v.Screen != NotSetUp {
		t.Errorf("%s in %s", v.Screen, v.Language)
	}
}

// TestRoutes: a document goes to no service but those that the settings name for
// its type, whatever others would take it.
func TestRoutes(t *testing.T) {
	w := newWorld(t)
	w.cfg.Routes = map[identity.DocumentType][]string{identity.ResidentID: {"plain", "other"}, identity.OrdinaryPassport: {"travel"}}
	for _, s := range []string{"start", "claim"} {
		w.step(s)
	}
	if code := w.m.View().Notice.Code; code != "plain" {
		t.Errorf("%q is proposed, not the first", code)
	}
	for range 3 {
		if code := w.m.View().Notice.Code; code != "other" && code != "plain" {
			t.Fatalf("%q is offered", code)
		}
		w.step("service face")
		w.step("F4")
	}
	if n := len(w.m.View().Claim.Services); n != 2 {
		t.Errorf("%d services to choose from", n)
	}
	for _, s := range []string{"F3", "type 553", "number 911124198108030024", "nation CAN", "focus nation", "Enter"} {
		w.step(s)
	}
	if v := w.m.View(); v.Screen != Desk || v.Claim.TypeFault == (identity.Text{}) {
		t.Errorf("%s: a document without a route", v.Screen)
	}
}

// TestGeneration: what comes late for an earlier customer changes nothing.
func TestGeneration(t *testing.T) {
	w := newWorld(t)
	for _, step := range []string{"start", "claim", "F8", "see 1s"} {
		w.step(step)
	}
	old := w.m.Generation()
	for _, step := range []string{"F7", "wait 1s", "F10", "claim", "F8"} {
		w.step(step)
	}
	if w.m.Generation() <= old {
		t.Fatal("the same generation for another customer")
	}
	w.do(Previewed{Generation: old})
	if w.m.View().Capture.Live {
		t.Error("the last customer's picture is shown")
	}
	w.do(Previewed{Generation: w.m.Generation()})
	if !w.m.View().Capture.Live {
		t.Error("the present customer's picture is not shown")
	}
}

// TestSignals sounds each signal once.
func TestSignals(t *testing.T) {
	for _, c := range []struct {
		steps []string
		want  []Sound
	}{
		{[]string{"name 张三", "wait 59s"}, []Sound{SoundWarning}},
		{[]string{"name 张三", "wait 50s", "Enter", "wait 50s"}, []Sound{SoundWarning, SoundWarning}},
		{[]string{"claim", "portrait", "Enter", "answer match"}, []Sound{SoundShutter, SoundPass}},
		{[]string{"claim", "portrait", "Enter", "answer face_mismatch"}, []Sound{SoundShutter, SoundNotMatch}},
		{[]string{"claim", "portrait", "Enter", "answer quota"}, []Sound{SoundShutter, SoundUnchecked}},
		{[]string{"claim", "portrait", "Enter", "answer confirmable"}, []Sound{SoundShutter, SoundWarning}},
		{[]string{"service plain", "claim", "F8", "answer identity_match"}, []Sound{SoundDetails}},
		{[]string{"F12", "Esc", "load demo", "claim", "portrait", "Enter", "answer match"}, []Sound{SoundShutter, SoundDemo}},
	} {
		w := newWorld(t)
		w.step("start")
		for _, s := range c.steps {
			w.step(s)
		}
		var got []Sound
		for _, cmd := range w.cmds {
			if p, ok := cmd.(Play); ok {
				got = append(got, p.Sound)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.steps, got, c.want)
		}
	}
}

// TestBranches goes on from one model in two ways: neither may see the other.
func TestBranches(t *testing.T) {
	w := newWorld(t)
	for _, s := range []string{"start", "claim", "portrait", "Enter", "answer face_mismatch", "wait 1s", "F2", "see 1s", "F2", "shot ok", "Enter", "answer face_mismatch", "wait 1s", "F2", "see 1s", "F2", "shot ok", "Enter", "answer face_mismatch", "wait 1s", "F2", "see 1s", "F2", "shot ok", "Enter"} {
		w.step(s)
	}
	s := w.sent[len(w.sent)-1]
	one, _ := Update(w.m, w.at(), Answered{ID: s.ID, Generation: s.Generation, Attempt: "one"})
	two, _ := Update(w.m, w.at(), Answered{ID: s.ID, Generation: s.Generation, Attempt: "two"})
	if a, b := one.customer.attempts, two.customer.attempts; len(a) != 4 || a[3] != "one" || b[3] != "two" {
		t.Error(a, b)
	}
}

// TestAsleep lets the time run out without a tick, as on a machine that slept:
// what is then pressed or typed was not meant for the empty desk.
func TestAsleep(t *testing.T) {
	w := newWorld(t)
	w.step("start")
	w.step("name 张三")
	w.now = w.now.Add(time.Hour)
	w.step("name 张三丰")
	if v := w.m.View().Claim; v.Name != "" {
		t.Errorf("a forgotten name is back: %q", v.Name)
	}
	for _, s := range []string{"claim", "portrait", "Enter", "answer match"} {
		w.step(s)
	}
	w.now = w.now.Add(time.Hour)
	w.step("typed 李")
	if v := w.m.View(); v.Screen != Desk || v.Claim.Name != "李" {
		t.Errorf("the next customer's name is lost: %s %q", v.Screen, v.Claim.Name)
	}
}
