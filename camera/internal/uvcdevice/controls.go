package uvcdevice

import (
	"encoding/binary"
	"slices"
)

// Requests of USB 2.0, 9.4, and of UVC 1.0, A.8.
const (
	getStatus        = 0x00
	clearFeature     = 0x01
	getDescriptor    = 0x06
	getConfiguration = 0x08
	setConfiguration = 0x09
	getInterface     = 0x0A
	setInterface     = 0x0B

	setCur  = 0x01
	getCur  = 0x81
	getMin  = 0x82
	getMax  = 0x83
	getRes  = 0x84
	getLen  = 0x85
	getInfo = 0x86
	getDef  = 0x87
)

// Controls that are not picture settings.
const (
	controlError  = 2 // of the control interface
	controlProbe  = 1 // of the streaming interface
	controlCommit = 2

	errorInvalidRequest = 7
)

// setup is the request of a control transfer (USB 2.0, 9.3).
type setup struct {
	kind, request uint8
	value, index  uint16
}

func parseSetup(b [8]byte) setup {
	return setup{b[0], b[1], binary.LittleEndian.Uint16(b[2:]), binary.LittleEndian.Uint16(b[4:])}
}

// hangs reports a request that a camera with hanging firmware does not understand.
func (c *Camera) hangs(q *request) bool {
	s := parseSetup(q.setup)
	return c.locked && s.kind&0x60 != 0 && s.index&0xFF == 1
}

// control carries out a control transfer. It returns false to stall it.
func (c *Camera) control(q *request) ([]byte, bool) {
	s := parseSetup(q.setup)
	switch {
	case s.kind&0x60 == 0:
		return c.standard(s)
	case c.refuses:
		return nil, false
	case s.index&0xFF == 1:
		return c.streaming(s, q.data)
	}
	return c.setting(s, q.data)
}

func (c *Camera) standard(s setup) ([]byte, bool) {
	switch s.request {
	case getDescriptor:
		return c.descriptor(uint8(s.value>>8), uint8(s.value))
	case getStatus:
		return []byte{0, 0}, true
	case getConfiguration:
		return []byte{1}, true
	case getInterface:
		return []byte{c.video.setting}, true
	case setInterface:
		if s.index == 1 {
			c.restartVideo(uint8(s.value))
		}
		return nil, true
	case setConfiguration:
		c.resets, c.locked = c.resets+1, false
		return nil, true
	case clearFeature:
		return nil, true
	}
	return nil, false
}

func (c *Camera) descriptor(kind, index uint8) ([]byte, bool) {
	var d []byte
	switch kind {
	case 1:
		d = c.config.deviceDescriptor()
	case 2:
		d = c.config.configuration()
	case 3:
		d = c.config.stringDescriptor(index)
	}
	return d, d != nil
}

// control names a picture setting: an entity and its selector.
type control struct{ entity, selector uint8 }

// limits are the answers about a setting, each as long as the setting.
type limits struct{ low, high, step, initial []byte }

// settings are the settings that the descriptors of the control interface
// announce.
var settings = map[control]limits{
	{terminalCamera, 2}: {[]byte{1}, []byte{8}, []byte{0x0C}, []byte{8}}, // exposure mode, one bit each
	{terminalCamera, 3}: {[]byte{0}, []byte{1}, []byte{1}, []byte{1}},    // slower in the dark
	{terminalCamera, 4}: {[]byte{1, 0, 0, 0}, []byte{0, 16, 0, 0}, []byte{1, 0, 0, 0}, []byte{0, 1, 0, 0}},
	{unitProcessing, 2}: {[]byte{0, 0}, []byte{255, 0}, []byte{1, 0}, []byte{128, 0}}, // brightness
	{unitProcessing, 5}: {[]byte{0}, []byte{2}, []byte{1}, []byte{2}},                 // mains frequency
}

// Settings of interest to a test, for Value.
const (
	ExposureMode  = terminalCamera<<8 | 2
	SlowInTheDark = terminalCamera<<8 | 3
	Mains         = unitProcessing<<8 | 5
	Brightness    = unitProcessing<<8 | 2
)

// Value returns a setting's current value.
func (c *Camera) Value(setting uint16) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return int(c.value(control{uint8(setting >> 8), uint8(setting)})[0])
}

// Set changes a setting, as another program does.
func (c *Camera) Set(setting uint16, v uint8) {
	c.mu.Lock()
	defer c.mu.Unlock()
	id := control{uint8(setting >> 8), uint8(setting)}
	changed := make([]byte, len(settings[id].low))
	changed[0] = v
	c.values[id] = changed
}

func (c *Camera) value(id control) []byte {
	if v, ok := c.values[id]; ok {
		return v
	}
	return settings[id].initial
}

// setting answers a request for a picture setting, or says why the last request
// was refused.
func (c *Camera) setting(s setup, data []byte) ([]byte, bool) {
	id := control{uint8(s.index >> 8), uint8(s.value >> 8)}
	if id == (control{0, controlError}) {
		return []byte{errorInvalidRequest}, true
	}
	l, ok := settings[id]
	if !ok || c.config.Fixed {
		return nil, false
	}
	if s.request == setCur {
		c.values[id] = slices.Clone(data)
		return nil, true
	}
	answer, ok := map[uint8][]byte{getCur: c.value(id), getMin: l.low, getMax: l.high, getRes: l.step, getDef: l.initial,
		getInfo: {3}, getLen: {uint8(len(l.low)), 0}}[s.request]
	return answer, ok
}
