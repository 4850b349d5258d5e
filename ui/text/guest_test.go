package text

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font/sfnt"

	"facedesk/assets"
	"facedesk/identity"
	"facedesk/ui/session"
)

// Every language of guests has every text, with its values, and none is too long.
func TestGuestLanguagesAreComplete(t *testing.T) {
	for _, l := range identity.GuestLanguages() {
		c := StrictGuest(session.NoticeLanguage{Code: l.Code}, func(err error) { t.Error(err) })
		for _, key := range session.GuestKeys() {
			if p, ok := c.first[string(key)]; !ok {
				t.Errorf("%s: no %s", l.Code, key)
			} else if said := checkGuest(key, writtenIn(l.Code)[string(key)]); said != nil {
				t.Errorf("%s: %s (%d columns)", l.Code, said.What.EN, p.columns())
			}
		}
		if assets.Translation(l.Code) == nil && len(c.first) != len(session.GuestKeys()) {
			t.Errorf("%s has %d texts, %d are used", l.Code, len(c.first), len(session.GuestKeys()))
		}
		if got := c.T("language.name"); got != l.Name {
			t.Errorf("%s calls itself %s", l.Code, got)
		}
	}
}

// writtenIn are the texts of a language as they stand in its file.
func writtenIn(code string) map[string]string {
	data := assets.GuestTranslation(code)
	if data == nil {
		data = assets.Translation(code)
	}
	var texts map[string]string
	if json.Unmarshal(data, &texts) != nil {
		return nil
	}
	return texts
}

// A character without a glyph is drawn as a box. If this fails, run
// assets/fonts/make.sh.
func TestFontsHaveEveryCharacterOfGuests(t *testing.T) {
	for name, data := range map[string][]byte{"regular": assets.RegularFont(), "bold": assets.BoldFont()} {
		font, err := sfnt.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		var buf sfnt.Buffer
		for _, l := range identity.GuestLanguages() {
			missing := map[rune]bool{}
			for _, key := range session.GuestKeys() {
				for _, r := range WithoutBreaks(writtenIn(l.Code)[string(key)]) {
					if g, err := font.GlyphIndex(&buf, r); r != '\n' && (g == 0 || err != nil) {
						missing[r] = true
					}
				}
			}
			if len(missing) > 0 {
				t.Errorf("%s lacks %q of %s", name, string(slices.Sorted(maps.Keys(missing))), l.Code)
			}
		}
	}
}

// Guests read nothing that accuses them, or speaks of money or keys.
func TestGuestTextsAreCalm(t *testing.T) {
	for _, l := range identity.GuestLanguages() {
		for _, key := range session.GuestKeys() {
			said := writtenIn(l.Code)[string(key)]
			for _, word := range []string{"F8", "F9", "Enter", "IT ", "费", "費", "料金", "비용", "плат", "!", "！"} {
				if strings.Contains(said, word) && (l.Code != "ru" || word != "!") {
					t.Errorf("%s: %s says %q: %s", l.Code, key, word, said)
				}
			}
		}
	}
}

// french is a translation that IT might add.
func french() map[string]string {
	texts := map[string]string{}
	for _, key := range session.GuestKeys() {
		texts[string(key)] = writtenIn("en")[string(key)]
	}
	texts["language.name"] = "Français"
	return texts
}

func TestTranslationsOfIT(t *testing.T) {
	read := func(code string, change func(map[string]string)) (session.NoticeLanguage, string) {
		texts := french()
		change(texts)
		data, err := json.Marshal(texts)
		if err != nil {
			t.Fatal(err)
		}
		l, said := ReadGuest(code, data)
		if said == nil {
			return l, ""
		}
		if said.What.ZH == "" || said.Next.ZH == "" || said.Next.EN == "" {
			t.Errorf("%+v", said)
		}
		return l, said.What.EN
	}
	l, said := read("fr", func(m map[string]string) {
		m["company.reason"], m["company.contact"] = "Pour votre arrivée.", "Réception"
	})
	if said != "" || l.Name != "Français" || l.Reason != "Pour votre arrivée." || l.Contact != "Réception" || len(l.Texts) != len(session.GuestKeys()) {
		t.Fatalf("%q, %+v", said, l)
	}
	if got := Guest(l).T("notice.face.body", "company", "A", "phone", "", "recipient", "B", "recipient_contact", "C", "reason", l.Reason, "days", 180, "rules", "", "contact", l.Contact); !strings.Contains(got, "arrivée.\n") {
		t.Errorf("%s", got)
	}
	for want, c := range map[string]struct {
		code   string
		change func(map[string]string)
	}{
		"guest.pass is missing":  {"fr", func(m map[string]string) { delete(m, "guest.pass") }},
		"guest.staff is missing": {"fr", func(m map[string]string) { m["guest.staff"] = " " }},
		"no text \"guest.more\"": {"fr", func(m map[string]string) { m["guest.more"] = "x" }},
		"must have these values": {"fr", func(m map[string]string) {
			m["notice.face.body"] = strings.ReplaceAll(m["notice.face.body"], "{days}", "180")
		}},
		"do not match":               {"fr", func(m map[string]string) { m["notice.face.body"] += "**" }},
		"another number of lines":    {"fr", func(m map[string]string) { m["guest.look"] = "a\nb" }},
		"too long":                   {"fr", func(m map[string]string) { m["guest.agree"] = strings.Repeat("long ", 30) }},
		"must have these values: -":  {"fr", func(m map[string]string) { m["guest.pass"] = "{name}" }},
		"named after a language":     {"../fr", func(map[string]string) {}},
		"it cannot be replaced":      {"ja", func(map[string]string) {}},
		"named after a language, su": {"français", func(map[string]string) {}},
	} {
		if _, got := read(c.code, c.change); !strings.Contains(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for _, data := range []string{"", "[]", "{", `{"a": 1}`, `{"a": {"b": "c"}}`, "{\"a\": \"\xff\"}", `{"language.name": "x"} {`} {
		if _, said := ReadGuest("fr", []byte(data)); said == nil {
			t.Errorf("%q is a translation", data)
		}
	}
	if _, said := ReadGuest("fr", []byte(`{"guest.pass": "a", "guest.pass": "b"}`)); said == nil || !strings.Contains(said.What.EN, "twice") {
		t.Errorf("%+v", said)
	}
}

// Thai has no spaces between words: lines end at the soft breaks, which are never
// drawn, and no mark leaves its character.
func TestWrapThai(t *testing.T) {
	one := func(s string, _ bool) float32 { return float32(len(signs(WithoutBreaks(s)))) }
	for _, c := range []struct {
		in    string
		width float32
		want  string
	}{
		{"โปรด\u200bรอสักครู่", 8, "โปรด|รอสักครู่"},
		{"โปรด\u200bรอ", 20, "โปรดรอ"},
		{"ที่นี่", 2, "ที่นี่"},
	} {
		got := joined(c.in, c.width, one)
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
		for _, line := range strings.Split(got, "|") {
			if r := []rune(line); len(r) > 0 && attached(r[0]) {
				t.Errorf("%q begins with a mark", line)
			}
		}
	}
}
