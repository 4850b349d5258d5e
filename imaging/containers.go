package imaging

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"io"

	"facedesk/imaging/icc"
)

// maxPacked bounds what a compressed text or profile unpacks to.
const maxPacked = 4 << 20

// walkPNG calls visit for each chunk until it returns false or the file ends.
func walkPNG(data []byte, visit func(name string, payload []byte) bool) {
	const headLen, crcLen = 8, 4
	for rest := data[min(8, len(data)):]; len(rest) >= headLen; {
		n := uint64(binary.BigEndian.Uint32(rest))
		if headLen+n+crcLen > uint64(len(rest)) || !visit(string(rest[4:8]), rest[headLen:headLen+n]) {
			return
		}
		rest = rest[headLen+n+crcLen:]
	}
}

// pngAbout reads the chunks eXIf and iCCP (PNG, third edition, 11.3), and EXIF
// as ImageMagick keeps it, in a text.
func pngAbout(data []byte) (a about) {
	walkPNG(data, func(name string, payload []byte) bool {
		switch name {
		case "eXIf":
			a = a.with(exifAbout(payload))
		case "zTXt", "tEXt", "iTXt":
			a = a.with(exifAbout(rawProfile(name, payload)))
		case "iCCP":
			_, packed, _ := bytes.Cut(payload, []byte{0})
			a.colors = icc.Parse(unpacked(packed[min(1, len(packed)):]))
		}
		return true
	})
	return a
}

// with adds what another place of the file says, where this one says nothing.
func (a about) with(b about) about {
	if a.orientation == 0 {
		a.orientation = b.orientation
	}
	if a.colors == nil {
		a.colors = b.colors
	}
	return a
}

// rawProfile is the EXIF block in a text chunk: its name, its length and its
// bytes in hexadecimal. Nil for any other text.
func rawProfile(chunk string, payload []byte) []byte {
	key, text, _ := bytes.Cut(payload, []byte{0})
	if name := string(bytes.ToLower(key)); name != "raw profile type exif" && name != "raw profile type app1" {
		return nil
	}
	switch {
	case chunk == "zTXt" && len(text) > 1:
		text = unpacked(text[1:])
	case chunk == "iTXt" && len(text) > 2:
		flag := text[0]
		_, text, _ = bytes.Cut(text[2:], []byte{0}) // language
		_, text, _ = bytes.Cut(text, []byte{0})     // the key in it
		if flag == 1 {
			text = unpacked(text)
		}
	}
	words := bytes.Fields(text)
	if len(words) < 3 {
		return nil
	}
	block, err := hex.DecodeString(string(bytes.Join(words[2:], nil)))
	if err != nil {
		return nil
	}
	return block
}

// unpacked undoes zlib, nil for what is damaged.
func unpacked(b []byte) []byte {
	r, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil
	}
	out, err := io.ReadAll(io.LimitReader(r, maxPacked))
	if err != nil {
		return nil
	}
	return out
}

// endPNG adds the end mark that a file cut behind its pixels lacks.
func endPNG(data []byte) []byte {
	const end = "\x00\x00\x00\x00IEND\xaeB`\x82"
	data = bytes.TrimRight(data, "\x00")
	whole, pixels := len(data) >= 8, false
	last := 8
	walkPNG(data, func(name string, payload []byte) bool {
		last += 12 + len(payload)
		pixels = pixels || name == "IDAT"
		whole = name != "IEND"
		return whole
	})
	if whole && pixels {
		return append(bytes.Clone(data[:last]), end...)
	}
	return data
}

// pngMemory is more for a picture that comes in seven passes.
func pngMemory(data []byte) float64 {
	const interlaced = 28
	if len(data) > interlaced && data[interlaced] != 0 {
		return 1.5
	}
	return 1
}

// walkRIFF calls visit for each chunk of a WebP, or of one of its frames.
func walkRIFF(chunks []byte, visit func(name string, payload, chunk []byte) bool) {
	const headLen = 8
	for rest := chunks; len(rest) >= headLen; {
		n := uint64(binary.LittleEndian.Uint32(rest[4:]))
		next := headLen + n + n&1 // chunks are padded to an even length
		if headLen+n > uint64(len(rest)) || !visit(string(rest[:4]), rest[headLen:headLen+n], rest[:min(next, uint64(len(rest)))]) {
			return
		}
		rest = rest[min(next, uint64(len(rest))):]
	}
}

// webpAbout reads the chunks EXIF and ICCP.
func webpAbout(data []byte) (a about) {
	walkRIFF(data[min(12, len(data)):], func(name string, payload, _ []byte) bool {
		switch name {
		case "EXIF":
			a = a.with(exifAbout(payload))
		case "ICCP":
			a.colors = icc.Parse(payload)
		}
		return true
	})
	return a
}

// firstFrame makes a still WebP of an animation (RFC 9649, 2.7.1.1), with what
// the file says of its picture.
func firstFrame(data []byte) []byte {
	const frameHead = 16
	var frame, rest []byte
	walkRIFF(data[min(12, len(data)):], func(name string, payload, chunk []byte) bool {
		switch name {
		case "ANMF":
			if frame == nil && len(payload) >= frameHead {
				frame = payload
			}
		case "EXIF", "ICCP":
			rest = append(rest, chunk...)
		}
		return true
	})
	if frame == nil {
		return data
	}
	body := []byte("WEBP")
	walkRIFF(frame[frameHead:], func(name string, _, chunk []byte) bool {
		if name == "ALPH" { // wants to be announced
			const hasAlpha = 0x10
			body = append(body, "VP8X\x0a\x00\x00\x00"...)
			body = append(append(body, hasAlpha, 0, 0, 0), frame[6:12]...)
		}
		body = append(body, chunk...)
		return true
	})
	body = append(body, rest...)
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

// bmpAbout reads the profile behind the largest header of a BMP.
func bmpAbout(data []byte) about {
	const fileHead, v5, space, place = 14, 124, 14 + 56, 14 + 112
	if len(data) < fileHead+v5 || binary.LittleEndian.Uint32(data[fileHead:]) != v5 || string(data[space:space+4]) != "DEBM" {
		return about{}
	}
	at := fileHead + uint64(binary.LittleEndian.Uint32(data[place:]))
	n := uint64(binary.LittleEndian.Uint32(data[place+4:]))
	if at+n > uint64(len(data)) {
		return about{}
	}
	return about{colors: icc.Parse(data[at : at+n])}
}
