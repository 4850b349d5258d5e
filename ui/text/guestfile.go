package text

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"facedesk/identity"
	"facedesk/ui/session"
)

// A translation that IT adds may hold the company's own texts too, because the
// settings have none for its language.
const (
	keyReason  = "company.reason"
	keyContact = "company.contact"
)

// tag is a language's code as BCP 47 has it, in the spelling used here.
var tag = regexp.MustCompile(`^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$`)

// ReadGuest reads a translation that IT has added: a JSON object like those in
// assets/translations/guest. It must have each text, with the values that the text
// has, and none may be much longer than the longest of the program's languages,
// because it has to fit into the same place. The program's own languages cannot be
// replaced.
func ReadGuest(code string, data []byte) (session.NoticeLanguage, *identity.Sentences) {
	if !tag.MatchString(code) {
		return session.NoticeLanguage{}, refused("文件名应为语言代码，如 fr.json。", "The file must be named after a language, such as fr.json.")
	}
	if shipped(code) {
		return session.NoticeLanguage{}, refused("程序自带这种语言，不能替换。", "The program brings this language, and it cannot be replaced.")
	}
	texts, complaint := readTexts(data)
	if complaint != nil {
		return session.NoticeLanguage{}, complaint
	}
	l := session.NoticeLanguage{Code: code, Reason: texts[keyReason], Contact: texts[keyContact]}
	delete(texts, keyReason)
	delete(texts, keyContact)
	for _, key := range slices.Sorted(maps.Keys(texts)) {
		if !slices.Contains(session.GuestKeys(), key) {
			return session.NoticeLanguage{}, refused("没有名为 "+clip(string(key))+" 的文字。", "There is no text "+clip(string(key))+".")
		}
	}
	for _, key := range session.GuestKeys() {
		if complaint := checkGuest(key, texts[key]); complaint != nil {
			return session.NoticeLanguage{}, complaint
		}
	}
	l.Name, l.Texts = texts["language.name"], texts
	return l, nil
}

func shipped(code string) bool {
	return slices.ContainsFunc(identity.GuestLanguages(), func(l identity.GuestLanguage) bool { return l.Code == code })
}

// readTexts reads a JSON object of strings. A name that comes twice is refused,
// because nobody could tell which text holds.
func readTexts(data []byte) (map[session.TextKey]string, *identity.Sentences) {
	malformed := refused("不是由文字组成的 JSON 对象。", "It is no JSON object of texts.")
	d := json.NewDecoder(bytes.NewReader(data))
	if t, err := d.Token(); err != nil || t != json.Delim('{') || !utf8.Valid(data) {
		return nil, malformed
	}
	texts := map[session.TextKey]string{}
	for d.More() {
		name, err := d.Token()
		key, ok := name.(string)
		value, err2 := d.Token()
		said, ok2 := value.(string)
		if err != nil || err2 != nil || !ok || !ok2 {
			return nil, malformed
		}
		if _, twice := texts[session.TextKey(key)]; twice {
			return nil, refused(clip(key)+" 出现了两次。", clip(key)+" is there twice.")
		}
		texts[session.TextKey(key)] = strings.TrimSpace(said)
	}
	if _, err := d.Token(); err != nil || d.More() {
		return nil, malformed
	}
	return texts, nil
}

// checkGuest says what is wrong with one text.
func checkGuest(key session.TextKey, said string) *identity.Sentences {
	name := string(key)
	if said == "" {
		return refused("缺少 "+name+"。", name+" is missing.")
	}
	p, err := parse(said)
	if err != nil {
		return refused(name+" 的括号或星号不成对。", name+" has brackets or stars that do not match.")
	}
	want := measures()[key]
	if !maps.Equal(p.names(), want.names) {
		return refused(name+" 应含有这些值："+valuesIn(want.names)+"。", name+" must have these values: "+valuesIn(want.names)+".")
	}
	if strings.Count(said, "\n") != want.breaks {
		return refused(name+" 的行数与原文不同。", name+" has another number of lines than the original.")
	}
	if columns := p.columns(); columns > want.longest {
		return refused(fmt.Sprintf("%s 太长：%d 列，最多 %d 列（汉字算两列）。", name, columns, want.longest),
			fmt.Sprintf("%s is too long: %d columns, at most %d.", name, columns, want.longest))
	}
	return nil
}

func refused(zh, en string) *identity.Sentences {
	s := identity.Say(zh, en).Do("请改正这个文件；在此之前不提供这种语言。", "Correct the file; until then the language is not offered.")
	return &s
}

// clip shortens what stands in a file to what a complaint can show.
func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		s = string(r[:40]) + "…"
	}
	return strconv.Quote(s)
}

// names returns the values of a text, and which of them may be left out.
func (p pattern) names() map[string]bool {
	out := map[string]bool{}
	for _, x := range p {
		if x.name {
			out[x.text] = x.optional != 0
		}
	}
	return out
}

// columns is how wide a text is without its values: a wide character takes two.
func (p pattern) columns() int {
	n := 0
	for _, x := range p {
		if x.name {
			continue
		}
		for _, r := range x.text {
			switch {
			case r == softBreak || attached(r):
			case isWide(r) || isHangul(r):
				n += 2
			default:
				n++
			}
		}
	}
	return n
}

func valuesIn(names map[string]bool) string {
	if len(names) == 0 {
		return "-"
	}
	return "{" + strings.Join(slices.Sorted(maps.Keys(names)), "} {") + "}"
}

// bounds are what a translation of one text must keep to.
type bounds struct {
	names   map[string]bool
	breaks  int
	longest int
}

// roomier is how much longer than the longest of the program's languages a text may
// be, in percent.
const roomier = 120

// measures returns the bounds of each text that guests read. They are the same for
// every file and cost a reading of all languages.
var measures = sync.OnceValue(func() map[session.TextKey]bounds {
	out := map[session.TextKey]bounds{}
	for _, l := range identity.GuestLanguages() {
		c := Guest(session.NoticeLanguage{Code: l.Code})
		for _, key := range session.GuestKeys() {
			p, b := c.first[string(key)], out[key]
			b.names, b.breaks = p.names(), p.lineBreaks()
			b.longest = max(b.longest, 12, p.columns()*roomier/100)
			out[key] = b
		}
	}
	return out
})

func (p pattern) lineBreaks() int {
	n := 0
	for _, x := range p {
		if !x.name {
			n += strings.Count(x.text, "\n")
		}
	}
	return n
}
