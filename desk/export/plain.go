package export

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestCell is how many characters of a text a terminal is shown.
const longestCell = 200

// Plain returns a text as a terminal may show it: in one line, without what moves the
// cursor, turns the writing round or is not seen, and not too long.
func Plain(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp):
			return ' '
		case unicode.Is(unicode.Cf, r), r == utf8.RuneError:
			return -1
		}
		return r
	}, text)
	if all := []rune(text); len(all) > longestCell {
		return string(all[:longestCell]) + "…"
	}
	return text
}
