package widgets

import "strings"

// gap separates the groups of a number.
const gap = ' '

// shape says how a field's value is filtered and shown.
type shape struct {
	filter func(rune) rune     // nil keeps every rune
	group  func(string) string // nil shows the value unchanged
	limit  int                 // in runes
}

// clean returns the value of a shown text.
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

// display returns the shown text of a value. A grouping that changes anything
// but gaps is not used.
func (s shape) display(value string) string {
	if s.group == nil {
		return value
	}
	if shown := s.group(value); strings.ReplaceAll(shown, string(gap), "") == value {
		return shown
	}
	return value
}

// reform filters the shown text after an edit. It keeps the caret, counted in
// runes, after the same text.
func (s shape) reform(display string, caret int) (value, shown string, at int) {
	r := []rune(display)
	value = s.clean(display)
	before := s.clean(string(r[:min(max(caret, 0), len(r))]))
	shown = s.display(value)
	return value, shown, s.position(shown, min(len([]rune(before)), len([]rune(value))))
}

// position returns the position in shown after n runes of the value. Next to a
// gap it is after the gap.
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

// NumberRune is the filter of a document number. Digits, capital letters and
// the filler of a machine-readable zone stay. The numeric keypad's * and the
// multiplication sign become X. Small and full-width letters become capital
// letters. Everything else is dropped.
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
