package camera

import "errors"

var errShortFrame = errors.New("truncated raw frame")

// layout says how to read a driver's buffer.
type layout struct {
	Mode
	stride int // bytes in a row of a raw picture, 0 if unknown
}

// intake copies a driver's buffer into a frame and repairs it if possible.
// After an error the frame must be dropped.
func intake(p *pool, raw []byte, l layout) (*Frame, error) {
	if l.Format == MJPEG {
		return intakeJPEG(p, raw)
	}
	return intakeYUYV(p, raw, l)
}

func intakeJPEG(p *pool, raw []byte) (*Frame, error) {
	j, err := scanJPEG(raw)
	if err != nil {
		return nil, err
	}
	data := appendJPEG(p.get(j.end+tablesSize), raw, j)
	return &Frame{Data: data, Format: MJPEG, Width: j.width, Height: j.height, pool: p}, nil
}

// intakeYUYV copies row by row, because drivers may pad rows.
func intakeYUYV(p *pool, raw []byte, l layout) (*Frame, error) {
	row := 2 * l.Width
	stride := max(l.stride, row)
	if !saneSize(l.Width, l.Height) || len(raw) < stride*(l.Height-1)+row {
		return nil, errShortFrame
	}
	data := p.get(row * l.Height)
	for y := range l.Height {
		data = append(data, raw[y*stride:y*stride+row]...)
	}
	return &Frame{Data: data, Format: YUYV, Width: l.Width, Height: l.Height, pool: p}, nil
}
