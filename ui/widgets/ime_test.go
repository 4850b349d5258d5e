package widgets

import (
	"strings"
	"testing"
)

// play handles one event per word: a letter key "a", its release "a^", a rune
// "'x", "1" and "_" for digits and Space, "BS", "Enter", "Esc", "Left", "Tab",
// "^" for the release of another key, "blur". It returns the editing keys that
// reach the field.
func play(c *composition, script string) string {
	edits := map[string]editKey{"BS": editBack, "Enter": editEnter, "Esc": editEsc, "Left": editLeft, "Tab": editMove,
		"Right": editRight, "Home": editHome, "End": editEnd, "Del": editDelete, "Word": editWord}
	var kept []string
	for _, word := range strings.Fields(script) {
		r := []rune(word)
		k, isEdit := edits[word]
		switch {
		case isEdit:
			if !c.edit(k) {
				kept = append(kept, word)
			}
		case word == "blur":
			c.reset()
		case word == "^":
			c.released(0)
		case word == "sep":
			c.apostrophe()
		case r[0] == '\'':
			for _, typed := range r[1:] {
				c.typed(typed)
			}
		case len(r) == 2 && r[1] == '^':
			c.released(r[0])
		case word == "_" || r[0] >= '0' && r[0] <= '9':
			c.pick()
		default:
			c.letter(r[0])
		}
	}
	return strings.Join(kept, " ")
}

func TestComposition(t *testing.T) {
	for _, c := range []struct {
		name, script string
		kept         string // editing keys that reach the field
		active       bool   // a composition is active at the end
	}{
		{"plain typing", "a 'a b 'b BS Left Enter", "BS Left Enter", false},
		{"plain upper case", "a 'A BS", "BS", false},
		{"plain digits", "1 '1 2 '2 BS Enter", "BS Enter", false},
		{"plain space between", "a 'a _ '\u0020 b 'b Enter", "Enter", false},
		{"pass-through, runes late", "a b c 'a 'b 'c BS Enter", "BS Enter", false},
		{"pass-through, last rune late", "a b 'a", "", true},
		{"rune before key", "'a a 'b b BS Enter", "BS Enter", false},
		{"rune with no key at all", "'ab BS", "BS", false},
		{"early rune, another key", "'a b BS", "", false},
		{"early rune does not last", "'a ^ a", "", true},
		{"nothing typed", "BS Enter Esc Left Tab", "BS Enter Esc Left Tab", false},

		{"pinyin, space commits", "z h a n g _ '张 BS", "BS", false},
		{"pinyin, digit commits", "z h a n g 2 '章 Enter", "Enter", false},
		{"composing: all keys are swallowed", "z h BS Left Tab", "", true},
		{"composing: Backspace to nothing", "z h BS BS BS", "BS", false},
		{"Enter commits the letters", "z h a Enter 'zha Enter", "Enter", false},
		{"letters of an earlier commit are no credit", "z Enter 'z ^ z BS", "", false},
		{"Escape drops it, the next is the desk's", "z h Esc Esc", "Esc", false},
		{"two words", "z _ '张 s a n _ '三 Enter", "Enter", false},
		{"next letter before the commit", "z h _ s '张", "", true},
		{"next letter before the commit, then back", "z h _ s '张 BS BS", "BS", false},
		{"partly chosen, taken back", "n i 2 h BS BS BS BS BS", "BS", false},
		{"commit of several characters", "z s _ '张三 Enter", "Enter", false},
		{"rare character beyond the BMP", "j i _ '𠮷 BS", "BS", false},
		{"full-width comma commits", "z h '张， BS", "BS", false},
		{"apostrophe in a syllable", "x i sep a n BS BS BS BS BS BS", "BS", false},
		{"mouse picks the candidate", "z h a n g g^ '张 Enter", "Enter", false},

		{"fcitx5: Shift commits the letters", "z h ^ 'zh ^ a 'a Enter", "Enter", false},
		{"ibus: Shift drops them, English follows", "z h ^ a 'a Enter", "Enter", false},
		{"ibus: Shift drops them, Enter", "z h ^ Enter Enter", "Enter", false},
		{"Shift drops them, a digit follows", "z h ^ 1 '1 BS", "BS", false},

		{"wubi: fourth letter commits", "g g g g '王 BS", "BS", false},
		{"wubi: fifth letter commits and stays", "t t t t d '我", "", true},
		{"wubi: fifth letter, taken back", "t t t t d '我 BS BS", "BS", false},

		{"before the first letter Backspace takes nothing", "z h Home BS BS BS", "", true},
		{"back at the end it takes all", "z h Home BS End BS BS BS", "BS", false},
		{"a letter left of the caret", "z h Left BS Del BS", "BS", false},
		{"Delete takes what is after the caret", "z h Home Del Del Del", "Del", false},
		{"Delete at the end takes nothing", "z h Del Del BS BS BS", "BS", false},
		{"Right stops at the end", "z h Right Right BS BS BS", "BS", false},
		{"a letter put in before others", "z h Left Left s Del Del BS BS", "BS", false},
		{"Enter commits what was put in before others", "h Home z Enter 'zh BS", "BS", false},
		{"a candidate chosen with the caret at the begin", "z h Home _ '张 BS", "BS", false},
		{"by words: the caret is lost", "z h Word BS BS BS", "", true},
		{"by words, then at the end", "z h Word End BS BS BS", "BS", false},
		{"by words, then a commit", "z h Word _ '张 BS", "BS", false},
		{"idle: all of them are the field's", "Home End Del Word Right", "Home End Del Word Right", false},

		{"focus lost while composing", "z h blur BS", "BS", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			var m composition
			if got := play(&m, c.script); got != c.kept || m.active() != c.active {
				t.Errorf("kept %q, active %v; want %q, %v", got, m.active(), c.kept, c.active)
			}
		})
	}
}

func TestCompositionFreesItself(t *testing.T) {
	var long composition
	if play(&long, strings.Repeat("a ", 10*maxWaiting)); len(long.waiting) > maxWaiting {
		t.Errorf("%d letters are waiting", len(long.waiting))
	}
	for _, key := range []string{"Left", "Tab", "BS", "Enter", "Esc"} {
		var m composition
		play(&m, strings.Repeat("a ", 40))
		if got := play(&m, strings.Repeat(key+" ", maxIgnored+1)); !strings.HasPrefix(got, key) {
			t.Errorf("%s %d times: still ignored", key, maxIgnored+1)
		}
	}
}

// After any events, at most one Enter, one Escape or a few other keys make the
// field respond again. Plain typing always works.
func FuzzCompositionNeverLocks(f *testing.F) {
	f.Add([]byte("abc"))
	f.Add([]byte{0, 9, 1, 2, 30, 31, 32, 33, 250, 40, 41})
	f.Fuzz(func(t *testing.T, events []byte) {
		var m composition
		for _, b := range events {
			r := rune('a' + b%26)
			switch b / 26 {
			case 0, 1, 2:
				m.letter(r)
			case 3:
				m.typed(r)
			case 4:
				m.typed('张')
			case 5:
				m.pick()
			case 6:
				m.released(r)
			case 7:
				m.apostrophe()
			default:
				m.edit(editKey(b) % editKeys)
			}
			if len(m.waiting) > maxWaiting || m.ignored > maxIgnored || m.caret() < 0 {
				t.Fatalf("%d waiting, %d ignored", len(m.waiting), m.ignored)
			}
		}
		free := func(m composition, k editKey, presses int) {
			m.waiting = append([]rune(nil), m.waiting...)
			for range presses {
				if !m.edit(k) {
					return
				}
			}
			t.Errorf("key %d is still ignored after %d presses", k, presses)
		}
		free(m, editEnter, 2)
		free(m, editEsc, 2)
		free(m, editBack, maxIgnored+1)
		free(m, editDelete, maxIgnored+1)
		free(m, editMove, maxIgnored+1)
		// Plain typing works after any state: key, rune, key, rune.
		for _, r := range "qwerty" {
			m.letter(r)
			m.typed(r)
		}
		if m.edit(editBack) {
			t.Error("plain typing is taken for composing")
		}
	})
}
