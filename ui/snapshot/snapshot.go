// Package snapshot draws a screen into a picture without a display and without
// cgo. It serves machines without a display and the pictures of the
// documentation.
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

// Size is the size of a small desk screen in pixels.
var Size = image.Pt(theme.BaseWidth, theme.BaseHeight)

// Draw returns the picture of a view. It installs Fyne's drawing driver, so a
// program with an open window must not call it.
func Draw(v session.View, size image.Point) (img image.Image, err error) {
	defer func() {
		if recover() != nil { // the panic's value may contain data of the view
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
