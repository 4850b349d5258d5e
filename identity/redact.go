package identity

import (
	"slices"
	"strings"
)

const (
	longestMessage = 200  // code points that Redact keeps
	longestCode    = 128  // code points that Unechoed keeps
	longestRead    = 4000 // code points that are looked at
	messageRun     = 6    // characters of the number that give it away in a message
	codeRun        = 8    // … and in a code, which may share a few by chance
	tokenRun       = 8    // letters and digits that may be somebody's number …
	tokenDigits    = 4    // … if so many are digits
	secretRun      = 24   // characters of base64, hexadecimal and the like
)

// Redact makes a service's message safe to store and to show: at most 200 code
// points, without control, format and invisible characters (line breaks and tabs
// become spaces), *** in the place of the subject's name, number and date of
// birth and of whatever may be a number or a key.
//
// Percent-encoding of UTF-8, \u5f20 and its kin, and HTML character references
// are undone first, also where they are nested; what is left comes back plain.
// Base64 and hexadecimal that hold any of this are hidden as a whole.
// Case, full-width forms, and spaces, punctuation and symbols between the
// characters make no difference. Hidden are
//   - the name; any two neighbouring Chinese characters of it; any whole word of
//     two letters or more of it. A Latin name of fewer than six letters is only
//     looked for as whole words, not inside others;
//   - six neighbouring characters of the number, and the date of birth inside
//     it, with or without leading zeros, in figures (1949年1月5日, 5/1/1949);
//   - eight letters and digits with four digits among them, and 24 characters as
//     in base64, whosesoever they are.
//
// Not known are the traditional form of a simplified name, other transcriptions,
// and encodings other than those named. Only the first 4000 code points are
// read. Redact is idempotent.
func Redact(message string, s Subject) string {
	n := newNeedles(s, messageRun)
	return settle(message, longestMessage, "…", func(r *redaction) {
		r.hideSubject(n)
		r.hidePacked(func(r *redaction) { r.hideSubject(n) }, deepest)
		r.hideTokens()
	})
}

// Unechoed makes a service's code or order number safe to store and to show: at
// most 128 code points, otherwise as Redact does, but long runs of letters and
// digits stay, because order numbers are such runs. Of the subject's number, the
// whole or eight neighbouring characters are hidden, whatever separates them;
// fewer stay, because order numbers have them by chance. It is idempotent.
func Unechoed(text string, s Subject) string {
	n := newNeedles(s, codeRun)
	return settle(text, longestCode, "", func(r *redaction) {
		r.hideSubject(n)
		r.hidePacked(func(r *redaction) { r.hideSubject(n) }, deepest)
	})
}

// settle hides until nothing is left to hide: what is hidden or cut off may
// leave a word alone that stood inside another. Each further round has fewer
// letters and digits in at most longest code points, so that it ends soon.
func settle(text string, longest int, ending string, hide func(*redaction)) string {
	for {
		r := newRedaction(plain(text))
		hide(r)
		next := clipped(r.text(), longest, ending)
		if next == text {
			return text
		}
		text = next
	}
}

// clipped cuts to longest runes with the ending, and trims.
func clipped(text []rune, longest int, ending string) string {
	if len(text) > longest {
		end := []rune(ending)
		text = slices.Concat(text[:longest-len(end)], end)
	}
	return strings.TrimSpace(string(text))
}

// Plain undoes the escapes that Redact undoes, and drops what does not show: what
// a reader of the text may see. Only the first 4000 code points are read.
func Plain(text string) string { return string(plain(text)) }
