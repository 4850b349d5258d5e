package identity

import (
	"strings"
	"unicode/utf8"
)

const hidden = "***"

// mostStars is how many stars a masked name has at most. More would tell nobody
// more, and a name of twenty characters has no room in a list.
const mostStars = 6

// MaskName returns a name for records and screens: the first character and a
// star for each other, six at most, where it has Chinese characters (张*). Else
// it is the first letter and three stars for each of the first two words (A***
// E***).
func MaskName(name string) string {
	name = NormaliseName(name)
	if !strings.ContainsFunc(name, isHan) {
		words := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == separator })
		for i, w := range words {
			_, size := utf8.DecodeRuneInString(w)
			words[i] = w[:size] + hidden
		}
		return strings.Join(words[:min(len(words), 2)], " ")
	}
	_, size := utf8.DecodeRuneInString(name)
	rest := utf8.RuneCountInString(name[size:])
	if rest == 0 {
		return "*"
	}
	return name[:size] + strings.Repeat("*", min(rest, mostStars))
}

// MaskNumber returns a document number for records and screens: stars and the
// last four characters, a third of them where it has fewer than eight.
func MaskNumber(number string) string {
	r := []rune(NormaliseNumber(number))
	keep := 4
	if len(r) < 8 {
		keep = len(r) / 3
	}
	return strings.Repeat("*", len(r)-keep) + string(r[len(r)-keep:])
}

// GroupNumber returns a number as it is shown while typing: digits in groups of
// 6, 8 and 4 as on a resident card, however many there are yet; numbers that
// begin with a letter as they are. NormaliseNumber takes the spaces out again.
func GroupNumber(number string) string {
	number = NormaliseNumber(number)
	if number == "" || !isDigit(rune(number[0])) {
		return number
	}
	r := []rune(number)
	var groups []string
	for _, size := range []int{6, 8} {
		if len(r) <= size {
			break
		}
		groups, r = append(groups, string(r[:size])), r[size:]
	}
	return strings.Join(append(groups, string(r)), " ")
}
