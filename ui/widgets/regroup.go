package widgets

import "strings"

// gap parts the groups of a number that is shown grouped.
const gap = ' '

// shape is how a field's value is tidied and shown.
type shape struct {
	filter func(rune) rune     // nil: every rune as it is
	group  func(string) string // nil: shown as it is
	limit  int                 // runes
}

// clean returns the value of what stands in the field.
func (s shape) clean(display string) string {
	value := strings.Map(func(r rune) rune {
		if s.group != nil && r == gap {
			return -1
		}
		if s.filter != nil {
			return s.filter(r)
		}
		return r
	}, display)
	if r := []rune(value); len(r) > s.limit {
		value = string(r[:s.limit])
	}
	return value
}

// display returns what to show for a value. A grouping that changes more than
// the gaps is not used.
func (s shape) display(value string) string {
	if s.group == nil {
		return value
	}
	if shown := s.group(value); strings.ReplaceAll(shown, string(gap), "") == value {
		return shown
	}
	return value
}

// reform tidies what stands in the field after an edit and moves the caret,
// counted in runes, along with the text before it.
func (s shape) reform(display string, caret int) (value, shown string, at int) {
	r := []rune(display)
	value = s.clean(display)
	before := s.clean(string(r[:min(max(caret, 0), len(r))]))
	shown = s.display(value)
	return value, shown, s.position(shown, min(len([]rune(before)), len([]rune(value))))
}

// position is where in shown the caret stands after n runes of the value; next
// to a gap, after it.
func (s shape) position(shown string, n int) int {
	if s.group == nil {
		return n
	}
	r := []rune(shown)
	at := 0
	for ; at < len(r) && n > 0; at++ {
		if r[at] != gap {
			n--
		}
	}
	for at < len(r) && r[at] == gap {
		at++
	}
	return at
}

// NumberRune is the Filter of a document number: digits, capital letters and
// the filler of a machine-readable zone stay; the numeric keypad's * and the
// multiplication sign give X; small and full-width letters become capital ones;
// everything else is dropped.
func NumberRune(r rune) rune {
	if r >= '！' && r <= '～' {
		r += '!' - '！'
	}
	switch {
	case r >= '0' && r <= '9', r >= 'A' && r <= 'Z', r == '<':
		return r
	case r >= 'a' && r <= 'z':
		return r - 'a' + 'A'
	case r == '*', r == '×':
		return 'X'
	}
	return -1
}
