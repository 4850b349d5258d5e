package readers

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"facedesk/readers/sandbox"
)

var today = time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// The cards of test persons, written by the sandbox.
func resident() sandbox.Card {
	return sandbox.Card{Name: "张三", Number: "110101199001010015", Birth: "19900101", Sex: "1", Nation: "01",
		Address: "测试省测试市测试路1号", From: "20200101", To: "20400101"}
}

func foreigner() sandbox.Card {
	return sandbox.Card{Mark: 'Y', Name: "约翰史密斯", English: "SMITH, JOHN", Number: "911124198108030024", Nation: "CAN",
		Birth: "19810803", Sex: "1", From: "20240101", To: "20340101"}
}

func parsed(t *testing.T, c sandbox.Card) *Card {
	t.Helper()
	got, err := parseText(c.Text(), today)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestLayouts(t *testing.T) {
	old := sandbox.Card{Mark: 'I', Name: "史密斯", English: "SMITH JOHN", Number: "CAN110081080310", Nation: "CAN",
		Birth: "19810803", Sex: "1", From: "20180101", To: "20280101"}
	taiwan := sandbox.Card{Mark: 'J', Name: "何小红", Number: "810000199408230021", Birth: "19940823", From: "20200101", To: "长期"}
	for name, c := range map[string]struct {
		card sandbox.Card
		want Card
	}{
		"resident":  {resident(), Card{Kind: Resident, Name: "张三", Number: "110101199001010015", From: date(2020, 1, 1), To: date(2040, 1, 1), AgeKnown: true}},
		"residence": {taiwan, Card{Kind: Residence, Name: "何小红", Number: "810000199408230021", From: date(2020, 1, 1), LongTerm: true, AgeKnown: true}},
		"foreigner of 2017": {old, Card{Kind: Foreigner2017, Name: "史密斯", English: "SMITH JOHN", Number: "CAN110081080310", Nation: "CAN",
			From: date(2018, 1, 1), To: date(2028, 1, 1), AgeKnown: true}},
		"foreigner of 2023": {foreigner(), Card{Kind: Foreigner2023, Name: "约翰史密斯", English: "SMITH, JOHN", Number: "911124198108030024", Nation: "CAN",
			From: date(2024, 1, 1), To: date(2034, 1, 1), AgeKnown: true}},
	} {
		for _, zeros := range []bool{false, true} {
			c.card.Zeros = zeros
			if got := parsed(t, c.card); !reflect.DeepEqual(*got, c.want) {
				t.Errorf("%s, padded with zeros %v: %+v", name, zeros, *got)
			}
		}
	}
}

func TestRareCharactersStayWhole(t *testing.T) {
	for _, name := range []string{"𠮷䶮", "𬀩㛃", "阿依古丽·买买提", "欧阳𠮷𠮷𠮷𠮷𠮷𠮷"} {
		c := resident()
		c.Name = name
		if got := parsed(t, c); got.Name != name || len(got.Doubts) > 0 {
			t.Errorf("%q: %q, %v", name, got.Name, got.Doubts)
		}
	}
}

// A name that fills its field may have been cut by the chip. It is not taken.
func TestCutNamesAreNotTaken(t *testing.T) {
	for _, name := range []string{strings.Repeat("甲", 15), strings.Repeat("甲", 20), strings.Repeat("甲", 14) + "𠮷", strings.Repeat("𠮷", 8)} {
		c := resident()
		c.Name = name
		if got := parsed(t, c); got.Name != "" || !slices.Contains(got.Doubts, DoubtNameCut) {
			t.Errorf("%q: %q, %v", name, got.Name, got.Doubts)
		}
	}
	for n, cut := range map[int]bool{34: false, 35: false, 36: false, 45: false, 46: true, 60: true} {
		c := foreigner()
		c.English = strings.Repeat("A", n)
		got := parsed(t, c)
		if slices.Contains(got.Doubts, DoubtNameCut) != cut || (got.English == "") != cut || !cut && len(got.English) != n {
			t.Errorf("%d letters: %q, %v", n, got.English, got.Doubts)
		}
	}
}

func TestSurrogateAcrossTwoFields(t *testing.T) {
	first, rest := utf16.Encode([]rune(strings.Repeat("A", 34) + "𠮷"))[:35], utf16.Encode([]rune("𠮷B "))[1:]
	if got, cut := long(first, rest); cut || got != strings.Repeat("A", 34)+"𠮷B" {
		t.Errorf("%q, %v", got, cut)
	}
}

func TestDoubts(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*sandbox.Card)
		want   []Doubt
	}{
		"sound":              {func(*sandbox.Card) {}, nil},
		"long term":          {func(c *sandbox.Card) { c.To = "长期" }, nil},
		"last day":           {func(c *sandbox.Card) { c.To = "20261128" }, nil},
		"expired":            {func(c *sandbox.Card) { c.To = "20261127" }, []Doubt{DoubtExpired}},
		"not yet":            {func(c *sandbox.Card) { c.From = "20261129" }, []Doubt{DoubtNotYet}},
		"no end":             {func(c *sandbox.Card) { c.To = "" }, []Doubt{DoubtDates}},
		"no such day":        {func(c *sandbox.Card) { c.To = "20400230" }, []Doubt{DoubtDates}},
		"ends before":        {func(c *sandbox.Card) { c.From, c.To = "20400101", "20300101" }, []Doubt{DoubtDates}},
		"check character":    {func(c *sandbox.Card) { c.Number = "110101199001010016" }, []Doubt{DoubtCheck}},
		"birth":              {func(c *sandbox.Card) { c.Birth = "19900102" }, []Doubt{DoubtBirth}},
		"no birth":           {func(c *sandbox.Card) { c.Birth = "" }, []Doubt{DoubtBirth}},
		"residence's number": {func(c *sandbox.Card) { c.Number, c.Birth = "810000199408230021", "19940823" }, []Doubt{DoubtKind}},
		"foreigner's number": {func(c *sandbox.Card) { c.Number, c.Birth = "911124198108030024", "19810803" }, []Doubt{DoubtKind}},
		"resident's on J":    {func(c *sandbox.Card) { c.Mark = 'J' }, []Doubt{DoubtKind}},
		"resident's on Y":    {func(c *sandbox.Card) { c.Mark = 'Y' }, []Doubt{DoubtKind}},
		"resident's on I":    {func(c *sandbox.Card) { c.Mark, c.Number = 'I', "110101199001010" }, []Doubt{DoubtKind}},
		"no number":          {func(c *sandbox.Card) { c.Number = "" }, []Doubt{DoubtKind}},
	} {
		card := resident()
		c.change(&card)
		if got := parsed(t, card); !slices.Equal(got.Doubts, c.want) {
			t.Errorf("%s: %v, want %v", name, got.Doubts, c.want)
		}
	}
}

func TestAges(t *testing.T) {
	for birth, want := range map[string][3]bool{ // known, under 14, under 18
		"20121129": {true, true, true}, "20121128": {true, false, true},
		"20081129": {true, false, true}, "20081128": {true, false, false},
		"20120229": {true, false, true}, "20261129": {false, false, false}, "": {false, false, false}, "20121301": {false, false, false},
	} {
		c := resident()
		c.Birth = birth
		got := parsed(t, c)
		if have := [3]bool{got.AgeKnown, got.Under14, got.Under18}; have != want {
			t.Errorf("%s: %v", birth, have)
		}
	}
}

func TestUnknownMarksAreNamed(t *testing.T) {
	for mark, want := range map[rune]string{'Z': "Z", 7: "U+0007", '外': "U+5916"} {
		c := resident()
		c.Mark = mark
		_, err := parseText(c.Text(), today)
		var unknown unknownMark
		if !errors.As(err, &unknown) || unknown.mark != want {
			t.Errorf("%q: %v", mark, err)
		}
	}
}

// What is not taken is nowhere in a Card: birth, sex, address, nation, issuer.
func TestNothingElseIsTaken(t *testing.T) {
	c := resident()
	c.Birth, c.Address, c.Nation, c.Sex = "19770707", "秘密省秘密市", "56", "2"
	text := strings.Join([]string{c.Birth, c.Address, "秘密", "测试市公安局", "1977"}, "|")
	got := parsed(t, c)
	all := reflect.ValueOf(*got)
	for i := range all.NumField() {
		f := all.Field(i)
		if f.Kind() != reflect.String {
			continue
		}
		for secret := range strings.SplitSeq(text, "|") {
			if strings.Contains(f.String(), secret) {
				t.Errorf("field %s holds %q", all.Type().Field(i).Name, secret)
			}
		}
	}
	if all.NumField() != 12 {
		t.Errorf("a card has %d fields; say here why a new one may be kept", all.NumField())
	}
}

// No text makes the parser panic or give half a character.
func FuzzText(f *testing.F) {
	f.Add(resident().Text())
	f.Add(foreigner().Text())
	f.Add(make([]byte, textSize))
	f.Add([]byte("short"))
	f.Fuzz(func(t *testing.T, text []byte) {
		c, err := parseText(text, today)
		if err != nil {
			return
		}
		for _, name := range []string{c.Name, c.English} {
			if strings.ContainsAny(name, "\uFFFD\x00") || len(utf16.Encode([]rune(name))) >= 60 {
				t.Fatalf("a name of %q", name)
			}
		}
		if c.Under14 && !c.Under18 || !c.AgeKnown && c.Under18 {
			t.Fatalf("%+v", c)
		}
	})
}
