package widgets

import (
	"slices"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
)

// An input method gets every key first. The toolkit reports a key when it is
// pressed, and its character some keys later. Without care, Enter would end a
// number whose last digits are still to come. So a key that produces no
// character waits here until the characters of the keys before it have arrived.

// dueKey is a key that was pressed and has not had its effect.
type dueKey struct {
	char     rune         // the character that it produces, lower case
	act      func(*Entry) // its effect otherwise, in the field that then has the focus
	nameless bool         // its character is not known yet
}

func (k dueKey) waits() bool  { return k.act != nil }
func (k dueKey) brings() bool { return k.act == nil }

// due are the keys that have not had their effect, in order. There is one
// keyboard, and only the user-interface goroutine uses this.
var due struct {
	keys  []dueKey
	at    time.Duration // when a key with a character was last pressed, see Entry.Awake
	here  *Entry        // the field with the focus
	inner int           // above 0 while a character or a waiting key is handled
}

const (
	// maxDue limits how many keys wait for their characters.
	maxDue = 64
	// dueLimit limits the wait for a character. A key that produces none (a
	// dead key) delays nothing longer.
	dueLimit = time.Second
)

// strike records a key that may produce a character. It reports whether the
// character comes after a waiting key, so that its field is not known yet.
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

// StrikeNameless notes a key without a name whose character is to come. The fields know such
// a key by no other way.
func StrikeNameless() {
	if due.here != nil {
		due.keys = append(due.keys, dueKey{nameless: true})
		due.at = due.here.now()
	}
}

// Supply hands over the character of the first key of StrikeNameless. It takes its place among
// the characters of the other keys. It returns false if no such key is due.
func Supply(r rune) (placed bool) {
	i := slices.IndexFunc(due.keys, func(k dueKey) bool { return k.nameless })
	if i < 0 || due.here == nil {
		return false
	}
	due.keys[i] = dueKey{act: func(e *Entry) { e.insert(r) }}
	due.inner++
	defer func() { due.inner-- }()
	due.here.catchUp()
	return true
}

// direct reports whether letters arrive without an input method: the last one
// did, or a machine types them.
func (e *Entry) direct() bool {
	return e.Latin || e.letters || e.Machine != nil && e.Machine()
}

// waits keeps a key until the characters before it have arrived, and reports
// whether it does. Escape never waits, because it takes back what was typed.
// While an input method may be composing (see direct), only Tab and the keys
// after it wait. Other keys then belong to the input method or end the
// composition.
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

// expire drops the keys whose characters are overdue.
func (e *Entry) expire() {
	if e.now()-due.at > dueLimit {
		due.keys = nil
	}
}

// awaits reports whether characters are due that belong to no composition.
func (e *Entry) awaits() bool {
	return len(due.keys) > 0 && (e.direct() || !e.typing.active())
}

// behind reports whether characters are due after a waiting key.
func behind() bool {
	i := slices.IndexFunc(due.keys, dueKey.waits)
	return i >= 0 && slices.ContainsFunc(due.keys[i:], dueKey.brings)
}

// await calls act when the due characters have arrived, at once if there are
// none.
func (e *Entry) await(act func(*Entry)) {
	due.keys = append(due.keys, dueKey{act: act})
	due.inner++
	defer func() { due.inner-- }()
	e.catchUp()
}

// comes removes a character from the due keys. If keys before it produced none,
// the keys that waited for them are dropped, because a character may be
// missing.
func (e *Entry) comes(r rune) {
	i := dueAt(r)
	if i >= 0 {
		e.letters = e.letters || isASCIILetter(r)
		due.keys = due.keys[i+1:]
		return
	}
	e.letters = e.letters && r <= unicode.MaxASCII
	if e.typing.active() && !e.Latin { // an input method turned them into text
		due.keys = nil
		return
	}
	i = slices.IndexFunc(due.keys, dueKey.brings) // with Shift a key produces another character
	due.keys = due.keys[i+1:]
}

// dueAt returns the index of the first due key that produces r, or -1.
func dueAt(r rune) int {
	return slices.IndexFunc(due.keys, func(k dueKey) bool { return k.brings() && k.char == unicode.ToLower(r) })
}

// catchUp carries out the keys that no longer wait, in whichever field has the
// focus. Keys after one that moved the focus out of all fields are dropped.
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

// abandon drops the due keys. Their characters are dropped in any field.
func abandon() {
	for _, k := range due.keys {
		if k.act == nil {
			givenUp = append(givenUp, k.char)
		}
	}
	due.keys = nil
}

// leave is called when the focus leaves a field. Due keys are kept only if a
// character or a waiting key moved the focus.
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
