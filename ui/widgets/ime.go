package widgets

import (
	"slices"
	"unicode"
)

// composition infers from keys and runes whether an input method is composing.
// On X11 the toolkit reports every key press, also those that the input method
// keeps. A text field would delete committed text on a Backspace meant for the
// half-typed syllable, or submit on the Enter that ends it
// (https://github.com/fyne-io/fyne/issues/5757).
//
// A letter key whose rune has not arrived counts as being composed. While there
// is one, editing keys belong to the input method. The caret among those
// letters is followed, because Backspace deletes nothing when it stands before
// all of them. In doubt a key is ignored, which is harmless. Enter, Escape and
// maxIgnored keys in a row end every composition, so a wrong guess never lasts.
//
// Without an input method a key and its rune arrive together, the key first.
// With one, the runes of fast typing arrive some keys later, in order. Runes
// before their keys are handled too. The zero value is ready.
type composition struct {
	waiting []rune // characters of keys whose runes have not arrived, lower case
	after   int    // how many of them are after the input method's caret
	lost    bool   // the position of its caret is unknown
	ignored int    // editing keys ignored in a row
	early   rune   // a letter that just arrived without its key
	held    rune   // the letter key that is down, 0 if none
}

const (
	maxIgnored = 16
	maxWaiting = 64
	// codeLength is the longest code of Wubi. A letter after it commits the
	// character and begins the next one.
	codeLength = 4
	// chosen represents a key that picks a candidate: a digit or Space.
	chosen = '\u0000'
)

// editKey is the effect of a key in a composition.
type editKey int

const (
	editMove   editKey = iota // pages, candidates, Tab: the composition continues
	editLeft                  // the composition's caret moves left by a letter
	editRight                 // it moves right by a letter
	editHome                  // it moves to the beginning
	editEnd                   // it moves to the end
	editWord                  // moves or deletes by words, which only the input method knows
	editBack                  // Backspace: deletes the letter before the caret
	editDelete                // Delete: deletes the letter after the caret
	editEnter                 // ends the composition, usually committing the letters
	editEsc                   // ends it and drops the letters
	editKeys                  // the number of kinds
)

// active reports whether letters are waiting for their runes.
func (c *composition) active() bool { return len(c.waiting) > 0 }

// letter handles a letter key, also a repeated one.
func (c *composition) letter(r rune) {
	r = unicode.ToLower(r)
	c.held, c.ignored = r, 0
	if c.early == r { // its rune arrived first
		c.early = 0
		return
	}
	c.early = 0
	c.push(r)
}

// pick handles a digit or the space bar. They choose candidates wherever the
// caret is.
func (c *composition) pick() {
	c.after = 0
	c.more(chosen)
}

// apostrophe handles the separator of syllables, as in xi'an.
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

// caret returns the index in waiting of the input method's caret.
func (c *composition) caret() int { return len(c.waiting) - c.after }

// released handles the release of a key: the letter, or 0 for any other key.
func (c *composition) released(r rune) {
	c.early = 0
	if unicode.ToLower(r) == c.held {
		c.held = 0
	}
}

// typed handles a rune that arrived, typed or committed.
func (c *composition) typed(r rune) {
	r = unicode.ToLower(r)
	c.ignored, c.early = 0, 0
	c.after, c.lost = 0, false
	composable := isASCIILetter(r) || r == '\''
	switch {
	case composable && c.dropThrough(r):
	case composable:
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

// dropThrough removes everything up to the first key of r. Input methods keep
// the order, so earlier keys produce nothing any more.
func (c *composition) dropThrough(r rune) bool {
	for i, w := range c.waiting {
		if w == r {
			c.waiting = c.waiting[i+1:]
			return true
		}
	}
	return false
}

// committed removes what an input method has turned into text: everything up to
// the choice of a candidate, otherwise everything except a letter that is still
// down and follows a complete code.
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

// edit handles an editing key. It reports whether the field must ignore the
// key.
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

// walk follows the caret of the composition and the deletions around it. Once
// the caret is lost, no deletion is assumed, because one Backspace too many
// would reach the text.
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

// remove removes the waiting character at i, if there is one.
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

// reset forgets everything. It is called when the field loses the focus or is
// filled.
func (c *composition) reset() { *c = composition{} }

func isASCIILetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }
