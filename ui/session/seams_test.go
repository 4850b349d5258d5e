//go:build !race

package session

import (
	"testing"
	"time"

	"facedesk/identity"
)

func withGuestScreen(t *testing.T) *world {
	w := newWorld(t)
	w.cfg.Minors = true
	w.step("start")
	w.do(GuestScreenReported{State: ScreenOn})
	return w
}

// The second half of a double tap on Agree does not withdraw.
func TestDoubleTapAgree(t *testing.T) {
	w := withGuestScreen(t)
	w.step("claim")
	w.wait(time.Second)
	w.do(GuestPressed{Action: ActAgree, Shown: w.m.View().GuestScreen.Shown})
	if w.m.screen != Capture {
		t.Fatal(w.m.screen)
	}
	w.wait(150 * time.Millisecond)
	w.do(GuestPressed{Action: ActWithdraw, Shown: w.m.View().GuestScreen.Shown})
	if w.m.screen != Capture {
		t.Errorf("the second half of a tap on Agree withdrew: %s", w.m.screen)
	}
}

// A tap that comes with the notice was not meant for it.
func TestTapAsNoticeComes(t *testing.T) {
	w := withGuestScreen(t)
	w.step("claim")
	w.wait(100 * time.Millisecond)
	w.do(GuestPressed{Action: ActAgree, Shown: w.m.View().GuestScreen.Shown})
	if w.m.screen == Capture {
		t.Error("agreed 100 ms after the notice came")
	}
}

// A tap that was meant for one recipient does not agree to another.
func TestTapAsRecipientChanges(t *testing.T) {
	w := withGuestScreen(t)
	w.step("claim")
	w.wait(5 * time.Second)
	w.step("F4")
	w.wait(100 * time.Millisecond)
	w.do(GuestPressed{Action: ActAgree, Shown: w.m.View().GuestScreen.Shown})
	if w.m.screen == Capture {
		t.Error("agreed to another recipient 100 ms after it came: ", w.m.customer.consent.Recipient)
	}
}

// A language that was picked on the empty desk goes with the idle time.
func TestLanguageOnEmptyDesk(t *testing.T) {
	w := newWorld(t)
	w.cfg.Guests = []NoticeLanguage{{Code: "zh", Name: "中文", Contact: "1", Reason: "x"}, {Code: "ru", Name: "R", Contact: "1", Reason: "x"}}
	w.step("start")
	w.do(GuestScreenReported{State: ScreenOn})
	w.do(LanguagePicked{Code: "ru"})
	w.wait(5 * time.Minute)
	if g := w.m.View().GuestScreen.Language.Code; g != "zh" {
		t.Errorf("after an hour the empty desk greets in %s", g)
	}
	w.step("claim")
	if g := w.m.guest().Code; g != "zh" {
		t.Errorf("the next guest reads %s", g)
	}
}

// What was said of one guest does not hold for the next.
func TestFlagsOfAnother(t *testing.T) {
	for _, way := range []string{"card", "typed", "scan", "offer", "erased"} {
		w := withGuestScreen(t)
		w.do(CardLaid{cardOf("JOHN SMITH", "911124198108030024")})
		w.do(CardLaid{cardOf("张三", "11010519491231002X")})
		w.step("Enter")
		if w.m.screen != Notice {
			t.Fatal(way, w.m.screen)
		}
		w.step("F6")
		w.wait(time.Second)
		w.m.customer.under18 = true // as F5 would
		w.step("F3")
		switch way {
		case "card":
			w.do(CardLaid{cardOf("李四", "440524188001010014")})
		case "scan":
			w.do(Scanned{Text: "440524188001010014", Ended: true})
			w.step("name 李四")
		case "typed":
			w.step("name 李四")
			w.step("number 440524188001010014")
		case "erased":
			w.step("name ")
			w.step("number ")
			w.wait(5 * time.Minute)
			w.step("name 李四")
			w.step("number 440524188001010014")
		case "offer":
			w.step("name ")
			w.step("number ")
			w.wait(10 * time.Second)
			w.do(Offered{ID: 1, Claim: identity.Claim{Name: "李四", Number: "440524188001010014"}, Reference: "R-1", Until: w.at().Awake + time.Second})
			w.wait(time.Second)
		}
		w.step("focus number")
		w.step("Enter")
		t.Log(way, w.m.screen, w.m.customer.subject.Name, "cannotUse", w.m.customer.cannotUse, "under18", w.m.customer.under18, w.m.customer.handed.id)
		if w.m.customer.cannotUse {
			t.Errorf("%s: the clerk may agree for %s", way, w.m.customer.subject.Name)
		}
		if u, _ := w.m.under18(); u {
			t.Errorf("%s: born 1880 and under 18", way)
		}
	}
}

func (w *world) passesOnScreen() {
	w.wait(time.Second)
	w.step("F8")
	w.step("see 1s")
	w.step("F2")
	w.step("shot ok")
	w.step("Enter")
	w.step("answer match")
	w.wait(time.Second)
}

// A guest of another booking is no member of the party under way.
func TestOfferOfAnotherBooking(t *testing.T) {
	w := newWorld(t)
	w.step("start")
	of := func(id uint64, name, number, ref string, p Party) {
		w.wait(10 * time.Second)
		w.do(Offered{ID: id, Claim: identity.Claim{Name: name, Number: number}, Reference: ref, Party: p, Until: w.at().Awake + time.Second})
		w.wait(time.Second)
	}
	of(1, "张三", "11010519491231002X", "A-1", Party{1, 3})
	w.step("Enter")
	w.passesOnScreen()
	w.step("Enter")
	if len(w.m.party.members) != 1 {
		t.Fatal(w.m.party, w.m.screen)
	}
	of(2, "李四", "440524188001010014", "B-2", Party{})
	w.step("Enter")
	w.passesOnScreen()
	w.step("Enter")
	if len(w.m.party.members) != 1 {
		t.Errorf("a guest of booking B-2 is counted in party %s: %+v", w.m.party.reference, w.m.party.members)
	}
	of(3, "李四", "440524188001010014", "C-2", Party{1, 1})
	if w.m.View().Party.Reference == "A-1" {
		t.Errorf("1 of 1 of C-2 stands in party %s, view %+v", w.m.party.reference, w.m.View().Party)
	}
}

func TestTwoPartiesAlike(t *testing.T) {
	w := newWorld(t)
	w.step("start")
	id := uint64(0)
	of := func(name, number, ref string, p Party) {
		id++
		w.wait(10 * time.Second)
		w.do(Offered{ID: id, Claim: identity.Claim{Name: name, Number: number}, Reference: ref, Party: p, Until: w.at().Awake + time.Second})
		w.wait(time.Second)
	}
	for range 2 {
		of("张三", "11010519491231002X", "A-1", Party{1, 2})
		w.step("Enter")
		w.passesOnScreen()
		w.step("Enter")
		w.wait(time.Second)
		of("李四", "440524188001010014", "A-1", Party{2, 2})
		w.step("Enter")
		w.passesOnScreen()
		w.step("Enter")
		w.wait(time.Second)
		if w.m.screen != Booking {
			t.Errorf("no summary: %s %+v", w.m.screen, w.m.party)
		} else {
			w.step("Enter")
		}
	}
}

// A walk-in who comes long after an unfinished party does not belong to it.
func TestWalkInAfterParty(t *testing.T) {
	w := newWorld(t)
	w.step("start")
	w.do(Offered{ID: 1, Claim: identity.Claim{Name: "张三", Number: "11010519491231002X"}, Reference: "A-1", Party: Party{1, 3}, Until: w.at().Awake + time.Second})
	w.wait(time.Second)
	w.step("Enter")
	w.passesOnScreen()
	w.step("Enter")
	w.wait(20 * 5 * time.Minute)
	w.step("name 李四")
	w.step("number 440524188001010014")
	w.step("focus number")
	w.step("Enter")
	w.passesOnScreen()
	if s := w.sent[len(w.sent)-1]; s.Request.Reference != "" {
		t.Errorf("a walk-in of the next day is sent with %q", s.Request.Reference)
	}
}
