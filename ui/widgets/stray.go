package widgets

import (
	"slices"
	"unicode"
)

// An input method composes for the window and knows no fields. It commits to
// whichever field has the focus at that moment. So a composition that is given
// up, because the focus moves or the field is filled, may still arrive in
// another field. Its characters are dropped in every field, because no key was
// pressed for them there.

// givenUp are the letters of compositions that were given up. They are kept
// until a character of a key arrives in a field that takes compositions. Input
// methods keep the order, so nothing older arrives after that. There is one
// keyboard.
var givenUp []rune

// giveUp ends a composition and drops its letters.
func (e *Entry) giveUp() {
	if !e.typing.active() {
		return
	}
	givenUp = append(givenUp, e.typing.waiting...)
	e.typing.reset()
	if due.inner == 0 { // otherwise this very character ends it
		abandon()
	}
	if e.OnGiveUp != nil {
		e.OnGiveUp()
	}
}

// strays reports whether a character belongs to a composition that was given
// up.
func (e *Entry) strays(r rune) bool {
	r = unicode.ToLower(r)
	expected := dueAt(r) >= 0 || slices.Contains(e.typing.waiting, r)
	old := slices.Contains(givenUp, r)
	switch {
	case givenUp == nil:
		return false
	case expected, !e.Latin && e.typing.active() && !old:
		if !e.Latin {
			givenUp = nil
		}
		return false
	}
	return old || len(due.keys) == 0 && !e.typing.active()
}
