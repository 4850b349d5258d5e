package identity

import (
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// inline finds a number of 18 characters, also in groups, that neither follows
// nor precedes a digit. The keypad has * for X.
var inline = regexp.MustCompile(`(?:^|\D)(\d(?:[\s\p{Z}-]?\d){16}[\s\p{Z}-]?[\dXx*×])(?:\D|$)`)

// Split takes a line apart that holds a name and a number of 18 characters, in
// any order, also run together: the number if its check character is right, and
// all else but the blanks and commas between as the name, which may be empty. It
// is for every letter typed, so that only a number that is surely one is taken.
func Split(text string, today time.Time) (name, number string, ok bool) {
	half := strings.Map(halfWidth, text) // rune for rune
	at := inline.FindStringSubmatchIndex(half)
	if at == nil {
		return "", "", false
	}
	number = strings.NewReplacer("*", "X", "×", "X").Replace(half[at[2]:at[3]])
	number = NormaliseNumber(number)
	if checkResident(number, today) != nil {
		return "", "", false
	}
	runes := []rune(text)
	from, to := utf8.RuneCountInString(half[:at[2]]), utf8.RuneCountInString(half[:at[3]])
	before, after := strings.TrimRightFunc(unlabelled(string(runes[:from])), isComma), strings.TrimLeftFunc(unlabelled(string(runes[to:])), isComma)
	if before != "" && after != "" {
		return "", "", false // two names, or a name and something else
	}
	return before + after, number, true
}

// label names a field in front of it, as in a line copied from a form.
var label = regexp.MustCompile(`(?:姓名|(?:公民)?身份号码|(?:居民)?身份证(?:号码?)?|证件号码?|号码)\s*[：:]?\s*`)

func unlabelled(text string) string { return label.ReplaceAllString(text, "") }

// SplitLine is Split for a line that is typed to its end: it takes any document's
// number too, right or wrong, that a blank or a comma parts from the name.
func SplitLine(text string, today time.Time) (name, number string, ok bool) {
	if name, number, ok = Split(text, today); ok {
		return name, number, ok
	}
	trimmed := strings.TrimFunc(unlabelled(text), isComma)
	if i := strings.IndexFunc(trimmed, isComma); i > 0 && IsNumberLike(trimmed[:i]) {
		return strings.TrimLeftFunc(trimmed[i:], isComma), NormaliseNumber(trimmed[:i]), true
	}
	if i := strings.LastIndexFunc(trimmed, isComma); i > 0 {
		_, size := utf8.DecodeRuneInString(trimmed[i:])
		if last := trimmed[i+size:]; IsNumberLike(last) {
			return strings.TrimRightFunc(trimmed[:i], isComma), NormaliseNumber(last), true
		}
	}
	return "", "", false
}

// isComma knows what stands between a name and a number on one line.
func isComma(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",，、;；:：|", r) }

// IsNumberLike reports a text that is a document's number, right or wrong, and no part
// of a name: it has five digits or more, and else Latin letters, not over three together.
func IsNumberLike(word string) bool {
	digits, letters := 0, 0
	for _, r := range NormaliseNumber(word) {
		switch {
		case isDigit(r):
			digits, letters = digits+1, 0
		case r < 'A' || r > 'Z' || letters == 3:
			return false
		default:
			letters++
		}
	}
	return digits >= 5
}
