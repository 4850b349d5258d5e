package session

import (
	"slices"
	"strings"
	"testing"
	"time"

	"facedesk/identity"
)

var handedOver = identity.Claim{Name: "张三", Number: "11010519491231002X"}

// offer hands the guest over, in time.
func (w *world) offer(id uint64, c identity.Claim) (taken bool) {
	w.cmds = nil
	w.do(Offered{ID: id, Claim: c, Reference: "R-2031", Until: w.at().Awake + 400*time.Millisecond})
	for _, c := range w.cmds {
		if a, ok := c.(AnswerOffer); ok && a.ID == id {
			return a.Taken
		}
	}
	w.t.Errorf("the offer was not answered: %s", names(w.cmds))
	return false
}

// ends are the ends of offers since the last one was made.
func (w *world) ends() (out []EndOffer) {
	for _, c := range w.cmds {
		if e, ok := c.(EndOffer); ok {
			out = append(out, e)
		}
	}
	return out
}

func TestAnOfferFillsTheEmptyDesk(t *testing.T) {
	for _, before := range []string{"tick", "focus number", "wait 1h", "F4", "F6;Esc", "claim;Esc;Esc;wait 1s"} {
		w := newWorld(t)
		w.tell(append([]string{"start"}, strings.Split(before, ";")...)...)
		if !w.offer(7, handedOver) {
			t.Errorf("%s: not taken", before)
		}
		v := w.m.View().Claim
		if v.Name != "张三" || v.SourceText != "desk.from_hotel" || v.NumberText != "desk.number.ok" {
			t.Errorf("%s: %+v", before, v)
		}
		for _, c := range w.cmds {
			if _, answer := c.(AnswerOffer); !answer {
				t.Errorf("%s: an offer asked for %T", before, c)
			}
		}
		w.tell("wait 1s", "Enter")
		if w.m.screen != Notice || w.m.customer.consent.By != "" {
			t.Errorf("%s: Enter leads to %s", before, w.m.screen)
		}
	}
}

// It is offered to the empty desk only. Whatever else is on the screen stays.
func TestAnOfferChangesNothingElse(t *testing.T) {
	for _, story := range []string{"load nothing", "start;name 李", "start;number 1", "start;type 414", "start;F1", "start;F6", "start;F12",
		"start;claim", "start;claim;F8", "start;claim;portrait", "start;claim;portrait;Enter", "start;claim;portrait;Enter;answer match",
		"start;claim;portrait;Enter;answer face_mismatch", "start;claim;portrait;Enter;answer face_mismatch;wait 1s;F3",
		"start;claim;portrait;Enter;answer confirmable", "start;claim;F9",
		"start;claim;portrait;Enter;wait 1s;F10"} { // the last: the desk is empty, and the paid call goes on
		w := newWorld(t)
		w.tell(strings.Split(story, ";")...)
		before := w.m.View()
		if w.offer(7, identity.Claim{Name: "李四", Number: "440524188001010014"}) {
			t.Errorf("%s: taken", story)
		}
		after := w.m.View()
		if after.Screen != before.Screen || after.Claim.Name != before.Claim.Name || after.Claim.Number != before.Claim.Number || after.IdleIn != before.IdleIn {
			t.Errorf("%s: the screen changed", story)
		}
		if len(w.ends()) > 0 {
			t.Errorf("%s: an end of what was not taken", story)
		}
	}
}

// While an input method composes, the fields are still empty.
func TestAnOfferWaitsForTheTypist(t *testing.T) {
	w := newWorld(t)
	w.tell("start")
	w.do(Struck{At: w.now})
	w.wait(typingRest - time.Second)
	if w.offer(1, handedOver) {
		t.Error("taken two seconds after a key went down")
	}
	w.wait(time.Second)
	if !w.offer(2, handedOver) {
		t.Error("not taken although nobody types any more")
	}
}

// What is typed in the moment in which the desk is filled in was meant for the empty
// one: neither text nor Enter does anything.
func TestWhatIsTypedAsAnOfferComes(t *testing.T) {
	w := newWorld(t)
	w.tell("start")
	w.offer(1, handedOver)
	w.tell("number 11010519491231002X9", "typed 李", "Enter")
	if v := w.m.View(); v.Screen != Desk || v.Claim.Name != "张三" || strings.ReplaceAll(v.Claim.Number, " ", "") != handedOver.Number {
		t.Errorf("%s: %+v", v.Screen, v.Claim)
	}
	w.tell("wait 1s", "name 李四")
	if got := w.m.View().Claim; got.Name != "李四" || got.SourceText != "" {
		t.Errorf("a second later: %+v", got)
	}
}

// Nobody waits for the answer any more, so the form stays empty.
func TestALateOffer(t *testing.T) {
	w := newWorld(t)
	w.tell("start")
	w.do(Offered{ID: 1, Claim: handedOver, Until: w.at().Awake - 1})
	if w.m.busy() || !slices.Contains(w.cmds, Cmd(AnswerOffer{ID: 1})) {
		t.Errorf("%s, %+v", names(w.cmds), w.m.View().Claim)
	}
}

// The end is that of the guest: at a pass at once, else with the decision.
func TestTheEndOfAnOffer(t *testing.T) {
	const toVerdict = "wait 1s;focus number;Enter;portrait;Enter"
	for _, c := range []struct {
		story string
		want  OfferResult
	}{
		{toVerdict + ";answer match", OfferResult{Family: OfferPass, Outcome: "match", Attempt: "attempt1"}},
		{toVerdict + ";answer face_mismatch;wait 1s;F7;wait 1s;F8", OfferResult{Family: OfferByEye, Attempt: "attempt1"}},
		{toVerdict + ";answer face_mismatch;wait 1s;F7;wait 1s;F9", OfferResult{Family: OfferNotMatch, Outcome: "face_mismatch", Attempt: "attempt1"}},
		{toVerdict + ";answer no_reference;wait 1s;F7;wait 1s;F9", OfferResult{Family: OfferUnchecked, Outcome: "no_reference", Attempt: "attempt1"}},
		{toVerdict + ";answer quota;wait 1s;F7;wait 1s;F9", OfferResult{Family: OfferUnchecked, Outcome: "quota", Attempt: "attempt1"}},
		{toVerdict + ";answer face_mismatch;wait 1s;F7;wait 1s;F10", OfferResult{Family: OfferLeft, Attempt: "attempt1"}},
		{toVerdict + ";answer face_mismatch;wait 1s;F2;see 1s;F2;shot ok;wait 1s;Enter;answer match", OfferResult{Family: OfferPass, Outcome: "match", Attempt: "attempt2"}},
		{toVerdict + ";answer face_mismatch;wait 10m;F7;wait 1s;F8", OfferResult{Family: OfferByEye, Attempt: "attempt1"}}, // after the name was forgotten
		{toVerdict + ";wait 1s;F10;answer match", OfferResult{Family: OfferLeft}},
		{"wait 1s;F7;wait 1s;F8", OfferResult{Family: OfferByEye}},
		{"wait 1s;Enter;F9;wait 1s;F9", OfferResult{Family: OfferUnchecked, Outcome: "inconclusive"}},
		{"wait 1s;Esc", OfferResult{Family: OfferOpen}},
		{"wait 10m", OfferResult{Family: OfferOpen}},
		{"wait 1s;Enter;F8;asleep 1h;tick", OfferResult{Family: OfferOpen}},
		// A check was sent, and nobody knows yet what comes of it.
		{toVerdict + ";lid", OfferResult{Family: OfferOpen, Outcome: "unknown_outcome"}},
		// Somebody else was checked.
		{"wait 1s;name 李四;" + toVerdict + ";answer match", OfferResult{Family: OfferOpen, Attempt: "attempt1", Edited: true}},
		{"wait 1s;number 110101199001010015;" + toVerdict + ";answer match", OfferResult{Family: OfferOpen, Attempt: "attempt1", Edited: true}},
		{"wait 1s;name 李四;wait 1s;F7;wait 1s;F8", OfferResult{Family: OfferOpen, Edited: true}},
		{toVerdict + ";answer face_mismatch;wait 1s;F3;number 110101199001010015;wait 10m;F7;wait 1s;F8", OfferResult{Family: OfferOpen, Attempt: "attempt1", Edited: true}},
	} {
		w := newWorld(t)
		w.tell("start")
		w.offer(7, handedOver)
		for _, line := range strings.Split(c.story, ";") {
			if len(w.ends()) > 0 && line != "answer match" {
				t.Errorf("%s: ended before %s", c.story, line)
			}
			w.step(line)
		}
		got := w.ends()
		if len(got) != 1 {
			t.Errorf("%s: ends %+v on %s", c.story, got, w.m.screen)
			continue
		}
		got[0].Result.At = time.Time{}
		if got[0] != (EndOffer{ID: 7, Result: c.want}) {
			t.Errorf("%s:\n got %+v\nwant %+v", c.story, got[0].Result, c.want)
		}
		w.cmds = nil
		w.tell("wait 1m", "Enter", "Esc")
		w.do(Closing{})
		if more := w.ends(); len(more) > 0 {
			t.Errorf("%s: it ended again: %+v", c.story, more)
		}
	}
}

// Closing the window ends it too, and a demo says that it is one.
func TestTheEndOfAnOfferAtTheEnd(t *testing.T) {
	w := newWorld(t)
	w.tell("set demo", "start")
	w.offer(1, handedOver)
	w.do(Closing{})
	if got := w.ends(); len(got) != 1 || got[0].Result.Family != OfferOpen {
		t.Errorf("%+v", got)
	}
	if _, quits := w.cmds[len(w.cmds)-1].(Quit); !quits {
		t.Errorf("the end comes after the program's: %s", names(w.cmds))
	}
	for story, want := range map[string]string{"wait 1s;Enter": "", "wait 1s;Enter;portrait": "", "wait 1s;Enter;portrait;Enter": "unknown_outcome"} {
		w = newWorld(t)
		w.tell("start")
		w.offer(1, handedOver)
		w.tell(strings.Split(story, ";")...)
		w.do(Closing{})
		if got := w.ends(); len(got) != 1 || got[0].Result.Family != OfferOpen || got[0].Result.Outcome != want {
			t.Errorf("%s: %+v", story, got)
		}
	}
	w = newWorld(t)
	w.tell("set demo", "start")
	w.offer(1, handedOver)
	w.tell("wait 1s", "Enter", "portrait", "Enter", "answer match")
	if got := w.ends(); len(got) != 1 || !got[0].Result.Demo || got[0].Result.Family != OfferPass {
		t.Errorf("%+v", got)
	}
	w = newWorld(t)
	w.tell("set demo", "start")
	w.offer(1, handedOver)
	w.tell("wait 1s", "F7", "wait 1s", "F8") // no call was made
	if got := w.ends(); len(got) != 1 || !got[0].Result.Demo || got[0].Result.Family != OfferByEye {
		t.Errorf("%+v", got)
	}
}

// The reference goes with the check and with a decision by eye, also after a slip was
// corrected; another guest does not get it.
func TestTheReferenceOfAnOffer(t *testing.T) {
	for story, want := range map[string]string{
		"Enter;portrait;Enter":                                                                      "R-2031",
		"name 张叁;focus number;Enter;portrait;Enter":                                                 "R-2031",
		"name 李四;number 110101199001010015;focus number;Enter;portrait;Enter":                       "",
		"name ;number ;wait 1m;name 李四;number 110101199001010015;focus number;Enter;portrait;Enter": "",
		"F7;wait 1s;F8": "R-2031",
		"name 李四;number 110101199001010015;F7;wait 1s;F8": "",
	} {
		w := newWorld(t)
		w.tell("start")
		w.offer(1, handedOver)
		w.tell(append([]string{"wait 1s"}, strings.Split(story, ";")...)...)
		got, found := "", false
		for _, c := range w.cmds {
			switch c := c.(type) {
			case Send:
				got, found = c.Request.Reference, true
			case RecordDecision:
				got, found = c.Reference, true
			}
		}
		if !found || got != want {
			t.Errorf("%s: %q, want %q (%s)", story, got, want, names(w.cmds))
		}
	}
}

// A name alone is taken, and the card gives the number.
func TestAnOfferWithoutANumber(t *testing.T) {
	w := newWorld(t)
	w.tell("start")
	w.offer(1, identity.Claim{Name: "张三"})
	if v := w.m.View().Claim; v.Focus != identity.FieldNumber || v.SourceText != "desk.from_hotel" {
		t.Errorf("%+v", v)
	}
	w.lay(cardOf("张三", "11010519491231002X"))
	w.tell("wait 1s", "Enter", "portrait", "Enter", "answer match")
	if got := w.ends(); len(got) != 1 || got[0].Result.Family != OfferPass || w.sent[0].Request.Reference != "R-2031" {
		t.Errorf("%+v", got)
	}
}

// Fields that are emptied by hand are an empty desk: the offer before ends.
func TestAnOfferAfterAnEmptiedOne(t *testing.T) {
	w := newWorld(t)
	w.tell("start")
	w.offer(1, handedOver)
	w.tell("wait 1s", "name ", "number ")
	if !w.offer(2, identity.Claim{Name: "李四", Number: "440524188001010014"}) {
		t.Fatal("not taken")
	}
	if got := w.ends(); len(got) != 1 || got[0].ID != 1 || got[0].Result.Family != OfferOpen {
		t.Errorf("%+v", got)
	}
}
