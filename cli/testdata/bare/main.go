// Bare is a window of Fyne with nothing in it but a picture of 1280×720: what the
// program's own window is compared with. The picture changes 30 times a second or,
// with the argument "still", at the press of a key.
package main

import (
	"image"
	"os"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
)

func main() {
	picture := image.NewRGBA(image.Rect(0, 0, 1280, 720))
	light := byte(0x80)
	paint(picture, light)
	w := app.NewWithID("bare").NewWindow("bare")
	shown := canvas.NewImageFromImage(picture)
	shown.ScaleMode = canvas.ImageScaleFastest
	w.SetPadded(false)
	w.SetContent(shown)
	w.Resize(fyne.NewSize(1366, 768))
	if len(os.Args) > 1 && os.Args[1] == "still" {
		w.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) {
			light ^= 0x40
			paint(picture, light)
			shown.Refresh()
		})
	} else {
		go func() {
			for range time.Tick(time.Second / 30) {
				fyne.Do(shown.Refresh)
			}
		}()
	}
	w.ShowAndRun()
}

// paint fills a picture with a pattern that is never black.
func paint(picture *image.RGBA, light byte) {
	for i := range picture.Pix {
		picture.Pix[i] = byte(i*7) | light
	}
}
