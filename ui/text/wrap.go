package text

import (
	"slices"
	"strings"
	"unicode"
)

// notFirst must not begin a line, and notLast must not end one (GB/T
// 15834-2011, 5.1: stops and closing marks never begin a line, opening marks
// never end it).
const (
	notFirst = "，。、；：？！）》」』】”’…·%,.;:?!)]}ーゃゅょっャュョッ"
	notLast  = "（《「『【“‘([{"
)

// Measure returns the width of a piece of text.
type Measure func(s string, strong bool) float32

// softBreak stands where a line may end without a sign. Thai has no spaces between
// words, so its translation has these. They are never drawn.
const softBreak = '\u200B'

// Wrap breaks text into lines of at most width, between words, between Chinese
// characters and at soft breaks. \n begins a new line. A single word that is too
// wide is broken anywhere. Spaces at a break stay at the end of the line.
func Wrap(runs []Run, width float32, of Measure) [][]Run {
	w := wrapper{width: width, of: of, lines: [][]Run{nil}}
	var before rune
	var word []Run
	for _, run := range runs {
		for _, r := range run.Text {
			if r == '\n' {
				w.add(word)
				w.newLine()
				word, before = nil, 0
				continue
			}
			if r == softBreak || before != 0 && mayBreak(before, r) {
				w.add(word)
				word = nil
			}
			if r == softBreak {
				before = 0
				continue
			}
			word = join(word, Run{Text: string(r), Strong: run.Strong})
			before = r
		}
	}
	w.add(word)
	return w.lines
}

type wrapper struct {
	width float32
	of    Measure
	lines [][]Run
	used  float32
}

func (w *wrapper) newLine() { w.lines, w.used = append(w.lines, nil), 0 }

// add puts a word on the line, or on a new line if it does not fit.
func (w *wrapper) add(word []Run) {
	last := len(w.lines) - 1
	if w.used > 0 && w.used+w.widthOf(trimmed(word)) > w.width {
		w.newLine()
		last++
	}
	if w.used == 0 && w.widthOf(trimmed(word)) > w.width {
		w.addBroken(word)
		return
	}
	for _, run := range word {
		w.lines[last] = join(w.lines[last], run)
	}
	w.used += w.widthOf(word)
}

// addBroken breaks a word that fits no line.
func (w *wrapper) addBroken(word []Run) {
	for _, run := range word {
		for _, sign := range signs(run.Text) {
			wide := w.of(sign, run.Strong)
			if w.used > 0 && w.used+wide > w.width {
				w.newLine()
			}
			last := len(w.lines) - 1
			w.lines[last] = join(w.lines[last], Run{Text: sign, Strong: run.Strong})
			w.used += wide
		}
	}
}

// signs splits a text into its characters, each with the marks on it.
func signs(text string) []string {
	var out []string
	for _, r := range text {
		if n := len(out); n > 0 && attached(r) {
			out[n-1] += string(r)
			continue
		}
		out = append(out, string(r))
	}
	return out
}

// attached reports a vowel or a tone that stands on the character before it.
func attached(r rune) bool { return unicode.Is(unicode.M, r) }

// WithoutBreaks returns a text as it is drawn on one line.
func WithoutBreaks(s string) string { return strings.ReplaceAll(s, string(softBreak), "") }

func (w *wrapper) widthOf(runs []Run) float32 {
	sum := float32(0)
	for _, r := range runs {
		sum += w.of(r.Text, r.Strong)
	}
	return sum
}

// trimmed returns a word without the spaces at its end.
func trimmed(word []Run) []Run {
	if n := len(word); n > 0 && strings.HasSuffix(word[n-1].Text, " ") {
		word = slices.Clone(word)
		word[n-1].Text = strings.TrimRight(word[n-1].Text, " ")
	}
	return word
}

// mayBreak reports whether a line may end between two characters.
func mayBreak(before, after rune) bool {
	switch {
	case strings.ContainsRune(notFirst, after), strings.ContainsRune(notLast, before), after == ' ':
		return false
	case before == ' ':
		return true
	}
	return isWide(before) || isWide(after)
}

// isWide reports Chinese characters and full-width punctuation.
func isWide(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == 'ー' || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFF60
}

// isHangul reports a character as wide as a Chinese one between which no line ends:
// Korean has spaces between its words.
func isHangul(r rune) bool { return unicode.Is(unicode.Hangul, r) }
