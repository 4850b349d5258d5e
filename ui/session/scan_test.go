package session

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"facedesk/identity"
)

// wedge types on the desk as a reader does that is a keyboard: each character goes
// into the field that has the focus then. \n is Enter, \t Tab, \x1d the control
// character that some readers put around doubtful ones, ↓ an arrow key.
func (w *world) wedge(text string) {
	w.t.Helper()
	for _, r := range text {
		w.now = w.now.Add(readerGap)
		w.do(Struck{At: w.now})
		if w.m.screen != Desk {
			continue
		}
		c := w.m.customer.claim
		switch f := c.focused(); {
		case r == '\n':
			w.do(KeyPressed{Key: KeyEnter})
		case r == '\t':
			w.do(KeyPressed{Key: KeyTab})
		case r == '↓': // the field's own key
		case f == identity.FieldType:
			w.do(Typed{string(r)})
		default:
			w.do(Edited{f, c.text(f) + string(r)})
		}
	}
	w.now = w.now.Add(2 * textPause)
	w.do(Tick{})
}

// on brings the focus into a field of a claim that is begun.
func on(t *testing.T, f identity.Field) *world {
	w := newWorld(t)
	w.step("start")
	if f == identity.FieldNation || f == identity.FieldType {
		w.do(Edited{identity.FieldName, "JOHN"})
		w.do(Edited{identity.FieldNumber, "AB1234567"})
	}
	if f == identity.FieldNation {
		w.step("type 414")
	}
	w.do(Focused{f})
	if got := w.m.customer.claim.focused(); got != f {
		t.Fatalf("the focus is on %s", got)
	}
	return w
}

var everyField = []identity.Field{identity.FieldName, identity.FieldNumber, identity.FieldNation, identity.FieldType}

const (
	td3Name, td3Number = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
	td2Name, td2Number = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"
	td1First           = "I<UTOD231458907<<<<<<<<<<<<<<<"
	td1Second, td1Name = "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"
)

// scans are what readers type: the rows together, each with its Enter, with one
// Enter at the end, doubled, and with what readers put between.
func scans(rows ...string) map[string]string {
	together := strings.Join(rows, "")
	each := strings.Join(rows, "\n") + "\n"
	var twice string
	for _, row := range rows {
		twice += row + "\n" + row + "\n"
	}
	return map[string]string{
		"together": together, "one Enter": together + "\n", "an Enter each": each,
		"doubled": together + together, "doubled, an Enter each": each + each, "each row doubled": twice,
		"doubled, one Enter": together + "\n" + together + "\n",
		"GS":                 "\x1d" + together[:10] + "\x1d" + together[10:11] + "\x1d" + together[11:] + "\x1d", "arrows": strings.Join(rows, "↓") + "↓",
		"spaces": strings.Join(rows, " "), "small": strings.ToLower(together), "full width": strings.ReplaceAll(together, "<", "《"),
	}
}

func TestEveryZoneFromEveryField(t *testing.T) {
	for format, rows := range map[string][]string{"TD3": {td3Name, td3Number}, "TD2": {td2Name, td2Number}, "TD1": {td1First, td1Second, td1Name}} {
		want := "D23145890"
		if format == "TD3" {
			want = "L898902C3"
		}
		for how, text := range scans(rows...) {
			for _, f := range everyField {
				w := on(t, f)
				w.wedge(text)
				c := w.m.customer.claim
				if c.name != "ERIKSSON ANNA MARIA" || c.number != want || w.m.screen != Desk && w.m.screen != Notice {
					t.Errorf("%s, %s, in %s: %q %q %q on %s", format, how, f, c.name, c.number, c.nation, w.m.screen)
				}
			}
		}
	}
}

func TestEveryNumberFromEveryField(t *testing.T) {
	for how, text := range map[string]string{
		"plain": "11010519491231002X", "Enter": "11010519491231002X\n", "doubled": "11010519491231002X11010519491231002X",
		"doubled, Enter": "11010519491231002X\n11010519491231002X\n", "small x": "11010519491231002x\n", "Tab": "11010519491231002X\t",
		"star": "11010519491231002*\n", "GS": "\x1d11010519491231002X\x1d\n",
	} {
		for _, f := range everyField {
			w := on(t, f)
			w.wedge(text)
			c := w.m.customer.claim
			if got := identity.NormaliseNumber(c.number); got != "11010519491231002X" || strings.ContainsAny(c.name+c.nation, "0123456789") {
				t.Errorf("%s in %s: %q %q %q", how, f, c.name, got, c.nation)
			}
		}
	}
}

// A number that was mistyped, or another one, is replaced by the one that is
// scanned; by hand nothing is.
func TestAScanReplacesTheNumber(t *testing.T) {
	for _, typed := range []string{"1101", "440524188001010014", "440524188001010015", "E00000001"} {
		for _, f := range []identity.Field{identity.FieldName, identity.FieldNumber} {
			w := newWorld(t)
			w.tell("start", "name 张三", "number "+typed, "wait 2s")
			w.do(Focused{f})
			w.wedge("11010519491231002X")
			if c := w.m.customer.claim; identity.NormaliseNumber(c.number) != "11010519491231002X" || c.name != "张三" {
				t.Errorf("%s, in %s: %q %q", typed, f, c.name, c.number)
			}
		}
	}
	w := newWorld(t)
	w.tell("start", "number 440524188001010014", "number 44052418800101001411010519491231002X")
	if w.m.customer.claim.number != "44052418800101001411010519491231002X" {
		t.Error("what was typed by hand was replaced")
	}
}

// A number that stands alone in the name's field goes to its own, though its check
// character is wrong or no kind of document is sure; the next scan replaces it.
func TestANumberAloneIsNoName(t *testing.T) {
	for _, text := range []string{"110105194912310020", "H1234567801", "L8988901C", "USA110065010115", "1234567801"} {
		for how, scan := range map[string]func(w *world){
			"typed": func(w *world) { w.wedge(text + "\n") }, "read": func(w *world) { w.do(Scanned{Text: text, Ended: true}) },
			"by hand": func(w *world) { w.tell("name "+text, "Enter") },
		} {
			w := newWorld(t)
			w.step("start")
			scan(w)
			if c := w.m.customer.claim; c.name != "" || c.number != text || c.focused() != identity.FieldName {
				t.Errorf("%s, %s: %q %q in %s", text, how, c.name, c.number, c.focused())
			}
			w.wait(2 * time.Second)
			w.wedge("11010519491231002X\n")
			if c := w.m.customer.claim; c.name != "" || identity.NormaliseNumber(c.number) != "11010519491231002X" {
				t.Errorf("%s, %s, then an identity card: %q %q", text, how, c.name, c.number)
			}
		}
	}
}

// A zone that was misread says which check digit failed and keeps what was typed;
// the next scan replaces it.
func TestAMisreadZoneAndTheNextScan(t *testing.T) {
	bad := strings.Replace(td3Number, "7408122", "7408123", 1)
	for _, f := range []identity.Field{identity.FieldName, identity.FieldNumber, identity.FieldNation} {
		for _, end := range []string{"\n", ""} {
			w := on(t, f)
			w.wedge(td3Name + bad + end)
			if end != "" {
				v := w.m.View().Claim
				said := v.NameFault.Then(v.NumberFault).Then(v.NationFault).ZH
				if kept := w.m.customer.claim.text(f); !strings.Contains(said, "出生日期") || !strings.HasSuffix(kept, td3Name+bad) {
					t.Errorf("in %s: %q, kept %q", f, said, kept)
				}
			}
			w.do(Focused{f})
			w.wedge(td3Name + bad + "\n")
			if v := w.m.View().Claim; end != "" && !strings.Contains(v.NameFault.Then(v.NumberFault).Then(v.NationFault).ZH, "出生日期") {
				t.Errorf("in %s, misread twice: %+v", f, v)
			}
			w.do(Focused{f})
			w.wedge(td3Name + "\n" + td3Number + "\n")
			if c := w.m.customer.claim; c.number != "L898902C3" || c.name != "ERIKSSON ANNA MARIA" {
				t.Errorf("in %s%q: %q %q", f, end, c.name, c.number)
			}
		}
	}
}

// Rows of 30 characters are three things.
func TestRowsOfThirty(t *testing.T) {
	for row, word := range map[string]string{
		"CSC886084772<2800800<8200000<6": "通行证", "CDT123456789<3001011<8001014<2": "通行证", "D1FRA13AA000026181231MARTIN<<9": "驾驶证",
	} {
		if utf8.RuneCountInString(row) != 30 {
			t.Fatal(row)
		}
		for _, f := range []identity.Field{identity.FieldName, identity.FieldNumber, identity.FieldNation} {
			w := on(t, f)
			w.wedge(row + "\n")
			v := w.m.View().Claim
			if said := v.NameFault.Then(v.NumberFault).Then(v.NationFault).ZH; !strings.Contains(said, word) || v.Type == identity.OrdinaryPassport && f != identity.FieldNation {
				t.Errorf("%s in %s: %q, %s", row, f, said, v.Type)
			}
			w.do(Focused{f})
			if w.wedge("11010519491231002X\n"); f != identity.FieldNation && identity.NormaliseNumber(w.m.customer.claim.number) != "11010519491231002X" {
				t.Errorf("%s in %s: then an identity card: %q", row, f, w.m.customer.claim.number)
			}
		}
	}
}

// Nothing that a scanner types on the desk sends, and its Enter leads no further
// than the notice.
func TestAScannersEnterNeverSends(t *testing.T) {
	for _, text := range []string{"张三\n11010519491231002X\n\n\n\n", td3Name + td3Number + strings.Repeat("\n", 9), "张三 11010519491231002X" + strings.Repeat("\n", 9)} {
		w := newWorld(t)
		w.step("start")
		w.wedge(text)
		for range 9 {
			w.burst(readerGap, text[:6], KeyEnter)
		}
		for _, c := range w.cmds {
			switch c.(type) {
			case Send, RecordConsent, OpenCamera:
				t.Errorf("%q: %T", text, c)
			}
		}
		if w.m.screen != Notice && w.m.screen != Desk {
			t.Errorf("%q leads to %s", text, w.m.screen)
		}
	}
}

// Text that is typed while the type is to be chosen counts as a whole or not at
// all, and what somebody typed long ago is not added to it.
func TestLooseTextEnds(t *testing.T) {
	w := on(t, identity.FieldType)
	w.do(Typed{"1"})
	w.wait(3 * time.Second)
	w.wedge("11010519491231002X")
	if got := w.m.customer.claim.number; got != "11010519491231002X" {
		t.Errorf("%q", got)
	}
}

// A scanner that is read directly fills in from any field, whatever it sends, and its
// Enter leads no further than the notice.
func TestDirectScans(t *testing.T) {
	for _, f := range everyField {
		for _, lines := range [][]Scanned{
			{{Text: "11010519491231002X", Ended: true}},
			{{Text: "11010519491231002X"}},
			{{Text: "1101051949123100"}, {Text: "11010519491231002X", Ended: true}},
		} {
			w := on(t, f)
			for _, line := range lines {
				w.do(line)
			}
			if c := w.m.customer.claim; identity.NormaliseNumber(c.number) != "11010519491231002X" && len(lines) == 1 {
				t.Errorf("%v in %s: %q %q", lines, f, c.name, c.number)
			}
		}
		w := on(t, f)
		w.do(Scanned{Text: td3Name, Ended: true})
		w.do(Scanned{Text: td3Number, Ended: true})
		if c := w.m.customer.claim; c.number != "L898902C3" || c.name != "ERIKSSON ANNA MARIA" {
			t.Errorf("in %s: %q %q", f, c.name, c.number)
		}
	}
}

func TestDirectScansElsewhere(t *testing.T) {
	for _, s := range []Screen{Notice, Capture, Confirm, ByEye} {
		w := at(t, s)
		w.cmds = nil
		w.do(Scanned{Text: "440524188001010014", Ended: true})
		for _, c := range w.cmds {
			if _, sound := c.(Play); !sound {
				t.Errorf("%s: %T", s, c)
			}
		}
		if w.m.screen != s || w.m.View().Status.ReaderText != "reader.ignored.check" {
			t.Errorf("%s: on %s, %q", s, w.m.screen, w.m.View().Status.ReaderText)
		}
	}
	for _, wait := range []string{"tick", "wait 700ms", "wait 1s"} {
		w := at(t, Confirm)
		w.tell("Enter", "answer match", wait)
		w.do(Scanned{Text: "440524188001010014", Ended: true})
		if wait == "tick" && w.m.screen != Verdict {
			t.Error("a scan ends a pass that nobody has seen")
		}
		w.wait(KeyGuard + 300*time.Millisecond)
		if w.m.screen != Desk || w.m.customer.claim.number != "440524188001010014" {
			t.Errorf("%s: on %s: %q", wait, w.m.screen, w.m.customer.claim.number)
		}
	}
}
