package imaging

import (
	"bytes"
	"fmt"
	"image"
	"slices"

	"facedesk/camera/jpegmark"
	"facedesk/imaging/icc"
)

// A JPEG may ask for any number of passes over all its samples; this many take
// about two seconds.
const maxPassSamples = 1 << 29

// maxStray is how many bytes may stand before a JPEG's start mark.
const maxStray = 64

// jpegFile is the part of a file that is a JPEG: from the last start mark before
// the first segment, without the zeros that a download was to fill. Nil for any
// other file.
func jpegFile(data []byte) []byte {
	if !jpegmark.IsStart(data) {
		at := bytes.Index(data[:min(maxStray, len(data))], []byte{0xff, jpegmark.SOI, 0xff})
		if at < 0 || ofFormat(data) {
			return nil
		}
		data = data[at:]
	}
	for len(data) > 4 && jpegmark.IsStart(data[2:]) {
		data = data[2:]
	}
	return bytes.TrimRight(data, "\x00")
}

func ofFormat(data []byte) bool {
	for _, f := range formats() {
		if hasMagic(data, f.magic) {
			return true
		}
	}
	return false
}

// jpegHead is what the headers of a JPEG say.
type jpegHead struct {
	marker byte
	jpegmark.Frame
	share    map[byte]float64 // of each component: samples per pixel
	passes   float64          // samples that all scans visit, per pixel
	scans    int
	unseen   int  // components that no scan brings
	labelled bool // has Adobe's mark, which says what four components are
	chroma   bool // two of the components are stored as colours are, not as inks
}

// samples is how many samples a pixel has: 3 in full colour, 1.5 as cameras have it.
func (h jpegHead) samples() float64 {
	sum := 0.0
	for _, s := range h.share {
		sum += s
	}
	return sum
}

// severalPasses reports whether all has to be kept until the last pass is read.
func (h jpegHead) severalPasses() bool { return h.marker == jpegmark.SOF2 || h.scans > 1 }

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

// readJPEGHead walks over all headers.
func readJPEGHead(data []byte) (h jpegHead) {
	seen := map[byte]bool{}
	walkJPEG(data, func(marker byte, payload []byte) bool {
		switch {
		case jpegmark.IsFrame(marker) && h.marker == 0:
			f, err := jpegmark.ParseFrame(payload)
			if err != nil {
				return false
			}
			h.marker, h.Frame, h.share, h.chroma = marker, f, shares(payload), chroma(payload)
		case marker == jpegmark.SOS && len(payload) > 0:
			h.scans++
			for i := range min(int(payload[0]), (len(payload)-1)/2) {
				id := payload[1+2*i]
				seen[id] = true
				h.passes += h.share[id]
			}
		case marker == adobeMark && bytes.HasPrefix(payload, []byte("Adobe")):
			h.labelled = true
		}
		return true
	})
	for id := range h.share {
		if !seen[id] {
			h.unseen++
		}
	}
	return h
}

const adobeMark = 0xEE // APP14

// shares reads the sampling factors of a frame header.
func shares(frame []byte) map[byte]float64 {
	across, down := 1, 1
	for c := 6; c+3 <= len(frame); c += 3 {
		across, down = max(across, int(frame[c+1]>>4)), max(down, int(frame[c+1]&15))
	}
	share := map[byte]float64{}
	for c := 6; c+3 <= len(frame); c += 3 {
		share[frame[c]] += float64(frame[c+1]>>4) * float64(frame[c+1]&15) / float64(across*down)
	}
	return share
}

// chroma reports whether the second component is stored more coarsely than the
// first.
func chroma(frame []byte) bool { return len(frame) >= 12 && !bytes.Equal(frame[7:9], frame[10:12]) }

// label adds the mark that says what the four components are, where it is
// missing. Files keep ink so with the mark and, whatever the standard says,
// without: 255 for none.
func (h jpegHead) label(data []byte) []byte {
	if h.Components != 4 || h.labelled {
		return data
	}
	const ycck, cmyk = 2, 0
	mark := []byte("\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x00")
	mark[len(mark)-1] = cmyk
	if h.chroma {
		mark[len(mark)-1] = ycck
	}
	return slices.Concat(data[:2], mark, data[2:])
}

// check refuses what cannot be read, or would take too much time.
func (h jpegHead) check(data []byte) error {
	switch {
	case h.marker == 0:
		return unreadable(jpegmark.ErrDamaged)
	case h.marker > jpegmark.SOF2 || h.Bits != 8:
		return badKind("罕见的 JPEG 照片（无损、算术编码或 12 位）", "a JPEG of a rare kind (lossless, arithmetic coding or 12 bits)")
	}
	if err := checkSize(h.Width, h.Height, len(data)); err != nil {
		return err
	}
	if samples := h.passes * float64(h.Width) * float64(h.Height); h.severalPasses() && samples > maxPassSamples {
		return h.tooManyPasses()
	}
	return nil
}

// tooManyPasses is the error for a JPEG of several passes that do not fit into
// the memory and the time that a file may take.
func (h jpegHead) tooManyPasses() error {
	megapixels := h.Width * h.Height / 1_000_000
	cause := fmt.Errorf("%d passes over %d×%d pixels, %.1f samples each", h.scans, h.Width, h.Height, h.samples())
	return badPhoto(cause, fmt.Sprintf("照片是 %d 万像素的渐进式 JPEG，读取时占用内存或时间过多。", megapixels*100),
		fmt.Sprintf("The photo is a progressive JPEG of %d megapixels, which takes too much memory or time.", megapixels))
}

// decodeJPEG reads a JPEG as far as it is whole.
func decodeJPEG(data []byte) (Photo, error) {
	h := readJPEGHead(data)
	if err := h.check(data); err != nil {
		return Photo{}, err
	}
	img, rows, err := jpegPixels(h.label(data), h, shrinkFor(h.Width, h.Height, 0))
	if err != nil {
		return Photo{}, err
	}
	cut := rows < img.Rect.Dy() || h.unseen > 0
	if cut {
		const mixed = 2 // rows take colour from the next ones
		if rows -= mixed; rows < img.Rect.Dy()/8 || h.unseen > 0 || holed(data) {
			return Photo{}, incomplete()
		}
		img = &image.RGBA{Pix: img.Pix[:rows*img.Stride], Stride: img.Stride, Rect: image.Rect(0, 0, img.Rect.Dx(), rows)}
	}
	return Photo{Pixels: jpegAbout(data).applied(img), Cut: cut}, nil
}

// hole is how many zeros in a row no usual photo has among its pixels.
const hole = 256

// holed reports whether a part of the last scan was never written. Zeros can be read
// as blocks, so that what is behind them shows up in the wrong place, and nobody can
// tell which rows are whole.
func holed(data []byte) bool {
	scan := bytes.LastIndex(data, []byte{0xff, jpegmark.SOS})
	return bytes.Contains(data[max(scan, 0):], make([]byte, hole))
}

// jpegAbout reads the first EXIF block that says something, and the profile,
// which may lie in several segments (ICC.1:2022, B.4).
func jpegAbout(data []byte) (a about) {
	const profileMark = 0xE2 // APP2
	var profile []byte
	walkJPEG(data, func(marker byte, payload []byte) bool {
		switch {
		case marker == jpegmark.APP1 && bytes.HasPrefix(payload, []byte("Exif\x00\x00")):
			a = a.with(exifAbout(payload))
		case marker == profileMark && bytes.HasPrefix(payload, []byte("ICC_PROFILE\x00")) && len(payload) > 14:
			profile = append(profile, payload[14:]...)
		}
		return marker != jpegmark.SOS
	})
	if profile != nil {
		a.colors = icc.Parse(profile)
	}
	return a
}

// inked turns cyan, magenta, yellow and black, 255 for no ink, into RGBA.
func inked(img *image.RGBA) {
	for p := img.Pix; len(p) >= 4; p = p[4:] {
		k := uint32(p[3])
		for c := range 3 {
			p[c] = uint8((uint32(p[c])*k + 127) / 255)
		}
		p[3] = 255
	}
}
