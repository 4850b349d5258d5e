package widgets

import (
	"slices"
	"unicode"
)

// An input method knows nothing of fields: it composes for the window, and
// commits to whichever field has the focus when it comes to it. So a composition
// that is given up, because the focus moves or the field is filled, may still
// arrive, and in another field. Its characters are dropped wherever they come:
// no key was pressed for them there.

// givenUp are the letters of the compositions that were given up, until a
// character that belongs to a key comes in a field that takes compositions: an
// input method keeps the order, so that nothing older comes after it. There is
// one keyboard.
var givenUp []rune

// giveUp ends a composition without a trace.
func (e *Entry) giveUp() {
	if !e.typing.active() {
		return
	}
	givenUp = append(givenUp, e.typing.waiting...)
	e.typing.reset()
	if due.inner == 0 { // else it is this very character that ends it
		abandon()
	}
	if e.OnGiveUp != nil {
		e.OnGiveUp()
	}
}

// strays reports whether a character is of a composition that was given up.
func (e *Entry) strays(r rune) bool {
	r = unicode.ToLower(r)
	own := dueAt(r) >= 0 || slices.Contains(e.typing.waiting, r)
	old := slices.Contains(givenUp, r)
	switch {
	case givenUp == nil:
		return false
	case own, !e.Latin && e.typing.active() && !old:
		if !e.Latin {
			givenUp = nil
		}
		return false
	}
	return old || len(due.keys) == 0 && !e.typing.active()
}
