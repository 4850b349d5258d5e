package identity

import (
	"fmt"
	"html"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// written are the ways in which services echo a text.
var written = []func(text, between string) string{
	func(text, _ string) string { return text },
	func(text, _ string) string { return strings.ToLower(text) },
	func(text, between string) string { return strings.Join(strings.Split(text, ""), between) },
	func(text, between string) string {
		return url.QueryEscape(strings.Join(strings.Split(text, ""), between))
	},
	func(text, _ string) string { return url.PathEscape(url.PathEscape(text)) },
	func(text, _ string) string { return strings.Trim(strconv.QuoteToASCII(text), `"`) },
	func(text, between string) string {
		return eachRune(text, func(c rune) string { return fmt.Sprintf("&#%d;%s", c, between) })
	},
	func(text, _ string) string {
		return eachRune(text, func(c rune) string { return fmt.Sprintf("&amp;#x%X;", c) })
	},
	func(text, _ string) string {
		return eachRune(text, func(c rune) string {
			return eachUnit(c, func(u uint16) string { return fmt.Sprintf(`\u%04x`, u) })
		})
	},
	func(text, _ string) string {
		return eachRune(text, func(c rune) string {
			if c > ' ' && c <= '~' {
				c += '！' - '!'
			}
			return string(c)
		})
	},
}

func eachRune(text string, write func(rune) string) string {
	var out strings.Builder
	for _, c := range text {
		out.WriteString(write(c))
	}
	return out.String()
}

func eachUnit(c rune, write func(uint16) string) string {
	var out strings.Builder
	for _, u := range utf16.Encode([]rune{c}) {
		out.WriteString(write(u))
	}
	return out.String()
}

// read are the ways in which somebody may read it, with decoders other than
// those under test.
var read = []func(string) string{
	func(s string) string { return s },
	html.UnescapeString,
	func(s string) string { plain, _ := url.PathUnescape(s); return plain },
	func(s string) string { plain, _ := strconv.Unquote(`"` + s + `"`); return plain },
}

// squeezed keeps letters and figures only, and a mark where *** stands.
func squeezed(s string) string {
	s = strings.ReplaceAll(s, "***", "\x00")
	return strings.Map(func(c rune) rune {
		if c >= '！' && c <= '～' {
			c -= '！' - '!'
		}
		if c == 0 || unicode.In(c, unicode.Letter, unicode.Mark, unicode.Number) && c != 'ʼ' {
			return unicode.ToLower(unicode.ToUpper(c))
		}
		return -1
	}, s)
}

// leaks reports the name (unless it is a short Latin one, of which only whole
// words count) or the number in a text.
func leaks(text string, s Subject) bool {
	name := squeezed(s.Name)
	if isShort := len(name) < 6 && len(name) == utf8.RuneCountInString(name); isShort {
		words := strings.FieldsFunc(strings.ToLower(text), func(c rune) bool { return !unicode.In(c, unicode.L, unicode.M, unicode.N) })
		if strings.Contains(" "+strings.Join(words, " ")+" ", " "+strings.ToLower(s.Name)+" ") {
			return true
		}
	} else if strings.Contains(squeezed(text), name) {
		return true
	}
	return strings.Contains(squeezed(text), squeezed(s.Document.Number))
}

func checkRedacted(t *testing.T, name, got string, s Subject) {
	t.Helper()
	for i, as := range read {
		if leaks(as(got), s) {
			t.Errorf("%s, read %d, of %+v: %q", name, i, s, got)
		}
	}
	if again := both[name](got, s); again != got {
		t.Errorf("%s of %+v: %q, then %q", name, s, got, again)
	}
	if longest := map[string]int{"Redact": 200, "Unechoed": 128}[name]; utf8.RuneCountInString(got) > longest {
		t.Errorf("%s: %q", name, got)
	}
	if strings.ContainsFunc(got, func(c rune) bool { return unicode.In(c, unicode.Cc, unicode.Cf) }) || !utf8.ValidString(got) {
		t.Errorf("%s: %q", name, got)
	}
}

func FuzzRedact(f *testing.F) {
	f.Add("张三 11010519491231002X", "张三", "11010519491231002X", ",")
	f.Add("anna L898902C3\x00 Anna", "anna", "L898902C3", ")(")
	f.Add("买买提.吐\u200B尔逊 h1234 5678", "买买提·吐尔逊", "H12345678", "_")
	f.Add("linali li***na &amp;#x5F20; %25E5", "LI NA", "E12345678", "\u202E")
	f.Add("a", "a", "E12345678", "。")
	f.Add("𠮷\\ud842\\udfb7", "𠮷野", "12345678", " * ")
	f.Fuzz(func(t *testing.T, message, name, number, between string) {
		s, complaints := Claim{Name: name, Number: number}.Parse(today)
		if complaints != nil {
			s, complaints = Claim{Name: name, Number: number, Type: OrdinaryPassport, Nation: "USA"}.Parse(today)
		}
		if complaints != nil {
			return
		}
		between = strings.Map(func(c rune) rune {
			if unicode.In(c, unicode.L, unicode.M, unicode.N) {
				return '_'
			}
			return c
		}, between)
		if strings.Contains(strings.ReplaceAll(between, "＊", "*"), "*") {
			between = "*" // *** is what stands for something hidden
		}
		texts := []string{message}
		for _, write := range written {
			texts = append(texts, message+" "+write(s.Name, between)+" "+write(s.Document.Number, between)+" "+message)
		}
		for _, text := range texts {
			for name, hide := range both {
				checkRedacted(t, name, hide(text, s), s)
			}
		}
	})
}
