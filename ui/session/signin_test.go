package session

import (
	"reflect"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/providers"
)

// guardedWorld is a desk at which two clerks and a lead sign in.
func guardedWorld(t *testing.T) *world {
	w := newWorld(t)
	w.cfg.SignIn, w.cfg.Lock = true, 20*time.Second
	w.cfg.Clerks = []Clerk{{Code: "0012", Name: "李明"}, {Code: "0013", Name: "赵红"}, {Code: "0001", Name: "王芳", Lead: true}}
	w.step("start")
	return w
}

// signIn types a code and a PIN, and has them checked.
func (w *world) signIn(code string, right bool) {
	w.wait(time.Second)
	w.do(SignInAsked{Code: code, PIN: providers.NewSecret("2580")})
	if c, ok := newest[CheckClerk](w); ok {
		w.do(ClerkChecked{Asked: c.Asked, Code: c.Code, Right: right})
	}
	w.wait(2 * time.Second)
}

// newest is the newest command of a kind.
func newest[C Cmd](w *world) (out C, ok bool) {
	for _, c := range w.cmds {
		if c, is := c.(C); is {
			out, ok = c, true
		}
	}
	return out, ok
}

func TestNobodyWorksUnsigned(t *testing.T) {
	w := guardedWorld(t)
	w.step("claim")
	w.step("F7")
	w.step("press records")
	if v := w.m.View(); v.Screen != SignIn || v.Claim.Name != "" || !w.m.customer.claim.empty() {
		t.Fatalf("%s shows %q", v.Screen, v.Claim.Name)
	}
	w.signIn("0012", false)
	if v := w.m.View(); v.Screen != SignIn || v.SignIn.Body != "sign_in.wrong" {
		t.Fatalf("%+v after a wrong PIN", v.SignIn)
	}
	w.signIn("0012", true)
	if v := w.m.View(); v.Screen != Desk || v.Status.Clerk != "李明" {
		t.Fatalf("%s with %q", v.Screen, v.Status.Clerk)
	}
	if c, _ := newest[RecordClerk](w); c.Clerk != "0012" || c.Event != ClerkSignedIn {
		t.Errorf("recorded: %+v", c)
	}
}

// A right PIN of a code that is not in the list lets nobody in.
func TestRemovedClerk(t *testing.T) {
	w := guardedWorld(t)
	w.signIn("0099", true)
	if w.m.shown() != SignIn {
		t.Error(w.m.shown())
	}
}

// After too many wrong PINs the lock says how long no try with that code counts. It bars
// nobody else: who spoils a colleague's tries must not close the desk.
func TestSignInBrake(t *testing.T) {
	w := guardedWorld(t)
	w.wait(time.Second)
	w.do(SignInAsked{Code: "0012", PIN: providers.NewSecret("1")})
	w.do(ClerkChecked{Asked: w.m.door.asked, Code: "0012", Wait: 30 * time.Second})
	w.wait(5 * time.Second)
	if v := w.m.View().SignIn; v.Body != "sign_in.wait" || v.Seconds != 25 {
		t.Errorf("%+v", v)
	}
	w.signIn("0013", true)
	if v := w.m.View(); v.Screen != Desk || v.Status.Clerk != "赵红" {
		t.Errorf("%s for %s", v.Screen, v.Status.Clerk)
	}
}

// The lock hides the guest at once. The paid call goes on, its answer is kept, and the
// next clerk decides about it under his own code.
func TestLockDuringCheck(t *testing.T) {
	w := guardedWorld(t)
	w.signIn("0012", true)
	for _, line := range []string{"claim", "portrait", "wait 1s", "Enter"} {
		w.step(line)
	}
	if len(w.sent) != 1 || w.sent[0].Request.Clerk != "0012" {
		t.Fatalf("sent %d, %+v", len(w.sent), w.sent)
	}
	w.wait(21 * time.Second)
	if w.m.shown() != SignIn || w.m.screen != Checking {
		t.Fatalf("%s over %s", w.m.shown(), w.m.screen)
	}
	v := w.m.View()
	if !reflect.DeepEqual(v.Claim, ClaimView{}) || !reflect.DeepEqual(v.Verdict, VerdictView{}) || v.Recipient != (identity.Text{}) || v.IdleIn != 0 {
		t.Errorf("the lock shows %+v", v)
	}
	w.cmds = nil
	w.do(Answered{ID: w.sent[0].ID, Generation: w.sent[0].Generation, Attempt: "a1", Verdict: identity.Verdict{Outcome: identity.FaceMismatch}})
	if w.m.screen != Verdict || w.m.shown() != SignIn {
		t.Fatalf("%s over %s", w.m.shown(), w.m.screen)
	}
	if _, sounds := newest[Play](w); sounds {
		t.Error("the hidden verdict sounds")
	}
	w.signIn("0013", true)
	if v := w.m.View(); v.Screen != Verdict || v.Verdict.Name == "" {
		t.Fatalf("%s, %q", v.Screen, v.Verdict.Name)
	}
	w.wait(time.Second)
	w.step("F7")
	w.wait(time.Second)
	w.step("F9")
	if d, _ := newest[RecordDecision](w); d.Clerk != "0013" || d.Decision != DecisionDoubt || len(d.Attempts) != 1 {
		t.Errorf("%+v", d)
	}
}

// A pass that came behind the lock is seen by whoever signs in.
func TestPassBehindLock(t *testing.T) {
	w := guardedWorld(t)
	w.signIn("0012", true)
	for _, line := range []string{"claim", "portrait", "wait 1s", "Enter", "wait 21s"} {
		w.step(line)
	}
	w.do(Answered{ID: w.sent[0].ID, Generation: w.sent[0].Generation, Attempt: "a1", Verdict: identity.Verdict{Outcome: identity.Match}})
	w.wait(DefaultPass + 5*time.Second)
	w.signIn("0012", true)
	if v := w.m.View(); v.Screen != Verdict || v.Verdict.Family != FamilyPass || v.Verdict.Countdown < 5 {
		t.Errorf("%s %+v", v.Screen, v.Verdict)
	}
}

// The guest is forgotten at the idle time, which nothing at the lock moves on.
func TestLockKeepsNoGuest(t *testing.T) {
	w := guardedWorld(t)
	w.signIn("0012", true)
	w.step("claim")
	begun := w.now
	for w.now.Before(begun.Add(DefaultIdle + time.Second)) {
		w.wait(2 * time.Second)
		if w.m.shown() == SignIn {
			w.do(SignInAsked{Code: "0013", PIN: providers.NewSecret("1")})
			w.do(ClerkChecked{Asked: w.m.door.asked, Code: "0013"})
			w.step("Tab")
			w.step("typed 欧阳")
		}
	}
	if w.m.hasSubject() || !w.m.customer.claim.empty() || w.m.shown() != SignIn {
		t.Errorf("%q is kept on %s", w.m.customer.claim.name, w.m.shown())
	}
}

// The lock clears the guest's own screen too, and a press there counts for nothing.
func TestLockClearsTheGuestsScreen(t *testing.T) {
	w := guardedWorld(t)
	w.signIn("0012", true)
	w.do(GuestScreenReported{State: ScreenOn})
	w.step("claim")
	shown := w.m.View().GuestScreen
	if shown.Stage != GuestNotice || shown.Shown == "" {
		t.Fatalf("%+v", shown)
	}
	w.wait(21 * time.Second)
	if g := w.m.View().GuestScreen; !w.m.shut() || g.Stage != GuestWelcome || g.Shown != "" || g.Agree != "" {
		t.Errorf("%v %+v", w.m.shut(), g)
	}
	w.do(GuestPressed{Action: ActAgree, Shown: shown.Shown})
	if w.m.customer.consent.By != "" {
		t.Error("consent behind the lock")
	}
}

// No picture is taken behind the lock, and the camera is closed.
func TestLockClosesCamera(t *testing.T) {
	w := guardedWorld(t)
	w.signIn("0012", true)
	w.step("claim")
	w.step("F8")
	w.step("see 2s")
	w.cmds = nil
	w.wait(21 * time.Second)
	if _, closed := newest[CloseCamera](w); !closed || w.m.camera.open {
		t.Error("the camera is open behind the lock")
	}
	w.signIn("0012", true)
	if _, opened := newest[OpenCamera](w); !opened || w.m.View().Screen != Capture {
		t.Errorf("no picture after it, %s", w.m.View().Screen)
	}
}

// What is typed as the lock comes by itself reaches neither side: no key counts until
// none has come for a moment. After the key that locks, the next one counts.
func TestKeysAroundLock(t *testing.T) {
	w := guardedWorld(t)
	w.signIn("0012", true)
	w.step("name 欧阳")
	w.wait(w.cfg.lock())
	for range 10 { // somebody types on
		w.do(Struck{At: w.now})
		w.step("typed 1")
		w.do(SignInAsked{Code: "0013", PIN: providers.NewSecret("2580")})
		w.wait(300 * time.Millisecond)
		if !w.m.View().SignIn.Held {
			t.Fatal("the fields of the lock take what is typed on")
		}
	}
	if _, asked := newest[CheckClerk](w); !asked { // of the first sign-in
		t.Fatal("no check at all")
	}
	w.cmds = nil
	w.signIn("0013", true)
	if v := w.m.View(); v.Screen != Desk || v.Claim.Name != "欧阳" || v.Status.Clerk != "赵红" {
		t.Errorf("%s %q %q", v.Screen, v.Claim.Name, v.Status.Clerk)
	}
	w.step("F10")
	w.do(Struck{At: w.now})
	w.do(SignInAsked{Code: "0012", PIN: providers.NewSecret("2580")})
	w.do(ClerkChecked{Asked: w.m.door.asked, Code: "0012", Right: true})
	for range 5 { // keys behind the PIN's Enter
		w.do(Struck{At: w.now})
		w.do(Edited{identity.FieldName, "2580"})
		w.step("typed 2580")
		w.wait(200 * time.Millisecond)
	}
	w.wait(time.Second)
	if v := w.m.View(); v.Screen != Desk || v.Claim.Name != "欧阳" {
		t.Errorf("%s %q", v.Screen, v.Claim.Name)
	}
}

// What stands behind another PIN is closed by the lock.
func TestLockLeavesWhatIsBehindPINs(t *testing.T) {
	for _, way := range [][]string{{"F6", "press ledger"}, {"F12"}, {"F6"}} {
		w := guardedWorld(t)
		w.signIn("0001", true)
		for _, line := range way {
			w.step(line)
		}
		w.wait(21 * time.Second)
		if w.m.screen == Starting {
			w.do(Loaded{w.cfg})
		}
		if w.m.shown() != SignIn {
			t.Fatal(way, w.m.shown())
		}
		w.signIn("0012", true)
		if s := w.m.View().Screen; s != Desk {
			t.Errorf("%v: %s", way, s)
		}
	}
}

// A machine that slept is locked.
func TestSleepLocks(t *testing.T) {
	w := guardedWorld(t)
	w.signIn("0012", true)
	w.step("asleep 5s")
	w.step("tick")
	if w.m.shown() != SignIn {
		t.Error(w.m.shown())
	}
}

// Whatever is handed over, tapped or pressed on another screen reaches nothing behind
// the lock, and nothing is said aloud there.
func TestNothingReachesBehindLock(t *testing.T) {
	w := guardedWorld(t)
	if w.offer(1, handedOver) {
		t.Error("a guest was taken")
	}
	for _, msg := range []Msg{PadTyped{Text: "1"}, PadErased{}, FieldTapped{}, Edited{Field: identity.FieldName, Text: "x"},
		GuestPressed{Action: ActAgree}, Typed{Text: "x"}, PersonPicked{}, TextGiven{Text: "x"}} {
		before := w.m.customer
		w.do(msg)
		if !reflect.DeepEqual(before, w.m.customer) {
			t.Errorf("%T reaches the guest", msg)
		}
	}
	if said := w.m.quiet([]Cmd{Speak{Said: SpokenPass}, Play{SoundRefused}}); len(said) != 1 {
		t.Errorf("%v", said)
	}
}

// A card laid down behind the lock is nobody's.
func TestCardBehindLock(t *testing.T) {
	w := guardedWorld(t)
	w.do(CardLaid{cardOf("张三", "11010519491231002X")})
	w.do(Scanned{Text: "440524188001010014", Ended: true})
	if !w.m.customer.claim.empty() || w.m.View().Status.ReaderText != "reader.ignored.locked" {
		t.Errorf("%q, %q", w.m.customer.claim.number, w.m.View().Status.ReaderText)
	}
}

// What comes of a call after its guest has left is under the clerk who sent it, not
// under who has signed in since.
func TestLateAnswerIsOfTheClerkWhoSent(t *testing.T) {
	w := guardedWorld(t)
	w.signIn("0012", true)
	for _, line := range []string{"claim", "portrait", "wait 1s", "Enter", "lid"} {
		w.step(line)
	}
	w.signIn("0013", true)
	w.step("answer face_mismatch")
	d, ok := newest[RecordDecision](w)
	if !ok || d.Decision != DecisionLeft || d.Clerk != "0012" || w.m.clerkCode() != "0013" {
		t.Errorf("%v %+v", ok, d)
	}
}

// The lock is marked as a demo where nothing but one can come, and says nothing of the
// guest's own service.
func TestLockOfADemo(t *testing.T) {
	w := guardedWorld(t)
	w.signIn("0012", true)
	for _, real := range []bool{true, false} {
		for i := range w.m.cfg.Services {
			w.m.cfg.Services[i].Demo = i > 0 || !real
		}
		w.m.customer.service = w.m.cfg.Services[len(w.m.cfg.Services)-1].Descriptor.Code
		w.step("F10")
		if got := w.m.View().Demo; got == real {
			t.Errorf("marked: %v, with a real service: %v", got, real)
		}
		w.signIn("0012", true)
	}
}
