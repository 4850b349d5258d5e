package readers

import (
	"encoding/binary"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"
)

// field is a place in the text, in bytes.
type field struct{ at, size int }

// layout says where the fields of a kind of card stand. A field without a size is
// not on the card, or is not taken.
type layout struct {
	name, english, more field // more: the rest of a long English name
	number, nation      field
	birth, from, to     field
}

// markAt is where the mark of the kind stands.
var markAt = field{248, 2}

var layouts = map[Kind]layout{
	Resident: {
		name: field{0, 30}, birth: field{36, 16}, number: field{122, 36}, from: field{188, 16}, to: field{204, 16},
	},
	Residence: {
		name: field{0, 30}, birth: field{36, 16}, number: field{122, 36}, from: field{188, 16}, to: field{204, 16},
	},
	Foreigner2017: {
		english: field{0, 120}, number: field{122, 30}, nation: field{152, 6}, name: field{158, 30},
		from: field{188, 16}, to: field{204, 16}, birth: field{220, 16},
	},
	Foreigner2023: {
		name: field{0, 30}, birth: field{36, 16}, english: field{52, 70}, number: field{122, 36},
		from: field{188, 16}, to: field{204, 16}, more: field{220, 22}, nation: field{242, 6},
	},
}

// units returns the field's UTF-16 units.
func (f field) units(text []byte) []uint16 {
	out := make([]uint16, f.size/2)
	for i := range out {
		out[i] = binary.LittleEndian.Uint16(text[f.at+2*i:])
	}
	return out
}

// unpad drops the padding, which is of spaces or of zeros.
func unpad(units []uint16) []uint16 {
	for i, u := range units {
		if u == 0 {
			units = units[:i]
			break
		}
	}
	for n := len(units); n > 0 && (units[n-1] == ' ' || units[n-1] == '　'); n-- {
		units = units[:n-1]
	}
	return units
}

// text returns what stands in a field, without the padding.
func (f field) text(text []byte) string { return string(utf16.Decode(unpad(f.units(text)))) }

// whole returns a name. It is "" and cut is true where the name fills its field, or
// has half a character: its end may be missing then, and nobody could see that.
func whole(units []uint16) (name string, cut bool) {
	text := unpad(units)
	name = string(utf16.Decode(text))
	if len(text) > 0 && len(text) == len(units) || strings.ContainsRune(name, '\uFFFD') {
		return "", true
	}
	return name, false
}

// long returns a name that may go on in a second field.
func long(first, second []uint16) (string, bool) {
	if len(second) == 0 || len(unpad(second)) == 0 {
		return whole(append(first, make([]uint16, min(1, len(second)))...))
	}
	if len(unpad(first)) < len(first) && first[len(first)-1] == 0 {
		first = append(unpad(first), ' ')
	}
	return whole(append(first, second...))
}

// unknownMark is the error of a card whose layout is not known.
type unknownMark struct{ mark string }

func (e unknownMark) Error() string { return "unknown mark of the card's kind: " + e.mark }

// kindOf reads the mark. Cards padded with zeros have a zero for the space.
func kindOf(text []byte) (Kind, error) {
	mark := Kind(binary.LittleEndian.Uint16(text[markAt.at:]))
	if mark == 0 {
		mark = Resident
	}
	if _, known := layouts[mark]; !known {
		return 0, unknownMark{markName(rune(mark))}
	}
	return mark, nil
}

// markName names a mark by its letter or, if it is none, by its code point.
func markName(mark rune) string {
	if mark >= 'A' && mark <= 'Z' || mark >= 'a' && mark <= 'z' || mark >= '0' && mark <= '9' {
		return string(mark)
	}
	return fmt.Sprintf("U+%04X", mark)
}

// parseText reads the text of a card. Today is the day in China at midnight UTC.
func parseText(text []byte, today time.Time) (*Card, error) {
	if len(text) != textSize {
		return nil, errForeign
	}
	kind, err := kindOf(text)
	if err != nil {
		return nil, err
	}
	l := layouts[kind]
	c := &Card{Kind: kind, Number: l.number.text(text), Nation: l.nation.text(text)}
	var cut, cutEnglish bool
	c.Name, cut = whole(l.name.units(text))
	c.English, cutEnglish = long(l.english.units(text), l.more.units(text))
	c.readValidity(l.from.text(text), l.to.text(text))
	birth := l.birth.text(text)
	c.readAge(birth, today)
	c.Doubts = c.doubts(birth, today)
	if cut || cutEnglish {
		c.Doubts = append(c.Doubts, DoubtNameCut)
	}
	return c, nil
}

const longTerm = "长期"

func (c *Card) readValidity(from, to string) {
	c.From, _ = day(from)
	c.To, _ = day(to)
	c.LongTerm = to == longTerm
}

func (c *Card) readAge(birth string, today time.Time) {
	born, ok := day(birth)
	if !ok || born.After(today) {
		return
	}
	c.AgeKnown = true
	c.Under14, c.Under18 = born.AddDate(14, 0, 0).After(today), born.AddDate(18, 0, 0).After(today)
}

// day reads YYYYMMDD.
func day(digits string) (time.Time, bool) {
	t, err := time.Parse("20060102", digits)
	return t, err == nil && t.Year() >= 1800
}
