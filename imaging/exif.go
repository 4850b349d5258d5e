package imaging

import (
	"bytes"
	"encoding/binary"
	"math"

	"facedesk/imaging/icc"
)

// Tags of TIFF and EXIF that say something of a picture.
const (
	tagOrientation = 274
	tagExif        = 34665 // where EXIF's own tags are
	tagInterop     = 40965 // where those of DCF are
	tagInteropName = 1     // of DCF: "R03" for Adobe RGB
	tagProfile     = 34675
)

// directory is one directory of a TIFF structure, which an EXIF block is too.
type directory struct {
	file  []byte
	order binary.ByteOrder
	first []byte // the entries, as far as they are there
}

const entryLen = 12

// tiffDirectory is the first directory of a TIFF structure.
func tiffDirectory(b []byte) directory {
	d := directory{file: b, order: binary.LittleEndian}
	if len(b) < 8 {
		return d
	}
	if b[0] == 'M' {
		d.order = binary.BigEndian
	}
	return d.at(d.order.Uint32(b[4:]))
}

// at is the directory at a place of the same file.
func (d directory) at(start uint32) directory {
	d.first = nil
	if uint64(start)+2 > uint64(len(d.file)) {
		return d
	}
	entries := d.file[start+2:]
	n := min(entryLen*int(d.order.Uint16(d.file[start:])), len(entries)/entryLen*entryLen)
	d.first = entries[:n]
	return d
}

// entry is the type of a tag's values and their bytes, 0 and nil for none.
func (d directory) entry(tag uint16) (kind uint16, values []byte) {
	sizes := [...]int{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4}
	for e := d.first; len(e) >= entryLen; e = e[entryLen:] {
		if d.order.Uint16(e) != tag {
			continue
		}
		kind = d.order.Uint16(e[2:])
		if int(kind) >= len(sizes) {
			return 0, nil
		}
		n := uint64(d.order.Uint32(e[4:])) * uint64(sizes[kind])
		if n <= 4 {
			return kind, e[8 : 8+n] // they stand left in the four bytes
		}
		at := uint64(d.order.Uint32(e[8:]))
		if at+n > uint64(len(d.file)) {
			return 0, nil
		}
		return kind, d.file[at : at+n]
	}
	return 0, nil
}

// number is the first value of a tag, whatever its type. 0 for none.
func (d directory) number(tag uint16) int {
	kind, v := d.entry(tag)
	if len(v) == 0 {
		return 0
	}
	switch kind {
	case 1, 6, 7: // bytes
		return int(v[0])
	case 2: // text
		if v[0] >= '0' && v[0] <= '9' {
			return int(v[0] - '0')
		}
	case 3, 8:
		return int(d.order.Uint16(v))
	case 4, 9, 13:
		return int(d.order.Uint32(v))
	case 5, 10:
		if below := d.order.Uint32(v[4:]); below != 0 {
			return int(d.order.Uint32(v) / below)
		}
	case 11:
		return whole(float64(math.Float32frombits(d.order.Uint32(v))))
	case 12:
		return whole(math.Float64frombits(d.order.Uint64(v)))
	}
	return 0
}

// whole is a number that fits the others, 0 for any that does not.
func whole(v float64) int {
	if v >= 0 && v <= math.MaxUint16 {
		return int(v)
	}
	return 0
}

// exifAbout reads an EXIF block, with or without the six bytes that introduce it
// in a JPEG.
func exifAbout(b []byte) about {
	d := tiffDirectory(bytes.TrimPrefix(b, []byte("Exif\x00\x00")))
	a := about{orientation: d.number(tagOrientation)}
	exif := d.at(uint32(d.number(tagExif)))
	if _, name := exif.at(uint32(exif.number(tagInterop))).entry(tagInteropName); bytes.HasPrefix(name, []byte("R03")) {
		a.colors = icc.AdobeRGB()
	}
	return a
}

// tiffAbout reads the first directory of a TIFF file.
func tiffAbout(data []byte) about {
	d := tiffDirectory(data)
	_, profile := d.entry(tagProfile)
	return about{orientation: d.number(tagOrientation), colors: icc.Parse(profile)}
}
