// Package assets holds the files that are compiled into the program: the models
// that find faces, and a photo for the demo. ShortRange and FullRange are for
// imaging.NewFinder, and DemoPortrait is for the demo camera.
//
// LICENSES.md names the origin and licence of each file; Licenses returns it.
// Every call returns a copy that belongs to the caller, but for the fonts: these
// are large, and nobody may change them.
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
	//go:embed modules.txt
	moduleLicenses string
)

// ShortRange returns BlazeFace's model for near faces (224 KiB). Near means
// that a face takes at least a fifth of a square picture.
func ShortRange() []byte { return slices.Clone(shortRange) }

// FullRange returns BlazeFace's model for near and far faces (1 MiB).
func FullRange() []byte { return slices.Clone(fullRange) }

// ModelLicense returns the Apache License of both models. It must accompany
// them.
func ModelLicense() string { return modelLicense }

// DemoPortrait returns a JPEG of 1280×720 pixels, as a desk camera would send
// it: one person who faces it, head and shoulders, the eyes 108 pixels apart.
func DemoPortrait() []byte { return slices.Clone(portrait) }

// Licenses returns the notices of all embedded files as Markdown.
func Licenses() string { return licenses }

// ModuleLicenses returns the licences of the Go modules that are linked into
// the program, and of the C sources in them. "make licenses" collects them.
func ModuleLicenses() string { return moduleLicenses }
