package identity

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	shortestPacked = 6 // characters of base64 or hexadecimal that may hold something
	shortestText   = 4 // bytes of readable text that a decoding must give at one place
	deepest        = 2 // packings inside packings that are undone
	secretPart     = 12
)

// Conceal replaces secrets in a text by ***, once its escapes are undone: whole,
// in part from twelve characters on, and packed in base64 or hexadecimal. A text
// without any comes back as it is.
func Conceal(text string, secrets ...string) string {
	r := newRedaction(plain(text))
	look := func(r *redaction) {
		for _, secret := range secrets {
			folded := foldAll(secret)
			r.eachCommon(r.dense, folded, partOf(folded), r.hideSpan)
		}
	}
	look(r)
	r.hidePacked(look, deepest)
	if !r.hides() {
		return text
	}
	return string(r.text())
}

// partOf is how many neighbouring characters of a secret give it away. A run of
// one character is in every order number, so a secret of few is looked for whole.
func partOf(secret []rune) int {
	kinds := map[rune]bool{}
	for _, c := range secret {
		kinds[c] = true
	}
	if len(kinds) < len(secret)/4 {
		return len(secret)
	}
	return min(len(secret), secretPart)
}

func (r *redaction) hides() bool {
	for _, hidden := range r.hide {
		if hidden {
			return true
		}
	}
	return false
}

// hidePacked hides runs of base64 and hexadecimal that hold, once unpacked, what
// look hides.
func (r *redaction) hidePacked(look func(*redaction), depth int) {
	for from := 0; from < len(r.shown); from++ {
		to := from
		for to < len(r.shown) && isPacked(r.shown[to]) {
			to++
		}
		if to-from >= shortestPacked && holds(string(r.shown[from:to]), look, depth) {
			r.hideSpan(from, to)
		}
		from = to
	}
}

// isPacked are the characters of both alphabets; the padding parts runs.
func isPacked(c rune) bool {
	return c < unicode.MaxASCII && (unicode.IsLetter(c) || unicode.IsDigit(c)) || strings.ContainsRune("+/-_", c)
}

// holds unpacks a run from each of its first characters, since something of the
// same alphabet may stand before it.
func holds(run string, look func(*redaction), depth int) bool {
	run = strings.NewReplacer("-", "+", "_", "/").Replace(run)
	for skip := range min(4, len(run)) {
		part := run[skip:]
		if len(part)%4 == 1 {
			part = part[:len(part)-1]
		}
		unpacked, _ := base64.RawStdEncoding.DecodeString(part)
		digits := part[:len(part)/2*2]
		bytes, _ := hex.DecodeString(digits) // as far as it goes
		if found(unpacked, look, depth) || found(bytes, look, depth) {
			return true
		}
	}
	return false
}

// found looks at the readable stretches of what was unpacked. Most runs hold none.
func found(unpacked []byte, look func(*redaction), depth int) bool {
	for _, stretch := range strings.FieldsFunc(string(unpacked), unreadable) {
		if len(stretch) < shortestText {
			continue
		}
		r := newRedaction(plain(stretch))
		look(r)
		if depth > 1 {
			r.hidePacked(look, depth-1)
		}
		if r.hides() {
			return true
		}
	}
	return false
}

func unreadable(c rune) bool { return c == utf8.RuneError || unicode.IsControl(c) }
