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
			s.press(zhang)
			s.char('张')
			s.release()
			s.press(san)
			s.char('三')
			s.release()
		}, "张三"},
		"looked for too late": {func(s *spareKeys) {
			s.press(zhang)
			s.release()
			s.press(san)
			s.press(enter)
		}, "张三"},
		"the next character was found": {func(s *spareKeys) {
			s.press(zhang)
			s.char('三')
			s.release()
			s.press(san)
			s.char('三')
		}, "张三"},
		"found once more at its release": {func(s *spareKeys) {
			s.take(zhang)
			s.press(zhang)
			s.char('张')
			s.found(zhang, '张')
			s.release()
			s.press(san)
			s.char('三')
			s.release()
		}, "张三"},
		"an input method": {func(s *spareKeys) {
			s.press(enter)
			s.release()
			s.char('a') // of a key before
			s.press(zhang)
			s.release()
			s.char('张')
			s.press(san)
			s.release()
			s.char('三')
		}, "a<张><三>"},
		"an input method that the first character shows": {func(s *spareKeys) {
			s.press(zhang)
			s.release()
			s.char('张')
			s.press(san)
			s.release()
			s.char('三')
		}, "张<三>"},
		"an input method is behind": {func(s *spareKeys) {
			s.composes = true
			s.press(enter)
			s.release()
			s.press(zhang)
			s.char('1')
			s.release()
			s.char('张')
		}, "1<张>"},
		"an input method finds the next character": {func(s *spareKeys) {
			s.composes = true
			s.press(zhang)
			s.release()
			s.char('三')
			s.press(san)
			s.release()
			s.char('三')
		}, "<张><三>"},
		"an input method is quick": {func(s *spareKeys) {
			s.composes = true
			s.press(zhang)
			s.char('张')
			s.release()
			s.press(san)
			s.char('三')
			s.release()
		}, "<张><三>"},
		"text of an input method": {func(s *spareKeys) {
			s.press(enter)
			s.char('欧')
			s.char('阳')
		}, "欧阳"},
	} {
		got := ""
		s := &spareKeys{
			strike: func() {}, write: func(r rune) { got += string(r) },
			place: func(r rune) bool { got += "<" + string(r) + ">"; return true },
		}
		s.setSpare(map[uint8]bool{spare: true})
		s.found(zhang, '张')
		s.found(san, '三')
		s.found(enter, '\n') // no spare key: the window's own affair
		if c.events(s); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// A guest's name does not wait for a window that never handles its keys.
func TestSpareKeysKeepNothing(t *testing.T) {
	s := &spareKeys{}
	s.setSpare(map[uint8]bool{8: true})
	s.found(keyPress{8, 100}, '张')
	if s.found(keyPress{8, 100 + keepChars + 1}, 0); len(s.chars) != 0 {
		t.Error(s.chars)
	}
}
