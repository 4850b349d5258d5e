//go:build linux

package camera

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"
)

// scanSysfs lists the nodes under /sys/class/video4linux with their
// identifiers. sys and dev are /sys and /dev.
func scanSysfs(sys, dev string) ([]Device, error) {
	root, err := filepath.EvalSymlinks(sys)
	if err != nil {
		return nil, err
	}
	class := filepath.Join(root, "class", "video4linux")
	entries, err := os.ReadDir(class)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil // no video driver is loaded
	}
	if err != nil {
		return nil, err
	}
	var nodes []node
	for _, e := range entries {
		if !isVideoNode(e.Name()) {
			continue
		}
		dir, err := filepath.EvalSymlinks(filepath.Join(class, e.Name()))
		if err != nil {
			continue // unplugged meanwhile
		}
		nodes = append(nodes, readNode(root, dir, filepath.Join(dev, e.Name())))
	}
	return identify(nodes), nil
}

// isVideoNode reports whether a name is videoN and not vbiN, radioN or a
// sub-device.
func isVideoNode(name string) bool {
	digits, ok := strings.CutPrefix(name, "video")
	return ok && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// node is the data of sysfs about one video node.
type node struct {
	device Device
	serial string // identifier by serial number, "" if there is none
	port   string // identifier by port
}

func readNode(root, dir, path string) node {
	n := node{device: Device{Path: path, Name: nodeName(attr(dir, "name"))}}
	n.device.Infrared = infraredName(n.device.Name)
	if driver, err := os.Readlink(filepath.Join(dir, "device", "driver")); err == nil {
		n.device.Driver = printable(filepath.Base(driver))
	}
	within, _ := filepath.Rel(root, dir)
	usb := climb(root, dir, "idVendor")
	switch {
	case usb != "":
		n.readUSB(root, dir, usb)
	case strings.HasPrefix(within, filepath.Join("devices", "virtual")+"/"):
		n.device.Kind = Virtual
		n.serial = virtualID + token(n.device.Name)
		n.port = n.serial + "@" + filepath.Base(path)
	default:
		n.device.Kind = Other
		place, _, _ := strings.Cut(within, "/video4linux/")
		n.port = "path:" + token(strings.TrimPrefix(place, "devices/")) + subNode("00", attr(dir, "index"))
	}
	return n
}

// readUSB builds both identifiers of a USB camera. The port begins with the
// controller, because bus numbers change between boots.
func (n *node) readUSB(root, dir, usb string) {
	model := "usb:" + token(attr(usb, "idVendor")) + ":" + token(attr(usb, "idProduct"))
	sub := subNode(attr(climb(root, dir, "bInterfaceNumber"), "bInterfaceNumber"), attr(dir, "index"))
	if serial := token(attr(usb, "serial")); serial != "" {
		n.serial = model + ":" + serial + sub
	}
	_, port, _ := strings.Cut(filepath.Base(usb), "-")
	n.port = model + "@" + token(controller(usb)) + "-" + token(port) + sub
	n.device.BuiltIn = attr(usb, "removable") == "fixed"
	if n.device.Name == "" {
		n.device.Name = printable(attr(usb, "product"))
	}
}

// controller returns the name of the USB controller of a device: the folder
// that contains the root hub "usbN".
func controller(usb string) string {
	for dir := usb; len(dir) > 1; dir = filepath.Dir(dir) {
		hub, ok := strings.CutPrefix(filepath.Base(dir), "usb")
		if ok && hub != "" && strings.Trim(hub, "0123456789") == "" {
			return filepath.Base(filepath.Dir(dir))
		}
	}
	return ""
}

// subNode returns a suffix that tells the nodes of one device apart, such as
// the infrared half. The first node has none.
func subNode(usbInterface, index string) string {
	usbInterface, index = token(usbInterface), token(index)
	if (usbInterface == "00" || usbInterface == "") && (index == "0" || index == "") {
		return ""
	}
	return "#" + usbInterface + "." + index
}

// identify gives each camera its identifier: by serial number if that is
// unique, otherwise by port. Cheap cameras share one serial number.
func identify(nodes []node) []Device {
	count := map[string]int{}
	for _, n := range nodes {
		count[n.serial]++
	}
	var all []Device
	for _, n := range nodes {
		d := n.device
		d.ID, d.aliases = n.port, nil
		if n.serial != "" {
			d.aliases = []string{n.serial}
			if count[n.serial] == 1 {
				d.ID, d.aliases = n.serial, []string{n.port}
			}
		}
		all = append(all, d)
	}
	return all
}

// climb returns the nearest folder at or above dir, below root, that has the
// attribute, or "".
func climb(root, dir, name string) string {
	for ; len(dir) > len(root); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return dir
		}
	}
	return ""
}

// attr returns a sysfs attribute, or "" if there is none.
func attr(dir, name string) string {
	if dir == "" {
		return ""
	}
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(b))
}

// nodeName cleans the name of a node. uvcvideo writes "HD Webcam: HD Webcam".
func nodeName(name string) string {
	name = printable(name)
	before, after, ok := strings.Cut(name, ": ")
	if ok && strings.HasPrefix(before, after) {
		return before
	}
	return name
}

// printable makes a device's text safe for screens and logs.
func printable(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, s))
}

// token makes a text safe for an identifier: plain letters, digits and a few
// signs.
func token(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', strings.ContainsRune("-_./:", r):
			return r
		}
		return '_'
	}, s)
}
