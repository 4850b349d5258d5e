package identity

import (
	"strings"
	"testing"
	"unicode"
)

// TestBlanks: a space between Chinese characters is padding or a separator, or
// nobody can tell and it stays.
func TestBlanks(t *testing.T) {
	for in, want := range map[string]string{
		"张　三":        "张三",
		"张  三":       "张三",
		"张 三 丰":      "张三丰",
		"欧阳 锋":       "欧阳 锋",
		"阿 买买提":      "阿 买买提",
		"张 三 买买提":    "张 三 买买提",
		"买买提 吐尔逊 艾力": "买买提·吐尔逊·艾力",
		"买买提·吐 尔":    "买买提·吐尔",
		"欧阳.锋":       "欧阳·锋",
		"J. 史密斯":     "J. 史密斯",
	} {
		if got := NormaliseName(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestPrivateCharacters: what old systems had in the area for private use is
// sent as the real character, and the field says so.
func TestPrivateCharacters(t *testing.T) {
	for private, real := range map[rune]rune{0xE863: '䶮', 0xE81E: 0x9FB4, 0xE864: 0x9FBB, 0xE816: 0x20087, 0xE855: 0x241FE, 0xE81A: '㑳', 0xE854: 0x9FBA} {
		if got := NormaliseName("张" + string(private)); got != "张"+string(real) {
			t.Errorf("%U: %q, want %U", private, got, real)
		}
		if notes := (Claim{Name: string(private)}).Notes(); len(notes) != 1 || notes[0].Field != FieldName {
			t.Errorf("%U: %v", private, notes)
		}
	}
	for _, r := range []rune{0xE814, 0xE865, 0xE815, 0xE000} { // none, or a radical
		if got := NormaliseName("张" + string(r)); got != "张"+string(r) {
			t.Errorf("%U became %q", r, got)
		}
	}
	seen := map[rune]bool{}
	for i, r := range byPrivate {
		if seen[r] || unicode.Is(unicode.Co, r) || strings.ContainsRune("<>", r) {
			t.Errorf("%U: %U", firstPrivate+i, r)
		}
		seen[r] = true
	}
	if len(byPrivate) != 80 {
		t.Error(len(byPrivate))
	}
}

// TestNotes warns of an old permanent resident's number, and of a Taiwan permit without a
// Chinese name, and refuses none.
func TestNotes(t *testing.T) {
	right := "DEU11018111260" + string(checkDigit("DEU11018111260"))
	for _, c := range []struct {
		claim Claim
		notes int
	}{
		{Claim{Name: "HANS", Number: right}, 0},
		{Claim{Name: "HANS", Number: right[:14] + string('0'+(right[14]-'0'+1)%10)}, 1},
		{Claim{Name: "HANS", Number: right[:14] + string('0'+(right[14]-'0'+1)%10), Type: "553"}, 1},
		{Claim{Name: "HANS", Number: "911124198108030024"}, 0},
		{Claim{Name: "HANS", Number: right[:14] + "0", Type: "554", Nation: "DEU"}, 0},
		{Claim{Name: "HANS", Number: "12345678"}, 1},
		{Claim{Name: "林一", Number: "12345678"}, 0},
		{Claim{Name: "HANS", Number: "12345678", Type: "414", Nation: "DEU"}, 0},
	} {
		if _, complaints := c.claim.Parse(today); complaints != nil {
			t.Errorf("%+v: %v", c.claim, complaints)
		}
		if got := c.claim.Notes(); len(got) != c.notes {
			t.Errorf("%+v: %v", c.claim, got)
		}
	}
}
