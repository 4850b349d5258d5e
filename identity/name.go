package identity

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestName is a generous cap in code points. The notice 民委发〔2016〕33号 asks
// for fields of 50 and more; names in other alphabets are longer.
const longestName = 200

// checkName finds the first fault of a normalised name.
func checkName(name string, d Document) *sentence {
	switch {
	case name == "":
		return &nameEmpty
	case utf8.RuneCountInString(name) > longestName:
		return &nameLong
	}
	previous := rune(0)
	for _, r := range name {
		if fault := checkNameRune(previous, r); fault != nil {
			return fault
		}
		previous = r
	}
	if !strings.ContainsFunc(name, unicode.IsLetter) && !strings.ContainsFunc(name, isHan) {
		return &nameSign
	}
	if strings.Trim(name, "·-") != name {
		return &nameEdge
	}
	if slices.ContainsFunc(spaces([]rune(name)), space.doubtful) {
		return &nameBlank
	}
	return checkAlphabet(name, d)
}

// checkNameRune judges one character and its neighbour.
func checkNameRune(previous, r rune) *sentence {
	switch {
	case isHan(r):
		if isLatin(previous) {
			return &nameMixed
		}
	case isLatin(r):
		if isHan(previous) {
			return &nameMixed
		}
	case unicode.IsLetter(r), unicode.IsMark(r), strings.ContainsRune(" ·'-", r):
	case r == '.' && isLatin(previous): // an abbreviation
	case unicode.IsControl(r), r == utf8.RuneError:
		return &nameControl
	case unicode.Is(unicode.Co, r), unicode.Is(unicode.Radical, r):
		return &namePrivate
	case unicode.IsNumber(r):
		return &nameDigit
	case unicode.IsSymbol(r), r >= 0x1F000 && r <= 0x1FBFF:
		return &nameEmoji
	default:
		return &nameSign
	}
	return nil
}

// checkAlphabet holds names on resident cards to Chinese characters. Residence
// permits (8…) may carry Latin names.
func checkAlphabet(name string, d Document) *sentence {
	if d.Type != ResidentID || strings.HasPrefix(d.Number, "8") {
		return nil
	}
	if strings.ContainsFunc(name, isLatin) {
		return &nameLatin
	}
	if strings.ContainsFunc(name, func(r rune) bool { return r != separator && !isHan(r) }) {
		return &nameSign
	}
	return nil
}
