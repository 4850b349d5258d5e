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

// givenUp are the letters of the compositions that were given up, until a
// character that belongs to a key comes in a field that takes compositions: an
// input method keeps the order, so that nothing older comes after it. There is
// one keyboard.
var givenUp []rune

// maxStruck is how many keys may wait for their characters.
const maxStruck = 64

// giveUp ends a composition without a trace.
func (e *Entry) giveUp() {
	if !e.typing.active() {
		return
	}
	givenUp = append(givenUp, e.typing.waiting...)
	e.typing.reset()
	e.struck = nil
	if e.OnGiveUp != nil {
		e.OnGiveUp()
	}
}

// strike notes a key that may bring a character. Characters may come some keys
// later.
func (e *Entry) strike(key fyne.KeyName) {
	r := []rune(key)
	switch {
	case key == fyne.KeySpace:
		r = []rune{' '}
	case len(r) != 1:
		return
	}
	e.struck = append(e.struck, unicode.ToLower(r[0]))
	e.struck = e.struck[max(len(e.struck)-maxStruck, 0):]
}

// claims reports whether a key was pressed here for a character, and forgets it
// with those before it, whose characters will not come any more.
func (e *Entry) claims(r rune) bool {
	i := slices.Index(e.struck, r)
	e.struck = e.struck[i+1:]
	return i >= 0
}

// strays reports whether a character is of a composition that was given up.
func (e *Entry) strays(r rune) bool {
	r = unicode.ToLower(r)
	own := e.claims(r) || slices.Contains(e.typing.waiting, r)
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
	return old || len(e.struck) == 0 && !e.typing.active()
}
