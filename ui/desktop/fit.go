package desktop

import (
	"fyne.io/fyne/v2"

	"facedesk/ui/theme"
)

// fitting lays out one object over the whole window and notices its size, so
// that the theme follows it.
type fitting struct {
	settings fyne.Settings
	later    func(func())
	scale    float32
}

// Layout implements fyne.Layout.
func (f *fitting) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
	if scale := theme.Fit(size); scale != f.scale {
		f.scale = scale
		f.later(func() { f.settings.SetTheme(theme.New(scale)) }) // not while laying out
	}
}

// MinSize implements fyne.Layout: a kiosk's screen is what it is.
func (*fitting) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 400) }
