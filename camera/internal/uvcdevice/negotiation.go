package uvcdevice

import (
	"encoding/binary"
	"slices"
	"time"
)

// negotiationSize is the length of the probe and commit controls (UVC 1.0,
// 4.3.1.1).
const negotiationSize = 26

// negotiation is what host and camera agree on before the stream starts.
type negotiation struct {
	format, frame uint8 // indexes, counted from 1
	interval      uint32
	mode          Mode
}

// negotiate completes a request with what the camera can do.
func (c Config) negotiate(n negotiation) negotiation {
	groups := c.groups()
	n.format = min(max(n.format, 1), uint8(len(groups)))
	modes := groups[n.format-1].modes
	n.frame = min(max(n.frame, 1), uint8(len(modes)))
	n.mode = modes[n.frame-1]
	n.interval = uint32(frameInterval / (100 * time.Nanosecond))
	return n
}

func parseNegotiation(b []byte) negotiation {
	if len(b) < negotiationSize {
		return negotiation{}
	}
	return negotiation{format: b[2], frame: b[3], interval: binary.LittleEndian.Uint32(b[4:])}
}

func (n negotiation) bytes() []byte {
	return le(nil, uint16(1), n.format, n.frame, n.interval, make([]byte, 10), uint32(n.mode.bytes()), uint32(maxPayload))
}

// streaming answers the probe and commit controls.
func (c *Camera) streaming(s setup, data []byte) ([]byte, bool) {
	selector := uint8(s.value >> 8)
	if selector != controlProbe && selector != controlCommit {
		return nil, false
	}
	switch s.request {
	case setCur:
		c.probe = c.config.negotiate(parseNegotiation(data))
		return nil, selector == controlProbe || !slices.Contains(c.config.Broken, c.probe.mode)
	case getCur, getMin, getMax:
		return c.probe.bytes(), true
	case getDef:
		return c.config.negotiate(negotiation{}).bytes(), true
	case getLen:
		return []byte{negotiationSize, 0}, true
	case getInfo:
		return []byte{3}, true
	}
	return nil, false
}
