package export

import "facedesk/identity"

// longestCell is how many characters of a text a terminal is shown.
const longestCell = 200

// Plain returns a text as a terminal may show it: in one line, without what moves the
// cursor, turns the writing round or is not seen, and not too long.
func Plain(text string) string {
	text = identity.Visible(text)
	if all := []rune(text); len(all) > longestCell {
		return string(all[:longestCell]) + "…"
	}
	return text
}
