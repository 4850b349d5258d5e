package identity

import (
	"slices"
	"strings"
	"unicode"
)

const (
	longestMessage = 200  // code points that are kept
	longestRead    = 4000 // code points that are looked at
	numberRun      = 6    // characters of the number that give it away
	tokenRun       = 8    // letters and digits that may be somebody's number …
	tokenDigits    = 4    // … if so many are digits
	secretRun      = 24   // characters of base64, hexadecimal and the like
	wordRun        = 3    // letters of a word of a Latin name
)

// Redact makes a service's message safe to store and to show: at most 200 code
// points, without control and invisible characters, *** in the place of the
// subject's name and number and of whatever may be a number or a key.
//
// Hidden are the name in any case and spacing, any two neighbouring Chinese
// characters and any whole word of it; six neighbouring characters of the
// number, also spaced; eight letters and digits with four digits among them;
// 24 characters as in base64.
func Redact(message string, s Subject) string {
	r := newRedaction(message)
	r.hideName(NormaliseName(s.Name))
	number := foldAll(NormaliseNumber(s.Document.Number))
	r.hideRuns(number, min(numberRun, len(number)))
	r.hideTokens()
	return r.text()
}

// redaction marks the runes of a message that are not to be seen.
type redaction struct {
	shown  []rune // the message, cleaned
	folded []rune // the same for comparing: half-width, lower case
	dense  []int  // indexes of the runes that are not spaces, dashes, dots
	hide   []bool
}

func newRedaction(message string) *redaction {
	r := &redaction{}
	for _, c := range message {
		if len(r.shown) == longestRead {
			break
		}
		r.add(c)
	}
	r.hide = make([]bool, len(r.shown))
	return r
}

func (r *redaction) add(c rune) {
	if unicode.IsSpace(c) {
		c = ' ' // line breaks and tabs part words
	}
	if unicode.IsControl(c) || isInvisible(c) {
		return
	}
	if !isFiller(c) {
		r.dense = append(r.dense, len(r.shown))
	}
	r.shown = append(r.shown, c)
	r.folded = append(r.folded, foldCase(c))
}

func foldCase(c rune) rune { return unicode.ToLower(unicode.ToUpper(nameRune(c))) }

// foldAll folds what is searched for as the message is.
func foldAll(s string) []rune {
	var out []rune
	for _, c := range s {
		if !isFiller(c) {
			out = append(out, foldCase(c))
		}
	}
	return out
}

// isFiller reports what people and programs put between the characters of
// names and numbers. The Chinese full stop is left out: it ends sentences.
func isFiller(c rune) bool {
	if c == '。' || c == '｡' {
		return false
	}
	return c == ' ' || c == '.' || c == '/' || isHyphen(c) || strings.ContainsRune(lookAlikes, c)
}

func (r *redaction) hideName(name string) {
	whole := foldAll(name)
	r.hideRuns(whole, len(whole))
	for _, part := range strings.FieldsFunc(string(whole), func(c rune) bool { return !isHan(c) }) {
		r.hideRuns([]rune(part), 2)
	}
	for _, word := range strings.FieldsFunc(name, func(c rune) bool { return !inWord(c) }) {
		if w := foldAll(word); len(w) >= wordRun {
			r.hideWord(w)
		}
	}
}

// inWord reports letters of alphabets, which are written in words.
func inWord(c rune) bool { return !isHan(c) && (unicode.IsLetter(c) || unicode.IsMark(c)) }

// hideRuns hides every run of at least shortest runes that the message has in
// common with what, skipping fillers.
func (r *redaction) hideRuns(what []rune, shortest int) {
	if shortest == 0 {
		return
	}
	common := make([]int, len(what)+1) // [j]: length of the run that ends before j
	for i, at := range r.dense {
		for j := len(what); j > 0; j-- {
			if r.folded[at] != what[j-1] {
				common[j] = 0
				continue
			}
			if common[j] = common[j-1] + 1; common[j] >= shortest {
				r.hideSpan(r.dense[i-shortest+1], at+1)
			}
		}
	}
}

// hideWord hides a word where it stands alone.
func (r *redaction) hideWord(word []rune) {
	r.eachRun(inWord, func(from, to int) {
		if slices.Equal(r.folded[from:to], word) {
			r.hideSpan(from, to)
		}
	})
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

// eachRun calls do for every maximal run of folded runes of a class.
func (r *redaction) eachRun(class func(rune) bool, do func(from, to int)) {
	for from := 0; from < len(r.folded); from++ {
		to := from
		for to < len(r.folded) && class(r.folded[to]) {
			to++
		}
		if to > from {
			do(from, to)
			from = to
		}
	}
}

func (r *redaction) hideSpan(from, to int) {
	for i := from; i < to; i++ {
		r.hide[i] = true
	}
}

// text writes *** for each run that is hidden.
func (r *redaction) text() string {
	var out []rune
	for i, c := range r.shown {
		switch {
		case !r.hide[i]:
			out = append(out, c)
		case i == 0 || !r.hide[i-1]:
			out = append(out, []rune(hidden)...)
		}
	}
	if len(out) > longestMessage {
		out = append(out[:longestMessage-1], '…')
	}
	return strings.TrimSpace(string(out))
}
