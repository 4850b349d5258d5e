package session

import (
	"slices"
	"testing"

	"facedesk/identity"
	"facedesk/providers"
)

// TestStatusIsTrue: what refused a check does not stay green, until it has
// really worked.
func TestStatusIsTrue(t *testing.T) {
	const again = "Enter\nwait 1s\nF7\nwait 1s\nF8\nwait 1s\nclaim\nportrait\nEnter\n"
	const first = "start\nnetwork up\nclaim\nportrait\nEnter\n"
	for kind, state := range map[string]string{"keyring": "service.locked", "configuration": "service.settings", "quota": "service.quota"} {
		t.Run(kind, func(t *testing.T) {
			story(t, first+"answer "+kind+" | verdict |  | green=false state="+state+"\n"+
				again+"answer not_sent | verdict |  | green=false state="+state+"\n"+
				again+"answer face_mismatch | verdict |  | green=true state=service.ready")
		})
	}
	for _, kind := range []string{"not_sent", "unknown_outcome", "busy", "retake", "bad_input", "guarded", "clock"} {
		story(t, first+"answer "+kind+" | verdict |  | green=true state=service.ready")
	}
	story(t, first+"answer records | verdict |  | green=false state=service.ready")
	story(t, first+"wait 1s\nF10 | desk\nanswer keyring | desk |  | green=false state=service.locked")
}

// TestServiceWithoutContact: the desk says so before a guest does, and proposes
// a service that can be named.
func TestServiceWithoutContact(t *testing.T) {
	w := newWorld(t)
	w.cfg.Services[0].State = ServiceContact
	w.cfg.Services[0].Values[providers.KeyContact] = ""
	w.step("start")
	w.step("claim")
	if w.m.customer.service != "other" {
		t.Errorf("goes to %q", w.m.customer.service)
	}
	w.step("Esc")
	w.step("service face")
	if v := w.m.View().Status; v.ServiceReady || v.ServiceText != "service.contact" {
		t.Errorf("%+v", v)
	}
}

// TestChecking: the screen names its time limit, and the consent whom the notice
// named.
func TestCheckingNamesItsLimit(t *testing.T) {
	w := newWorld(t)
	w.cfg.Services[0].Values[providers.KeyTimeout] = 10 * framePatience
	for _, line := range []string{"start", "claim", "portrait"} {
		w.step(line)
	}
	if got := w.m.View().Recipient.ZH; got != "接收方face" {
		t.Errorf("agreed to %q", got)
	}
	w.step("Enter")
	if got := w.m.View().Waiting.Limit; got != 30 {
		t.Errorf("waits %d s", got)
	}
}

// TestKeysStay: the keys of a screen stay where they are while it is shown; those
// that do nothing are grey, and a press on them changes nothing.
func TestKeysStay(t *testing.T) {
	for name, text := range map[string]string{
		"desk": `
			start                     | desk     |   | grey=Esc
			name 张三                  | desk     |   | grey=F12
			F12                       | desk     | - | name=张三`,
		"camera": `
			start
			claim                     | notice   |   | grey=
			F8                        | capture  |   | grey=F2,Enter,F5
			Enter                     | capture  | - |
			F5                        | capture  | - |
			see 1s                    | capture  | - | grey=Enter,F5
			camera lost               | capture  | - | grey=F2,F5`,
		"a verdict that is forgotten": `
			start
			claim
			portrait
			Enter
			answer identity_mismatch  | verdict  |   | grey=F2,F4
			wait 61s                  | verdict  | - | grey=F2,F3,F4`,
	} {
		t.Run(name, func(t *testing.T) { story(t, text) })
	}
}

// TestRecordsSayWhatWaits: only the check that the clerk is asked about waits
// for a decision.
func TestRecordsSayWhatWaits(t *testing.T) {
	w := newWorld(t)
	for _, line := range []string{"start", "claim", "portrait", "Enter", "answer face_mismatch", "wait 1s", "F3", "F6"} {
		w.step(line)
	}
	rows := []Record{{Attempt: "attempt1", Outcome: identity.FaceMismatch}, {Attempt: "yesterday", Lost: true, Kind: identity.UnknownOutcome}}
	w.do(RecordsLoaded{Rows: slices.Clone(rows)})
	if got := w.m.View().Records.Rows; len(got) != 2 || !got[0].Pending || got[1].Pending {
		t.Errorf("on %s: %+v", w.m.screen, got)
	}
}

// TestDetailsAreForIT: commands and paths are shown where they are asked for.
func TestDetailsAreForIT(t *testing.T) {
	w := newWorld(t)
	w.do(LoadFailed{Reason: SetupLocked, Said: identity.Say("运行 gnome-keyring-daemon", "run gnome-keyring-daemon")})
	if got := w.m.View().Setup.Detail; got != (identity.Sentences{}) {
		t.Errorf("a command at once: %v", got)
	}
	w.step("F6")
	if got := w.m.View().Setup.Detail; got == (identity.Sentences{}) {
		t.Error("no details")
	}
	for _, kind := range []string{"configuration", "records", "keyring"} {
		w := newWorld(t)
		for _, line := range []string{"start", "claim", "portrait", "Enter", "answer " + kind} {
			w.step(line)
		}
		if got := w.m.View().Verdict.Detail; got != (identity.Sentences{}) {
			t.Errorf("%s: %v at once", kind, got)
		}
		w.wait(KeyGuard)
		if w.step("F6"); w.m.View().Verdict.Detail == (identity.Sentences{}) {
			t.Errorf("%s: no details", kind)
		}
	}
}
