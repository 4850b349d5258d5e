package camera

import (
	"cmp"
	"slices"
	"strings"
)

// Kind says how a camera is attached.
type Kind uint8

// The kinds, in the order in which cameras are picked.
const (
	USB     Kind = iota
	Other        // on a board, a grabber card, a test driver
	Virtual      // made by software, such as v4l2loopback
)

// String returns a short name.
func (k Kind) String() string {
	switch k {
	case USB:
		return "usb"
	case Virtual:
		return "virtual"
	}
	return "other"
}

// Device is one camera of the machine.
type Device struct {
	// ID stays the same across restarts and replugging: USB vendor, product
	// and serial number; where the serial is missing or not unique, the port
	// the camera is plugged into.
	ID       string
	Name     string // for people
	Path     string // such as /dev/video0; changes
	Kind     Kind
	BuiltIn  bool   // fixed to the machine, as the USB hub says
	Infrared bool   // by its name or because it gives grey pictures only
	Modes    []Mode // what it offers; nil where it could not be opened
	Err      error  // an *Error: why it could not be opened, or Busy; from List only

	aliases []string
}

// Is reports whether id names this camera: its ID, or the other of serial
// number and port.
func (d Device) Is(id string) bool {
	return d.ID == id || slices.Contains(d.aliases, id)
}

// Usable returns those of the cameras that would be opened, best first: the one
// with an identifier, or for "" any that may be picked without being chosen.
func Usable(all []Device, id string) []Device {
	all = slices.Clone(all)
	rankDevices(all)
	return slices.DeleteFunc(all, func(d Device) bool {
		if id != "" {
			return !d.Is(id)
		}
		return d.Kind == Virtual || d.Infrared
	})
}

// rankDevices puts the cameras in the order in which they are picked: an
// outside camera before a built-in one, then by identifier, so that the order
// does not change with the kernel's numbers.
func rankDevices(all []Device) {
	slices.SortStableFunc(all, func(a, b Device) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), compareBool(a.BuiltIn, b.BuiltIn),
			cmp.Compare(a.ID, b.ID), cmp.Compare(a.Path, b.Path))
	})
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// infraredName reports whether a camera's name calls it infrared.
func infraredName(name string) bool {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	return slices.Contains(words, "ir") || slices.Contains(words, "infrared")
}

// greyOnly reports whether every format is a grey or depth one.
func greyOnly(modes []Mode) bool {
	grey := []string{"GREY", "Y8  ", "Y8I ", "Y10 ", "Y12 ", "Y12I", "Y16 ", "Z16 ", "INZI", "INVZ"}
	return len(modes) > 0 && !slices.ContainsFunc(modes, func(m Mode) bool { return !slices.Contains(grey, m.FourCC) })
}
