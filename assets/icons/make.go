//go:build ignore

// Make draws the program's icon.png from logo.svg: go run ./assets/icons/make.go
// at the top of the project. The logo's black becomes the accent colour.
package main

import (
	"bytes"
	"image"
	"image/png"
	"log"
	"os"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
)

const (
	side   = 512
	accent = "#0B5CAD"
)

func main() {
	drawing, err := os.ReadFile("assets/icons/logo.svg")
	if err != nil {
		log.Fatal(err)
	}
	drawing = bytes.ReplaceAll(drawing, []byte("#000000"), []byte(accent))
	icon, err := oksvg.ReadIconStream(bytes.NewReader(drawing), oksvg.StrictErrorMode)
	if err != nil {
		log.Fatal(err)
	}
	icon.SetTarget(0, 0, side, side)
	picture := image.NewRGBA(image.Rect(0, 0, side, side))
	icon.Draw(rasterx.NewDasher(side, side, rasterx.NewScannerGV(side, side, picture, picture.Bounds())), 1)
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile("assets/icon.png", out.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
}
