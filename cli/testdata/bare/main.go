// Bare is a window of Fyne with nothing in it but a picture of 1280×720 that
// changes 30 times a second: what the preview is compared with.
package main

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
)

func main() {
	picture := image.NewRGBA(image.Rect(0, 0, 1280, 720))
	for i := range picture.Pix {
		picture.Pix[i] = byte(i*7) | 0x80
	}
	w := app.NewWithID("bare").NewWindow("bare")
	shown := canvas.NewImageFromImage(picture)
	shown.ScaleMode = canvas.ImageScaleFastest
	w.SetPadded(false)
	w.SetContent(shown)
	w.Resize(fyne.NewSize(1366, 768))
	go func() {
		for range time.Tick(time.Second / 30) {
			fyne.Do(shown.Refresh)
		}
	}()
	w.ShowAndRun()
}
