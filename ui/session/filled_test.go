package session

import (
	"strings"
	"testing"
	"time"

	"facedesk/identity"
)

// chineseName and chineseNumber are the zone of a Chinese passport, whose name is none
// that is sent.
const chineseName, chineseNumber = "P<CHNZHANG<<SAN<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "EA12345676CHN8001014M3001019<<<<<<<<<<<<<<00"

// fillings fill a claim in by a machine.
var fillings = map[string]func(w *world){
	"card":                func(w *world) { w.lay(cardOf("张三", "11010519491231002X")) },
	"zone":                func(w *world) { w.do(Scanned{Text: td3Name, Ended: true}); w.do(Scanned{Text: td3Number}) },
	"zone by keys":        func(w *world) { w.wedge(td3Name + td3Number) },
	"line":                func(w *world) { w.do(Scanned{Text: "SMITH JOHN 11010519491231002X"}) },
	"line by keys":        func(w *world) { w.do(Focused{identity.FieldName}); w.wedge("SMITH JOHN 11010519491231002X") },
	"line into the type":  func(w *world) { w.do(Focused{identity.FieldType}); w.wedge("SMITH JOHN 11010519491231002X") },
	"dotted line":         func(w *world) { w.do(Scanned{Text: "阿卜杜拉.买买提 11010519491231002X"}) },
	"wide line by keys":   func(w *world) { w.do(Focused{identity.FieldName}); w.wedge("张　三 11010519491231002X") },
	"number first":        func(w *world) { w.do(Focused{identity.FieldName}); w.wedge("11010519491231002X 张三") },
	"number first, type":  func(w *world) { w.do(Focused{identity.FieldType}); w.wedge("11010519491231002X 张三") },
	"passport line":       func(w *world) { w.do(Scanned{Text: "SMITH JOHN AB1234567"}) },
	"passport, Enter":     func(w *world) { w.do(Scanned{Text: "SMITH JOHN AB1234567", Ended: true}) },
	"zone without a name": func(w *world) { w.wedge(chineseName + chineseNumber) },
	"permanent": func(w *world) {
		w.lay(Card{Claim: identity.Claim{Name: "SMITH JOHN", Number: "CAN110081080310", Type: identity.PermanentResident, Nation: "CAN"}, Expiry: morning.AddDate(9, 0, 0), AgeKnown: true})
	},
}

// What a card or a zone filled in goes with its number: the next document's never
// stands beside the last guest's name.
func TestAnotherNumberDropsWhatWasFilledIn(t *testing.T) {
	const next = "440524188001010014"
	for how, fill := range fillings {
		for _, f := range everyField {
			for line, name := range map[string]string{next: "", "李四 " + next: "李四", next + " 李四": "李四"} {
				for by, enter := range map[string]func(w *world){
					"scanner": func(w *world) { w.do(Scanned{Text: line, Ended: true}) }, "no Enter": func(w *world) { w.do(Scanned{Text: line}) },
					"keys": func(w *world) { w.wedge(line + "\n") }, "keys, no Enter": func(w *world) { w.wedge(line) },
				} {
					if strings.HasPrefix(by, "keys") && name != "" && (f != identity.FieldName || how == "zone without a name") {
						continue // a name is not typed into another field, and may be by hand beside a zone that has none
					}
					w := newWorld(t)
					w.step("start")
					fill(w)
					w.do(Focused{f})
					w.wait(time.Second)
					enter(w)
					c := w.m.customer.claim
					if identity.NormaliseNumber(c.number) != next || identity.NormaliseName(c.name) != name ||
						c.nation != "" || c.chosen != "" || !c.expiry.IsZero() || !c.birth.IsZero() || c.card.ageKnown || c.kind() != identity.ResidentID {
						t.Errorf("%s, in %s, %s %q: %q %q %q %q on %s", how, f, by, line, c.name, c.number, c.nation, c.chosen, w.m.screen)
					}
				}
			}
		}
	}
}

// Documents without a check character count where the scanner is read directly.
func TestAnotherPassportDropsWhatWasFilledIn(t *testing.T) {
	for how, fill := range fillings {
		for _, f := range everyField {
			w := newWorld(t)
			w.step("start")
			fill(w)
			w.do(Focused{f})
			w.do(Scanned{Text: "E00000001", Ended: true})
			if c := w.m.customer.claim; c.number != "E00000001" || c.name != "" || c.nation != "" {
				t.Errorf("%s, in %s: %q %q %q", how, f, c.name, c.number, c.nation)
			}
		}
	}
}

// A scanner's line says whose number it holds, whatever name a hand has typed before; a
// line that is read twice is one.
func TestALineNamesItsGuest(t *testing.T) {
	for _, f := range everyField {
		for _, line := range []string{"李四 440524188001010014", "440524188001010014 李四"} {
			for _, before := range []string{"name 张三", "number 11010519491231002X", "name 李四"} {
				w := newWorld(t)
				w.steps("start", before, "wait 1s")
				w.do(Focused{f})
				for range 2 {
					w.do(Scanned{Text: line})
					if c := w.m.customer.claim; c.name != "李四" || identity.NormaliseNumber(c.number) != "440524188001010014" {
						t.Errorf("%s, then %q in %s: %q %q", before, line, f, c.name, c.number)
					}
				}
			}
		}
	}
}

// A line that a keyboard scanner types twice is one, also of a name that repeats itself.
func TestALineTypedTwice(t *testing.T) {
	for _, name := range []string{"李四", "方方", "SMITH JOHN", "张　三"} {
		w := newWorld(t)
		w.step("start")
		for range 3 {
			w.do(Focused{identity.FieldName})
			w.wedge(name + " 440524188001010014")
			if c := w.m.customer.claim; identity.NormaliseName(c.name) != identity.NormaliseName(name) || identity.NormaliseNumber(c.number) != "440524188001010014" {
				t.Errorf("%s: %q %q", name, c.name, c.number)
			}
		}
	}
}

// The same document once more changes nothing.
func TestTheSameNumberKeepsWhatWasFilledIn(t *testing.T) {
	expiry := morning.AddDate(0, 0, -3)
	for _, scan := range []func(w *world){
		func(w *world) { w.do(Scanned{Text: "11010519491231002X"}) }, func(w *world) { w.do(Scanned{Text: "11010519491231002x"}) },
		func(w *world) { w.wedge("11010519491231002X") },
	} {
		for _, f := range everyField {
			w := newWorld(t)
			w.step("start")
			w.lay(Card{Claim: identity.Claim{Name: "张三", Number: "11010519491231002X"}, Expiry: expiry, AgeKnown: true})
			w.do(Focused{f})
			w.wait(time.Second)
			scan(w)
			if c := w.m.customer.claim; c.name != "张三" || identity.NormaliseNumber(c.number) != "11010519491231002X" || !c.expiry.Equal(expiry) || !c.card.ageKnown {
				t.Errorf("in %s: %q %q %v %+v", f, c.name, c.number, c.expiry, c.card)
			}
		}
	}
}

// A name that was typed by hand after the card belongs to nobody's number.
func TestANameByHandStaysBesideAScan(t *testing.T) {
	for _, name := range []string{"李四", "张"} {
		w := newWorld(t)
		w.step("start")
		w.lay(cardOf("张三", "11010519491231002X"))
		w.tell("name "+name, "wait 2s", "focus number")
		w.do(Scanned{Text: "440524188001010014"})
		if c := w.m.customer.claim; c.name != name || identity.NormaliseNumber(c.number) != "440524188001010014" {
			t.Errorf("%q %q", c.name, c.number)
		}
	}
}

// A name that was typed by hand before a scan stays when the scan is made once more, of
// whatever document.
func TestANameOfAHandStaysBesideScans(t *testing.T) {
	w := newWorld(t)
	w.step("start")
	for range 3 {
		w.wait(handPause)
		w.do(Struck{At: w.now})
	}
	w.step("name 张三")
	for _, number := range []string{"11010519491231002X", "440524188001010014"} {
		w.wait(handPause)
		w.wedge(number)
		if c := w.m.customer.claim; c.name != "张三" || identity.NormaliseNumber(c.number) != number {
			t.Errorf("%s: %q %q", number, c.name, c.number)
		}
	}
}

// The zone of a Chinese passport has no name that is sent. The one that the clerk has
// typed stays, wherever the scanner types; the name of another document's guest goes.
func TestANameByHandStaysBesideAZone(t *testing.T) {
	by := map[string]func(w *world, rows ...string){
		"no Enter":        func(w *world, rows ...string) { w.wedge(strings.Join(rows, "")) },
		"Enter":           func(w *world, rows ...string) { w.wedge(strings.Join(rows, "\n") + "\n") },
		"twice":           func(w *world, rows ...string) { w.wedge(strings.Join(append(rows, rows...), "")) },
		"each row twice":  func(w *world, rows ...string) { w.wedge(rows[0] + rows[0] + rows[1] + rows[1]) },
		"a row once more": func(w *world, rows ...string) { w.wedge(strings.Join(rows, "")); w.wedge(rows[1]) },
		"misread": func(w *world, rows ...string) {
			w.wedge(rows[0] + strings.Replace(rows[1], "567", "557", 1))
			w.wedge(strings.Join(rows, ""))
		},
		"scanner": func(w *world, rows ...string) {
			w.do(Scanned{Text: rows[0], Ended: true})
			w.do(Scanned{Text: rows[1], Ended: true})
		},
	}
	for how, scan := range by {
		for _, f := range []identity.Field{identity.FieldName, identity.FieldNumber, identity.FieldType} {
			w := newWorld(t)
			w.steps("start", "name 张三", "wait 1s")
			w.do(Focused{f})
			scan(w, chineseName, chineseNumber)
			if c := w.m.customer.claim; c.name != "张三" || c.number != "EA1234567" || c.beside != "" {
				t.Errorf("%s in %s: %q %q", how, f, c.name, c.number)
			}
			w.wait(time.Second)
			scan(w, strings.Replace(chineseName, "ZHANG<<SAN", "LI<<SIMING", 1), "EA12345687CHN8001014M3001019<<<<<<<<<<<<<<08")
			if c := w.m.customer.claim; c.name != "" {
				t.Errorf("%s in %s: %q stands beside %q", how, f, c.name, c.number)
			}
		}
	}
}
