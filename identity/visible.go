package identity

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Visible returns a text as it may be shown and kept: in one line, without what moves
// the cursor, turns the writing round or is not seen. It is for what somebody said or
// wrote, and never for what is sent: a name goes to a service as it was typed.
func Visible(text string) string {
	if plainASCII(text) {
		return text // nearly all that is kept
	}
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp):
			return ' '
		case unicode.Is(unicode.Cf, r), r == utf8.RuneError:
			return -1
		}
		return r
	}, text)
}

func plainASCII(text string) bool {
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' {
			return false
		}
	}
	return true
}
