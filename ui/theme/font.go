package theme

import (
	"sync"

	"facedesk/assets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"golang.org/x/image/font/sfnt"
)

// face is an embedded font. Fyne identifies fonts by their address.
type face struct {
	name string
	data func() []byte
}

// Name implements fyne.Resource.
func (f *face) Name() string { return f.name }

// Content implements fyne.Resource.
func (f *face) Content() []byte { return f.data() }

var (
	regular = &face{"regular.otf", assets.RegularFont}
	bold    = &face{"bold.otf", assets.BoldFont}
)

// Font implements fyne.Theme. There are two fonts, regular and bold, because
// Chinese needs no italics and all digits have one width. Symbols use Fyne's
// font.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Symbol:
		return theme.DefaultTheme().Font(style)
	case style.Bold:
		return bold
	}
	return regular
}

// Style is bold if the bold font has every character of the text, otherwise
// regular. So a rare name is drawn in one font.
func Style(text string) fyne.TextStyle {
	return fyne.TextStyle{Bold: hasBold()(text)}
}

// hasBold reads the bold font's table of characters once.
var hasBold = sync.OnceValue(func() func(string) bool {
	font, err := sfnt.Parse(bold.Content())
	if err != nil {
		return func(string) bool { return false }
	}
	return func(text string) bool {
		var buf sfnt.Buffer
		for _, r := range text {
			if g, err := font.GlyphIndex(&buf, r); g == 0 || err != nil {
				return false
			}
		}
		return true
	}
})
