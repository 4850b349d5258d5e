//go:build !cgo || purego

package imaging

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"io"
	"strings"
)

// jpegPixels decodes a JPEG, shrunk, with Go's own decoder, which reads whole
// files of the usual kinds only.
func jpegPixels(data []byte, h jpegHead, shrink int) (img *image.RGBA, rows int, err error) {
	defer recovered(&err)
	pixels := h.Width * h.Height
	bytesPerPixel := h.samples()
	if h.severalPasses() {
		bytesPerPixel *= 5 // coefficients of four bytes beside the samples
	}
	if float64(pixels)*bytesPerPixel > float64(maxMemory-len(data)-4*min(pixels, workPixels)) {
		return nil, 0, h.tooManyPasses()
	}
	src, err := jpeg.Decode(io.MultiReader(bytes.NewReader(data), strings.NewReader("\xff\xd9"))) // the end mark may be missing
	if err != nil {
		return nil, 0, whyNot(err)
	}
	img, err = flatten(src, shrink)
	if err != nil {
		return nil, 0, unreadable(err)
	}
	return img, img.Rect.Dy(), nil
}

// whyNot words what Go's decoder says.
func whyNot(err error) error {
	if _, ok := errors.AsType[jpeg.UnsupportedError](err); ok {
		return badPhoto(err, "这个版本的程序不支持这种 JPEG（颜色采样或编码方式特殊）。",
			"This build of the program cannot read such a JPEG: its sampling of colours or its coding is unusual.")
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || strings.Contains(err.Error(), "short Huffman") {
		return badPhoto(err, "照片文件不完整，这个版本的程序只能读取完整的 JPEG。",
			"The photo file is incomplete, and this build of the program reads whole JPEGs only.")
	}
	return unreadable(err)
}
