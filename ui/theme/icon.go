package theme

import (
	"fmt"
	"image/color"
	"strings"

	"facedesk/assets"

	"fyne.io/fyne/v2"
)

// Icon returns a drawing in two colours: the shape and the mark on it. The
// canvas object sets the opacity. The resource's name contains the colours,
// because Fyne caches by name.
func Icon(icon assets.Icon, shape, mark color.NRGBA) fyne.Resource {
	s, m := hex(shape), hex(mark)
	drawing := strings.NewReplacer("#000000", s, "#FFFFFF", m).Replace(string(icon.SVG()))
	return fyne.NewStaticResource(fmt.Sprintf("%s%s%s.svg", icon, s, m), []byte(drawing))
}

// AppIcon returns the program's icon.
func AppIcon() fyne.Resource { return fyne.NewStaticResource("icon.png", assets.AppIcon()) }

func hex(c color.NRGBA) string { return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B) }
