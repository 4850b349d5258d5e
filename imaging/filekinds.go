package imaging

import (
	"encoding/binary"
	"fmt"
)

// refusedBMP names the kinds of BMP that nobody reads.
func refusedBMP(data []byte) error {
	const compression = 14 + 16
	if len(data) < compression+4 || binary.LittleEndian.Uint32(data[14:]) < 40 {
		return nil
	}
	switch binary.LittleEndian.Uint32(data[compression:]) {
	case 4:
		return badKind("内含 JPEG 的 BMP 图片", "a BMP that holds a JPEG")
	case 5:
		return badKind("内含 PNG 的 BMP 图片", "a BMP that holds a PNG")
	}
	return nil
}

// Tags of TIFF that tell its kind.
const (
	tagSubfile     = 254
	tagBits        = 258
	tagCompression = 259
	tagColors      = 262
	tagSamples     = 277
	tagPlanes      = 284
	tagSubIFDs     = 330
	tagFormat      = 339
	tagDNG         = 50706
)

// refusedTIFF names the kinds of TIFF that are not read.
func refusedTIFF(data []byte) error {
	d := tiffDirectory(data)
	if isRaw(data, d) {
		return badKind("相机原始（RAW）文件", "a camera's raw file")
	}
	if zh, en := tiffCompression(d.number(tagCompression)); en != "" {
		return badKind(zh+" TIFF 图片", "a TIFF "+en)
	}
	switch d.number(tagColors) {
	case 5:
		return badKind(" CMYK 颜色的 TIFF 图片", "a TIFF in CMYK")
	case 6, 8, 9, 10:
		return badKind(" YCbCr 或 Lab 颜色的 TIFF 图片", "a TIFF in YCbCr or Lab colours")
	}
	switch bits := d.number(tagBits); {
	case d.number(tagPlanes) == 2 && d.number(tagSamples) > 1:
		return badKind("分平面存储的 TIFF 图片", "a TIFF with a plane for each colour")
	case d.number(tagFormat) > 1 || bits > 16:
		return badKind("浮点或 32 位的 TIFF 图片", "a TIFF of floating-point or 32-bit samples")
	case bits != 0 && bits != 1 && bits != 8 && bits != 16:
		return badKind(fmt.Sprintf("每色 %d 位的 TIFF 图片", bits), fmt.Sprintf("a TIFF of %d bits a sample", bits))
	}
	return nil
}

// tiffMemory is what decoding a TIFF takes. The decoder lays out each strip of
// PackBits anew, and lets it grow, beside the picture.
func tiffMemory(data []byte) float64 {
	const packBits = 32773
	if tiffDirectory(data).number(tagCompression) == packBits {
		return 4
	}
	return 2
}

// isRaw tells the raw files of cameras that look like TIFF: a small picture in
// front and the real one in a directory of its own.
func isRaw(data []byte, d directory) bool {
	_, dng := d.entry(tagDNG)
	_, more := d.entry(tagSubIFDs)
	colors := d.number(tagColors)
	return len(data) > 10 && string(data[8:10]) == "CR" || dng != nil || more != nil && d.number(tagSubfile) == 1 ||
		colors == 32803 || colors == 34892
}

// tiffCompression names what is not unpacked, in the words before and behind
// "TIFF".
func tiffCompression(n int) (zh, en string) {
	switch n {
	case 0, 1, 5, 8, 32773, 32946:
		return "", ""
	case 2, 3, 4:
		return "传真编码的", "coded as a fax"
	case 6, 7, 34892:
		return " JPEG 压缩的", "that holds a JPEG"
	case 33003, 33005, 34712:
		return " JPEG 2000 压缩的", "that holds JPEG 2000"
	case 34925, 50000, 50001:
		return "新式压缩的", "of a new compression"
	}
	return "特殊压缩的", "of an unusual compression"
}
