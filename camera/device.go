package camera

import (
	"cmp"
	"slices"
	"strings"
)

// Kind is how a camera is attached.
type Kind uint8

// The kinds, in the order in which cameras are preferred.
const (
	USB     Kind = iota
	Other        // on a board, a grabber card or a test driver
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
	// ID stays the same across restarts and replugging. It has USB vendor,
	// product and serial number. If the serial number is missing or not unique,
	// it has the USB port instead.
	ID       string
	Name     string // for people
	Path     string // for example /dev/video0; may change
	Kind     Kind
	Driver   string // the kernel's driver; "" if that is unknown
	BuiltIn  bool   // fixed to the machine, according to the USB hub
	Infrared bool   // by its name, or because it gives grey pictures only
	Modes    []Mode // the modes it offers; nil if it could not be opened
	Err      error  // set by List only: an *Error that says why it could not be opened, or that it is busy

	aliases []string
}

// Is reports whether id names this camera, by serial number or by port.
func (d Device) Is(id string) bool {
	return d.ID == id || slices.Contains(d.aliases, id)
}

// IsVirtual reports whether an identifier is that of a virtual camera.
func IsVirtual(id string) bool { return strings.HasPrefix(id, virtualID) }

// virtualID begins the identifier of every virtual camera.
const virtualID = "virtual:"

// Usable returns the cameras that may be opened for an identifier, best first.
// For "" these are all cameras that need not be chosen by identifier.
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

// rankDevices sorts cameras by preference: external before built-in ones, then
// by identifier. The order does not depend on the kernel's numbers.
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

// infraredName reports whether the name says that the camera is infrared.
func infraredName(name string) bool {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	return slices.Contains(words, "ir") || slices.Contains(words, "infrared")
}

// greyOnly reports whether all formats are grey or depth formats.
func greyOnly(modes []Mode) bool {
	codes := []string{"GREY", "Y8  ", "Y8I ", "Y10 ", "Y12 ", "Y12I", "Y16 ", "Z16 ", "INZI", "INVZ"}
	return len(modes) > 0 && !slices.ContainsFunc(modes, func(m Mode) bool { return !slices.Contains(codes, m.FourCC) })
}
