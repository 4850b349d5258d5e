package cameratest

import (
	"bytes"
	"encoding/binary"
	"slices"
)

func join(parts ...[]byte) []byte { return slices.Concat(parts...) }

func cutEnd(b []byte, n int) []byte { return b[:len(b)-n] }

func cutHead(b []byte, n int) []byte { return b[len(b)-n:] }

func half(b []byte) []byte { return b[:len(b)/2] }

// before inserts bytes before the first marker m.
func before(b []byte, m byte, extra []byte) []byte {
	at := bytes.Index(b, []byte{0xFF, m})
	return join(b[:at], extra, b[at:])
}

// after inserts bytes after the start mark.
func after(b, extra []byte) []byte { return join(b[:2], extra, b[2:]) }

// segment returns a segment with a body.
func segment(m byte, body ...[]byte) []byte {
	content := join(body...)
	return join([]byte{0xFF, m}, binary.BigEndian.AppendUint16(nil, uint16(len(content)+2)), content)
}

// edited replaces bytes after the first marker m.
func edited(b []byte, m byte, offset int, values ...byte) []byte {
	out := bytes.Clone(b)
	copy(out[bytes.Index(out, []byte{0xFF, m})+offset:], values)
	return out
}

// withoutTables removes the last n Huffman tables. Each has a segment of its
// own.
func withoutTables(b []byte, n int) []byte {
	out := bytes.Clone(b)
	for range n {
		at := bytes.LastIndex(out, []byte{0xFF, 0xC4})
		if at < 0 {
			break
		}
		out = slices.Delete(out, at, at+2+int(binary.BigEndian.Uint16(out[at+2:])))
	}
	return out
}

// marksOf returns the positions of the restart marks.
func marksOf(b []byte) (at []int) {
	for i := bytes.Index(b, []byte{0xFF, 0xDA}); i < len(b)-1; i++ {
		if b[i] == 0xFF && b[i+1] >= 0xD0 && b[i+1] <= 0xD7 {
			at = append(at, i)
		}
	}
	return at
}

// numbered counts the restart marks otherwise.
func numbered(b []byte, number func(i int) int) []byte {
	out, n := bytes.Clone(b), 0
	for _, at := range marksOf(out) {
		if out[at+1] == 0xD0 && n%8 != 0 { // another scan counts anew
			n = 0
		}
		out[at+1] = 0xD0 + byte(number(n)%8)
		n++
	}
	return out
}

// padded inserts zeros before each restart mark.
func padded(b []byte) []byte {
	var out []byte
	from := 0
	for _, at := range marksOf(b) {
		out = append(append(out, b[from:at]...), make([]byte, 15)...)
		from = at
	}
	return append(out, b[from:]...)
}

// shortened removes half of the last interval but two, and counts from first.
func shortened(b []byte, first int) []byte {
	marks := marksOf(b)
	from, to := marks[len(marks)-3], marks[len(marks)-2]
	return slices.Delete(numbered(b, func(i int) int { return i + first }), from+2+(to-from)/2, to)
}

// lacking removes an interval with its mark.
func lacking(b []byte) []byte {
	marks := marksOf(b)
	return slices.Delete(bytes.Clone(b), marks[3], marks[4])
}

// scans returns the picture with its first n scans.
func scans(b []byte, n int) []byte {
	at := 0
	for range n + 1 {
		at += 2 + bytes.Index(b[at+2:], []byte{0xFF, 0xDA})
	}
	if table := bytes.LastIndex(b[:at], []byte{0xFF, 0xC4}); table > at-300 && n > 1 && table > bytes.Index(b, []byte{0xFF, 0xDA}) {
		at = table
	}
	return bytes.Clone(b[:at])
}
