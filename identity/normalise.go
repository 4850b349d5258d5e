package identity

import (
	"slices"
	"strings"
	"unicode"
)

// separator stands between the parts of ethnic minority and transliterated
// names (notice 民委发〔2016〕33号).
const separator = '·' // U+00B7

// lookAlikes are what people type or paste instead of the separator. NFKC does
// not turn them into it, and would change rare ideographs: hence a table.
const lookAlikes = "\u00B7\u2022\u30FB\uFF65\u2027\u2219\u22C5\u02D9\u0387\uFF0E\u3002\uFF61\uFE52\u25CF"

// NormaliseNumber returns a document number as it is sent: full-width letters
// and digits as ASCII, upper case, without spaces, hyphens and invisible
// characters. Anything else stays, for Parse to complain of, and so do renewal
// digits, which only some types have: see DocumentType.Number. It is idempotent.
func NormaliseNumber(s string) string {
	return strings.Map(func(r rune) rune {
		r = halfWidth(r)
		if unicode.IsSpace(r) || isHyphen(r) || isInvisible(r) {
			return -1
		}
		if r >= 'a' && r <= 'z' {
			return r - 'a' + 'A'
		}
		return r
	}, s)
}

// NormaliseName returns a name as it is sent: trimmed, runs of spaces as one,
// look-alikes of the separator as U+00B7, full-width letters as ASCII,
// invisible characters removed, the private characters of old systems replaced
// (see Claim.Notes). A full stop between two Chinese characters is a separator
// too; for a space see settleBlanks. Ideographs are never changed or composed.
// It is idempotent.
func NormaliseName(s string) string {
	in := make([]rune, 0, len(s))
	for _, r := range s {
		if !isInvisible(r) {
			in = append(in, nameRune(r))
		}
	}
	var out []rune
	for i := 0; i < len(in); {
		if !isGap(in[i]) {
			out = append(out, in[i])
			i++
			continue
		}
		end := i
		for end < len(in) && isGap(in[end]) {
			end++
		}
		between := i > 0 && end < len(in) && isHan(in[i-1]) && isHan(in[end])
		out = append(out, gap(in[i:end], between)...)
		i = end
	}
	return strings.Trim(string(settleBlanks(out)), " ")
}

// settleBlanks decides what spaces between Chinese characters mean. Documents
// and old files pad names of two characters (张　三): between single characters a
// space goes. Between parts of two and more it is a separator. Where one side is
// a single character nobody can tell: then all stay, for Parse to ask.
func settleBlanks(name []rune) []rune {
	if slices.ContainsFunc(spaces(name), space.doubtful) {
		return name
	}
	out := slices.Clone(name)
	for _, b := range slices.Backward(spaces(name)) {
		if b.before == 1 {
			out = slices.Delete(out, b.at, b.at+1)
			continue
		}
		out[b.at] = separator
	}
	return out
}

// space is one between Chinese characters, and how many stand on each side.
type space struct{ at, before, after int }

func (b space) doubtful() bool { return (b.before == 1) != (b.after == 1) }

func spaces(name []rune) []space {
	var out []space
	for i, r := range name {
		if r != ' ' {
			continue
		}
		b := space{at: i}
		for b.before < i && isHan(name[i-1-b.before]) {
			b.before++
		}
		for i+1+b.after < len(name) && isHan(name[i+1+b.after]) {
			b.after++
		}
		if b.before > 0 && b.after > 0 {
			out = append(out, b)
		}
	}
	return out
}

// nameRune maps one character of a name.
func nameRune(r rune) rune {
	if standard, ok := standardRune(r); ok {
		return standard
	}
	switch {
	case strings.ContainsRune(lookAlikes, r):
		return separator
	case unicode.IsSpace(r):
		return ' '
	case isHyphen(r):
		return '-'
	case r == '’' || r == 'ʼ': // what input methods make of the apostrophe
		return '\''
	}
	return halfWidth(r)
}

func isGap(r rune) bool { return r == ' ' || r == '.' || r == separator }

// gap tidies a run of spaces, full stops and separators: one separator between
// Chinese characters, or one space; elsewhere a full stop stays, and what lies between full
// stops is one separator or one space.
func gap(run []rune, betweenHan bool) []rune {
	if betweenHan && strings.Trim(string(run), " ") == "" {
		return []rune{' '}
	}
	if betweenHan {
		return []rune{separator}
	}
	var out []rune
	for _, r := range run {
		last := len(out) - 1
		switch {
		case r == '.' || last < 0 || out[last] == '.':
			out = append(out, r)
		case r == separator:
			out[last] = separator
		}
	}
	return out
}

// halfWidth returns the ASCII character of a full-width one, any other as it is.
func halfWidth(r rune) rune {
	if r >= '！' && r <= '～' {
		return r - '！' + '!'
	}
	return r
}

// isHyphen knows every dash of Unicode, and the minus and the bullet that pass
// for one.
func isHyphen(r rune) bool {
	return unicode.Is(unicode.Pd, r) || r == '\u2212' || r == '\u2043'
}

// isInvisible reports characters that show nothing: zero-width, bidi controls,
// variation selectors, fillers.
func isInvisible(r rune) bool {
	return unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r) ||
		unicode.In(r, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// isHan reports a Chinese character. Planes 2 and 3 hold nothing else, and
// grow faster than the tables of the standard library. Radicals do not count.
func isHan(r rune) bool {
	return r == '〇' || r >= 0x20000 && r <= 0x3FFFD || unicode.Is(unicode.Han, r) && unicode.IsLetter(r)
}

// isLatin leaves out the Roman numerals, which are no letters.
func isLatin(r rune) bool { return unicode.Is(unicode.Latin, r) && unicode.IsLetter(r) }
