// Package assets holds the files that are compiled into the program: the models
// that find faces and a photo for the demo. Use ShortRange and FullRange for
// imaging.NewFinder and DemoPortrait for the demo camera.
//
// Each file's origin and licence stands in LICENSES.md, which Licenses returns.
// Every call returns a copy that belongs to the caller.
package assets

import (
	_ "embed"
	"slices"
)

var (
	//go:embed models/face_detection_short_range.tflite
	shortRange []byte
	//go:embed models/face_detection_full_range.tflite
	fullRange []byte
	//go:embed models/LICENSE-Apache-2.0.txt
	modelLicense string
	//go:embed photos/portrait.jpg
	portrait []byte
	//go:embed LICENSES.md
	licenses string
)

// ShortRange returns BlazeFace's model for near faces (224 KiB): those of a
// fifth of a square picture and more.
func ShortRange() []byte { return slices.Clone(shortRange) }

// FullRange returns BlazeFace's model for faces near and far (1 MiB).
func FullRange() []byte { return slices.Clone(fullRange) }

// ModelLicense returns the Apache License of both models, which has to go
// wherever they go.
func ModelLicense() string { return modelLicense }

// DemoPortrait returns a JPEG of 1280×720 pixels, the frame of a desk camera:
// one person facing it, head and shoulders, the eyes 108 pixels apart.
func DemoPortrait() []byte { return slices.Clone(portrait) }

// Licenses returns the notices of all embedded files as Markdown.
func Licenses() string { return licenses }
