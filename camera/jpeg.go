package camera

import (
	"bytes"
	"errors"

	"facedesk/camera/jpegmark"
)

// A size outside these limits comes from a broken header. A header of
// 65535×65535 pixels keeps a decoder busy for half a minute.
const (
	minSide = 16
	maxSide = 4096
)

const (
	// maxStray is how many bytes may stand before the start mark.
	maxStray = 1024
	// minScan is less than the length of any picture's scan, in bytes.
	minScan = 8
	// maxScans limits the scans of a picture. A progressive one has about ten,
	// and each takes as long to decode as a whole picture.
	maxScans = 16
)

func saneSize(w, h int) bool {
	return w >= minSide && h >= minSide && w <= maxSide && h <= maxSide
}

// The reasons to drop a frame.
var (
	errJPEGStart  = errors.New("not a JPEG")
	errJPEGHeader = jpegmark.ErrDamaged
	errJPEGSize   = errors.New("absurd size in the JPEG header")
	errJPEGCut    = jpegmark.ErrCut
)

// jpegLayout is what the repair of a JPEG needs. Positions count from the
// beginning of the driver's buffer.
type jpegLayout struct {
	width, height int
	start         int     // of the start mark
	end           int     // after the last byte of the picture, before its end mark
	sizeAt        int     // of the height in the frame header
	tablesAt      int     // where to insert Huffman tables
	tables        tables  // the Huffman tables that the picture has
	patches       []patch // bytes to replace
	cut           bool    // a part is missing that no decoder would miss
}

// patch is a byte that the repair replaces.
type patch struct {
	at    int
	value byte
}

// scanJPEG reads the header of a camera's JPEG and finds its end. It is lenient
// as decoders are: it skips stray bytes, and an end mark may be missing. It
// decodes nothing. Where a start mark follows within a picture, the first
// picture was never finished and the next one counts.
func scanJPEG(b []byte) (jpegLayout, error) {
	start := bytes.Index(b[:min(len(b), maxStray)], []byte{0xFF, jpegmark.SOI})
	if start < 0 {
		return jpegLayout{}, errJPEGStart
	}
	for {
		r := jpegReader{b: b, jpegLayout: jpegLayout{start: start, end: len(b)}}
		next, err := r.read()
		if next < 0 || err != nil {
			return r.jpegLayout, err
		}
		start = next
	}
}

// appendJPEG appends the picture to dst. It adds missing Huffman tables and the
// end mark, and leaves out what stands before and behind the picture.
func appendJPEG(dst, b []byte, l jpegLayout) []byte {
	base := len(dst)
	dst = append(dst, b[l.start:l.tablesAt]...)
	dst = appendTables(dst, l.tables)
	added := len(dst) - base - (l.tablesAt - l.start)
	dst = append(dst, b[l.tablesAt:l.end]...)
	for _, p := range l.patches {
		at := base + p.at - l.start
		if p.at >= l.tablesAt {
			at += added
		}
		dst[at] = p.value
	}
	return append(dst, 0xFF, jpegmark.EOI)
}

// mended reports whether nothing needs to be mended.
func (l jpegLayout) mended(b []byte) bool {
	return l.start == 0 && l.tables == allTables && len(l.patches) == 0 && bytes.HasPrefix(b[l.end:], []byte{0xFF, jpegmark.EOI})
}

// maxAdded is how many rows a camera may add to its pictures, because it
// encodes whole blocks only.
const maxAdded = 16

// cutRows leaves out the rows that the camera added to the agreed height.
func (l *jpegLayout) cutRows(m Mode) {
	if l.width != m.Width || l.height <= m.Height || l.height >= m.Height+maxAdded || !saneSize(m.Width, m.Height) {
		return
	}
	l.height = m.Height
	l.patches = append(l.patches, patch{l.sizeAt, byte(m.Height >> 8)}, patch{l.sizeAt + 1, byte(m.Height)})
}
