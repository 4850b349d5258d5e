package identity

import "strings"

// redaction marks the runes of a message that are not to be seen.
type redaction struct {
	shown  []rune // the message, plain
	folded []rune // the same for comparing: half-width, lower case
	dense  []int  // indexes of the runes that are not fillers
	hide   []bool
}

func newRedaction(text []rune) *redaction {
	r := &redaction{shown: text, hide: make([]bool, len(text))}
	for i, c := range text {
		c = foldCase(c)
		r.folded = append(r.folded, c)
		if !isFiller(c) || r.isHidden(i) {
			r.dense = append(r.dense, i)
		}
	}
	return r
}

// isHidden reports the end of ***, which holds apart what stands before and
// behind it: there was something between.
func (r *redaction) isHidden(i int) bool {
	return i >= 2 && r.folded[i] == '*' && r.folded[i-1] == '*' && r.folded[i-2] == '*'
}

// eachCommon calls do for runs of shortest runes that the message, looked at
// only at some indexes, has in common with what. Longer runs are called for in
// overlapping pieces.
func (r *redaction) eachCommon(at []int, what []rune, shortest int, do func(from, to int)) {
	if shortest == 0 {
		return
	}
	common := make([]int, len(what)+1) // [j]: length of the run that ends before j
	for i, here := range at {
		for j := len(what); j > 0; j-- {
			if r.folded[here] != what[j-1] {
				common[j] = 0
				continue
			}
			if common[j] = common[j-1] + 1; common[j] >= shortest {
				do(at[i-shortest+1], here+1)
			}
		}
	}
}

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

// text writes *** for each run that is hidden, once where *** stands already.
func (r *redaction) text() []rune {
	var out []rune
	for i, c := range r.shown {
		switch {
		case !r.hide[i]:
			out = append(out, c)
		case !strings.HasSuffix(string(out[max(0, len(out)-len(hidden)):]), hidden):
			out = append(out, []rune(hidden)...)
		}
	}
	return out
}
