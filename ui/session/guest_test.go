package session

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"facedesk/identity"
)

// foreignWorld has three languages and a screen for guests.
func foreignWorld(t *testing.T, screen ScreenState) *world {
	w := newWorld(t)
	w.cfg.Guests = []NoticeLanguage{
		{Code: "zh", Name: "中文", Reason: w.cfg.Reason, Contact: w.cfg.Contact},
		{Code: "en", Name: "English", Reason: "To check you in", Contact: "Front desk 8001"},
		{Code: "ja", Name: "日本語", Reason: "宿泊手続きのため", Contact: "フロント 8001"},
	}
	w.step("start")
	w.do(GuestScreenReported{screen})
	return w
}

// told is the world after some steps.
func told(w *world, lines ...string) *world {
	w.steps(lines...)
	return w
}

// consents are the consent events asked for so far.
func (w *world) consents() (out []RecordConsent) {
	for _, c := range w.cmds {
		if r, ok := c.(RecordConsent); ok {
			out = append(out, r)
		}
	}
	return out
}

// guestPresses presses a button of the guest's screen as it is now.
func (w *world) guestPresses(a Action) {
	w.wait(KeyGuard) // he reads first
	w.do(GuestPressed{Action: a, Shown: GuestView(w.m).Shown})
}

// A language without the company's own words is not offered, but for words that need
// no language.
func TestLanguagesOffered(t *testing.T) {
	codes := func(base NoticeLanguage, others ...NoticeLanguage) string {
		var out []string
		for _, l := range OfferedLanguages(base, others) {
			out = append(out, l.Code+":"+l.Reason+":"+l.Contact)
		}
		return strings.Join(out, " | ")
	}
	for _, c := range []struct {
		base NoticeLanguage
		want string
	}{
		{NoticeLanguage{Code: "zh", Reason: "入住", Contact: "前台"}, "zh:入住:前台 | en:check-in:desk"},
		{NoticeLanguage{Code: "zh", Contact: "前台"}, "zh::前台 | en:check-in:desk"},
		{NoticeLanguage{Code: "zh", Contact: "0571-8001, a@b.cn"}, "zh::0571-8001, a@b.cn | en:check-in:desk | ja::0571-8001, a@b.cn"},
		{NoticeLanguage{Code: "zh", Reason: "入住", Contact: "8001"}, "zh:入住:8001 | en:check-in:desk"},
		{NoticeLanguage{Code: "zh"}, "zh:: | en:check-in:desk"},
		{NoticeLanguage{Code: "en", Reason: "check-in", Contact: "Front desk"}, "en:check-in:Front desk"},
	} {
		got := codes(c.base, NoticeLanguage{Code: "zh"}, NoticeLanguage{Code: "en", Reason: "check-in", Contact: "desk"}, NoticeLanguage{Code: "ja"})
		if got != c.want {
			t.Errorf("%+v: %s, want %s", c.base, got, c.want)
		}
	}
}

// The notice comes in the language that the document tells, with the company's words
// in it; the clerk's language is another thing. The event names the language.
func TestTheDocumentTellsTheLanguage(t *testing.T) {
	for _, c := range []struct{ kind, number, nation, name, want, reason string }{
		{"111", "11010519491231002X", "", "张三", "zh", "办理入住须确认本人持证"},
		{"414", "TK1234567", "JPN", "TARO YAMADA", "ja", "宿泊手続きのため"},
		{"414", "A12345678", "FRA", "JEAN DUPONT", "en", "To check you in"},
		{"414", "A12345678", "RUS", "IVAN IVANOV", "zh", "办理入住须确认本人持证"}, // not offered
		{"516", "H12345678", "", "陳大文", "zh", "办理入住须确认本人持证"},            // likewise
	} {
		w := told(foreignWorld(t, ScreenNone), "type "+c.kind, "name "+c.name, "number "+c.number)
		if c.nation != "" {
			w.step("nation " + c.nation)
		}
		w.steps("focus number", "Enter")
		if w.m.screen != Notice {
			w.steps("Enter")
		}
		v := w.m.View()
		if v.Screen != Notice || v.Guest.Code != c.want || v.Notice.Reason != c.reason || v.Language != identity.Chinese {
			t.Errorf("%s %s: %s, %s, %q", c.kind, c.nation, v.Screen, v.Guest.Code, v.Notice.Reason)
		}
		w.step("F9")
		if got := w.consents(); len(got) != 1 || got[0].Language != c.want || got[0].Channel != ChannelDesk {
			t.Errorf("%s %s: %+v", c.kind, c.nation, got)
		}
	}
}

// On the notice F11 and a tap change the guest's language and not the clerk's. The
// next guest begins anew.
func TestTheGuestChoosesTheLanguage(t *testing.T) {
	w := told(foreignWorld(t, ScreenNone), "claim")
	for _, want := range []string{"en", "ja", "zh", "en"} {
		if w.step("F11"); w.m.View().Guest.Code != want || w.m.View().Language != identity.Chinese {
			t.Fatalf("%s and %s, want %s", w.m.View().Guest.Code, w.m.View().Language, want)
		}
	}
	w.do(LanguagePicked{"ja"})
	w.do(LanguagePicked{"xx"})
	if got := w.m.View().Notice.Contact; got != "フロント 8001" {
		t.Errorf("%q", got)
	}
	w.steps("F8", "F7", "wait 1s", "F10", "claim")
	if got := w.m.View().Guest.Code; got != "zh" {
		t.Errorf("the next guest reads %s", got)
	}
}

// Where the guest has a screen, he agrees there and only there, to what he has seen.
func TestTheGuestAgreesOnHisScreen(t *testing.T) {
	w := told(foreignWorld(t, ScreenOn), "claim", "wait 1s", "F8", "press agree", "F9")
	if w.m.screen != Notice || len(w.consents()) > 0 {
		t.Fatalf("the clerk answered for the guest: %s", w.m.screen)
	}
	old := GuestView(w.m).Shown
	w.do(LanguagePicked{"ja"})
	for _, wrong := range []GuestPressed{{ActAgree, old}, {ActAgree, ""}, {ActSend, GuestView(w.m).Shown}, {ActWithdraw, GuestView(w.m).Shown}, {ActEdit, GuestView(w.m).Shown}} {
		if w.do(wrong); w.m.screen != Notice {
			t.Fatalf("%+v leads to %s", wrong, w.m.screen)
		}
	}
	w.guestPresses(ActAgree)
	if got := w.consents(); w.m.screen != Capture || len(got) != 1 || got[0].Channel != ChannelScreen || got[0].Language != "ja" || got[0].Event != ConsentGiven {
		t.Fatalf("%s: %+v", w.m.screen, got)
	}
	w.guestPresses(ActAgree) // once more
	if w.m.screen != Capture || len(w.consents()) != 1 {
		t.Error("a second press did something")
	}
	w.guestPresses(ActWithdraw)
	if got := w.consents(); w.m.screen != ByEye || len(got) != 2 || got[1].Channel != ChannelScreen || got[1].Event != ConsentWithdrawn {
		t.Errorf("%s: %+v", w.m.screen, got)
	}
	if GuestView(w.m).Stage != GuestDeclined {
		t.Errorf("%+v", GuestView(w.m))
	}
}

// A guest whose camera gives no picture may withdraw there too: a file may take its place.
func TestTheGuestWithdrawsBesideACameraAway(t *testing.T) {
	w := told(foreignWorld(t, ScreenOn), "claim")
	w.guestPresses(ActAgree)
	w.step("camera none")
	if g := GuestView(w.m); w.m.screen != Capture || g.Stage != GuestStaff {
		t.Fatalf("%s: %+v", w.m.screen, g)
	}
	w.guestPresses(ActWithdraw)
	if got := w.consents(); w.m.screen != ByEye || len(got) != 2 || got[1].Channel != ChannelScreen {
		t.Errorf("%s: %+v", w.m.screen, got)
	}
}

// Where the notice cannot be shown, the clerk is not told that the guest reads it.
func TestNobodyReadsANoticeThatLacksSomething(t *testing.T) {
	for _, screen := range []ScreenState{ScreenOn, ScreenLost} {
		w := newWorld(t)
		w.steps("set no company", "start")
		w.do(GuestScreenReported{screen})
		w.step("claim")
		if n := w.m.View().Notice; w.m.screen != Notice || len(n.Missing) == 0 || len(n.Warnings) > 0 {
			t.Errorf("%s on %s: missing %q, told %q", screen, w.m.screen, n.Missing, n.Warnings)
		}
	}
}

// Another service, another guest and a screen that has gone make what the guest saw
// count for nothing.
func TestAnOldPressOfTheGuestCountsForNothing(t *testing.T) {
	for _, change := range []string{"F4", "F10", "Esc", "screen", "clear"} {
		w := told(foreignWorld(t, ScreenOn), "name JOHN", "type 553", "number USA110079091507", "focus number", "Enter")
		if w.m.screen != Notice {
			w = told(foreignWorld(t, ScreenOn), "claim")
		}
		w.wait(KeyGuard)
		old := GuestView(w.m).Shown
		switch change {
		case "screen":
			w.do(GuestScreenReported{ScreenLost})
		case "clear":
			w.steps("Esc", "Esc", "claim")
		default:
			w.step(change)
		}
		if GuestView(w.m).Shown == old && change != "screen" {
			continue // the key does nothing for this guest
		}
		w.wait(KeyGuard)
		if w.do(GuestPressed{ActAgree, old}); w.m.screen == Capture || len(w.consents()) > 0 {
			t.Errorf("after %s: %s, %+v", change, w.m.screen, w.consents())
		}
	}
}

// A guest who cannot use the screen answers by the clerk's keys, which is recorded;
// so is a screen that was lost. The key alone is no consent.
func TestTheClerkAnswersForTheGuest(t *testing.T) {
	w := told(foreignWorld(t, ScreenOn), "claim", "wait 1s", "F6")
	if w.step("F8"); w.m.screen != Notice {
		t.Fatal("the key for it consents with the next press at once")
	}
	w.steps("wait 1s", "F8")
	if got := w.consents(); w.m.screen != Capture || len(got) != 1 || got[0].Channel != ChannelCannotUse {
		t.Errorf("%s: %+v", w.m.screen, got)
	}
	w.steps("F7", "wait 1s", "F10", "claim", "wait 1s", "F8")
	if w.m.screen != Notice {
		t.Error("the next guest cannot use it either")
	}
	w.do(GuestScreenReported{ScreenLost})
	w.step("F8")
	if got := w.consents(); w.m.screen != Capture || got[len(got)-1].Channel != ChannelScreenLost {
		t.Errorf("%s: %+v", w.m.screen, got)
	}
	w.do(GuestScreenReported{ScreenOn}) // the guest says so
	w.step("F9")
	if got := w.consents(); w.m.screen != ByEye || got[len(got)-1].Channel != ChannelSpoken {
		t.Errorf("%s: %+v", w.m.screen, got)
	}
}

// The guest's screen names nobody, is green for a real pass alone, and else says
// nothing of what came of the check.
func TestTheGuestsScreenIsDiscreet(t *testing.T) {
	stages := map[string]GuestStage{
		"match": GuestPass, "face_mismatch": GuestStaff, "identity_mismatch": GuestStaff, "no_reference": GuestStaff, "inconclusive": GuestStaff,
		"busy": GuestStaff, "not_sent": GuestStaff, "unknown_outcome": GuestStaff, "confirmable": GuestStaff,
	}
	calm := GuestScreen{}
	for what, want := range stages {
		w := foreignWorld(t, ScreenOn)
		w.m.screenState = ScreenNone // so that the usual story goes on
		seen := []GuestStage{GuestView(w.m).Stage}
		for _, line := range []string{"name 张三", "number 11010519491231002X", "focus number", "Enter", "F8", "see 1s", "F2", "shot ok", "Enter", "answer " + what, "wait 1s", "F7", "wait 1s"} {
			w.step(line)
			g := GuestView(w.m)
			if g.Stage != seen[len(seen)-1] {
				seen = append(seen, g.Stage)
			}
			for _, secret := range []string{"张三", "11010519491231002X", "002X", "王", "前台 2"} {
				if strings.Contains(fmt.Sprintf("%+v", g), secret) {
					t.Errorf("%s after %s shows %s: %+v", what, line, secret, g)
				}
			}
			if g.Stage == GuestPass && what != "match" {
				t.Errorf("%s is green", what)
			}
			if line == "answer "+what && g.Stage == GuestStaff {
				g.Generation = 0
				if calm.Stage != "" && fmt.Sprintf("%+v", calm) != fmt.Sprintf("%+v", g) {
					t.Errorf("%s differs from others: %+v", what, g)
				}
				calm = g
			}
		}
		if !slices.Contains(seen, want) || !slices.Contains(seen, GuestPreparing) || !slices.Contains(seen, GuestNotice) || !slices.Contains(seen, GuestCamera) || !slices.Contains(seen, GuestTaken) || !slices.Contains(seen, GuestChecking) {
			t.Errorf("%s: %v", what, seen)
		}
	}
}

// A demo's pass is not green for the guest.
func TestTheDemoIsNotGreenForTheGuest(t *testing.T) {
	w := newWorld(t)
	w.steps("load demo")
	w.steps("claim", "portrait", "Enter", "answer match")
	if g := GuestView(w.m); w.m.screen != Verdict || g.Stage != GuestStaff || !g.Demo {
		t.Errorf("%s: %+v", w.m.screen, g)
	}
}
