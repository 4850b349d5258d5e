package camera

import (
	"bytes"
	"encoding/binary"
	"errors"

	"facedesk/camera/jpegmark"
)

// jpegReader walks over the segments and scans of one picture.
type jpegReader struct {
	b []byte
	jpegLayout
	parts    []component
	seen     int // bit n says that a scan has component n
	marker   byte
	scans    int
	interval int  // between restart marks of the next scan, in blocks
	scan     scan // the present one
}

// read walks to the end of the picture. next is the position of another start
// mark on the way, otherwise -1.
func (r *jpegReader) read() (next int, err error) {
	for pos := r.start + 2; ; {
		at, m := r.mark(pos)
		switch {
		case at < 0:
			return -1, r.missing()
		case m == jpegmark.SOI:
			return at, nil
		case m == jpegmark.EOI:
			return -1, r.ends(at)
		}
		seg, err := jpegmark.Next(r.b, at)
		if err == nil {
			err = r.segment(seg)
		}
		switch {
		case err == nil:
			pos = seg.End
		case r.scans == 0:
			return -1, err
		case errors.Is(err, jpegmark.ErrCut) && !bytes.Contains(r.b[at:], []byte{0xFF, jpegmark.EOI}):
			err := r.ends(at) // with our end mark the segment might seem whole
			r.cut = true
			return -1, err
		default: // damage within a scan looks like a marker
			pos = at + 2
		}
	}
}

// mark returns the next marker at or after pos, or -1. It skips all that is
// none, and collects the restart marks.
func (r *jpegReader) mark(pos int) (at int, m byte) {
	for {
		i := bytes.IndexByte(r.b[min(pos, len(r.b)):], 0xFF)
		if i < 0 || pos+i+1 >= len(r.b) {
			return -1, 0
		}
		pos += i
		switch m := r.b[pos+1]; {
		case m == 0xFF:
			pos++
		case m >= jpegmark.RST0 && m <= jpegmark.RST7:
			r.scan.restarts = append(r.scan.restarts, pos+1)
			pos += 2
		case m == 0 || r.scans > 0 && !afterScan(m):
			pos += 2
		default:
			return pos, m
		}
	}
}

// afterScan reports whether a marker may follow a scan.
func afterScan(m byte) bool {
	return m == jpegmark.DHT || m >= jpegmark.SOI && m <= jpegmark.COM
}

// segment reads a segment. An error before the first scan makes the picture
// useless.
func (r *jpegReader) segment(seg jpegmark.Segment) error {
	switch m := seg.Marker; {
	case m == jpegmark.DHT:
		if r.scans == 0 {
			r.tables.add(seg.Body)
		}
	case m == jpegmark.DRI && len(seg.Body) == 2:
		r.interval = int(binary.BigEndian.Uint16(seg.Body))
	case jpegmark.IsFrame(m):
		return r.frame(seg)
	case m == jpegmark.SOS:
		return r.begin(seg)
	}
	return nil
}

// frame reads a frame header (T.81, B.2.2): 8 bits a sample, one or three
// components.
func (r *jpegReader) frame(seg jpegmark.Segment) error {
	f, err := jpegmark.ParseFrame(seg.Body)
	if err != nil || r.width != 0 || seg.Marker > jpegmark.SOF2 || f.Bits != 8 || f.Components != 1 && f.Components != 3 {
		return errJPEGHeader
	}
	if !saneSize(f.Width, f.Height) {
		return errJPEGSize
	}
	r.width, r.height, r.marker = f.Width, f.Height, seg.Marker
	r.sizeAt = seg.End - len(seg.Body) + 1
	r.parts, err = components(seg.Body)
	return err
}

// begin reads the header of a scan (T.81, B.2.3).
func (r *jpegReader) begin(seg jpegmark.Segment) error {
	if r.width == 0 || len(seg.Body) < 4 {
		return errJPEGHeader
	}
	r.finish(seg.Start)
	r.scans++
	if r.scans == 1 {
		r.tablesAt = seg.Start
	}
	r.scan = scan{at: seg.End, interval: r.interval, parts: inScan(seg.Body), restarts: r.scan.restarts[:0]}
	for i, p := range r.parts {
		if bytes.IndexByte(r.scan.parts, p.id) >= 0 {
			r.seen |= 1 << i
		}
	}
	return nil
}

// finish ends the present scan at a position.
func (r *jpegReader) finish(at int) {
	if r.scans > 0 && r.scan.interval > 0 && r.marker != jpegmark.SOF2 {
		r.patches = append(r.patches, r.scan.renumber(r.b, r.scan.needs(r.parts, r.width, r.height))...)
	}
	r.end = at
}

// ends ends the picture at its end mark.
func (r *jpegReader) ends(at int) error {
	r.finish(at)
	if r.scans > maxScans {
		return errJPEGHeader
	}
	if r.scans == 0 || r.scans == 1 && at-r.scan.at < minScan {
		return errJPEGCut
	}
	r.cut = r.marker != jpegmark.SOF2 && r.seen != 1<<len(r.parts)-1
	return nil
}

// missing ends a picture without an end mark. Zeros behind it are padding: a
// decoder would take them for the picture. Whether the only scan is whole shows
// when it is decoded; whether other scans are missing never does.
func (r *jpegReader) missing() error {
	end := len(bytes.TrimRight(r.b, "\x00"))
	if end < len(r.b) && end > 0 && r.b[end-1] == 0xFF {
		end++ // the zero belongs to the 0xFF
	}
	if err := r.ends(max(end, r.scan.at)); err != nil {
		return err
	}
	r.cut = r.cut || r.marker == jpegmark.SOF2 || r.scans > 1
	return nil
}
