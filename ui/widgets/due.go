package widgets

import (
	"slices"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
)

// Where an input method runs, it is shown every key first: the toolkit reports a
// key when it goes down, and its character some keys later. An Enter would then
// end a number whose last digits are still to come. So a key that brings no
// character waits here until those of the keys before it have come.

// dueKey is a key that was pressed and has not had its effect.
type dueKey struct {
	char rune         // what it brings, lower case
	act  func(*Entry) // what it does instead, in the field that has the focus then
}

func (k dueKey) waits() bool  { return k.act != nil }
func (k dueKey) brings() bool { return k.act == nil }

// due are the keys without effect so far, in their order. There is one keyboard,
// and all this happens on the user interface's goroutine.
var due struct {
	keys  []dueKey
	at    time.Duration // when a key that brings a character last went down, see Entry.Awake
	here  *Entry        // has the focus
	inner int           // above 0 while a character or a waiting key is carried out
}

const (
	// maxDue is how many keys may wait for their characters.
	maxDue = 64
	// dueLimit is how long a character may take. Keys that bring none (a dead
	// key) hold up nothing longer.
	dueLimit = time.Second
)

// strike notes a key that may bring a character, and reports whether it does so
// after a key that waits: nobody knows yet in which field.
func (e *Entry) strike(key fyne.KeyName) (later bool) {
	r := []rune(key)
	switch {
	case key == fyne.KeySpace:
		r = []rune{' '}
	case len(r) != 1:
		return false
	}
	later = slices.ContainsFunc(due.keys, dueKey.waits)
	due.keys = append(due.keys, dueKey{char: unicode.ToLower(r[0])})
	due.keys = due.keys[max(len(due.keys)-maxDue, 0):]
	due.at = e.now()
	return later
}

// direct reports whether letters come by themselves, so that nothing is composed:
// the last one did, or a machine types them.
func (e *Entry) direct() bool {
	return e.Latin || e.letters || e.Machine != nil && e.Machine()
}

// waits keeps a key until the characters before it have come, and reports whether
// it does. Escape takes back what was typed, so it waits for nothing. While an
// input method may be composing (see direct), only Tab waits, and what comes behind
// it: other keys are the input method's or end the composition.
func (e *Entry) waits(key fyne.KeyName) bool {
	e.expire()
	_, edits := editKeyOf(key)
	waiting := e.awaits() || key == fyne.KeyTab && len(due.keys) > 0 || behind()
	if !waiting || key == fyne.KeyEscape || !edits && !isFunctionKey(key) {
		return false
	}
	if name := e.wanted(key); !isDeskKey(key) || !repeats(key) {
		e.await(func(e *Entry) { e.edit(&fyne.KeyEvent{Name: name}) })
	}
	return true
}

// expire drops the keys whose characters will not come any more.
func (e *Entry) expire() {
	if e.now()-due.at > dueLimit {
		due.keys = nil
	}
}

// awaits reports whether characters are to come, and are no composition's.
func (e *Entry) awaits() bool {
	return len(due.keys) > 0 && (e.direct() || !e.typing.active())
}

// behind reports whether characters are to come behind a key that waits.
func behind() bool {
	i := slices.IndexFunc(due.keys, dueKey.waits)
	return i >= 0 && slices.ContainsFunc(due.keys[i:], dueKey.brings)
}

// await does something when the characters that are due have come, at once where
// there are none.
func (e *Entry) await(act func(*Entry)) {
	due.keys = append(due.keys, dueKey{act: act})
	due.inner++
	defer func() { due.inner-- }()
	e.catchUp()
}

// comes takes a character off the keys that are due. Keys before it bring none, so
// what waited for them is dropped: nobody knows what is missing.
func (e *Entry) comes(r rune) {
	i := dueAt(r)
	if i >= 0 {
		e.letters = e.letters || isASCIILetter(r)
		due.keys = due.keys[i+1:]
		return
	}
	e.letters = e.letters && r <= unicode.MaxASCII
	if e.typing.active() && !e.Latin { // an input method made text of them
		due.keys = nil
		return
	}
	i = slices.IndexFunc(due.keys, dueKey.brings) // another character than the key's, as with Shift
	due.keys = due.keys[i+1:]
}

// dueAt is the first key that brings a character, -1 for none.
func dueAt(r rune) int {
	return slices.IndexFunc(due.keys, func(k dueKey) bool { return k.brings() && k.char == unicode.ToLower(r) })
}

// catchUp carries out the keys that no longer wait, wherever the focus goes; what
// follows a key that left all fields is dropped.
func (e *Entry) catchUp() {
	for to := e; len(due.keys) > 0 && due.keys[0].act != nil; to = due.here {
		act := due.keys[0].act
		due.keys = due.keys[1:]
		act(to)
		if due.here == nil {
			due.keys = nil
		}
	}
}

// abandon gives up the keys that are due: their characters are dropped wherever
// they come.
func abandon() {
	for _, k := range due.keys {
		if k.act == nil {
			givenUp = append(givenUp, k.char)
		}
	}
	due.keys = nil
}

// leave follows the focus out of a field: what is due goes on only where a
// character or a waiting key has moved it.
func (e *Entry) leave() {
	if due.here == e {
		due.here = nil
	}
	if due.inner == 0 {
		abandon()
	}
}

func (e *Entry) now() time.Duration {
	if e.Awake == nil {
		return 0
	}
	return e.Awake()
}
