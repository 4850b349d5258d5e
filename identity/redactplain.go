package identity

import (
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// longestEntity bounds what is read as a character reference, so that reading
// is linear; the longest that HTML names has 33 characters.
const longestEntity = 33

// plain returns the first longestRead runes of a text, escapes undone, without
// characters that do not show.
func plain(text string) []rune {
	var in []rune
	for _, c := range text {
		if len(in) == longestRead {
			break
		}
		in = append(in, c)
	}
	var u unescaper
	for _, c := range slices.Backward(in) {
		u.push(c)
	}
	slices.Reverse(u.back)
	return u.back
}

// unescaper reads a text from its end. What it holds has no escape left, so that
// one look at each new rune undoes nested escapes too.
type unescaper struct{ back []rune } // the text backwards

// push puts a rune before the text, and undoes the escape that it begins.
func (u *unescaper) push(c rune) {
	if unicode.IsSpace(c) {
		c = ' ' // line breaks and tabs part words
	}
	if unicode.In(c, unicode.Cc, unicode.Cf) || isInvisible(c) {
		return
	}
	u.back = append(u.back, c)
	meant, length := u.escape()
	if length == 0 {
		return
	}
	u.back = u.back[:len(u.back)-length]
	for _, d := range slices.Backward([]rune(meant)) {
		u.push(d)
	}
}

// at returns the rune at an index from the front, 0 behind the end.
func (u *unescaper) at(i int) rune {
	if i >= len(u.back) {
		return 0
	}
	return u.back[len(u.back)-1-i]
}

// escape returns what the escape at the front stands for, and its length in
// runes; a length of 0 if there is none.
func (u *unescaper) escape() (string, int) {
	first, second := u.at(0), u.at(1)
	switch {
	case first == '&':
		return u.entity()
	case first != '%' && first != '\\':
		return "", 0
	case (second == 'u' || second == 'x') && u.at(2) == '{':
		return u.braced()
	case second == 'u':
		return u.unit()
	case first == '\\' && second == 'U':
		return scalar(u.hex(2, 8), 10)
	case first == '\\' && second == 'x':
		return u.bytes(2)
	case first == '%':
		return u.bytes(1)
	}
	return "", 0
}

// hex reads n hexadecimal digits, -1 if there are not so many.
func (u *unescaper) hex(from, n int) rune {
	value := rune(0)
	for i := from; i < from+n; i++ {
		digit := strings.IndexRune("0123456789abcdef", unicode.ToLower(u.at(i)))
		if digit < 0 || value > unicode.MaxRune {
			return -1
		}
		value = value<<4 | rune(digit)
	}
	return value
}

// scalar is what an escape of a length stands for, if that is a character.
func scalar(c rune, length int) (string, int) {
	if !utf8.ValidRune(c) {
		return "", 0
	}
	return string(c), length
}

// unit reads \uXXXX and %uXXXX: UTF-16, of which two may make one character.
func (u *unescaper) unit() (string, int) {
	c := u.hex(2, 4)
	if !utf16.IsSurrogate(c) {
		return scalar(c, 6)
	}
	if u.at(6) != u.at(0) || u.at(7) != 'u' {
		return "", 0
	}
	c = utf16.DecodeRune(c, u.hex(8, 4))
	if c == unicode.ReplacementChar {
		return "", 0
	}
	return scalar(c, 12)
}

// braced reads \u{X…} and \x{X…} with up to eight digits.
func (u *unescaper) braced() (string, int) {
	for n := 1; n <= 8; n++ {
		if u.at(3+n) == '}' {
			return scalar(u.hex(3, n), n+4)
		}
	}
	return "", 0
}

// bytes reads one character of UTF-8 as %XX or \xXX; head is the length of what
// stands before the digits.
func (u *unescaper) bytes(head int) (string, int) {
	var encoded []byte
	for i := 0; len(encoded) < utf8.UTFMax; i += head + 2 {
		if u.at(i) != u.at(0) || head == 2 && u.at(i+1) != 'x' {
			break
		}
		b := u.hex(i+head, 2)
		if b < 0 {
			break
		}
		encoded = append(encoded, byte(b))
	}
	c, size := utf8.DecodeRune(encoded)
	if c == utf8.RuneError && size <= 1 {
		return "", 0
	}
	return string(c), size * (head + 2)
}

// entity reads an HTML character reference. Numeric ones need no semicolon;
// others do, because a=1&copy=2 is none.
func (u *unescaper) entity() (string, int) {
	text := []rune{'&'}
	for len(text) < longestEntity && isEntity(u.at(len(text))) {
		text = append(text, u.at(len(text)))
	}
	if u.at(len(text)) == ';' {
		text = append(text, ';')
	} else if u.at(1) != '#' {
		return "", 0
	}
	meant := html.UnescapeString(string(text))
	if meant == string(text) {
		return "", 0
	}
	return meant, len(text)
}

func isEntity(c rune) bool {
	return c < unicode.MaxASCII && (unicode.IsLetter(c) || unicode.IsDigit(c)) || c == '#'
}
