package session

import (
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/providers"
)

// pins answers the newest question for a PIN.
func (w *world) pins(pin string) {
	ask, ok := newest[AskNewPIN](w)
	if !ok {
		w.t.Fatal("no PIN is asked for")
	}
	w.do(NewPINGiven{AskNewPIN: ask, PIN: providers.NewSecret(pin)})
}

// temporarily signs in with a PIN that somebody else has chosen.
func (w *world) temporarily(code string) {
	w.wait(time.Second)
	w.do(SignInAsked{Code: code, PIN: providers.NewSecret("2580")})
	c, _ := newest[CheckClerk](w)
	w.do(ClerkChecked{Asked: c.Asked, Code: c.Code, Right: true, Temporary: true})
	w.wait(time.Second)
}

// Who signs in with a PIN that the lead has chosen works only after choosing one of his
// own. What he is refused for is said, and giving up leads back to the lock.
func TestOwnPIN(t *testing.T) {
	w := guardedWorld(t)
	w.temporarily("0012")
	if v := w.m.View(); v.Screen != SignIn || !v.SignIn.Own || v.SignIn.Who != "李明" || w.m.mayTry() {
		t.Fatalf("%s %+v", v.Screen, v.SignIn)
	}
	w.pins("")
	if v := w.m.View(); v.SignIn.Own || v.Screen != SignIn || !w.m.mayTry() {
		t.Fatalf("given up: %+v", v.SignIn)
	}
	w.temporarily("0012")
	w.pins("7531")
	set, _ := newest[SetClerkPIN](w)
	if !set.Own || set.Code != "0012" || set.PIN.Reveal() != "7531" || set.Lead != "" {
		t.Fatalf("%+v", set)
	}
	w.do(PINChanged{Visit: set.Visit, Err: &identity.Error{What: identity.Text{ZH: "不行", EN: "no"}}})
	if ask, _ := newest[AskNewPIN](w); ask.Fault.ZH != "不行" || w.m.shown() != SignIn {
		t.Fatalf("%+v", ask)
	}
	w.pins("8642")
	w.do(PINChanged{Visit: set.Visit})
	w.wait(time.Second)
	if v := w.m.View(); v.Screen != Desk || v.Status.Clerk != "李明" {
		t.Fatalf("%s with %q", v.Screen, v.Status.Clerk)
	}
	if c, _ := newest[RecordClerk](w); c.Event != ClerkSignedIn || c.Clerk != "0012" {
		t.Errorf("%+v", c)
	}
}

// The question does not wait for somebody else, and its late answer sets nothing.
func TestOwnPINEnds(t *testing.T) {
	w := guardedWorld(t)
	w.temporarily("0012")
	w.wait(ownPINTime)
	if v := w.m.View(); v.SignIn.Own || v.Screen != SignIn {
		t.Fatalf("%+v", v.SignIn)
	}
	w.pins("7531")
	if set, is := newest[SetClerkPIN](w); is {
		t.Errorf("%+v", set)
	}
}

// A lead sets another clerk's PIN. Only an answer of this visit does, and nothing of
// the screen outlives it.
func TestResetPIN(t *testing.T) {
	w := guardedWorld(t)
	w.signIn("0001", true)
	w.step("press records")
	if w.m.View().Records.Lead != "0001" {
		t.Fatal(w.m.View().Records.Lead)
	}
	w.step("press staff")
	w.step("press row_down")
	w.step("Enter")
	ask, _ := newest[AskNewPIN](w)
	if ask.Own || ask.Clerk.Code != "0013" {
		t.Fatalf("%+v", ask)
	}
	stale := ask
	stale.Visit--
	w.do(NewPINGiven{AskNewPIN: stale, PIN: providers.NewSecret("9753")})
	if _, is := newest[SetClerkPIN](w); is {
		t.Fatal("an answer to an earlier visit sets a PIN")
	}
	w.pins("9753")
	set, _ := newest[SetClerkPIN](w)
	if set.Own || set.Code != "0013" || set.Lead != "0001" || set.Clerk != "0001" || set.PIN.Reveal() != "9753" {
		t.Fatalf("%+v", set)
	}
	if w.m.View().Keys[0].Enabled {
		t.Error("another one can be set meanwhile")
	}
	w.step("Down") // the sentence is about whose PIN was set
	w.do(PINChanged{Visit: set.Visit})
	if v := w.m.View().Staff; v.Set != "赵红" || v.Busy {
		t.Errorf("%+v", v)
	}
	w.step("Down")
	w.step("Enter")
	if ask, _ = newest[AskNewPIN](w); !ask.Own || ask.Clerk.Code != "0001" {
		t.Fatalf("a lead who chooses himself: %+v", ask)
	}
	w.pins("8642")
	if set, _ = newest[SetClerkPIN](w); !set.Own || set.Code != "0001" || set.Clerk != "0001" {
		t.Errorf("a lead's own PIN: %+v", set)
	}
	w.do(PINChanged{Visit: set.Visit})
	w.wait(w.cfg.lock())
	if w.m.shown() != SignIn || w.m.screen == Staff {
		t.Errorf("%s over %s", w.m.shown(), w.m.screen)
	}
}

// Another clerk than a lead is let in by the duty manager, and named beside him.
func TestManagerResetsPIN(t *testing.T) {
	w := guardedWorld(t)
	w.signIn("0012", true)
	w.step("press records")
	if w.m.View().Records.Lead != "" {
		t.Fatal("a clerk is taken for a lead")
	}
	w.step("press staff")
	w.step("Enter")
	w.pins("9753")
	if set, _ := newest[SetClerkPIN](w); set.Lead != "" || set.Clerk != "0012" {
		t.Errorf("%+v", set)
	}
}

// What the manager does is recorded with the clerk who is signed in.
func TestManagerIsNamedByClerk(t *testing.T) {
	w := guardedWorld(t)
	w.signIn("0012", true)
	w.step("press records")
	w.step("press ledger")
	w.step("press totals")
	read, _ := newest[ReadLedger](w)
	totals, _ := newest[ReadTotals](w)
	if read.Clerk != "0012" || totals.Clerk != "0012" {
		t.Errorf("%+v %+v", read, totals)
	}
}

// A clerk sees his own counters, and hands over what is open to whom he names.
func TestShiftScreen(t *testing.T) {
	w := guardedWorld(t)
	w.signIn("0012", true)
	w.step("press party")
	w.step("press more_guests")
	w.step("press leave")
	w.step("press records")
	count := ShiftCount{Clerk: "0012", Calls: 5, Passed: 3, ByHand: 1, Open: 1}
	w.do(RecordsLoaded{Count: count})
	if w.m.View().Records.Count != count {
		t.Fatalf("%+v", w.m.View().Records)
	}
	w.step("press shift")
	read, _ := newest[ReadShift](w)
	w.step("press print") // nothing is read yet
	if _, is := newest[MakeHandOver](w); is || read.Clerk != "0012" {
		t.Fatalf("%v %+v", is, read)
	}
	w.do(ShiftRead{Visit: read.Visit, Since: morning, Count: count, Open: []Record{{Attempt: "a"}}})
	w.step("press takes_over")
	w.step("press takes_over")
	w.step("press print")
	got, _ := newest[MakeHandOver](w)
	if want := (MakeHandOver{Visit: read.Visit, Clerk: "0012", To: "0001", Party: "0 / 2", Language: identity.Chinese}); got != want {
		t.Fatalf("%+v", got)
	}
	w.do(LedgerDone{Visit: read.Visit, Note: Note{Key: "ledger.printed"}})
	w.step("press write_pdf")
	pick, _ := newest[PickFolder](w)
	w.do(FolderGiven{Visit: pick.Visit, Path: "/media/usb"})
	if got, _ := newest[MakeHandOver](w); got.Folder != "/media/usb" || w.m.View().Shift.To != "0001 王芳" {
		t.Errorf("%+v", got)
	}
	w.wait(w.cfg.lock())
	if w.m.shown() != SignIn || len(w.m.shift.open) != 0 {
		t.Errorf("%s, %d rows stay", w.m.shown(), len(w.m.shift.open))
	}
}
