package widgets

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

// typist types on a keyboard whose characters arrive a number of keys late.
type typist struct {
	c    fyne.Canvas
	late int
	sent []rune // characters on their way, 0 for a key without one
}

func (k *typist) key(name fyne.KeyName, char rune) {
	press(k.c.Focused().(*Entry), name)
	k.sent = append(k.sent, char)
	k.flush(k.late)
}

func (k *typist) flush(late int) {
	for len(k.sent) > late {
		r := k.sent[0]
		k.sent = k.sent[1:]
		if f := k.c.Focused(); r != 0 && f != nil {
			f.TypedRune(r)
		}
	}
}

// text types characters and special keys: tab, enter, backspace (<), left (~).
func (k *typist) text(s string) {
	special := map[rune]fyne.KeyName{'\t': fyne.KeyTab, '\n': fyne.KeyReturn, '<': fyne.KeyBackspace, '~': fyne.KeyLeft}
	for _, r := range s {
		switch key, ok := special[r]; {
		case ok:
			k.key(key, 0)
		case r == ' ':
			k.key(fyne.KeySpace, r)
		default:
			k.key(fyne.KeyName([]rune{upper(r)}), r)
		}
	}
	k.flush(0)
}

func upper(r rune) rune {
	if r >= 'a' && r <= 'z' {
		return r - 'a' + 'A'
	}
	return r
}

// claimed returns the claim after a line was typed with characters this late.
func claimed(t *testing.T, line string, late int) string {
	name, number, c, _ := pair(t)
	ended, by := "", &typist{c: c, late: late}
	for _, e := range []*Entry{name, number} {
		e.Machine = func() bool { return true }
		e.CaptureTab = true
		e.OnKey = func(k fyne.KeyName) bool {
			switch {
			case (k == fyne.KeyTab || k == fyne.KeyReturn) && e == name:
				c.Focus(number)
			case k == fyne.KeyTab:
				c.Focus(name)
			case k == fyne.KeyReturn:
				ended += fmt.Sprintf("[%s|%s]", name.Value(), number.Value())
			default:
				return false
			}
			return true
		}
	}
	by.text(line)
	return fmt.Sprintf("%s %s|%s", ended, name.Value(), number.Value())
}

// The result of typing does not depend on how late an input method delivers
// characters.
func TestKeysWaitForCharacters(t *testing.T) {
	lines := []string{
		"anna lind\ne00000001\n", "anna lind\n110101199001010015\n", "anna lindd<\ne00000001\n",
		"anna lind\t110101199001010015\n", "anna\te12345678\n\n", "1101011990010100<~15\n", "12<<34\t5\t6~7\n", "anna\t11010119900101001x\n",
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 12 {
		line := ""
		for range 1 + r.IntN(30) {
			line += string("1234567890\t\n<~"[r.IntN(14)])
		}
		lines = append(lines, line)
	}
	for _, line := range lines {
		want := claimed(t, line, 0)
		for late := 1; late < 40; late += 2 + late {
			if got := claimed(t, line, late); got != want {
				t.Errorf("%q, %d keys late: %s, want %s", line, late, got, want)
			}
		}
	}
}

// Enter on letters of a composition ends the composition. Enter on letters that
// arrive by themselves or from a machine waits for the last one.
func TestEnterOnLetters(t *testing.T) {
	for _, c := range []struct {
		begin   string // arrives letter by letter without an input method
		machine bool
		acts    int
	}{{"", false, 0}, {"ann", false, 1}, {"", true, 1}} {
		name, _, canvas, _ := pair(t)
		acted := 0
		name.Machine = func() bool { return c.machine }
		name.OnKey = func(fyne.KeyName) bool { acted++; return true }
		strokes(name, c.begin)
		compose(name, "a")
		press(name, fyne.KeyReturn)
		commit(canvas, "a")
		if acted != c.acts || name.Value() != c.begin+"a" {
			t.Errorf("after %q, machine %t: acted %d times, %q", c.begin, c.machine, acted, name.Value())
		}
	}
}

// A key whose character never arrives delays nothing for long. A number that
// may be cut short is not submitted.
func TestAKeyWithoutCharacter(t *testing.T) {
	_, number, c, _ := pair(t)
	c.Focus(number)
	now, entered := time.Duration(0), 0
	number.Awake = func() time.Duration { return now }
	number.OnKey = func(fyne.KeyName) bool { entered++; return true }
	press(number, "1")
	press(number, fyne.KeyReturn)
	if entered != 0 {
		t.Fatal("Enter did not wait")
	}
	now = 2 * time.Second
	press(number, fyne.KeyReturn)
	if entered != 1 {
		t.Errorf("entered %d times", entered)
	}
	strokes(number, "2")
	press(number, "3")
	press(number, fyne.KeyReturn)
	strokes(number, "4") // so the character of 3 is overdue
	if entered != 1 || number.Value() != "24" {
		t.Errorf("entered %d times with %q", entered, number.Value())
	}
}

// Escape waits for nothing, and late characters of earlier keys are dropped.
func TestEscapeDropsLateCharacters(t *testing.T) {
	name, number, c, _ := pair(t)
	number.OnKey = func(k fyne.KeyName) bool {
		number.Fill("")
		c.Focus(name)
		return true
	}
	c.Focus(number)
	strokes(number, "12")
	press(number, "3", "4", fyne.KeyEscape)
	commit(c, "34")
	compose(name, "wang")
	commit(c, "王")
	if name.Value() != "王" || number.Value() != "" {
		t.Errorf("%q, %q", name.Value(), number.Value())
	}
}

// The character of a key without a name comes behind those of the keys before it, and
// Enter behind it, however late the others are.
func TestNamelessKeys(t *testing.T) {
	for late := range 3 {
		name, _, c, _ := pair(t)
		submitted := ""
		name.OnSubmit = func(value string) { submitted = value }
		k := &typist{c: c, late: late}
		k.key("A", 'a')
		StrikeNameless()
		if !Supply('张') {
			t.Fatal("no key is due")
		}
		StrikeNameless()
		k.key(fyne.KeyReturn, 0)
		if submitted != "" {
			t.Errorf("%d late: Enter ends %q, which lacks a character", late, submitted)
		}
		Supply('三')
		if k.flush(0); submitted != "a张三" {
			t.Errorf("%d late: %q, want a张三", late, submitted)
		}
	}
	if Supply('四') {
		t.Error("a character that no key is to produce")
	}
}
