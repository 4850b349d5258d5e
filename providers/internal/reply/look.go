package reply

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"facedesk/identity"
	"facedesk/providers/internal/strictjson"
)

// look is one reading of an answer against what was asked.
type look struct {
	format     Format
	documented map[string]bool
	asked      identity.Request
	other      bool     // an echo is of another person or request
	denies     bool     // a sentence says no
	novel      []string // where a code stands that the manual does not have
}

func (f Format) look(body strictjson.Value, asked identity.Request) look {
	l := look{format: f, documented: map[string]bool{}, asked: asked}
	for _, key := range f.Shape.Keys() {
		l.documented[key] = true
	}
	l.walk("", "", body)
	return l
}

// walk looks at every value, those of objects and lists of which no manual says
// anything too. Items of a list are what its key says. The pointer is made of
// documented keys alone, since others may hold anything.
func (l *look) walk(at, key string, v strictjson.Value) {
	switch v.Kind() {
	case strictjson.Object:
		v.Each(func(key string, item strictjson.Value) {
			name := "…"
			if l.documented[key] {
				name = key
			}
			l.walk(at+"/"+name, key, item)
		})
	case strictjson.Array:
		v.Each(func(_ string, item strictjson.Value) { l.walk(at, key, item) })
	default:
		l.judge(l.format.roleOf(key, l.documented), v)
		l.code(at, key, v)
		l.inside(at, v)
	}
}

// inside looks into a text that is an object itself.
func (l *look) inside(at string, v strictjson.Value) {
	said, _ := v.Text()
	if inner, err := strictjson.Parse([]byte(said)); err == nil && len(said) < longestSentence {
		l.walk(at, "", inner)
	}
}

// code notes a value that the manual's table does not have.
func (l *look) code(at, key string, v strictjson.Value) {
	table, listed := l.format.Codes[key]
	if said := words(v); listed && said != "" && !slices.Contains(strings.Fields(table), said) {
		l.novel = append(l.novel, at)
	}
}

// words are a string or the digits of a number, as they stand.
func words(v strictjson.Value) string {
	if said, ok := v.Text(); ok {
		return said
	}
	return v.Literal()
}

func (l *look) judge(role Role, v strictjson.Value) {
	said, document := words(v), l.asked.Subject.Document
	yes, isBool := v.Bool()
	switch role {
	case Own:
		return
	case Sentence:
		l.denies = l.denies || Denies(l.nameless(said))
	case remark:
		l.denies = l.denies || saysNo(l.nameless(said))
	case affirms:
		l.denies = l.denies || said == "0" || saysNo(said)
	case unknown:
		l.denies = l.denies || Refutes(said)
	default:
		l.other = l.other || said != "" && !l.same(role, said)
	}
	l.denies = l.denies || isBool && !yes && role != unknown
	l.other = l.other || namesStranger(said, document)
}

// nameless is a sentence without the guest's name, which may have 不 or 非 in it.
func (l *look) nameless(sentence string) string {
	if name := l.asked.Subject.Name; utf8.RuneCountInString(name) > 1 {
		return strings.ReplaceAll(identity.Plain(sentence), name, " ")
	}
	return sentence
}

// nation is a code of ISO 3166-1 alpha-3; other fields of the name hold a people.
var nation = regexp.MustCompile(`^[A-Za-z]{3}$`)

// same reports whether an echo is, as far as it can be read, of this request.
func (l *look) same(role Role, said string) bool {
	s := l.asked.Subject
	switch role {
	case EchoName:
		return sameName(said, s.Name)
	case EchoNumber:
		return sameNumber(said, s.Document.Number)
	case EchoBirthday:
		return sameBirthday(said, s.Document)
	case EchoSex:
		return sameSex(said, s.Document)
	case EchoNation:
		return !nation.MatchString(said) || strings.EqualFold(said, s.Document.Nation)
	}
	return sameNumber(said, Serial(l.asked))
}
