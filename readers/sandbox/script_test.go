package sandbox

import "testing"

func find(who string) (Card, bool) {
	if who != "张三" && who != "JOHN SMITH" {
		return Card{}, false
	}
	return CardFor(who, map[string]string{"张三": "110101199001010015", "JOHN SMITH": "911124198108030024"}[who], "CAN")
}

func TestScript(t *testing.T) {
	r, err := Start(Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for _, c := range []struct {
		line  string
		fails bool
		want  Card // the zero card: none
	}{
		{"card 张三", false, Card{Number: "110101199001010015"}},
		{"lift", false, Card{}},
		{"card JOHN SMITH expired zeros", false, Card{Number: "911124198108030024", To: "20210101", Zeros: true}},
		{"card 张三 mark=Z birth=19700101", false, Card{Number: "110101199001010015", Mark: 'Z', Birth: "19700101"}},
		{"card 李四", true, Card{Number: "110101199001010015"}},
		{"card 张三 wrong", true, Card{Number: "110101199001010015"}},
		{"fault cut", false, Card{Number: "110101199001010015"}},
		{"fault melted", true, Card{Number: "110101199001010015"}},
		{"fault none", false, Card{Number: "110101199001010015"}},
		{"unplug", false, Card{Number: "110101199001010015"}},
		{"plug", false, Card{Number: "110101199001010015"}},
		{"", false, Card{Number: "110101199001010015"}},
		{"dance", true, Card{Number: "110101199001010015"}},
		{"card", true, Card{Number: "110101199001010015"}},
	} {
		if err := r.Do(c.line, find); (err != nil) != c.fails {
			t.Errorf("%q: %v", c.line, err)
		}
		var got Card
		if r.device.card != nil {
			got = *r.device.card
		}
		if got.Number != c.want.Number || c.want.To != "" && got.To != c.want.To || c.want.Zeros != got.Zeros && c.want.Zeros ||
			c.want.Mark != 0 && got.Mark != c.want.Mark || c.want.Birth != "" && got.Birth != c.want.Birth {
			t.Errorf("%q: %+v", c.line, got)
		}
	}
}

// The sandbox knows the marks of the kinds by their numbers.
func TestCardFor(t *testing.T) {
	for number, mark := range map[string]rune{
		"110101199001010015": ' ', "810000199408230021": 'J', "820000199408230020": 'J', "911124198108030024": 'Y', "CAN110081080310": 'I',
	} {
		if c, ok := CardFor("SMITH JOHN", number, "CAN"); !ok || c.Mark != mark {
			t.Errorf("%s: %q, %v", number, c.Mark, ok)
		}
	}
	if _, ok := CardFor("SMITH JOHN", "P00000001", "GBR"); ok {
		t.Error("a passport is no card")
	}
}
