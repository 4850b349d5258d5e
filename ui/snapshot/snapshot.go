// Package snapshot draws a screen into a picture, without a display and without
// cgo: for machines that have none, and for the pictures of the documentation.
package snapshot

import (
	"errors"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"

	"facedesk/ui/screens"
	"facedesk/ui/session"
	"facedesk/ui/theme"
)

// Size is that of a small desk screen, in pixels.
var Size = image.Pt(theme.BaseWidth, theme.BaseHeight)

// Draw returns the screen of a view. It makes the drawing driver the program's,
// so it is not for a program that has a window open.
func Draw(v session.View, size image.Point) (img image.Image, err error) {
	defer func() {
		if recover() != nil { // what it says may be of the view
			err = errors.New("snapshot: the screen could not be drawn")
		}
	}()
	app := test.NewApp()
	defer app.Quit()
	window := fyne.NewSize(float32(size.X), float32(size.Y))
	app.Settings().SetTheme(theme.New(theme.Fit(window)))
	s := screens.New(screens.Options{Send: func(session.Msg) {}})
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetContent(s.Content())
	c.Resize(window)
	s.Show(v)
	return c.Capture(), nil
}
