package identity

import (
	"strings"
	"testing"
)

func TestNormaliseName(t *testing.T) {
	for in, want := range map[string]string{
		"  张三\t":               "张三",
		"买买提 吐尔逊":              "买买提·吐尔逊",
		"买买提.吐尔逊":              "买买提·吐尔逊",
		"买买提 . 吐尔逊":            "买买提·吐尔逊",
		"买买提··吐尔逊":             "买买提·吐尔逊",
		"买买提\u3000吐尔逊":         "买买提·吐尔逊",
		"𠮷 𬀩":                  "𠮷𬀩",
		"JOHN  P. SMITH":       "JOHN P. SMITH",
		"J.P. SMITH":           "J.P. SMITH",
		"JOHN・SMITH":           "JOHN·SMITH",
		"ＪＯＨＮ　ｓｍｉｔｈ":           "JOHN smith",
		"J. 史密斯":               "J. 史密斯",
		"张\u200B\u202E\uFEFF三": "张三",
		"葛\U000E0100三":         "葛三",
		"䶮㛃𠮷𬀩\U000323B0":       "䶮㛃𠮷𬀩\U000323B0",
		"\uF900\uFA0E":         "\uF900\uFA0E", // compatibility ideographs
		"O’NEIL":               "O'NEIL",
		"SMITH‐JONES":          "SMITH-JONES",
		"阿凡提·":                 "阿凡提·", // may go on
		"":                     "",
	} {
		if got := NormaliseName(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestNormaliseNameSeparators(t *testing.T) {
	for _, dot := range "·•・･‧∙⋅˙·．。｡﹒●" {
		for _, in := range []string{"阿" + string(dot) + "买", "阿 " + string(dot) + " 买"} {
			if got := NormaliseName(in); got != "阿\u00B7买" {
				t.Errorf("%U: %q", dot, got)
			}
		}
		if got := NormaliseName("A" + string(dot) + "B"); got != "A\u00B7B" {
			t.Errorf("%U between letters: %q", dot, got)
		}
	}
}

func TestNormaliseNumber(t *testing.T) {
	for in, want := range map[string]string{
		" 110105 19491231-002x ":               "11010519491231002X",
		"１１０１０５１９４９１２３１００２ｘ":                   "11010519491231002X",
		"110105\u00A019491231\u2009002\u3000X": "11010519491231002X",
		"12\u201034\u201156\u221278\uFF0D9":    "123456789",
		"h12345678(01)":                        "H12345678(01)",
		"h12345678-01":                         "H1234567801",
		"H123456780":                           "H123456780",
		"E1234567801":                          "E1234567801",
		"\u200B12\u202C3":                      "123",
		"é":                                    "é",
	} {
		if got := NormaliseNumber(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func FuzzNormalise(f *testing.F) {
	for _, s := range []string{"阿. ·b . 买", " ..· .", "h12345678 01", "\u3000。张\xff", "张 三 买买提", "张\uE863 三"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		name, number := NormaliseName(s), NormaliseNumber(s)
		if again := NormaliseName(name); again != name {
			t.Errorf("name %q became %q", name, again)
		}
		if again := NormaliseNumber(number); again != number {
			t.Errorf("number %q became %q", number, again)
		}
		if NormaliseNumber(GroupNumber(s)) != number {
			t.Errorf("%q grouped is %q", number, GroupNumber(s))
		}
		if han(name) != han(standard(s)) {
			t.Errorf("%q changed Chinese characters of %q", name, s)
		}
	})
}

// standard replaces what old systems had in the area for private use.
func standard(s string) string {
	return strings.Map(func(r rune) rune { r, _ = standardRune(r); return r }, s)
}

// han keeps the Chinese characters alone.
func han(s string) string {
	return strings.Map(func(r rune) rune {
		if isHan(r) {
			return r
		}
		return -1
	}, s)
}
