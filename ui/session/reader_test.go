package session

import (
	"slices"
	"strings"
	"testing"
	"time"

	"facedesk/identity"
)

// cardOf is the card of a test person.
func cardOf(name, number string) Card {
	return Card{Claim: identity.Claim{Name: name, Number: number}, AgeKnown: true}
}

func (w *world) lay(c Card) { w.do(CardLaid{c}) }

// tell runs a story of steps.
func (w *world) tell(lines ...string) {
	for _, line := range lines {
		w.step(line)
	}
}

func TestACardFillsTheFormFromAnyField(t *testing.T) {
	for _, before := range []string{"focus name", "focus number", "name 王五", "number 4405", "number E00000001", "type 414", "F1"} {
		w := newWorld(t)
		w.tell("start", before)
		w.lay(cardOf("张三", "11010519491231002X"))
		v := w.m.View().Claim
		if v.Name != "张三" || strings.ReplaceAll(v.Number, " ", "") != "11010519491231002X" || v.Type != identity.ResidentID ||
			v.SourceText != "desk.from_card" || v.NameFault != (identity.Text{}) || v.NumberFault != (identity.Text{}) {
			t.Errorf("%s: %+v", before, v)
		}
		if w.step("Enter"); w.m.screen != Notice {
			t.Errorf("%s: Enter leads to %s", before, w.m.screen)
		}
	}
}

// A card never consents and never sends: whatever the screen, it asks nothing of
// the outside but a sound.
func TestACardOnlyFillsIn(t *testing.T) {
	for _, story := range []string{"start", "start;claim", "start;claim;F8", "start;claim;portrait", "start;claim;portrait;Enter",
		"start;claim;portrait;Enter;answer match", "start;claim;portrait;Enter;answer face_mismatch", "start;F6", "start;F12", "start;claim;F9"} {
		w := newWorld(t)
		w.tell(strings.Split(story, ";")...)
		w.cmds = nil
		w.lay(cardOf("李四", "440524188001010014"))
		w.wait(time.Second)
		for _, c := range w.cmds {
			switch c.(type) {
			case Send, RecordConsent, RecordDecision, Shoot, OpenCamera:
				t.Errorf("%s: %T", story, c)
			}
		}
	}
}

// During a check it is ignored, with a word, and nothing of the guest changes.
func TestACardDuringACheckIsIgnored(t *testing.T) {
	for story, word := range map[string]TextKey{
		"start;claim": "reader.ignored.check", "start;claim;F8": "reader.ignored.check", "start;claim;portrait": "reader.ignored.check",
		"start;claim;portrait;Enter": "reader.ignored.check", "start;claim;portrait;Enter;answer face_mismatch": "reader.ignored.check",
		"start;claim;portrait;Enter;answer face_mismatch;wait 1s;F7": "reader.ignored.check",
		"start;claim;portrait;Enter;answer confirmable":              "reader.ignored.check", "start;F6": "reader.ignored.screen", "start;F12": "reader.ignored.screen",
	} {
		w := newWorld(t)
		w.do(ReaderReported{State: ReaderWaiting})
		w.tell(strings.Split(story, ";")...)
		before := w.m
		w.lay(cardOf("李四", "440524188001010014"))
		if w.m.screen != before.screen || w.m.customer.claim.name != before.customer.claim.name || w.m.customer.subject != before.customer.subject ||
			w.m.customer.consent != before.customer.consent {
			t.Errorf("%s: the guest changed", story)
		}
		if got := w.m.View().Status.ReaderText; got != word {
			t.Errorf("%s: %q", story, got)
		}
		if w.wait(ignoredFor); w.m.View().Status.ReaderText != "reader.waiting" {
			t.Errorf("%s: the word stays", story)
		}
	}
}

// On a pass it starts the next guest, not before the pass could be seen.
func TestACardOnAPassStartsTheNextGuest(t *testing.T) {
	for _, wait := range []string{"tick", "wait 500ms", "wait 1s", "wait 5s"} {
		w := newWorld(t)
		w.tell("start", "claim", "portrait", "Enter", "answer match", wait)
		w.lay(cardOf("李四", "440524188001010014"))
		if early := wait == "tick" || wait == "wait 500ms"; early != (w.m.screen == Verdict) {
			t.Errorf("%s: %s", wait, w.m.screen)
		}
		w.wait(KeyGuard)
		if v := w.m.View(); v.Screen != Desk || v.Claim.Name != "李四" || v.Claim.SourceText == "" || v.Status.Served != 1 {
			t.Errorf("%s: %s %q, %d served", wait, v.Screen, v.Claim.Name, v.Status.Served)
		}
	}
}

// A card that was laid on a pass waits for it to be seen, and is not lost when the
// pass goes by a key or by its time before that is noticed.
func TestACardLaidOnAPassIsNotLost(t *testing.T) {
	for _, end := range []Msg{KeyPressed{Key: KeyEnter}, KeyPressed{Key: KeyEscape}, Typed{"王"}, Scanned{Text: "11010519491231002X"}, Tick{}} {
		w := newWorld(t)
		w.tell("start", "claim", "portrait", "Enter", "answer match")
		w.now = w.now.Add(KeyGuard - 100*time.Millisecond)
		w.lay(cardOf("李四", "440524188001010014"))
		w.now = w.now.Add(120 * time.Millisecond)
		w.do(end)
		if w.m.screen == Verdict {
			w.wait(time.Second)
		}
		if v := w.m.View(); v.Screen != Desk || v.Claim.Name != "李四" || v.Status.Served != 1 {
			t.Errorf("%T%v: %s %q, %d served", end, end, v.Screen, v.Claim.Name, v.Status.Served)
		}
	}
	w := newWorld(t)
	w.tell("start", "claim", "portrait", "Enter", "answer match")
	w.lay(cardOf("李四", "440524188001010014"))
	w.now = w.now.Add(time.Hour)
	w.do(Tick{})
	if name := w.m.View().Claim.Name; w.m.screen != Desk || name != "李四" {
		t.Errorf("after its time: %s %q", w.m.screen, name)
	}
}

// The card of the guest who has passed still lies there, or is laid down again.
func TestTheSameCardDoesNotEndItsPass(t *testing.T) {
	w := newWorld(t)
	w.do(ReaderReported{State: ReaderWaiting})
	w.tell("start", "claim", "portrait", "Enter", "answer match", "wait 2s")
	w.lay(cardOf("张三", "11010519491231002X"))
	if v := w.m.View(); v.Screen != Verdict || v.Status.ReaderText != "reader.ignored.same" {
		t.Errorf("%s, %q", v.Screen, v.Status.ReaderText)
	}
}

// The same document under the scanner is told as the card is, whoever's name stands
// beside it; another one begins the next guest.
func TestTheSameScanDoesNotEndItsPass(t *testing.T) {
	const own = "11010519491231002X"
	for text, same := range map[string]bool{own: true, strings.ToLower(own): true, "张三 " + own: true, own + " 张三": true, own + own: true,
		"110105 19491231 002X": true, "440524188001010014": false, "E00000001": false, td3Name + td3Number: false} {
		for _, after := range []string{"tick", "wait 2s"} {
			w := newWorld(t)
			w.do(ReaderReported{State: ReaderWaiting})
			w.tell("start", "claim", "portrait", "Enter", "answer match", after)
			w.do(Scanned{Text: text, Ended: true})
			if v := w.m.View(); same && v.Status.ReaderText != "reader.ignored.same" {
				t.Errorf("%s, %q: %s, %q", after, text, v.Screen, v.Status.ReaderText)
			}
			if w.wait(time.Second); (w.m.screen == Verdict) != same {
				t.Errorf("%s, %q: %s", after, text, w.m.screen)
			}
		}
	}
	w := newWorld(t)
	w.step("start")
	w.do(Scanned{Text: td3Name + td3Number})
	w.m.customer.subject = identity.Subject{Document: identity.Document{Type: w.m.customer.claim.kind(), Number: "L898902C3"}}
	for text, same := range map[string]bool{td3Name + td3Number: true, "L898902C3": true, "L898902C4": false} {
		if w.m.ofPassed(text) != same {
			t.Errorf("%q: %v", text, !same)
		}
	}
}

func TestEditingRemovesTheMark(t *testing.T) {
	for _, edit := range []string{"name 张三丰", "number 440524188001010014", "number 11010519491231002", "type 414", "F2"} {
		w := newWorld(t)
		w.step("start")
		w.lay(cardOf("张三", "11010519491231002X"))
		w.step(edit)
		if w.m.View().Claim.SourceText != "" {
			t.Errorf("%s: still marked", edit)
		}
	}
	w := newWorld(t)
	w.step("start")
	w.lay(cardOf("张三", "11010519491231002X"))
	w.tell("focus name", "Tab", "name 张三") // the field reports what it was given
	if w.m.View().Claim.SourceText == "" {
		t.Error("the mark went although nothing was edited")
	}
}

// An expired or contradictory card is a yellow warning: it stops nothing, and the
// verdict repeats it.
func TestDoubtfulCardsAreWarnedOf(t *testing.T) {
	doubt := identity.Text{ZH: "卡内出生日期与号码不一致。", EN: "The births differ."}
	for name, c := range map[string]Card{
		"expired":       {Expiry: identity.Day(morning).AddDate(0, 0, -1)},
		"contradictory": {Notes: []identity.Note{{Field: identity.FieldNumber, Text: doubt}}},
	} {
		w := newWorld(t)
		w.step("start")
		c.Claim = identity.Claim{Name: "张三", Number: "11010519491231002X"}
		w.lay(c)
		note := w.m.View().Claim.NumberNote
		if note == (identity.Text{}) {
			t.Errorf("%s: not said", name)
		}
		w.tell("Enter", "portrait", "Enter", "answer match")
		if v := w.m.View().Verdict; v.Family != FamilyPass || !slices.Contains(v.Warnings, note) {
			t.Errorf("%s: %v, %v", name, v.Family, v.Warnings)
		}
	}
	w := newWorld(t)
	w.step("start")
	w.lay(Card{Claim: identity.Claim{Name: "张三", Number: "11010519491231002X"}, Expiry: identity.Day(morning)})
	if w.m.View().Claim.NumberNote != (identity.Text{}) {
		t.Error("the last day counts as over")
	}
}

// What a card says is validated like what is typed.
func TestACardIsValidated(t *testing.T) {
	for name, c := range map[string]Card{
		"check character": cardOf("张三", "110105194912310021"),
		"no name":         cardOf("", "11010519491231002X"),
		"Latin letters":   cardOf("ZHANG SAN", "11010519491231002X"),
	} {
		w := newWorld(t)
		w.step("start")
		w.lay(c)
		if v := w.m.View().Claim; v.NameFault == (identity.Text{}) && v.NumberFault == (identity.Text{}) {
			t.Errorf("%s: no complaint", name)
		}
		if w.tell("Enter", "Enter"); w.m.screen != Desk {
			t.Errorf("%s: leads to %s", name, w.m.screen)
		}
	}
}

// The card's age counts, also where the number does not tell it.
func TestACardTellsTheAge(t *testing.T) {
	w := newWorld(t)
	w.step("start")
	child := Card{Claim: identity.Claim{Name: "SMITH JOHN", Number: "CAN110081080310", Type: identity.PermanentResident, Nation: "CAN"}, AgeKnown: true, Under14: true}
	w.lay(child)
	if w.step("Enter"); w.m.screen != ByEye || !w.m.customer.guardian {
		t.Errorf("%s, guardian %v", w.m.screen, w.m.customer.guardian)
	}
	w.wait(time.Second)
	w.step("Esc")
	w.step("number CAN110081080328") // another document's
	if _, known := w.m.customer.claim.minor(identity.Document{}, w.m.now); known {
		t.Error("the age of another document's holder is kept")
	}
}

// A guest's idle time begins with the card, and a card that comes with the end of
// the last guest's is not lost.
func TestIdleTimeAndCards(t *testing.T) {
	w := newWorld(t)
	w.step("start")
	w.lay(cardOf("张三", "11010519491231002X"))
	w.wait(DefaultIdle - time.Second)
	w.now = w.now.Add(2 * time.Second)
	w.lay(cardOf("李四", "440524188001010014"))
	if name := w.m.View().Claim.Name; name != "李四" {
		t.Errorf("%q", name)
	}
	if w.wait(DefaultIdle + time.Second); !w.m.customer.claim.empty() {
		t.Error("the claim is kept")
	}
}

func TestAReaderThatIsNotSetIsNotShown(t *testing.T) {
	w := newWorld(t)
	w.step("start")
	if got := w.m.View().Status; got.ReaderText != "" {
		t.Errorf("%q", got.ReaderText)
	}
	w.do(ReaderReported{State: ReaderUnknownMark, Mark: "Z"})
	if got := w.m.View().Status; got.ReaderText != "reader.unknown_mark" || got.ReaderMark != "Z" {
		t.Errorf("%+v", got)
	}
}
