package desktop

import "testing"

// A window that stays beside its monitor is put back, after two seconds each time, and
// not for ever: a window manager that wants it elsewhere is not fought.
func TestAstray(t *testing.T) {
	var a astray
	again := func(looks int, covers bool) (n int) {
		for range looks {
			if a.again(covers) {
				n++
			}
		}
		return n
	}
	for _, c := range []struct {
		looks  int
		covers bool
		want   int
	}{
		{7, false, 0}, {1, true, 0}, {7, false, 0}, {1, false, 1}, {8, false, 1}, {1000, false, 3},
		{1, true, 0}, {1000, true, 0}, {8, false, 1},
	} {
		if got := again(c.looks, c.covers); got != c.want {
			t.Errorf("%d looks, covers %v: %d tries, want %d", c.looks, c.covers, got, c.want)
		}
	}
}
