package camera

// order says where the samples of two pixels stand in packed 4:2:2.
type order struct{ y0, cb, y1, cr int }

// packed are the packed 4:2:2 formats.
var packed = map[string]order{
	"YUYV": {0, 1, 2, 3}, "UYVY": {1, 0, 3, 2}, "YVYU": {0, 3, 2, 1}, "VYUY": {1, 2, 3, 0},
}

// chroma says where the colours of planar 4:2:0 stand. They follow the
// brightness, either in one plane in pairs or in two planes.
type chroma struct{ pairs, crFirst bool }

// planar are the planar 4:2:0 formats.
var planar = map[string]chroma{
	"NV12": {pairs: true}, "NV21": {pairs: true, crFirst: true}, "YU12": {}, "YV12": {crFirst: true},
}

// rgb are the formats of three bytes a pixel: the place of red.
var rgb = map[string]int{"RGB3": 0, "BGR3": 2}

// grey are the formats of one byte a pixel.
var grey = map[string]bool{"GREY": true, "Y8  ": true}

// rawFormatOf returns the format in which frames of a raw driver's format are
// delivered, Unknown if it cannot be read.
func rawFormatOf(fourCC string) Format {
	_, isPacked := packed[fourCC]
	_, isPlanar := planar[fourCC]
	_, isRGB := rgb[fourCC]
	switch {
	case isPacked, isPlanar, grey[fourCC]:
		return YUYV
	case isRGB:
		return RGBA
	}
	return Unknown
}

// intakeRaw converts a raw picture row by row, because drivers may pad rows.
// Two pixels share their colour, so that an odd last column is left out.
func intakeRaw(p *pool, raw []byte, l layout) (*Frame, error) {
	if !saneSize(l.Width, l.Height) {
		return nil, errShortFrame
	}
	f := &Frame{Format: rawFormatOf(l.FourCC), Width: l.Width, Height: l.Height, pool: p}
	if f.Format == YUYV {
		f.Width &^= 1
	}
	var ok bool
	if o, is := packed[l.FourCC]; is {
		ok = f.fromPacked(raw, l, o)
	} else if c, is := planar[l.FourCC]; is {
		ok = f.fromPlanar(raw, l, c)
	} else if red, is := rgb[l.FourCC]; is {
		ok = f.fromRGB(raw, l, red)
	} else if grey[l.FourCC] {
		ok = f.fromGrey(raw, l)
	}
	if !ok {
		f.Release()
		return nil, errShortFrame
	}
	if l.full && f.Format == YUYV {
		f.narrow()
	}
	return f, nil
}

func (f *Frame) fromPacked(raw []byte, l layout, o order) bool {
	row := 2 * f.Width
	stride := max(l.stride, 2*l.Width)
	if len(raw) < stride*(l.Height-1)+row {
		return false
	}
	f.Data = f.pool.get(row * l.Height)
	for y := range l.Height {
		line := raw[y*stride:][:row]
		if o == packed["YUYV"] {
			f.Data = append(f.Data, line...)
			continue
		}
		for ; len(line) >= 4; line = line[4:] {
			f.Data = append(f.Data, line[o.y0], line[o.cb], line[o.y1], line[o.cr])
		}
	}
	return true
}

func (f *Frame) fromPlanar(raw []byte, l layout, c chroma) bool {
	stride := max(l.stride, l.Width)
	half, wide := (l.Height+1)/2, stride // of the colours: rows, and bytes in a row
	step, first, second := 2, 0, 1
	if !c.pairs {
		wide = (stride + 1) / 2
		step, second = 1, wide*half
	}
	if c.crFirst {
		first, second = second, first
	}
	colours := max(first, second) + wide*(half-1) + step*(f.Width/2-1)
	if len(raw) <= stride*l.Height+colours {
		return false
	}
	f.Data = f.pool.get(2 * f.Width * l.Height)
	for y := range l.Height {
		luma, colour := raw[y*stride:][:f.Width], raw[stride*l.Height+y/2*wide:]
		for x := 0; x+1 < f.Width; x += 2 {
			at := x / 2 * step
			f.Data = append(f.Data, luma[x], colour[at+first], luma[x+1], colour[at+second])
		}
	}
	return true
}

func (f *Frame) fromRGB(raw []byte, l layout, red int) bool {
	row := 3 * l.Width
	stride := max(l.stride, row)
	if len(raw) < stride*(l.Height-1)+row {
		return false
	}
	f.Data = f.pool.get(4 * l.Width * l.Height)
	for y := range l.Height {
		for line := raw[y*stride:][:row]; len(line) >= 3; line = line[3:] {
			f.Data = append(f.Data, line[red], line[1], line[2-red], 255)
		}
	}
	return true
}

func (f *Frame) fromGrey(raw []byte, l layout) bool {
	stride := max(l.stride, l.Width)
	if len(raw) < stride*(l.Height-1)+l.Width {
		return false
	}
	f.Data = f.pool.get(2 * f.Width * l.Height)
	for y := range l.Height {
		for _, v := range raw[y*stride:][:f.Width] {
			f.Data = append(f.Data, v, 128)
		}
	}
	return true
}

// narrow converts full range to the limited range of BT.601, in which black is
// 16, white 235, and colours go from 16 to 240.
func (f *Frame) narrow() {
	for i, v := range f.Data {
		if i%2 == 0 {
			f.Data[i] = uint8(16 + (int(v)*219+127)/255)
		} else {
			f.Data[i] = uint8(128 + (int(v)-128)*224/255)
		}
	}
}
