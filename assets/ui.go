package assets

import (
	"embed"
	"slices"
)

var (
	//go:embed fonts/regular.otf
	regularFont []byte
	//go:embed fonts/bold.otf
	boldFont []byte
	//go:embed fonts/print.ttf
	printFont []byte
	//go:embed fonts/LICENSE-OFL.txt
	fontLicense string
	//go:embed icon.png
	appIcon []byte
	//go:embed icons/*.svg
	icons embed.FS
	//go:embed translations/*.json translations/guest/*.json
	translations embed.FS
)

// RegularFont returns an OpenType font (CFF outlines, 5 MiB). It has Latin and
// the characters of names: GBK, the standard table of 2013 and the additions of
// the register of residents. All calls return the same memory.
func RegularFont() []byte { return regularFont }

// BoldFont returns the bold face of RegularFont with fewer characters: Latin,
// the 3,755 most frequent ones and those of the program's own texts. A name may
// have others.
func BoldFont() []byte { return boldFont }

// PrintFont returns RegularFont for paper, with the outlines that PDF libraries
// take (TrueType, 2.4 MiB): Latin, GB 2312, the standard table of 2013 and the
// characters of the program's own texts.
func PrintFont() []byte { return printFont }

// FontLicense returns the SIL Open Font License of the fonts. It must
// accompany them.
func FontLicense() string { return fontLicense }

// AppIcon returns the program's icon, a PNG of 512×512 pixels.
func AppIcon() []byte { return slices.Clone(appIcon) }

// Icon is a drawing of two colours on a square of 256 units.
type Icon string

// The icons. The first four belong to the families of verdicts. Their outlines
// differ, so that they can be told apart without colour.
const (
	IconPass       Icon = "pass"        // a disc with a check mark
	IconNotMatched Icon = "not-matched" // an octagon with a cross
	IconUnchecked  Icon = "unchecked"   // a triangle with an exclamation mark
	IconDetails    Icon = "details"     // a card with two lines
	IconCheck      Icon = "check"       // a bare check mark
	IconAttention  Icon = "attention"   // a small disc with an exclamation mark
	IconDocument   Icon = "document"    // a card with a portrait
	IconLogo       Icon = "logo"        // the program's mark, as in AppIcon
)

// Icons lists every icon.
func Icons() []Icon {
	return []Icon{IconPass, IconNotMatched, IconUnchecked, IconDetails, IconCheck, IconAttention, IconDocument, IconLogo}
}

// SVG returns the drawing, or nil for an unknown icon. The shape is in #000000
// and the mark on it in #FFFFFF, in exactly this spelling, so that both can be
// replaced.
func (i Icon) SVG() []byte {
	data, err := icons.ReadFile("icons/" + string(i) + ".svg")
	if err != nil {
		return nil
	}
	return data
}

// Translation returns the texts of a language of clerks ("zh", "zh-Hant" or "en") as a
// JSON object of strings, or nil for another language.
func Translation(language string) []byte { return translation(language) }

// Traditional returns what Chinese words and characters are in traditional Chinese,
// as a JSON object of strings. What it lacks is the same.
func Traditional() []byte { return translation("traditional") }

// GuestTranslation returns the texts that guests read in another language, such as
// "ja", or nil if there are none.
func GuestTranslation(language string) []byte { return translation("guest/" + language) }

func translation(name string) []byte {
	data, err := translations.ReadFile("translations/" + name + ".json")
	if err != nil {
		return nil
	}
	return data
}
