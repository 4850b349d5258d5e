package reply

import (
	"slices"
	"strings"
	"unicode"

	"facedesk/identity"
)

// sameName compares the readable part of an echoed name with the name that was
// sent. It ignores separators and spaces.
func sameName(said, sent string) bool {
	text, name := foldName(identity.Plain(said)), foldName(sent)
	return text == name || agree([]rune(masked(text, nameMasks)), []rune(name))
}

// partOfName compares an echoed part of a name with the name. Letters say nothing about
// a name that was sent in Chinese characters.
func partOfName(said, sent string) bool {
	text, name := foldName(identity.Plain(said)), foldName(sent)
	if holdsHan(text) != holdsHan(name) {
		return true
	}
	form := masked(text, nameMasks)
	return strings.Contains(form, "*") || strings.Contains(name, form)
}

func holdsHan(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// sameNumber compares the readable part of an echoed document number with the
// number that was sent.
func sameNumber(said, sent string) bool {
	text, number := identity.NormaliseNumber(identity.Plain(said)), identity.NormaliseNumber(sent)
	form := letterMask.ReplaceAllStringFunc(masked(text, numberMasks), func(run string) string { return strings.Repeat("*", len(run)) })
	return text == number || agree([]rune(form), []rune(number))
}

// letterMask is X as a mask. A single X is a check character.
var letterMask = compiled(`X{2,}`)

const (
	numberMasks = "*●○◯□■※×✱＊_#?•"
	nameMasks   = numberMasks + "某"
)

func masked(text, masks string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(masks, r) {
			return '*'
		}
		return r
	}, text)
}

// foldName removes what services write differently between the parts of a name.
// A full circle stays, because it may be a separator or a mask.
func foldName(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("·.．・･‧∙⋅。｡-‐–—'’ʼ", r) {
			return -1
		}
		if r >= '！' && r <= '～' {
			r -= '！' - '!'
		}
		return unicode.ToUpper(r)
	}, name)
}

// agree reports whether a masked form can come from this text. Masks do not
// keep the length. The part before the first mask must be the text's beginning,
// the part after the last its end, and the parts between must follow in order.
// If the form is as long as the text, each character has its place.
func agree(form, text []rune) bool {
	switch {
	case len(form) == 0:
		return true // only separators: it says nothing
	case !slices.Contains(form, '*'):
		return slices.Equal(form, text)
	case len(form) == len(text):
		return !slices.ContainsFunc(places(form), func(i int) bool { return form[i] != text[i] })
	}
	parts := strings.Split(string(form), "*")
	head, tail := []rune(parts[0]), []rune(parts[len(parts)-1])
	if len(head)+len(tail) > len(text) || !slices.Equal(head, text[:len(head)]) || !slices.Equal(tail, text[len(text)-len(tail):]) {
		return false
	}
	rest := string(text[len(head) : len(text)-len(tail)])
	for _, part := range parts[1 : len(parts)-1] {
		_, after, found := strings.Cut(rest, part)
		if !found {
			return false
		}
		rest = after
	}
	return true
}

// places returns the indexes of the readable characters.
func places(form []rune) []int {
	var out []int
	for i, r := range form {
		if r != '*' {
			out = append(out, i)
		}
	}
	return out
}
