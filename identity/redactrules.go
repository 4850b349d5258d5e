package identity

import (
	"strconv"
	"strings"
	"time"
	"unicode"
)

const (
	shortestHan   = 2 // neighbouring Chinese characters of a name that give it away
	shortestWord  = 2 // letters of a word of a name that give it away
	freeWord      = 3 // letters from which a word may touch digits
	freeName      = 6 // letters from which a Latin name is found inside words
	longestFigure = 4 // digits of a year, the longest number in a date
)

// needles are what is looked for, folded as the message is.
type needles struct {
	name   []rune
	alone  bool     // the name is hidden only as whole words
	han    [][]rune // runs of Chinese characters of the name
	words  map[string]bool
	number []rune
	run    int // neighbouring characters of the number that are hidden
	birth  time.Time
	dated  bool
}

func newNeedles(s Subject, run int) needles {
	name := NormaliseName(s.Name)
	document := Document{Type: s.Document.Type, Number: NormaliseNumber(s.Document.Number)}
	n := needles{name: foldAll(name), words: map[string]bool{}, number: foldAll(document.Number)}
	for _, part := range strings.FieldsFunc(string(n.name), func(c rune) bool { return !isHan(c) }) {
		n.han = append(n.han, []rune(part))
	}
	for _, word := range strings.FieldsFunc(name, func(c rune) bool { return !inWord(c) }) {
		if w := foldAll(word); len(w) >= shortestWord {
			n.words[string(w)] = true
		}
	}
	n.alone = len(n.name) < freeName && !strings.ContainsFunc(string(n.name), func(c rune) bool { return !isLatin(c) })
	n.run = min(run, len(n.number))
	n.birth, n.dated = document.Birth()
	return n
}

func foldCase(c rune) rune { return unicode.ToLower(unicode.ToUpper(nameRune(c))) }

func foldAll(s string) []rune {
	var out []rune
	for _, c := range s {
		if c = foldCase(c); !isFiller(c) {
			out = append(out, c)
		}
	}
	return out
}

// isFiller reports what people and programs put between the characters of names
// and numbers: everything that is not part of one.
func isFiller(c rune) bool { return !unicode.In(c, unicode.L, unicode.M, unicode.N) }

// inWord reports letters of alphabets, which are written in words.
func inWord(c rune) bool { return !isHan(c) && (unicode.IsLetter(c) || unicode.IsMark(c)) }

// isDatePart reports what Chinese dates have between the figures.
func isDatePart(c rune) bool { return strings.ContainsRune("年月日号號", c) }

func (r *redaction) hideSubject(n needles) {
	r.eachCommon(r.dense, n.name, len(n.name), func(from, to int) {
		if !n.alone || r.standsAlone(from, to) {
			r.hideSpan(from, to)
		}
	})
	for _, part := range n.han {
		r.eachCommon(r.dense, part, shortestHan, r.hideSpan)
	}
	r.eachRun(inWord, func(from, to int) {
		if n.words[string(r.folded[from:to])] && r.standsAlone(from, to) {
			r.hideSpan(from, to)
		}
	})
	r.eachCommon(r.dense, n.number, n.run, r.hideSpan)
	if n.dated {
		r.hideDate(n.birth)
	}
}

// standsAlone reports that no word goes on at either end. Very short words may
// not touch digits either: hexadecimal is full of them.
func (r *redaction) standsAlone(from, to int) bool {
	goesOn := func(i int) bool {
		return i >= 0 && i < len(r.folded) && (inWord(r.folded[i]) || to-from < freeWord && unicode.IsDigit(r.folded[i]))
	}
	return !goesOn(from-1) && !goesOn(to)
}

// hideDate hides a day as eight digits, whatever separates them, and as three
// figures in the order of China, Europe or America.
func (r *redaction) hideDate(day time.Time) {
	var figures []int // indexes in dense that are no 年, 月 or 日
	for _, at := range r.dense {
		if !isDatePart(r.folded[at]) {
			figures = append(figures, at)
		}
	}
	eight := []rune(day.Format("20060102"))
	r.eachCommon(figures, eight, len(eight), r.hideDay)
	var before [2]figure
	r.eachRun(isDigit, func(from, to int) {
		now := figure{from, to}
		if r.isDate(before[0], before[1], now, day) {
			r.hideDay(before[0].from, to)
		}
		before = [2]figure{before[1], now}
	})
}

// hideDay hides a date and the word for day behind it.
func (r *redaction) hideDay(from, to int) {
	if to < len(r.folded) && isDatePart(r.folded[to]) {
		to++
	}
	r.hideSpan(from, to)
}

// figure is a run of digits in a redaction.
type figure struct{ from, to int }

func (r *redaction) isDate(a, b, c figure, day time.Time) bool {
	switch [3]int{r.value(a), r.value(b), r.value(c)} {
	case [3]int{day.Year(), int(day.Month()), day.Day()},
		[3]int{day.Day(), int(day.Month()), day.Year()},
		[3]int{int(day.Month()), day.Day(), day.Year()}:
		return r.isGap(a.to, b.from) && r.isGap(b.to, c.from)
	}
	return false
}

// value returns the number that a run of digits is, 0 if it is too long or none.
func (r *redaction) value(f figure) int {
	if f.to-f.from > longestFigure {
		return 0
	}
	value, err := strconv.Atoi(string(r.folded[f.from:f.to]))
	if err != nil {
		return 0
	}
	return value
}

// isGap reports that only what separates the figures of a date lies between.
func (r *redaction) isGap(from, to int) bool {
	between := string(r.folded[from:to])
	return !strings.Contains(between, hidden) &&
		!strings.ContainsFunc(between, func(c rune) bool { return !isFiller(c) && !isDatePart(c) })
}

// hideTokens hides what may be another person's number, or a key.
func (r *redaction) hideTokens() {
	r.eachRun(isToken, func(from, to int) {
		digits := 0
		for _, c := range r.folded[from:to] {
			if unicode.IsDigit(c) {
				digits++
			}
		}
		if to-from >= tokenRun && digits >= tokenDigits {
			r.hideSpan(from, to)
		}
	})
	r.eachRun(isSecret, func(from, to int) {
		if to-from >= secretRun {
			r.hideSpan(from, to)
		}
	})
}

func isToken(c rune) bool  { return c >= 'a' && c <= 'z' || unicode.IsDigit(c) }
func isSecret(c rune) bool { return isToken(c) || strings.ContainsRune("+/=_-", c) }
