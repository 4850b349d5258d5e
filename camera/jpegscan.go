package camera

import "facedesk/camera/jpegmark"

// component is one colour of a picture (T.81, B.2.2): h and v are how often it
// is sampled in a block of the picture.
type component struct {
	id   byte
	h, v int
}

// components reads the components of a frame header that ParseFrame accepts.
func components(body []byte) ([]component, error) {
	var all []component
	for c := body[6:]; len(c) >= 3; c = c[3:] {
		p := component{c[0], int(c[1] >> 4), int(c[1] & 15)}
		if p.h < 1 || p.h > 4 || p.v < 1 || p.v > 4 {
			return nil, errJPEGHeader
		}
		all = append(all, p)
	}
	return all, nil
}

// scan is one scan of a picture.
type scan struct {
	at       int    // position of its data
	interval int    // between restart marks, in blocks; 0 if it has none
	parts    []byte // identifiers of its components
	restarts []int  // positions of the second bytes of its restart marks
}

// inScan returns the identifiers of a scan header's components.
func inScan(header []byte) []byte {
	var ids []byte
	for c := header[1:min(len(header), 1+2*int(header[0]))]; len(c) >= 2; c = c[2:] {
		ids = append(ids, c[0])
	}
	return ids
}

// needs returns how many restart marks the scan has if it is whole.
func (s scan) needs(all []component, width, height int) int {
	wide, high := 1, 1
	for _, p := range all {
		wide, high = max(wide, p.h), max(high, p.v)
	}
	across, down := ceil(width, 8*wide), ceil(height, 8*high)
	for _, p := range all {
		if len(s.parts) == 1 && p.id == s.parts[0] { // blocks of this component alone
			across, down = ceil(ceil(width*p.h, wide), 8), ceil(ceil(height*p.v, high), 8)
		}
	}
	return ceil(across*down, s.interval) - 1
}

func ceil(a, b int) int { return (a + b - 1) / b }

// renumber counts the restart marks from 0, if there are as many as the scan
// needs. Some cameras count from 1 or do not count, and decoders then look for
// lost parts. If one is missing, their numbers say which.
func (s scan) renumber(b []byte, needs int) []patch {
	if len(s.restarts) != needs {
		return nil
	}
	var patches []patch
	for i, at := range s.restarts {
		if m := byte(jpegmark.RST0 + i%8); b[at] != m {
			patches = append(patches, patch{at, m})
		}
	}
	return patches
}

// tables says which of the standard Huffman tables a picture has, one bit each.
type tables uint8

const allTables tables = 1<<4 - 1

// add reads the body of a DHT segment (T.81, B.2.4.2).
func (t *tables) add(body []byte) {
	for len(body) >= 17 {
		for i, standard := range standardTables() {
			if standard.class == body[0] {
				*t |= 1 << i
			}
		}
		n := 17
		for _, count := range body[1:17] {
			n += int(count)
		}
		body = body[min(n, len(body)):]
	}
}

// has reports whether the picture has a table.
func (t tables) has(i int) bool { return t&(1<<i) != 0 }
