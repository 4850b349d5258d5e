package uvcdevice

import "time"

// Format says how a mode's pictures are coded.
type Format uint8

// The formats.
const (
	MJPEG Format = iota
	YUYV
	Grey // one byte a pixel, as infrared cameras give it
)

// Mode is one format and size that a camera offers.
type Mode struct {
	Format        Format
	Width, Height int // pixels
}

// bytes is the size of a raw picture of the mode, and more than that of any
// other.
func (m Mode) bytes() int {
	if m.Format == Grey {
		return m.Width * m.Height
	}
	return 2 * m.Width * m.Height
}

// Config says what camera to plug in.
type Config struct {
	Port   int    // of the virtual hub, 0 to 7
	Name   string // the product's name
	Serial string // "" for a camera without serial number
	Modes  []Mode // those of one format together
	Broken []Mode // those of them that the camera refuses when it is to start
	Fixed  bool   // has no setting that can be changed
	// Pictures are what it sends; nil sends good ones.
	Pictures Pictures
}

// Pictures returns the n-th picture, counted from the start of the stream, as
// it goes over the wire; nil sends nothing in its place. It is called from one
// goroutine at a time.
type Pictures func(m Mode, n int) []byte

// The USB identifiers of the cameras, set aside for tests.
const (
	Vendor  = 0x1209
	Product = 0x0001
)

// frameInterval is the time from picture to picture.
const frameInterval = time.Second / 30

// Office is a usual webcam: MJPEG in three sizes and raw pictures in one.
func Office(serial string) Config {
	return Config{
		Name:   "Office Camera",
		Serial: serial,
		Modes:  []Mode{{MJPEG, 1920, 1080}, {MJPEG, 1280, 720}, {MJPEG, 640, 480}, {YUYV, 640, 480}},
	}
}

// Plain is a webcam that gives raw pictures only.
func Plain(serial string) Config {
	return Config{Name: "Plain Camera", Serial: serial, Modes: []Mode{{YUYV, 640, 480}, {YUYV, 320, 240}}}
}

// Infrared is the half of a camera that unlocks computers by face.
func Infrared(serial string) Config {
	return Config{Name: "Depth Camera", Serial: serial, Modes: []Mode{{Grey, 640, 400}}}
}

// group is the modes of one format, in the order of their frame descriptors.
type group struct {
	format Format
	modes  []Mode
}

// groups returns the modes by format; a format descriptor's index is the place
// in it plus one.
func (c Config) groups() []group {
	var all []group
	for _, m := range c.Modes {
		if n := len(all); n == 0 || all[n-1].format != m.Format {
			all = append(all, group{format: m.Format})
		}
		last := &all[len(all)-1]
		last.modes = append(last.modes, m)
	}
	return all
}
