package desktop

import (
	"fyne.io/fyne/v2"

	"facedesk/ui/theme"
)

// fitting lays out one object over the whole window. When the window's size
// changes, it changes the theme.
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
		f.later(func() { f.settings.SetTheme(theme.New(scale)) }) // not during a layout
	}
}

// MinSize implements fyne.Layout. The smallest window is 640×400.
func (*fitting) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 400) }
