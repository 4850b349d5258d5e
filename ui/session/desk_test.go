package session

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"facedesk/identity"
)

// TestDesk types claims.
func TestDesk(t *testing.T) {
	for name, text := range map[string]string{
		"no complaint while half typed": `
			start
			name 张3                  | desk     | - | namefault=
			keys 110105194912310      | desk     | - | numberfault= type=111 namefault=yes numberok=
			Tab                       | desk     | - | numberfault=yes focus=name`,
		"a name, once left, is shown as it is sent": `
			start
			name 买•买提              | desk     | - | name=买•买提
			Tab                       | desk     | - | name=买·买提 namefault=`,
		"a complaint once the number is complete": `
			start
			keys 11010519491231002    | desk     | - | numberfault=
			keys 110105194912310021   | desk     | - | numberfault=yes numberok=
			keys 11010519491231002    | desk     | - | numberfault=
			number                    | desk     | - | numberfault=
			keys 1101                 | desk     | - | numberfault=`,
		"eight digits are no Taiwan permit until they are left": `
			start
			keys 12345678             | desk     | - | type=111 service=face
			Tab                       | desk     | - | type=511 service=travel numberfault=
			number 123456789          | desk     | - | type=111`,
		"the type follows the number": `
			start
			keys H12345678            | desk     | - | type=516 service=travel numberok=desk.number.ok
			keys H1234567801          | desk     | - | number=H12345678
			keys 911124198108030024   | desk     | - | type=553 service=face nation=CAN
			keys E12345678            | desk     | - | type=414 nation=CHN`,
		"unless the clerk chose it": `
			start
			type 414
			keys H12345678            | desk     | - | type=414 typefault=
			type 111                  | desk     | - | type=111
			type                      | desk     | - | type=516 typefault=`,
		"a type that nobody can tell": `
			start
			name JOHN
			keys AB1234567            | desk     | - | typefault=
			Enter                     | desk     | - | typefault=yes focus=type
			F2                        | desk     | - | type=111
			F2                        | desk     | - | type=516
			type 414                  | desk     | - | typefault=
			Enter                     | desk     | - | focus=nation
			F2                        | desk     | - | focus=nation`,
		"the nation where the type asks": `
			start
			name JOHN
			type 414
			keys AB1234567
			Enter                     | desk     | - | focus=nation nationfault=
			Enter                     | desk     | - | focus=nation nationfault=yes
			nation usa                | desk     | - | nation=USA nationfault=
			Enter                     | notice   | - | recipient=travel`,
		"a slip of the keyboard is complained of": `
			start
			name 《欧阳建国
			Enter                     | desk     | - | focus=number namefault=yes`,
		"a nation that is no longer asked for is gone": `
			start
			name 王五
			type 414
			nation usa                | desk     | - | nation=USA focus=nation
			type 111                  | desk     | - | focus=number
			keys 11010519491231002X   | desk     | - | nationfault= namefault=
			Enter                     | notice   | - | recipient=face`,
		"what is missing on Enter": `
			start
			Enter                     | desk     | - | focus=number
			Enter                     | desk     | - | namefault=yes numberfault=yes focus=name`,
		"nobody is sent but who is shown": `
			start
			claim                     | notice   | - |
			F3                        | desk     | - |
			name 李四
			number 440524188001010014
			F7                        | by_eye   | - |
			wait 1s
			F4                        | by_eye   | - |
			Esc                       | desk     | - | name=李四
			focus number
			Enter                     | notice   | - | name=李四
			portrait
			Enter                     | checking | send:face | name=李四`,
		"nobody is left behind an empty desk": `
			start
			claim
			F3                        | desk     | - |
			name
			number
			F7                        | by_eye   | - |
			wait 1s
			Esc                       | desk     | - |`,
		"a service that has no key is passed over": `
			set no secret of face
			start
			claim                     | notice   | - | recipient=other
			F4                        | notice   | - | recipient=plain
			F4                        | notice   | - | recipient=other`,
		"another guest waits for the decision about the last": `
			start
			claim
			portrait
			Enter
			answer face_mismatch      | verdict  | - |
			wait 1s
			F3                        | desk     | - |
			name 李四
			number 440524188001010014
			focus number
			Enter                     | by_eye   | - |
			wait 1s
			F9                        | desk     | doubt:1 | name=李四
			wait 1s
			Enter                     | notice   | - |`,
		"no service takes it": `
			start
			name 陈大文
			type 420
			number K12345678
			Tab
			press next                | desk     | - | focus=number
			Enter                     | desk     | - | typefault=yes focus=type
			F7                        | by_eye   | - |`,
		"a service picked that does not take it": `
			start
			service travel
			claim                     | notice   | - | recipient=face
			F3                        | desk     | - | service=face`,
		"the keypad's star": `
			start
			keys 11010519491231002＊  | desk     | - | numberok=desk.number.ok`,
		"a service without its keys": `
			set no secret of face
			start
			claim                     | notice   | - | recipient=other missing=`,
		"no service has its keys": `
			set no secret
			start
			claim                     | notice   | - | recipient=face missing=notice.missing.service
			F8                        | notice   | - |
			F9                        | by_eye   | declined:face | keys=F8,F9,F10,F2,Esc,F11,F1`,
		"clearing": `
			start                     | desk     |   | keys=Enter,Tab,Shift+Tab,F2,F4,F7,F6,F8,F12,F11,F1
			name 张三                 | desk     |   | keys=Enter,Tab,Shift+Tab,F2,F4,F7,F6,F8,Esc,F11,F1
			Esc                       | desk     | - | name=`,
		"records": `
			start
			name 张三
			F6                        | records  | loadrecords |
			Esc                       | desk     | - | name=张三
			F6
			wait 60s                  | desk     | - | name=`,
		"help and language": `
			start
			F1                        | desk     | - | help=true
			F7                        | desk     | - | help=false
			name 张三
			F11                       | desk     | - | language=en
			Esc                       | desk     | - | language=zh`,
	} {
		t.Run(name, func(t *testing.T) { story(t, text) })
	}
}

// TestNotice: nobody can agree to a notice that does not name everybody.
func TestNotice(t *testing.T) {
	for setting, missing := range map[string]string{
		"no company": "company", "no contact": "contact", "no operator": "operator", "no recipient": "recipient", "no recipient contact": "recipient_contact",
	} {
		t.Run(setting, func(t *testing.T) {
			story(t, `
				set `+setting+`
				start
				claim       | notice | - | missing=notice.missing.`+missing+`
				F8          | notice | - |
				press agree | notice | - |
				F9          | by_eye | declined:face |`)
		})
	}
}

// TestReaders types what readers and pastes bring. Nothing that is typed is
// lost, and no Enter of a reader leads further than the notice.
func TestReaders(t *testing.T) {
	for name, text := range map[string]string{
		"a misread zone says which check digit": `
			start
			keys P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
			Enter                     | desk     | - | numberfault= focus=number
			keys P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C37UTO7408122F1204159ZE184226B<<<<<10
			Enter                     | desk     | - | numberfault=yes focus=number number=P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C37UTO7408122F1204159ZE184226B<<<<<10
			number                    | desk     | - | numberfault=`,
		"in the name field too": `
			start
			name P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C37UTO7408122F1204159ZE184226B<<<<<10
			Enter                     | desk     | - | namefault=yes focus=name name=P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C37UTO7408122F1204159ZE184226B<<<<<10
			name P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10
			Tab                       | desk     | - | focus=number name=ERIKSSON_ANNA_MARIA number=L898902C3 namefault=`,
		"half a zone never leaves the clerk stuck": `
			start
			name P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
			Enter                     | desk     | - | namefault=
			Enter                     | desk     | - | namefault=yes focus=name
			Tab                       | desk     | - | namefault=yes focus=number`,
		"what is no zone says so at once": `
			start
			name LI<WEI
			Enter                     | desk     | - | namefault=yes focus=name name=LI<WEI
			name LI WEI
			Enter                     | desk     | - | focus=number`,
		"an exit permit's zone": `
			start
			keys CSC886084772<2800800<8200000<6
			Enter                     | desk     | - | numberfault=yes focus=number`,
		"a number in the name field, then the name": `
			start
			name 110101199001010015   | desk     | - | name= number=110101_19900101_0015 focus=name numberok=desk.number.ok
			Enter                     | desk     | - | focus=name
			name 张三
			Enter                     | notice   | - | name=张三 number=110101_19900101_0015`,
		"name and number on one line": `
			start
			name 张三 110101199001010015 | desk  | - | name=张三 number=110101_19900101_0015 focus=name
			Enter                     | notice   | - | name=张三`,
		"glued to the name": `
			start
			name 阿依古丽.买买提11010519491231002* | desk | - | name=阿依古丽.买买提 number=110105_19491231_002X
			Enter                     | notice   | - | name=阿依古丽·买买提`,
		"the other way round": `
			start
			name 110101199001010015,张三 | desk  | - | name=张三 number=110101_19900101_0015
			Enter                     | notice   | - |`,
		"into the number field": `
			start
			keys 张三 110101199001010015 | desk  | - | name=张三 number=110101_19900101_0015 focus=number
			Enter                     | notice   | - |`,
		"into the number field, with another name above": `
			start
			name 李四
			keys 张三 110101199001010015 | desk  | - | name=李四 number=110101_19900101_0015 focus=number`,
		"another number than the one that is typed": `
			start
			number 11010519491231002X
			focus name
			name 张三 110101199001010015 | desk  | - | number=110105_19491231_002X name=张三_110101199001010015
			Enter                     | desk     | - | namefault=yes number=110105_19491231_002X`,
		"other numbers once the line is ended": `
			start
			name 陈大文 H12345678     | desk     | - | number=
			Enter                     | notice   | - | name=陈大文 number=H12345678`,
		"a number that is wrong goes to its field and is complained of": `
			start
			name 张三 110101199001010016 | desk  | - | number=
			Enter                     | desk     | - | name=张三 number=110101_19900101_0016 numberfault=yes focus=number`,
		"a name that is corrected goes on as ever": `
			start
			name 张三
			keys 110101199001010015
			focus name
			name 李四
			Enter                     | desk     | - | focus=number`,
		"a name padded with a blank": `
			start
			name 张　三
			Tab                       | desk     | - | name=张三 namefault= namenote=`,
		"a blank that may be a separator is asked about": `
			start
			name 欧阳 锋
			Tab                       | desk     | - | name=欧阳_锋 namefault=yes
			name 欧阳.锋
			Tab                       | desk     | - | name=欧阳·锋 namefault=`,
		"a character of an old system": `
			start
			name 张` + "\uE863" + `
			Tab                       | desk     | - | name=张䶮 namefault= namenote=yes
			name 张䶮                 | desk     | - | namenote=yes
			name 张䶮䶮               | desk     | - | namenote=`,
		"renewal digits are cut where the type has them": `
			start
			type 511
			keys 8000000101           | desk     | - | number=800000_01 numberfault=
			type 554                  | desk     | - | number=800000_0101
			type 516
			keys HA000000101          | desk     | - | number=HA0000001 nation=
			name SMITH JOHN
			focus number
			Enter                     | desk     | - | focus=nation
			nation gbr
			Enter                     | notice   | - | nation=GBR`,
		"a code that only passports have": `
			start
			name HANS
			type 414
			keys C01X00T47
			nation d
			Tab                       | desk     | - | nation=DEU nationfault=
			nation rks
			Enter                     | notice   | - | nation=RKS`,
		"an old card's last digit": `
			start
			name HANS
			keys DEU110181112600       | desk     | - | type=553 numbernote=yes numberfault= numberok=desk.number.ok
			Enter                     | notice   | - | numbernote=yes`,
	} {
		t.Run(name, func(t *testing.T) { story(t, text) })
	}
}

// TestExpired: a document that its zone says has expired is named so at the desk
// and beside the verdict, a pass too.
func TestExpired(t *testing.T) {
	w := newWorld(t)
	w.step("start")
	w.do(Edited{identity.FieldNumber, "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36D<<7408122F1204159ZE184226B<<<<<10"})
	if w.m.View().Claim.NumberNote != expired {
		t.Error("nothing is said of an expired passport")
	}
	for _, s := range []string{"Enter", "Enter", "portrait", "Enter", "answer match"} {
		w.step(s)
	}
	if v := w.m.View(); v.Verdict.Family != FamilyPass || !slices.Contains(v.Verdict.Warnings, expired) {
		t.Errorf("%s %+v", v.Screen, v.Verdict)
	}
	w.m.customer.claim = w.m.customer.claim.withNumber("E12345678")
	if w.m.customer.claim.expired(w.now) {
		t.Error("another document's day of expiry is used")
	}
}

// TestNothingTypedIsLost types a name and a number letter by letter into the
// name field, as clerks and readers do: together the fields hold every letter.
func TestNothingTypedIsLost(t *testing.T) {
	names := []string{"张三", "阿依古丽·买买提", "𠮷䶮", "JOHN SMITH"}
	numbers := []string{"110101199001010015", "11010519491231002X", "911124198108030024", "110101199001010016"}
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 2))
		name, number := names[r.IntN(len(names))], numbers[r.IntN(len(numbers))]
		between := []string{"", " ", "\t", "，", ",", "　"}[r.IntN(6)]
		line := []rune(name + between + number)
		if r.IntN(2) == 0 {
			line = []rune(number + between + name)
		}
		w := newWorld(t)
		w.step("start")
		for len(line) > 0 {
			n := 1 + r.IntN(len(line)) // a key, a word or the whole line
			w.do(Edited{identity.FieldName, w.m.customer.claim.name + string(line[:n])})
			line = line[n:]
			if r.IntN(8) == 0 {
				w.step("Enter")
				w.step("F3") // back from the notice, should it have come
				w.do(Focused{identity.FieldName})
			}
		}
		c := w.m.customer.claim
		if got, want := sorted(c.name+c.number), sorted(name+number); got != want {
			t.Fatalf("seed %d: %q and %q of %q and %q", seed, c.name, c.number, name, number)
		}
	}
}

// sorted are the letters and digits of a text in order.
func sorted(s string) string {
	r := slices.DeleteFunc([]rune(s), func(r rune) bool { return strings.ContainsRune(" \t,，　", r) })
	slices.Sort(r)
	return string(r)
}

// On the empty desk a demo shows as one where nothing but demos can be chosen.
func TestDemoOnTheEmptyDesk(t *testing.T) {
	w := newWorld(t)
	w.step("start")
	if w.m.View().Demo {
		t.Fatal("a real desk is a demo")
	}
	w.m.cfg.Services = slices.Clone(w.m.cfg.Services)
	for i := range w.m.cfg.Services {
		if w.m.View().Demo {
			t.Errorf("a demo with a real service among %d", len(w.m.cfg.Services))
		}
		w.m.cfg.Services[i].Demo = true
	}
	if !w.m.View().Demo {
		t.Error("nothing but demos, and no banner")
	}
}

// Escape on an empty desk brings the caret back to the name.
func TestEscapeBringsTheCaretBack(t *testing.T) {
	w := newWorld(t)
	w.step("start")
	w.do(Focused{Field: identity.FieldNumber})
	w.do(KeyPressed{Key: KeyEscape})
	if got := w.m.View().Claim.Focus; got != identity.FieldName {
		t.Errorf("the caret is in %s", got)
	}
}

// Nobody is taken for the guest of an undecided check whose name was hidden: the decision
// would be said of both.
func TestHiddenCheckIsOfNobody(t *testing.T) {
	typed := identity.Subject{Name: "李四", Document: identity.Document{Number: "110101199001010015"}}
	if !(customer{undecided: true}).another(typed) || (customer{}).another(typed) {
		t.Error("a hidden check is taken for the next guest's, or a desk without one is not")
	}
}
