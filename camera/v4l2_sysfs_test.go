//go:build linux

package camera

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tree is a fake /sys.
type tree struct {
	t    *testing.T
	root string
}

func newTree(t *testing.T) tree { return tree{t, t.TempDir()} }

func (tr tree) write(path, content string) {
	tr.t.Helper()
	full := filepath.Join(tr.root, path)
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		tr.t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(content+"\n"), 0o644); err != nil {
		tr.t.Fatal(err)
	}
}

// node adds a video node below a device folder, with the links of the kernel.
func (tr tree) node(device, node, name string, index int) {
	tr.t.Helper()
	dir := filepath.Join("devices", device, "video4linux", node)
	tr.write(filepath.Join(dir, "name"), name)
	tr.write(filepath.Join(dir, "index"), fmt.Sprint(index))
	class := filepath.Join(tr.root, "class", "video4linux")
	if err := os.MkdirAll(class, 0o755); err != nil {
		tr.t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join("..", "..", dir), filepath.Join(class, node)); err != nil {
		tr.t.Fatal(err)
	}
}

// usb adds a USB device at a port such as "usb1/1-2".
func (tr tree) usb(port, vendor, product, serial, removable string) string {
	dir := "pci0000:00/0000:00:14.0/" + port
	tr.write(filepath.Join("devices", dir, "idVendor"), vendor)
	tr.write(filepath.Join("devices", dir, "idProduct"), product)
	tr.write(filepath.Join("devices", dir, "removable"), removable)
	if serial != "" {
		tr.write(filepath.Join("devices", dir, "serial"), serial)
	}
	tr.write("devices/pci0000:00/0000:00:14.0/usb1/idVendor", "1d6b") // the root hub
	return dir
}

// face adds one USB interface of a device and returns its folder.
func (tr tree) face(dir string, number int) string {
	full := fmt.Sprintf("%s/%s:1.%d", dir, filepath.Base(dir), number)
	tr.write(filepath.Join("devices", full, "bInterfaceNumber"), fmt.Sprintf("%02x", number))
	return full
}

func (tr tree) scan() map[string]Device {
	tr.t.Helper()
	all, err := scanSysfs(tr.root, "/dev")
	if err != nil {
		tr.t.Fatal(err)
	}
	byPath := map[string]Device{}
	for _, d := range all {
		byPath[d.Path] = d
	}
	return byPath
}

func TestScanUSBCamera(t *testing.T) {
	tr := newTree(t)
	dir := tr.usb("usb1/1-2", "046d", "0825", "A1B2C3", "removable")
	tr.node(tr.face(dir, 0), "video0", "HD Webcam C270: HD Webcam C270", 0)
	tr.node(tr.face(dir, 0), "video1", "HD Webcam C270: HD Webcam C270", 1)
	tr.node(tr.face(dir, 0), "vbi0", "HD Webcam C270", 0)
	tr.node(tr.face(dir, 0), "v4l-subdev0", "HD Webcam C270", 0)

	got := tr.scan()
	if len(got) != 2 {
		t.Fatalf("%v", got)
	}
	d := got["/dev/video0"]
	if d.ID != "usb:046d:0825:A1B2C3" || d.Name != "HD Webcam C270" || d.Kind != USB || d.BuiltIn || d.Infrared {
		t.Errorf("%+v", d)
	}
	if !d.Is("usb:046d:0825@0000:00:14.0-2") {
		t.Errorf("not known by its port: %+v", d)
	}
	if m := got["/dev/video1"]; m.ID == d.ID || m.Is(d.ID) {
		t.Errorf("the second node has the identifier of the first: %+v", m)
	}
}

// After a reboot nodes and buses may have other numbers, and the camera may be
// in another port.
func TestIdentifierIsStable(t *testing.T) {
	id := func(port, serial, node string) string {
		tr := newTree(t)
		tr.node(tr.face(tr.usb(port, "046d", "0825", serial, "removable"), 0), node, "Cam", 0)
		return tr.scan()["/dev/"+node].ID
	}
	if a, b := id("usb1/1-2", "S1", "video0"), id("usb1/1-3/1-3.4", "S1", "video7"); a != b {
		t.Errorf("with a serial number: %s and %s", a, b)
	}
	if a, b := id("usb1/1-2", "", "video0"), id("usb3/3-2", "", "video4"); a != b {
		t.Errorf("by port: %s and %s", a, b)
	}
	if a, b := id("usb1/1-2", "", "video0"), id("usb1/1-4", "", "video0"); a == b {
		t.Errorf("two ports, one identifier: %s", a)
	}
}

func TestTwoIdenticalCameras(t *testing.T) {
	for _, serial := range []string{"", "200901010001"} {
		tr := newTree(t)
		tr.node(tr.face(tr.usb("usb1/1-2", "1bcf", "28c4", serial, "removable"), 0), "video0", "Cam", 0)
		tr.node(tr.face(tr.usb("usb1/1-3", "1bcf", "28c4", serial, "removable"), 0), "video2", "Cam", 0)
		got := tr.scan()
		a, b := got["/dev/video0"], got["/dev/video2"]
		if a.ID == b.ID || a.Is(b.ID) || b.Is(a.ID) || !strings.HasSuffix(a.ID, "-2") || !strings.HasSuffix(b.ID, "-3") {
			t.Errorf("serial %q: %q and %q", serial, a.ID, b.ID)
		}
		if serial != "" && !a.Is("usb:1bcf:28c4:"+serial) {
			t.Errorf("a setting made with one of them attached no longer holds: %+v", a)
		}
	}
}

func TestInfraredHalf(t *testing.T) {
	tr := newTree(t)
	dir := tr.usb("usb1/1-6", "04f2", "b6d0", "0001", "fixed")
	tr.node(tr.face(dir, 0), "video0", "Integrated Camera: Integrated C", 0)
	tr.node(tr.face(dir, 2), "video2", "Integrated Camera: Integrated I", 0)
	tr.node(tr.face(dir, 4), "video4", "Integrated IR Camera", 0)
	got := tr.scan()
	if d := got["/dev/video0"]; d.ID != "usb:04f2:b6d0:0001" || !d.BuiltIn || d.Infrared {
		t.Errorf("%+v", d)
	}
	if d := got["/dev/video2"]; d.ID != "usb:04f2:b6d0:0001#02.0" || d.Infrared {
		t.Errorf("%+v", d)
	}
	if d := got["/dev/video4"]; !d.Infrared {
		t.Errorf("%+v", d)
	}
}

func TestInfraredByName(t *testing.T) {
	for name, want := range map[string]bool{"Integrated IR Camera": true, "IR_cam": true, "Infrared": true, "Sirius Mirror": false, "Air 4K": false, "": false} {
		if infraredName(name) != want {
			t.Errorf("%q: %v", name, !want)
		}
	}
}

func TestCamerasWithoutUSB(t *testing.T) {
	tr := newTree(t)
	tr.node("virtual", "video10", "OBS Virtual Camera", 0)
	tr.node("virtual", "video11", "Twin", 0)
	tr.node("virtual", "video12", "Twin", 0)
	tr.node("platform/vivid.0", "video20", "vivid-000-vid-cap", 0)
	tr.node("platform/vivid.0", "video21", "vivid-000-vid-out", 1)
	got := tr.scan()
	if d := got["/dev/video10"]; d.Kind != Virtual || d.ID != "virtual:OBS_Virtual_Camera" {
		t.Errorf("%+v", d)
	}
	if a, b := got["/dev/video11"], got["/dev/video12"]; a.ID == b.ID {
		t.Errorf("two cameras, one identifier: %s", a.ID)
	}
	if d := got["/dev/video20"]; d.Kind != Other || d.ID != "path:platform/vivid.0" {
		t.Errorf("%+v", d)
	}
	if got["/dev/video20"].ID == got["/dev/video21"].ID {
		t.Error("two nodes, one identifier")
	}
}

func TestNoDriverLoaded(t *testing.T) {
	if all, err := scanSysfs(t.TempDir(), "/dev"); err != nil || len(all) != 0 {
		t.Errorf("%v, %v", all, err)
	}
	if _, err := scanSysfs(filepath.Join(t.TempDir(), "missing"), "/dev"); err == nil {
		t.Error("no /sys is no error")
	}
}

func TestUnpluggedWhileScanning(t *testing.T) {
	tr := newTree(t)
	dir := tr.usb("usb1/1-2", "046d", "0825", "S", "removable")
	tr.node(tr.face(dir, 0), "video0", "Cam", 0)
	if err := os.RemoveAll(filepath.Join(tr.root, "devices", dir)); err != nil {
		t.Fatal(err)
	}
	if got := tr.scan(); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

// A device's texts may be hostile, and they appear in settings, logs and
// terminals.
func TestNamesAreCleaned(t *testing.T) {
	tr := newTree(t)
	dir := tr.usb("usb1/1-2", "046d", "0825", "a b#c\x1b[31m\"'", "removable")
	tr.node(tr.face(dir, 0), "video0", "Evil\x1b[2J\x00Cam", 0)
	d := tr.scan()["/dev/video0"]
	if d.ID != "usb:046d:0825:a_b_c__31m__" {
		t.Errorf("identifier %q", d.ID)
	}
	if d.Name != "Evil[2JCam" {
		t.Errorf("name %q", d.Name)
	}
}

func TestOrderDoesNotFollowNodeNumbers(t *testing.T) {
	order := func(first, second string) []string {
		tr := newTree(t)
		tr.node(tr.face(tr.usb("usb1/1-2", "1111", "0001", "A", "removable"), 0), first, "One", 0)
		tr.node(tr.face(tr.usb("usb1/1-3", "2222", "0002", "B", "removable"), 0), second, "Two", 0)
		all, err := scanSysfs(tr.root, "/dev")
		if err != nil {
			t.Fatal(err)
		}
		rankDevices(all)
		return []string{all[0].ID, all[1].ID}
	}
	if a, b := order("video0", "video2"), order("video2", "video0"); !slices.Equal(a, b) {
		t.Errorf("%v and %v", a, b)
	}
}
