//go:build !race

package session

import (
	"math/rand/v2"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/providers"
)

func TestDutiesAreSigned(t *testing.T) {
	w := newWorld(t)
	w.cfg.SignIn, w.cfg.Lock, w.cfg.Minors = true, time.Hour, true
	w.cfg.Clerks = []Clerk{{Code: "0012", Name: "李明"}}
	w.step("start")
	w.signIn("0012", true)
	w.step("name 张三")
	w.step("number 110105201001010014")
	w.step("focus number")
	w.step("Enter")
	t.Log(w.m.screen, w.m.customer.claim)
	w.step("F7")
	w.wait(time.Second)
	w.step("F8")
	w.wait(time.Second)
	t.Log(w.m.screen, w.m.duties)
	if w.m.screen != Duties {
		t.Fatal(w.m.screen)
	}
	w.cmds = nil
	w.now = w.now.Add(10 * time.Minute)
	w.step("1")
	d, ok := newest[RecordDuties](w)
	if !ok || d.Clerk == "" {
		t.Errorf("%v %+v", ok, d)
	}
}

// Random messages at the lock, the guest's screen, offers and parties.
func TestSeams(t *testing.T) {
	for seed := range uint64(8) {
		r := rand.New(rand.NewPCG(seed, 7))
		w := newWitness(t)
		cfg := config()
		cfg.SignIn, cfg.Lock, cfg.Minors, cfg.Voice = seed%2 == 0, 20*time.Second, true, true
		cfg.Clerks = []Clerk{{Code: "0012", Name: "李明"}}
		cfg.Display.Touch = TouchTaps
		cfg.Guests = []NoticeLanguage{{Code: "zh", Name: "中文", Contact: "1", Reason: "x"}, {Code: "ru", Name: "R", Contact: "1", Reason: "x"}}
		w.do("loaded", Loaded{cfg})
		w.do("screen", GuestScreenReported{State: ScreenOn})
		for range 500 {
			before := w.m
			switch k := r.IntN(40); {
			case k < 3:
				g := GuestView(w.m)
				a := []Action{ActAgree, ActDecline, ActWithdraw}[r.IntN(3)]
				w.do("guest "+string(a), GuestPressed{Action: a, Shown: g.Shown})
			case k == 3:
				w.do("lang", LanguagePicked{Code: []string{"ru", "zh", "?"}[r.IntN(3)]})
			case k == 4:
				w.do("pad", PadTyped{Text: []string{"1", "X", " "}[r.IntN(3)]})
			case k == 5:
				w.do("erase", PadErased{})
			case k == 6:
				w.do("F10", KeyPressed{Key: KeyF10})
			case k < 9 && w.m.shut():
				w.wait(2 * time.Second)
				w.do("signin", SignInAsked{Code: "0012", PIN: providers.NewSecret("1")})
				w.do("checked", ClerkChecked{Asked: w.m.door.asked, Code: "0012", Right: true})
				w.wait(2 * time.Second)
			case k == 9:
				w.do("sleeping", Sleeping{})
			case k == 10:
				w.laying = true
				w.do("offer", Offered{ID: r.Uint64(), Claim: identity.Claim{Name: "李四", Number: "440524188001010014"}, Reference: "R", Party: Party{1, r.IntN(4)}, Until: momentAt(w.now).Awake + time.Second})
				w.laying = false
			case k == 11:
				w.do("ref", TextGiven{AskText{Visit: w.m.generation, Question: "reference"}, "P-7"})
			case k == 12:
				w.do("gs", GuestScreenReported{State: []ScreenState{ScreenOn, ScreenLost, ScreenOn}[r.IntN(3)]})
			default:
				n := r.IntN(1 << 20)
				if n%32 == 30 && r.IntN(4) > 0 {
					continue
				}
				w.pick(n)
			}
			if before.shut() && w.m.shut() {
				if w.m.customer.claim.name != before.customer.claim.name && w.m.customer.claim.name != "" {
					w.fail("claim changed behind the lock")
				}
				if !before.customer.consent.At.Equal(w.m.customer.consent.At) && w.m.customer.consent.By != "" {
					w.fail("consent behind the lock")
				}
			}
			if g := GuestView(w.m); g.Stage == GuestPass && w.m.shut() {
				w.fail("pass on the guest's screen behind the lock")
			}
		}
	}
}

// A reference that was typed for one guest does not go to the next one's records.
func TestReferenceOfAnother(t *testing.T) {
	w := newWorld(t)
	w.step("start")
	w.step("name 张三")
	w.step("number 11010519491231002X")
	w.step("F7")
	w.wait(time.Second)
	w.do(TextGiven{AskText: AskText{Visit: w.m.generation, Question: "reference"}, Text: "X-1"})
	w.step("Esc")
	w.do(CardLaid{cardOf("李四", "440524188001010014")})
	w.step("Enter")
	w.passesOnScreen()
	if len(w.sent) != 1 || w.sent[0].Request.Reference != "" {
		t.Errorf("sent with %q", w.sent[0].Request.Reference)
	}
}

// A guest who taps his own screen does not keep the absent clerk's desk open.
func TestTapsOfTheGuestDoNotHoldTheLock(t *testing.T) {
	w := guardedWorld(t)
	w.do(GuestScreenReported{State: ScreenOn})
	w.signIn("0012", true)
	for range 12 {
		w.wait(10 * time.Second)
		w.do(GuestPressed{})
		w.do(LanguagePicked{Code: "zh"})
	}
	if w.m.shown() != SignIn {
		t.Errorf("two minutes without a key of the clerk, lock time 20 s: %s", w.m.shown())
	}
}

func TestOffersDoNotHoldTheLock(t *testing.T) {
	w := guardedWorld(t)
	w.cfg.Idle = 15 * time.Second
	w.m = New(w.at(), identity.Chinese)
	w.step("start")
	w.signIn("0012", true)
	for i := range 8 {
		w.do(Offered{ID: uint64(i + 1), Claim: handedOver, Reference: "R-1", Until: w.at().Awake + time.Second})
		w.wait(16 * time.Second)
	}
	if w.m.shown() != SignIn {
		t.Errorf("two minutes without a key: %s", w.m.shown())
	}
}
