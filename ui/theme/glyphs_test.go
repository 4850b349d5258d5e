package theme

import (
	"testing"
	"time"
)

// A character that no font of any machine has is lacking once the system's fonts are
// read; those of the program never are.
func TestGlyphs(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	read := make(chan struct{})
	g := Glyphs{Read: func() { close(read) }}
	const nobodys = '\U0003FFFD' // a plane without characters
	if g.Lacks('张') || g.Lacks('䶮') || g.Lacks(nobodys) {
		t.Error("lacking before anything is known")
	}
	select {
	case <-read:
	case <-time.After(time.Minute):
		t.Fatal("the fonts are not read")
	}
	if !g.Lacks(nobodys) || g.Lacks('张') {
		t.Error("a character without a font is not named")
	}
}
