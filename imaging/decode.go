package imaging

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
	"golang.org/x/image/webp"

	"facedesk/identity"
)

const (
	// MaxFileBytes is the largest size of a file for Decode, in bytes.
	MaxFileBytes = 64 << 20
	// MaxPixels is the largest size of a picture for Decode, width × height. It
	// is half as many if a pixel takes eight bytes.
	MaxPixels = 64_000_000

	// A photo has at least one bit for some tens of pixels. Above the free
	// size, a file with more pixels per byte is a decompression bomb.
	bombFreePixels    = 4_000_000
	bombPixelsPerByte = 400
	// A JPEG may need any number of passes over all its pixels. This many pixel
	// visits take a few seconds.
	maxScanPixels = 1 << 30
)

// format is one kind of picture file.
type format struct {
	magic       string // '?' matches any byte
	config      func(io.Reader) (image.Config, error)
	decode      func(io.Reader) (image.Image, error)
	orientation func(data []byte) int // EXIF orientation 1..8, 0 for none; nil if the format has none
}

func formats() []format {
	return []format{
		{"\xff\xd8", jpeg.DecodeConfig, jpeg.Decode, jpegOrientation},
		{"\x89PNG\r\n\x1a\n", png.DecodeConfig, png.Decode, pngOrientation},
		{"GIF8?a", gif.DecodeConfig, gif.Decode, nil},
		{"BM", bmp.DecodeConfig, bmp.Decode, nil},
		{"II*\x00", tiff.DecodeConfig, tiff.Decode, tiffOrientation},
		{"MM\x00*", tiff.DecodeConfig, tiff.Decode, tiffOrientation},
		{"RIFF????WEBP", webp.DecodeConfig, webp.Decode, webpOrientation},
	}
}

// Decode reads a JPEG, PNG, GIF (its first frame), BMP, TIFF (its first page)
// or WebP picture. It recognises the format by the content. The result is
// upright (EXIF orientation applied), opaque (transparency on white), begins at
// (0,0) and belongs to the caller. Colour profiles are ignored. The header is
// checked against MaxFileBytes and MaxPixels before any pixel is decoded. Every
// error is an *identity.Error of kind BadInput about the photo.
func Decode(data []byte) (*image.RGBA, error) {
	f, err := sniff(data)
	if err != nil {
		return nil, err
	}
	if err := checkHeader(f, data); err != nil {
		return nil, err
	}
	img, err := decodePixels(f, data)
	if err != nil {
		return nil, unreadable(err)
	}
	if f.orientation == nil {
		return img, nil
	}
	return upright(img, f.orientation(data)), nil
}

// sniff recognises the format of a file by its first bytes.
func sniff(data []byte) (format, error) {
	switch {
	case len(data) == 0:
		return format{}, badPhoto(nil, "照片文件是空的。", "The photo file is empty.")
	case len(data) > MaxFileBytes:
		return format{}, badPhoto(nil, "照片文件超过 64 MB。", "The photo file is larger than 64 MB.")
	case hasMagic(data, "????ftyp"):
		return format{}, badPhoto(nil, "不支持 HEIC、AVIF 照片和视频文件。", "HEIC and AVIF photos and videos cannot be read.")
	}
	for _, f := range formats() {
		if hasMagic(data, f.magic) {
			return f, nil
		}
	}
	return format{}, badPhoto(nil, "这个文件不是照片。", "This file is not a picture.")
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

// checkHeader refuses a file that would take too much memory or time.
func checkHeader(f format, data []byte) (err error) {
	defer recovered(&err)
	cfg, err := f.config(bytes.NewReader(data))
	if err != nil {
		return unreadable(err)
	}
	w, h := int64(cfg.Width), int64(cfg.Height)
	if w <= 0 || h <= 0 {
		return unreadable(fmt.Errorf("size %d×%d", w, h))
	}
	if w > MaxPixels || h > MaxPixels || w*h > maxPixels(cfg.ColorModel) {
		return badPhoto(nil, "照片尺寸过大（超过 6400 万像素）。", "The photo has too many pixels (more than 64 million).")
	}
	if w*h > bombFreePixels && w*h > bombPixelsPerByte*int64(len(data)) {
		return unreadable(errors.New("more pixels than its bytes can describe"))
	}
	if n := int64(jpegScans(data)); n > 1 && n*w*h > maxScanPixels {
		return unreadable(fmt.Errorf("%d passes over %d pixels", n, w*h))
	}
	return nil
}

func maxPixels(m color.Model) int64 {
	switch m {
	case color.RGBA64Model, color.NRGBA64Model, color.Gray16Model:
		return MaxPixels / 2
	}
	return MaxPixels
}

func decodePixels(f format, data []byte) (img *image.RGBA, err error) {
	defer recovered(&err)
	src, err := f.decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return flatten(src)
}

// recovered turns a panic of a third-party decoder into an error about the
// file.
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

// badPhoto returns an error about a photo file. The next step is always the
// same.
func badPhoto(cause error, zh, en string) error {
	e := identity.Bad(identity.FieldPhoto, identity.Say(zh, en).
		Do("请换一张照片，或另存为普通 JPEG 后再试。", "Use another photo, or save this one as an ordinary JPEG and try again."))
	e.Cause = cause
	return e
}
