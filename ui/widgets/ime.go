package widgets

import (
	"slices"
	"unicode"
)

// composition tells from keys and runes alone whether an input method is
// composing. On X11 the toolkit reports every key press, also those that the
// input method keeps for itself; a text field would delete committed text on a
// Backspace meant for the half-typed syllable, or submit on the Enter that ends
// it (https://github.com/fyne-io/fyne/issues/5757).
//
// A letter key whose rune has not come is taken as being composed, and editing
// keys are the input method's as long as there is one. The caret among those
// letters is followed, for Backspace takes nothing where it stands before them
// all. In doubt a key is ignored, for that is harmless; but Enter and Escape end
// every composition, and so do maxIgnored keys in a row, so that a wrong guess
// never lasts.
//
// Without an input method key and rune come together, key first; with one, the
// runes of fast typing come after some more keys, in order. Runes before their
// keys are understood too. The zero value is ready.
type composition struct {
	waiting []rune // what keys stand for, lower case, without their runes yet
	after   int    // how many of them are after the input method's caret
	lost    bool   // where its caret is cannot be known
	ignored int    // editing keys ignored in a row
	early   rune   // a letter that came with no key, just now
	held    rune   // the letter key that is down, 0 if none
}

const (
	maxIgnored = 16
	maxWaiting = 64
	// codeLength is the longest code of Wubi: a letter after it commits the
	// character before and begins the next one.
	codeLength = 4
	// chosen stands for a key that picks a candidate: a digit or Space.
	chosen = '\u0000'
)

// editKey is what a key does while composing.
type editKey int

const (
	editMove   editKey = iota // pages, candidates, Tab: the composition goes on
	editLeft                  // the caret of the composition moves by a letter
	editRight                 //
	editHome                  // it moves to the begin
	editEnd                   // and to the end
	editWord                  // moves or deletes by words, which only the input method knows
	editBack                  // Backspace: takes back what is before the caret
	editDelete                // Delete: what is after it
	editEnter                 // ends the composition, mostly by committing the letters
	editEsc                   // ends it without a trace
	editKeys                  // how many there are
)

// active reports whether letters are waiting for their runes.
func (c *composition) active() bool { return len(c.waiting) > 0 }

// letter is a letter key, also repeated.
func (c *composition) letter(r rune) {
	r = unicode.ToLower(r)
	c.held, c.ignored = r, 0
	if c.early == r { // its rune was first
		c.early = 0
		return
	}
	c.early = 0
	c.push(r)
}

// pick is a digit or the space bar, which choose candidates, wherever the caret
// of the composition stands.
func (c *composition) pick() {
	c.after = 0
	c.more(chosen)
}

// apostrophe parts syllables, as in xi'an.
func (c *composition) apostrophe() { c.more('\'') }

// more continues a composition but begins none.
func (c *composition) more(r rune) {
	c.early, c.ignored = 0, 0
	if c.active() {
		c.push(r)
	}
}

func (c *composition) push(r rune) {
	if len(c.waiting) == maxWaiting {
		c.waiting = c.waiting[1:]
		c.after = min(c.after, len(c.waiting))
	}
	c.waiting = slices.Insert(c.waiting, c.caret(), r)
}

// caret is where in waiting the input method's caret stands.
func (c *composition) caret() int { return len(c.waiting) - c.after }

// released is a key let go, a letter's or 0 for any other.
func (c *composition) released(r rune) {
	c.early = 0
	if unicode.ToLower(r) == c.held {
		c.held = 0
	}
}

// typed is a rune that arrived, typed or committed.
func (c *composition) typed(r rune) {
	r = unicode.ToLower(r)
	c.ignored, c.early = 0, 0
	c.after, c.lost = 0, false
	own := isASCIILetter(r) || r == '\''
	switch {
	case own && c.dropThrough(r):
	case own:
		if !c.active() {
			c.early = r
		}
		c.waiting = nil
	default:
		c.committed()
	}
	if !c.hasLetter() {
		c.waiting = nil
	}
}

// dropThrough forgets everything up to the first key that stands for r: input
// methods keep the order, so what was before it will not come any more.
func (c *composition) dropThrough(r rune) bool {
	for i, w := range c.waiting {
		if w == r {
			c.waiting = c.waiting[i+1:]
			return true
		}
	}
	return false
}

// committed forgets what an input method has turned into text: everything up to
// the choice of a candidate, else everything but a letter that is still down
// and came after a complete code.
func (c *composition) committed() {
	for i := len(c.waiting) - 1; i >= 0; i-- {
		if c.waiting[i] == chosen {
			c.waiting = c.waiting[i+1:]
			return
		}
	}
	last := len(c.waiting) - 1
	if last >= codeLength && c.waiting[last] == c.held {
		c.waiting = c.waiting[last:]
		return
	}
	c.waiting = nil
}

func (c *composition) hasLetter() bool {
	for _, w := range c.waiting {
		if w != chosen {
			return true
		}
	}
	return false
}

// edit is an editing key; it reports whether the field must ignore it.
func (c *composition) edit(k editKey) bool {
	c.early = 0
	if !c.active() {
		return false
	}
	c.ignored++
	if c.ignored > maxIgnored {
		c.reset()
		return false
	}
	switch k {
	case editEnter, editEsc:
		c.reset()
	default:
		c.walk(k)
	}
	return true
}

// walk follows the caret of the composition and what is deleted around it. Once
// the caret is lost nothing is taken for deleted: a Backspace too many would
// reach the text.
func (c *composition) walk(k editKey) {
	switch k {
	case editLeft:
		c.after = min(c.after+1, len(c.waiting))
	case editRight:
		c.after = max(c.after-1, 0)
	case editHome:
		c.after, c.lost = len(c.waiting), false
	case editEnd:
		c.after, c.lost = 0, false
	case editWord:
		c.lost = true
	case editBack:
		c.remove(c.caret() - 1)
	case editDelete:
		c.remove(c.caret())
	}
}

// remove takes back one of the waiting, if there is one at i.
func (c *composition) remove(i int) {
	if c.lost || i < 0 || i >= len(c.waiting) {
		return
	}
	if i >= c.caret() {
		c.after--
	}
	c.waiting = slices.Delete(c.waiting, i, i+1)
	if !c.hasLetter() {
		c.reset()
	}
}

// reset forgets everything: the field lost the focus or was filled anew.
func (c *composition) reset() { *c = composition{} }

func isASCIILetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }
