package camera

import "errors"

var errShortFrame = errors.New("truncated raw frame")

// layout says how to read a driver's buffer.
type layout struct {
	Mode
	stride int  // bytes in a row of a raw picture, 0 if unknown
	full   bool // raw values use the full range
}

// intake copies a driver's buffer into a frame and repairs it if possible.
// After an error the frame must be dropped.
func intake(p *pool, raw []byte, l layout) (*Frame, error) {
	if l.Format == MJPEG {
		return intakeJPEG(p, raw, l.Mode)
	}
	return intakeRaw(p, raw, l)
}

func intakeJPEG(p *pool, raw []byte, m Mode) (*Frame, error) {
	j, err := scanJPEG(raw)
	if err != nil {
		return nil, err
	}
	j.cutRows(m)
	data := appendJPEG(p.get(j.end-j.start+tablesSize+2), raw, j)
	return &Frame{Data: data, Format: MJPEG, Width: j.width, Height: j.height, Cut: j.cut, pool: p}, nil
}

// Mend checks an MJPEG frame of any source and mends what cameras get wrong. The
// frames of a Webcam are mended already. After an error the frame must be
// dropped.
func Mend(f *Frame) error {
	j, err := scanJPEG(f.Data)
	if err != nil {
		return err
	}
	if !j.mended(f.Data) {
		f.Data, f.pool = appendJPEG(make([]byte, 0, j.end-j.start+tablesSize+2), f.Data, j), nil
	}
	f.Width, f.Height, f.Cut = j.width, j.height, f.Cut || j.cut
	return nil
}
