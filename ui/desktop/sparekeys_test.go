package desktop

import "testing"

// What the window gets for 张 and 三, typed by one spare key.
func TestSpareKeys(t *testing.T) {
	const spare = 8
	zhang, san := keyPress{spare, 100}, keyPress{spare, 112}
	enter := keyPress{36, 130}
	for name, c := range map[string]struct {
		events func(s *spareKeys)
		want   string
	}{
		"found by the window itself": {func(s *spareKeys) {
			s.press(zhang, 0)
			s.char('张')
			s.release()
			s.press(san, 0)
			s.char('三')
			s.release()
		}, "张三"},
		"looked for too late": {func(s *spareKeys) {
			s.press(zhang, 0)
			s.release()
			s.press(san, 0)
			s.press(enter, 0)
		}, "张三"},
		"the next character was found": {func(s *spareKeys) {
			s.press(zhang, 0)
			s.char('三')
			s.release()
			s.press(san, 0)
			s.char('三')
		}, "张三"},
		"found at its release only": {func(s *spareKeys) {
			s.take(zhang)
			s.press(zhang, 0)
			go s.found(zhang, '张')
			s.char('张')
			s.release()
			s.press(san, 0)
			s.char('三')
			s.release()
		}, "张三"},
		"nobody looked in time, and the window found the next one": {func(s *spareKeys) {
			s.take(zhang)
			s.press(zhang, 0)
			s.char('三')
			s.release()
			s.press(san, 1) // one more at the same moment
			s.release()
		}, "\uFFFD三\uFFFD"},
		"nobody looked in time": {func(s *spareKeys) {
			s.take(zhang)
			s.press(zhang, 0)
			s.release()
			s.press(san, 0)
			s.release()
		}, "\uFFFD三"},
		"an input method": {func(s *spareKeys) {
			s.press(enter, 0)
			s.release()
			s.char('a') // of a key before
			s.press(zhang, 0)
			s.release()
			s.char('张')
			s.press(san, 0)
			s.release()
			s.char('三')
		}, "a<张><三>"},
		"an input method that the first character shows": {func(s *spareKeys) {
			s.press(zhang, 0)
			s.release()
			s.char('张')
			s.press(san, 0)
			s.release()
			s.char('三')
		}, "张<三>"},
		"an input method is behind": {func(s *spareKeys) {
			s.composes = true
			s.press(enter, 0)
			s.release()
			s.press(zhang, 0)
			s.char('1')
			s.release()
			s.char('张')
		}, "1<张>"},
		"an input method finds the next character": {func(s *spareKeys) {
			s.composes = true
			s.press(zhang, 0)
			s.release()
			s.char('三')
			s.press(san, 0)
			s.release()
			s.char('三')
		}, "<张><三>"},
		"an input method is quick": {func(s *spareKeys) {
			s.composes = true
			s.press(zhang, 0)
			s.char('张')
			s.release()
			s.press(san, 0)
			s.char('三')
			s.release()
		}, "<张><三>"},
		"text of an input method": {func(s *spareKeys) {
			s.press(enter, 0)
			s.char('欧')
			s.char('阳')
		}, "欧阳"},
	} {
		got := ""
		s := newSpareKeys()
		s.strike, s.write = func() {}, func(r rune) { got += string(r) }
		s.place = func(r rune) bool { got += "<" + string(r) + ">"; return true }
		s.addSpare([]uint8{spare})
		s.found(zhang, '张')
		s.found(san, '三')
		s.found(enter, '\n') // no spare key: the window's own affair
		if c.events(s); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// Where the other connection has ended, the window believes itself.
func TestSpareKeysForgotten(t *testing.T) {
	got := ""
	s := newSpareKeys()
	s.strike, s.write = func() {}, func(r rune) { got += string(r) }
	s.addSpare([]uint8{8})
	s.found(keyPress{8, 100}, '张')
	s.forget()
	s.press(keyPress{8, 200}, 0)
	if s.char('三'); got != "三" {
		t.Errorf("%q", got)
	}
}

// A guest's name does not wait for a window that never handles its keys.
func TestSpareKeysKeepNothing(t *testing.T) {
	s := newSpareKeys()
	s.addSpare([]uint8{8})
	s.found(keyPress{8, 100}, '张')
	if s.found(keyPress{8, 100 + keepChars + 1}, 0); len(s.chars) != 0 {
		t.Error(s.chars)
	}
}
