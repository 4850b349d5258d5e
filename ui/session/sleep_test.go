package session

import (
	"strings"
	"testing"
	"time"
)

// TestSleep lets the machine sleep, and its clocks disagree in every direction,
// on every screen that shows somebody.
func TestSleep(t *testing.T) {
	const confirm = "start\nclaim\nportrait\n"
	for name, text := range map[string]string{
		"the desk": `
			start
			name 张三
			asleep 10s
			tick                      | desk     | - | name=`,
		"the desk, by a key that was meant for nobody": `
			start
			name 张三
			asleep 8h
			Tab                       | desk     | - | name= focus=name`,
		"the notice, the wall clock set back meanwhile": `
			start
			claim
			asleep-unset 10s
			tick                      | desk     | - | name=`,
		"the camera": `
			start
			claim
			F8
			see 1s
			asleep 20s
			tick                      | desk     | closecamera | name=`,
		"the photo, by a key that would send it": confirm + `
			asleep 2s
			Enter                     | desk     | - | name=`,
		"a check: the answer is noted, and not shown": confirm + `
			Enter                     | checking
			asleep 8h
			tick                      | desk     | - | name= served=1
			answer unknown_outcome    | desk     | left:1 | late=1`,
		"a check after another one": confirm + `
			Enter
			answer face_mismatch
			wait 1s
			F2
			see 1s
			F2
			shot ok
			Enter                     | checking
			asleep 8h
			tick                      | by_eye   | - | undecided=by_eye.undecided
			answer match              | by_eye   | - | late=1`,
		"a pass": confirm + `
			Enter
			answer match              | verdict  | - | who=张*
			asleep 2s
			tick                      | desk     | - | served=1`,
		"a mismatch waits without its name": confirm + `
			Enter
			answer face_mismatch      | verdict  | - | who=张*
			asleep 2s
			tick                      | verdict  | - | family=not_match who= tail=`,
		"records":  "start\nF6\nasleep 2s\ntick | desk | - |",
		"settings": "start\nF12\nasleep 2s\ntick | starting | loadsetup |",
		"the lid is closed: cleared before the machine sleeps": confirm + `
			lid                       | desk     | - | name=
			asleep 8h
			tick                      | desk     | - |`,
		"nobody": "start\nasleep 8h\ntick | desk | - | idle=0",

		"a machine that was paused: only the wall clock knows": confirm + `
			clock 59s
			tick                      | confirm  | - | idle=1
			clock 1s
			tick                      | desk     | - | name=`,
		"a pass, likewise": confirm + `
			Enter
			answer match
			clock 9s
			tick                      | verdict  | - | count=1
			clock 1s
			tick                      | desk     | - |`,
		"a wall clock set back keeps nobody longer": confirm + `
			clock -1h
			tick                      | confirm  | - |
			wait 59800ms              | confirm  | - | idle=1
			wait 300ms                | desk     | - | name=`,
		"a pass and a clock set back": confirm + `
			Enter
			answer match
			clock -1h
			wait 9s                   | verdict  | - | count=1
			wait 1s                   | desk     | - |`,
		"a clock set ahead frees no key early": confirm + `
			Enter
			answer face_mismatch
			clock 30s
			F7                        | verdict
			wait 800ms
			F7                        | by_eye`,
		"a clock set ahead ends no check": confirm + `
			Enter
			clock 24h
			wait 1s                   | checking | - |
			answer match              | verdict  | - | family=pass`,
		"a clock set ahead makes no camera silent": `
			start
			claim
			F8
			see 1s
			clock 30s
			tick                      | capture  | - | problem=
			F2                        | capture  | shoot |
			clock 20s
			tick                      | capture  | - | refused=`,
	} {
		t.Run(name, func(t *testing.T) { story(t, text) })
	}
}

// TestRecordedTimesAreTheCalendars: consents and decisions are dated by the wall
// clock, however it is set.
func TestRecordedTimesAreTheCalendars(t *testing.T) {
	w := newWorld(t)
	for line := range strings.Lines("start\nclaim\nclock 20s\nF9\nF8\nclock -3h\nF9\nwait 1s\nF9") {
		w.step(strings.TrimSpace(line))
	}
	var at []time.Time
	for _, c := range w.cmds {
		switch c := c.(type) {
		case RecordConsent:
			at = append(at, c.Consent.At)
		case RecordDecision:
			at = append(at, c.At)
		}
	}
	if len(at) != 2 || !at[0].Equal(morning.Add(20*time.Second)) || !at[1].Equal(w.at().Wall) {
		t.Errorf("%v", at)
	}
}

// TestNoClockBringsAnybodyBack tries every mixture of clocks over the screen
// with a portrait: after a minute by any of them nobody is left.
func TestNoClockBringsAnybodyBack(t *testing.T) {
	steps := []time.Duration{-time.Hour, 0, time.Minute, time.Hour}
	for _, wall := range steps {
		for _, awake := range steps[1:] {
			for _, asleep := range steps[1:] {
				w := newWorld(t)
				for _, line := range []string{"start", "claim", "portrait"} {
					w.step(line)
				}
				w.set, w.slept, w.now = wall-awake, asleep, w.now.Add(awake)
				w.do(Tick{})
				gone := w.m.screen == Desk && w.m.customer.portrait.Empty()
				if want := wall > 0 || awake > 0 || asleep > 0; gone != want {
					t.Errorf("wall %v, awake %v, asleep %v: gone %v", wall, awake, asleep, gone)
				}
			}
		}
	}
}
