package imaging

import (
	"bytes"
	"encoding/binary"
	"image"

	resize "github.com/disintegration/imaging"

	"facedesk/camera/jpegmark"
)

// upright undoes an EXIF orientation (TIFF 6.0, tag 274). The value says where
// row 0 and column 0 of the stored picture belong. Values other than 2..8 leave
// the picture unchanged.
func upright(img *image.RGBA, orientation int) *image.RGBA {
	turn := map[int]func(image.Image) *image.NRGBA{
		2: resize.FlipH, 3: resize.Rotate180, 4: resize.FlipV, 5: resize.Transpose,
		6: resize.Rotate270, 7: resize.Transverse, 8: resize.Rotate90,
	}[orientation]
	if turn == nil {
		return img
	}
	return asRGBA(turn(img))
}

// tiffOrientation returns the orientation of the first directory of a TIFF
// structure, 0 for none. An EXIF block is such a structure.
func tiffOrientation(b []byte) int {
	const orientationTag, entryLen = 274, 12
	if len(b) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.LittleEndian
	if b[0] == 'M' {
		order = binary.BigEndian
	}
	start := uint64(order.Uint32(b[4:]))
	if start+2 > uint64(len(b)) {
		return 0
	}
	entries := b[start+2:]
	for range order.Uint16(b[start:]) {
		if len(entries) < entryLen {
			return 0
		}
		if order.Uint16(entries) == orientationTag {
			return int(order.Uint16(entries[8:])) // a SHORT is left-aligned in its four bytes
		}
		entries = entries[entryLen:]
	}
	return 0
}

// exifOrientation reads an EXIF block, with or without the six bytes before it
// in a JPEG.
func exifOrientation(b []byte) int {
	return tiffOrientation(bytes.TrimPrefix(b, []byte("Exif\x00\x00")))
}

// walkJPEG calls visit for each marker segment of a JPEG until visit returns
// false or the file ends. The payload of SOS is its header, not the scan.
func walkJPEG(data []byte, visit func(marker byte, payload []byte) bool) {
	for pos := 2; ; {
		seg, ok := jpegmark.Seek(data, pos)
		if !ok || !visit(seg.Marker, seg.Body) {
			return
		}
		pos = seg.End
	}
}

// jpegScans counts the scans of a JPEG. It returns 0 for other files.
func jpegScans(data []byte) int {
	scans := 0
	if jpegmark.IsStart(data) {
		walkJPEG(data, func(marker byte, _ []byte) bool {
			if marker == jpegmark.SOS {
				scans++
			}
			return true
		})
	}
	return scans
}

func jpegOrientation(data []byte) int {
	orientation := 0
	walkJPEG(data, func(marker byte, payload []byte) bool {
		if marker == jpegmark.APP1 && bytes.HasPrefix(payload, []byte("Exif\x00\x00")) {
			orientation = exifOrientation(payload)
		}
		return marker != jpegmark.SOS && orientation == 0
	})
	return orientation
}

// pngOrientation reads the eXIf chunk (PNG, third edition, 11.3.4.7).
func pngOrientation(data []byte) int {
	const headLen, crcLen = 8, 4
	for rest := data[8:]; len(rest) >= headLen; {
		n := uint64(binary.BigEndian.Uint32(rest))
		if headLen+n+crcLen > uint64(len(rest)) {
			return 0
		}
		if string(rest[4:8]) == "eXIf" {
			return exifOrientation(rest[headLen : headLen+n])
		}
		rest = rest[headLen+n+crcLen:]
	}
	return 0
}

// webpOrientation reads the EXIF chunk of the RIFF container.
func webpOrientation(data []byte) int {
	const headLen = 8
	for rest := data[12:]; len(rest) >= headLen; {
		n := uint64(binary.LittleEndian.Uint32(rest[4:]))
		if headLen+n > uint64(len(rest)) {
			return 0
		}
		if string(rest[:4]) == "EXIF" {
			return exifOrientation(rest[headLen : headLen+n])
		}
		next := headLen + n + n&1 // chunks are padded to an even length
		rest = rest[min(next, uint64(len(rest))):]
	}
	return 0
}
