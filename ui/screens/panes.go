package screens

import (
	"fyne.io/fyne/v2"

	"facedesk/ui/theme"
	"facedesk/ui/widgets"
)

// The claim's width beside the picture, and its height below it.
const (
	claimWidth  = 548
	claimHeight = 640
)

// arrangePanes puts the picture left and the claim right. In an upright window
// the picture is above the claim. Hidden parts are laid out when they are
// shown, because there are many of them at the start.
func (s *Screens) arrangePanes(p px, size fyne.Size) {
	picture, x, y := size, size.Width-p(claimWidth), float32(0)
	if theme.Upright(size) {
		x, y = 0, size.Height-p(claimHeight)
		picture.Height = y - p(gutter)
	} else {
		picture.Width = x - p(margin)
	}
	for _, d := range pages() {
		o := s.parts[d.screen].content()
		if d.whole || !o.Visible() {
			continue
		}
		room := size
		if d.claim {
			room = picture
		}
		widgets.Place(o, 0, 0, room.Width, room.Height)
	}
	widgets.Place(s.claim.root, x, y, size.Width-x, size.Height-y)
}
