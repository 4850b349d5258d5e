package uvcdevice

import "time"

// Format is the coding of a mode's pictures.
type Format uint8

// The formats.
const (
	MJPEG Format = iota
	YUYV
	Grey // one byte a pixel, as infrared cameras send it
	UYVY
	NV12
	H264 // listed only; its pictures are zeros
)

// Mode is one format and size that a camera offers.
type Mode struct {
	Format        Format
	Width, Height int // pixels
}

// bytes is the size of a raw picture of this mode. Other pictures of it are
// smaller.
func (m Mode) bytes() int {
	switch m.Format {
	case Grey:
		return m.Width * m.Height
	case NV12:
		return m.Width * m.Height * 3 / 2
	}
	return 2 * m.Width * m.Height
}

// Config describes the camera to plug in.
type Config struct {
	Port   int    // port of the virtual hub, 0 to 7
	Name   string // the product's name
	Serial string // "" for a camera without a serial number
	Modes  []Mode // modes of one format stand together
	Broken []Mode // the modes in which the camera refuses to start
	Fixed  bool   // the camera has no control that can be changed
	// Pictures are what the camera sends; nil sends good ones.
	Pictures Pictures
}

// Pictures returns picture n of the stream as it is transferred; nil sends no
// picture. Only one goroutine calls it at a time.
type Pictures func(m Mode, n int) []byte

// The USB identifiers of the cameras. They are reserved for tests.
const (
	Vendor  = 0x1209
	Product = 0x0001
)

// frameInterval is the time from picture to picture.
const frameInterval = time.Second / 30

// Office is a common webcam: MJPEG in three sizes and raw pictures in one.
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

// Infrared is the infrared half of a camera for unlocking computers by face.
func Infrared(serial string) Config {
	return Config{Name: "Depth Camera", Serial: serial, Modes: []Mode{{Grey, 640, 400}}}
}

// group is the modes of one format, in the order of their frame descriptors.
type group struct {
	format Format
	modes  []Mode
}

// groups returns the modes by format. The index of a format descriptor is its
// position here plus one.
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
