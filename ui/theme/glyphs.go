package theme

import (
	"sync"
	"sync/atomic"

	"github.com/go-text/typesetting/fontscan"
	"golang.org/x/image/font/sfnt"
)

// Glyphs knows what characters the fonts of this machine have. The system's fonts are
// read when a character comes that the program's own lack.
type Glyphs struct {
	// Read is called on a goroutine of its own once the system's fonts are read.
	Read func()

	once   sync.Once
	system atomic.Pointer[[]fontscan.Footprint]
}

// Lacks reports a character that no font has. It never waits: until the system's fonts
// are read, none is lacking.
func (g *Glyphs) Lacks(r rune) bool {
	if hasRegular()(r) {
		return false
	}
	g.once.Do(func() { go g.scan() })
	fonts := g.system.Load()
	if fonts == nil {
		return false
	}
	for _, f := range *fonts {
		if f.Runes.Contains(r) {
			return false
		}
	}
	return true
}

// scan reads the fonts as the toolkit does, which keeps a list of them in the user's
// cache.
func (g *Glyphs) scan() {
	all, err := fontscan.SystemFonts(silent{}, "")
	if err != nil {
		return // nothing is known, so nothing is said
	}
	g.system.Store(&all)
	if g.Read != nil {
		g.Read()
	}
}

// silent is a log that keeps nothing.
type silent struct{}

// Printf implements fontscan.Logger.
func (silent) Printf(string, ...any) {}

// hasRegular reads the regular font's table of characters once.
var hasRegular = sync.OnceValue(func() func(rune) bool {
	font, err := sfnt.Parse(regular.Content())
	if err != nil {
		return func(rune) bool { return true }
	}
	return func(r rune) bool {
		var buf sfnt.Buffer
		g, err := font.GlyphIndex(&buf, r)
		return g != 0 && err == nil
	}
})
