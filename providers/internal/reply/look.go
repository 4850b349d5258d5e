package reply

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"facedesk/identity"
	"facedesk/providers/internal/strictjson"
)

// look compares an answer with the request.
type look struct {
	format     Format
	documented map[string]bool // by name
	places     map[string]bool // of documented fields, as pointers
	asked      identity.Request
	other      bool     // an echo is of another person or request
	denies     bool     // a sentence says no
	novel      []string // places of codes that the manual does not have
}

func (f Format) look(body strictjson.Value, asked identity.Request) look {
	l := look{format: f, documented: map[string]bool{}, places: map[string]bool{}, asked: asked}
	for _, place := range f.Shape.Places() {
		l.places[place] = true
	}
	for _, key := range f.Shape.Keys() {
		l.documented[key] = true
	}
	l.walk("", "", body)
	return l
}

// walk examines every value, including those of undocumented objects and lists.
// The items of a list belong to its key. The pointer contains documented keys
// only, because other keys may contain anything.
func (l *look) walk(at, key string, v strictjson.Value) {
	switch v.Kind() {
	case strictjson.Object:
		v.Each(func(inner string, item strictjson.Value) {
			name := "…"
			if l.documented[inner] {
				name = inner
			}
			l.walk(at+"/"+name, l.within(key, inner), item)
		})
	case strictjson.Array:
		v.Each(func(_ string, item strictjson.Value) { l.walk(at, key, item) })
	default:
		role := l.format.roleOf(key, l.places[at])
		l.code(at, key, v)
		if inner := l.inside(at, v); !inner || role != unknown && role != claims && role != remark {
			l.judge(role, v)
		}
	}
}

// within returns the name of a field inside another one. A name without a
// meaning of its own has the meaning of the outer one. An error's code is a
// code whatever its name.
func (l *look) within(outer, inner string) string {
	if l.documented[outer] || outer == "" {
		return inner
	}
	if vague.MatchString(inner) && !l.documented[inner] || roleOfFlag(wordsOf(outer)) == tellsFault {
		return outer + "_" + inner
	}
	return inner
}

// vague are names without a meaning of their own.
var vague = compiled(`^(?i:value|flag|text|v|full|cn|zh|en|no|num|number|masked|family|last|given|first)$`)

// inside examines a text that is itself an object. It reports whether it is
// one.
func (l *look) inside(at string, v strictjson.Value) bool {
	said, _ := v.Text()
	inner, err := strictjson.Parse([]byte(said))
	if err != nil || len(said) >= longestSentence {
		return false
	}
	l.walk(at, "", inner)
	return true
}

// code records a value that the manual's table does not have.
func (l *look) code(at, key string, v strictjson.Value) {
	table, listed := l.format.Codes[key]
	if said := words(v); listed && said != "" && !slices.Contains(strings.Fields(table), said) {
		l.novel = append(l.novel, at)
	}
}

// words returns a string, or the digits of a number as they are written.
func words(v strictjson.Value) string {
	if said, ok := v.Text(); ok {
		return said
	}
	return v.Literal()
}

func (l *look) judge(role Role, v strictjson.Value) {
	said := words(v)
	switch role {
	case Own:
		return
	case EchoName, EchoPart, EchoNumber, EchoBirthday, EchoSex, EchoNation, EchoSerial:
		l.other = l.other || said != "" && !l.same(role, said)
	default:
		l.denies = l.denies || l.against(role, v)
	}
	yes, isBool := v.Bool()
	l.denies = l.denies || isBool && !yes && role != unknown && role != alarms && role != tellsFault && role != stages
	l.other = l.other || namesStranger(said, l.asked.Subject.Document)
}

// against reports a value that contradicts a match, in a field that repeats
// nobody.
func (l *look) against(role Role, v strictjson.Value) bool {
	said := words(v)
	yes, _ := v.Bool()
	text := l.nameless(said)
	switch role {
	case Sentence:
		return Denies(text)
	case remark:
		return isNo(said) || saysNo(text)
	case affirms:
		return isNo(said) || isOther(said) || saysNo(text)
	case claims:
		return isNo(said) || Refutes(text)
	case alarms:
		return yes || isYes(said) || Refutes(text)
	case tellsFault:
		return yes || !noFault(said) && (spoken(text) == "" || Denies(text))
	case stages:
		return rehearsed(said) || Refutes(text)
	}
	return Refutes(text)
}

// nameless returns a sentence without the guest's name, in either order of its
// parts, because a name may contain 不, 非 or Fake.
func (l *look) nameless(sentence string) string {
	parts := strings.Fields(l.asked.Subject.Name)
	if utf8.RuneCountInString(strings.Join(parts, "")) < 2 {
		return sentence
	}
	for i, part := range parts {
		parts[i] = regexp.QuoteMeta(part)
	}
	forward := strings.Join(parts, `[\s,._-]*`)
	slices.Reverse(parts)
	form := regexp.MustCompile(`(?i)` + forward + `|` + strings.Join(parts, `[\s,._-]*`))
	return form.ReplaceAllString(identity.Plain(sentence), " ")
}

// nation is a code of ISO 3166-1 alpha-3. Other fields of that name hold an
// ethnic group.
var nation = compiled(`^[A-Za-z]{3}$`)

// same reports whether the readable part of an echo agrees with the request.
func (l *look) same(role Role, said string) bool {
	s := l.asked.Subject
	switch role {
	case EchoName:
		return sameName(said, s.Name)
	case EchoPart:
		return partOfName(said, s.Name)
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
