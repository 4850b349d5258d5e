package imaging

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/png"
	"io"
	"runtime/debug"

	"github.com/jsummers/gobmp"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"

	"facedesk/identity"
	"facedesk/imaging/icc"
)

// format is one kind of picture file.
type format struct {
	magic   string // '?' stands for any byte
	config  func(io.Reader) (image.Config, error)
	decode  func(io.Reader) (image.Image, error)
	about   func(data []byte) about   // nil where the format says nothing
	refused func(data []byte) error   // names what cannot be read, nil where nothing is to be said
	mend    func(data []byte) []byte  // makes a whole file of one that lacks what is not needed
	memory  func(data []byte) float64 // what decoding takes, as a multiple of its result; nil for 1
}

// about is what a file says of its picture.
type about struct {
	orientation int            // EXIF's, 1..8; 0 for none
	colors      *icc.Transform // to sRGB; nil for none
}

// Photo is a picture from a file.
type Photo struct {
	Pixels *image.RGBA // upright, opaque, at (0,0); belongs to the caller
	Cut    bool        // the file lacks the rest, or it is damaged there
}

func formats() []format {
	return []format{
		{magic: "\x89PNG\r\n\x1a\n", config: png.DecodeConfig, decode: png.Decode, about: pngAbout, mend: endPNG, memory: pngMemory},
		{magic: "GIF8?a", config: gif.DecodeConfig, decode: gif.Decode},
		{magic: "BM", config: gobmp.DecodeConfig, decode: gobmp.Decode, about: bmpAbout, refused: refusedBMP},
		{magic: "II*\x00", config: tiff.DecodeConfig, decode: tiff.Decode, about: tiffAbout, refused: refusedTIFF, memory: tiffMemory},
		{magic: "MM\x00*", config: tiff.DecodeConfig, decode: tiff.Decode, about: tiffAbout, refused: refusedTIFF, memory: tiffMemory},
		{magic: "RIFF????WEBP", config: webp.DecodeConfig, decode: webp.Decode, about: webpAbout, mend: firstFrame, memory: twice},
	}
}

func twice([]byte) float64 { return 2 }

// Decode is DecodePhoto for a file that has to be whole.
func Decode(data []byte) (*image.RGBA, error) {
	p, err := DecodePhoto(data)
	if err == nil && p.Cut {
		err = incomplete()
	}
	if err != nil {
		return nil, err
	}
	return p.Pixels, nil
}

// DecodePhoto reads a JPEG, PNG, GIF, WebP (their first frames), BMP or TIFF
// (its first page) picture, told apart by content. The result is upright (EXIF
// orientation applied), in sRGB as far as a matrix profile says what its colours
// are, and opaque: transparency is laid on white, and ignored where all would be
// transparent. What is too large is refused before any pixel is decoded; large
// pictures are shrunk. Every error is an *identity.Error of kind BadInput about
// the photo.
func DecodePhoto(data []byte) (Photo, error) {
	switch {
	case len(data) == 0:
		return Photo{}, badPhoto(nil, "照片文件是空的。", "The photo file is empty.")
	case len(data) > MaxFileBytes:
		return Photo{}, badPhoto(nil, "照片文件超过 100 MB。", "The photo file is larger than 100 MB.")
	}
	if jpg := jpegFile(data); jpg != nil {
		return decodeJPEG(jpg)
	}
	for _, f := range formats() {
		if hasMagic(data, f.magic) {
			return f.photo(data)
		}
	}
	return Photo{}, unknown(data)
}

func hasMagic(data []byte, magic string) bool {
	if len(data) < len(magic) {
		return false
	}
	for i := range len(magic) {
		if magic[i] != '?' && magic[i] != data[i] {
			return false
		}
	}
	return true
}

// photo reads a file of the format.
func (f format) photo(data []byte) (Photo, error) {
	if f.mend != nil {
		data = f.mend(data)
	}
	if f.refused != nil {
		if err := f.refused(data); err != nil {
			return Photo{}, err
		}
	}
	if err := f.check(data); err != nil {
		return Photo{}, err
	}
	img, err := f.pixels(data)
	if err != nil {
		return Photo{}, unreadable(err)
	}
	if f.about == nil {
		return Photo{Pixels: img}, nil
	}
	return Photo{Pixels: f.about(data).applied(img)}, nil
}

// applied gives a picture its colours and turns it upright.
func (a about) applied(img *image.RGBA) *image.RGBA {
	if a.colors != nil {
		a.colors.Apply(img)
	}
	return upright(img, a.orientation)
}

// pixels decodes and shrinks.
func (f format) pixels(data []byte) (img *image.RGBA, err error) {
	defer recovered(&err)
	src, err := f.decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	b := src.Bounds()
	img, err = flatten(src, shrinkFor(b.Dx(), b.Dy(), 1))
	if 4*b.Dx()*b.Dy() >= returned {
		debug.FreeOSMemory() // src is of no use any more
	}
	return img, err
}

// recovered is the last net under third-party decoders: a panic on hostile
// bytes becomes an error about the file.
func recovered(err *error) {
	if p := recover(); p != nil {
		*err = unreadable(fmt.Errorf("decoder panicked: %v", p))
	}
}

func unreadable(cause error) error {
	if e, ok := errors.AsType[*identity.Error](cause); ok {
		return e
	}
	return badPhoto(cause, "照片文件读不出来，可能已损坏、不完整或格式特殊。", "The photo file cannot be read: it may be damaged, incomplete or of an unusual kind.")
}
