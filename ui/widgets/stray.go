package widgets

import (
	"slices"
	"unicode"

	"fyne.io/fyne/v2"
)

// An input method knows nothing of fields: it composes for the window, and
// commits to whichever field has the focus when it comes to it. So a composition
// that is given up, because the focus moves or the field is filled, may still
// arrive, and in another field. Its characters are dropped wherever they come:
// no key was pressed for them there.

// givenUp are the letters of the compositions that were given up, until there is
// typing again in a field that takes compositions. There is one keyboard.
var givenUp []rune

// giveUp ends a composition without a trace.
func (e *Entry) giveUp() {
	if !e.typing.active() {
		return
	}
	givenUp = append(givenUp, e.typing.waiting...)
	e.typing.reset()
	e.struck = 0
	if e.OnGiveUp != nil {
		e.OnGiveUp()
	}
}

// strike notes a key that may bring a character.
func (e *Entry) strike(key fyne.KeyName) {
	r := []rune(key)
	switch {
	case key == fyne.KeySpace:
		e.struck = ' '
	case len(r) == 1:
		e.struck = unicode.ToLower(r[0])
	default:
		return
	}
	if !e.Latin {
		givenUp = nil
	}
}

// strays reports whether a character is of a composition that was given up.
func (e *Entry) strays(r rune) bool {
	if givenUp == nil {
		return false
	}
	r = unicode.ToLower(r)
	own := e.struck == r || slices.Contains(e.typing.waiting, r)
	none := e.struck == 0 && !e.typing.active()
	if e.struck == r {
		e.struck = 0
	}
	return !own && (none || slices.Contains(givenUp, r))
}
