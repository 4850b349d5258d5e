package screens

import (
	"slices"
	"strings"
	"unicode"

	"facedesk/ui/text"
)

// notFirst must not begin a line, notLast must not end one (GB/T 15834-2011, 5.1).
const (
	notFirst = "，。、；：？！）》」』】”’…·%,.;:?!)]}"
	notLast  = "（《「『【“‘([{"
)

// measure returns the width of a stretch of text.
type measure func(s string, strong bool) float32

// wrap breaks text into lines of at most width, between words and between
// Chinese characters; \n begins a new line. What alone is too wide is broken
// anywhere.
func wrap(runs []text.Run, width float32, of measure) [][]text.Run {
	w := wrapper{width: width, of: of, lines: [][]text.Run{nil}}
	var before rune
	var word []text.Run
	for _, run := range runs {
		for _, r := range run.Text {
			if r == '\n' {
				w.add(word)
				w.newLine()
				word, before = nil, 0
				continue
			}
			if before != 0 && mayBreak(before, r) {
				w.add(word)
				word = nil
			}
			word = appendRun(word, text.Run{Text: string(r), Strong: run.Strong})
			before = r
		}
	}
	w.add(word)
	return w.lines
}

type wrapper struct {
	width float32
	of    measure
	lines [][]text.Run
	used  float32
}

func (w *wrapper) newLine() { w.lines, w.used = append(w.lines, nil), 0 }

// add puts a word on the line, or on a new one.
func (w *wrapper) add(word []text.Run) {
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
		w.lines[last] = appendRun(w.lines[last], run)
	}
	w.used += w.widthOf(word)
}

// addBroken breaks a word that fits no line.
func (w *wrapper) addBroken(word []text.Run) {
	for _, run := range word {
		for _, r := range run.Text {
			wide := w.of(string(r), run.Strong)
			if w.used > 0 && w.used+wide > w.width {
				w.newLine()
			}
			last := len(w.lines) - 1
			w.lines[last] = appendRun(w.lines[last], text.Run{Text: string(r), Strong: run.Strong})
			w.used += wide
		}
	}
}

func (w *wrapper) widthOf(runs []text.Run) float32 {
	sum := float32(0)
	for _, r := range runs {
		sum += w.of(r.Text, r.Strong)
	}
	return sum
}

// trimmed is a word without the space at its end.
func trimmed(word []text.Run) []text.Run {
	if n := len(word); n > 0 && strings.HasSuffix(word[n-1].Text, " ") {
		word = slices.Clone(word)
		word[n-1].Text = strings.TrimRight(word[n-1].Text, " ")
	}
	return word
}

// appendRun appends a stretch, joined with the last one of the same kind.
func appendRun(runs []text.Run, r text.Run) []text.Run {
	if n := len(runs); n > 0 && runs[n-1].Strong == r.Strong {
		runs[n-1].Text += r.Text
		return runs
	}
	return append(runs, r)
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

// isWide tells Chinese characters and full-width punctuation.
func isWide(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFF60
}

// firstSentence is what comes before the first full stop.
func firstSentence(s string) string {
	if i := strings.Index(s, "。"); i >= 0 {
		return s[:i+len("。")]
	}
	if i := strings.Index(s, ". "); i >= 0 {
		return s[:i+1]
	}
	return s
}
