package camera

import (
	"errors"
	"fmt"
)

// buffers is how many frames the driver may hold. They suffice to fill one
// while another is read, and they are few, so that no frame grows old.
const buffers = 4

var (
	errNotThere = errors.New("the chosen camera is not attached")
	errOnlyOdd  = errors.New("only virtual, infrared or unusable cameras; one must be chosen by its identifier")
	errPlanar   = errors.New("its driver gives pictures in several planes")
)

// session is an open camera that streams.
type session struct {
	dev    device
	camera Device
	layout layout
	judged bool // its first picture was looked at for colours
}

// open finds the camera to use and starts it.
func (m *machine) open() (*session, *Error) {
	all, err := m.sys.scan()
	if err != nil {
		return nil, at("", Failed, err)
	}
	var first *Error
	for _, d := range m.candidates(all) {
		s, err := m.start(d)
		if err == nil {
			return s, nil
		}
		if err.State != None && (first == nil || first.Reason == NoFormat || first.Reason == Libcamera) {
			first = err
		}
		if err.State == Busy || err.State == NoPermission {
			break // this is the right camera, so its fault is reported and no other camera is used
		}
	}
	if first != nil {
		return nil, first
	}
	return nil, m.missing(all)
}

// candidates returns the cameras that may be used, best first: the chosen one,
// or the last one until it has been away for long, or all that need not be
// chosen.
func (m *machine) candidates(all []Device) []Device {
	want := m.id
	if m.last.ID != "" && (m.id != "" || !m.loyal.over()) {
		want = m.last.ID
	}
	return m.preferColour(Usable(all, want))
}

// missing returns the error if there is no candidate.
func (m *machine) missing(all []Device) *Error {
	switch {
	case m.last.ID != "":
		return &Error{State: Lost, Camera: m.last.Path}
	case m.id != "":
		return &Error{State: None, Err: fmt.Errorf("%w: %s", errNotThere, m.id)}
	case len(all) > 0:
		return &Error{State: None, Err: errOnlyOdd, Reason: Chosen}
	}
	return &Error{State: None}
}

// start opens a camera and starts the best mode that works.
func (m *machine) start(d Device) (*session, *Error) {
	m.trying = d
	var hung span // ends the tries of modes: a working camera answers at once
	hung.begin(silence)
	full := false // the USB bus has no room
	dev, err := m.sys.open(d.Path)
	if err != nil {
		return nil, at(d.Path, Failed, err)
	}
	offered, err := m.fit(dev)
	if err != nil {
		_ = dev.close()
		return nil, at(d.Path, Failed, err)
	}
	for left := tries(rankModes(offered)); len(left) > 0; {
		if dev == nil { // after a failed start the handle cannot be used again
			if dev, err = m.sys.open(d.Path); err != nil {
				break
			}
		}
		now := left[0]
		left = left[1:]
		var l layout
		if l, err = begin(dev, now, m.pick.settings().Mains); err == nil {
			return &session{dev: dev, camera: d, layout: l}, nil
		}
		_ = dev.close()
		dev = nil
		if StateOf(err) != Failed {
			break
		}
		if hung.over() {
			return nil, &Error{State: Silent, Camera: d.Path, Err: err}
		}
		if ReasonOf(err) == USBFull && !full {
			full, left = true, narrower(offered, now)
		}
	}
	return nil, at(d.Path, Failed, err)
}

// fit returns the modes of a camera that has one to try. A camera with grey modes only is skipped unless
// it was chosen.
func (m *machine) fit(dev device) ([]Mode, error) {
	all := dev.modes()
	modes := rankModes(all)
	switch {
	case len(modes) == 0:
		return nil, unreadable(all)
	case m.id == "" && greyOnly(modes):
		return nil, &Error{State: None, Err: errOnlyOdd, Reason: Chosen}
	}
	return all, nil
}

// begin sets a mode and streams. A driver may silently set another format, so
// the result is compared.
func begin(dev device, mode try, mains Mains) (layout, error) {
	got, err := dev.setFormat(mode.Mode)
	if err != nil {
		return layout{}, err
	}
	if got.FourCC != mode.FourCC {
		return layout{}, fmt.Errorf("asked for %s, got %s", mode.FourCC, got.FourCC)
	}
	got.Format = mode.Format
	dev.tune(mains, mode.rate)
	return got, dev.start(buffers)
}
