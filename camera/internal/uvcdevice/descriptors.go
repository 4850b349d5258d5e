package uvcdevice

import (
	"encoding/binary"
	"slices"
	"time"
	"unicode/utf16"
)

// le appends numbers in little-endian order, as USB sends them. Each takes as
// many bytes as its type.
func le(dst []byte, values ...any) []byte {
	for _, v := range values {
		dst, _ = binary.Append(dst, binary.LittleEndian, v)
	}
	return dst
}

// Entities and endpoints.
const (
	terminalCamera = 1
	unitProcessing = 2
	terminalUSB    = 3

	endpointVideo  = 0x81
	endpointStatus = 0x82
)

// maxPayload is the capacity of the isochronous endpoint in a microframe, in
// bytes: three transactions of 1024 bytes.
const maxPayload = 3 * 1024

// Strings of the device, by index.
const (
	stringMaker = iota + 1
	stringProduct
	stringSerial
)

// deviceDescriptor returns the descriptor of USB 2.0, 9.6.1, for a device with
// an interface association.
func (c Config) deviceDescriptor() []byte {
	serial := uint8(stringSerial)
	if c.Serial == "" {
		serial = 0
	}
	return le([]byte{18, 1}, uint16(0x0200), []byte{0xEF, 2, 1, 64}, uint16(Vendor), uint16(Product), uint16(0x0100),
		[]byte{stringMaker, stringProduct, serial, 1})
}

// stringDescriptor returns a string, or nil if there is none. Index 0 lists the
// languages.
func (c Config) stringDescriptor(index uint8) []byte {
	texts := []string{stringMaker: "Facedesk", stringProduct: c.Name, stringSerial: c.Serial}
	switch {
	case index == 0:
		return []byte{4, 3, 0x09, 0x04}
	case int(index) >= len(texts) || texts[index] == "":
		return nil
	}
	units := utf16.Encode([]rune(texts[index]))
	return le([]byte{uint8(2 + 2*len(units)), 3}, units)
}

// configuration returns the whole configuration descriptor: the control
// interface, and the streaming interface with an idle setting and two for
// streaming.
func (c Config) configuration() []byte {
	var body []byte
	body = append(body, 8, 11, 0, 2, 0x0E, 3, 0, stringProduct) // interface association
	body = append(body, 9, 4, 0, 0, 1, 0x0E, 1, 0, stringProduct)
	body = append(body, controlInterface()...)
	body = le(body, []byte{7, 5, endpointStatus, 3}, uint16(16), uint8(8))
	body = le(body, []byte{5, 0x25, 3}, uint16(16))
	body = append(body, 9, 4, 1, 0, 0, 0x0E, 2, 0, 0)
	body = append(body, c.streamingInterface()...)
	for i, transactions := range []uint16{0, 2} { // alternate settings
		body = append(body, 9, 4, 1, uint8(i+1), 1, 0x0E, 2, 0, 0)
		body = le(body, []byte{7, 5, endpointVideo, 5}, transactions<<11|1024, uint8(1))
	}
	head := le([]byte{9, 2}, uint16(9+len(body)), []byte{2, 1, 0, 0x80, 250})
	return append(head, body...)
}

// controlInterface returns the chain camera, processing, USB (UVC 1.0, 3.7.2)
// with the controls of controls.go.
func controlInterface() []byte {
	camera := le([]byte{18, 0x24, 2, terminalCamera}, uint16(0x0201), []byte{0, 0}, make([]byte, 6), []byte{3, 0x0E, 0, 0})
	processing := le([]byte{11, 0x24, 5, unitProcessing, terminalCamera}, uint16(0), []byte{2, 0x01, 0x04, 0})
	usb := le([]byte{9, 0x24, 3, terminalUSB}, uint16(0x0101), []byte{0, unitProcessing, 0})
	body := slices.Concat(camera, processing, usb)
	head := le([]byte{13, 0x24, 1}, uint16(0x0100), uint16(13+len(body)), uint32(48_000_000), []byte{1, 1})
	return append(head, body...)
}

// streamingInterface lists the formats and sizes (UVC 1.0, 3.9.2).
func (c Config) streamingInterface() []byte {
	var body []byte
	groups := c.groups()
	for i, g := range groups {
		body = append(body, g.descriptor(i+1)...)
	}
	head := le([]byte{uint8(13 + len(groups)), 0x24, 1, uint8(len(groups))}, uint16(13+len(groups)+len(body)),
		[]byte{endpointVideo, 0, terminalUSB, 0, 0, 0, 1}, make([]byte, len(groups)))
	return append(head, body...)
}

// rawFormats are the raw formats: the name that guidRest completes, and the
// bits a pixel.
var rawFormats = map[Format]struct {
	name string
	bits uint8
}{YUYV: {"YUY2", 16}, Grey: {"Y800", 8}, UYVY: {"UYVY", 16}, NV12: {"NV12", 12}, H264: {"H264", 16}}

var guidRest = []byte{0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71}

// descriptor returns the descriptors of a format, its sizes and its colours.
func (g group) descriptor(index int) []byte {
	frame := uint8(7)
	d := []byte{11, 0x24, 6, uint8(index), uint8(len(g.modes)), 1, 1, 0, 0, 0, 0}
	if raw, ok := rawFormats[g.format]; ok {
		frame = 5
		d = slices.Concat([]byte{27, 0x24, 4, uint8(index), uint8(len(g.modes))}, []byte(raw.name), guidRest, []byte{raw.bits, 1, 0, 0, 0, 0})
	}
	for i, m := range g.modes {
		bits := uint32(8 * m.bytes() * 30)
		interval := uint32(frameInterval / (100 * time.Nanosecond))
		d = le(d, []byte{30, 0x24, frame, uint8(i + 1), 0}, uint16(m.Width), uint16(m.Height), bits, bits, uint32(m.bytes()),
			interval, uint8(1), interval)
	}
	return append(d, 6, 0x24, 13, 1, 1, 4)
}
