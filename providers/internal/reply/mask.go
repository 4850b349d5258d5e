package reply

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"facedesk/identity"
)

// sameName compares an echoed name with the one that was sent, as far as the
// echo is readable. Separators and spaces make no difference.
func sameName(said, sent string) bool {
	text, name := foldName(identity.Plain(said)), foldName(sent)
	return text == name || agree([]rune(masked(text, nameMasks)), []rune(name))
}

// sameNumber compares an echoed document number with the one that was sent, as
// far as the echo is readable.
func sameNumber(said, sent string) bool {
	text, number := identity.NormaliseNumber(identity.Plain(said)), identity.NormaliseNumber(sent)
	form := letterMask.ReplaceAllStringFunc(masked(text, numberMasks), func(run string) string { return strings.Repeat("*", len(run)) })
	return text == number || agree([]rune(form), []rune(number))
}

// letterMask is the letter as a mask; alone it is a check character.
var letterMask = regexp.MustCompile(`X{2,}`)

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

// foldName drops what services write differently between the parts of a name. A
// full circle is a separator to some and a mask to others: it stays.
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

// agree reports whether a masked form can be of this text. Masks do not keep
// length: what stands before the first mask must be its head, what stands
// behind the last its tail, and what stands between must come in that order
// between the two. Where the form is as long as the text, each character has its place.
func agree(form, text []rune) bool {
	switch {
	case len(form) == 0:
		return true // nothing but separators: it says nothing
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

// places are the indexes of what can be read.
func places(form []rune) []int {
	var out []int
	for i, r := range form {
		if r != '*' {
			out = append(out, i)
		}
	}
	return out
}
