//go:build vm

package camera_test

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"facedesk/camera"
	"facedesk/camera/internal/uvcdevice"
)

// Every camera is listed once, with its sizes and a stable identifier. Metadata
// nodes are left out.
func TestRealList(t *testing.T) {
	bare(t)
	plain := uvcdevice.Plain("")
	plain.Port = 2
	office := plug(t, uvcdevice.Office("L1"))
	listed(t, 1)
	plug(t, plain)
	before := listed(t, 2)
	if n := len(nodes(t)); n < 4 {
		t.Errorf("%d nodes: none for metadata?", n)
	}
	checkIDs(t, before)
	unplug(t, office)
	listed(t, 1)
	again := uvcdevice.Office("L1")
	again.Port = 5
	plug(t, again)
	checkIDs(t, listed(t, 2))
	var modes []string
	for _, m := range before[0].Modes {
		modes = append(modes, m.String())
	}
	if want := "MJPG 1920x1080, MJPG 1280x720, MJPG 640x480, YUYV 640x480"; strings.Join(modes, ", ") != want {
		t.Errorf("modes: %v", modes)
	}
}

func checkIDs(t *testing.T, all []camera.Device) {
	t.Helper()
	for i, want := range []string{"usb:1209:0001:L1", "usb:1209:0001@vhci_hcd.0-3"} {
		if d := all[i]; d.ID != want || d.Kind != camera.USB || d.Infrared || d.Err != nil {
			t.Errorf("camera %d: %+v, want %s", i, d, want)
		}
	}
}

// listed waits for a number of cameras.
func listed(t *testing.T, n int) (all []camera.Device) {
	t.Helper()
	until(t, "listed", func() bool {
		var err error
		if all, err = camera.List(); err != nil {
			t.Fatal(err)
		}
		return len(all) == n && !slices.ContainsFunc(all, func(d camera.Device) bool { return len(d.Modes) == 0 })
	})
	return all
}

// Listing the cameras does not disturb a stream.
func TestRealListWhileStreaming(t *testing.T) {
	bare(t)
	plug(t, uvcdevice.Office("L2"))
	r, _ := start(t, "")
	r.await(camera.Live)
	states := r.seen()
	for range 20 {
		all, err := camera.List()
		if err != nil || len(all) != 1 || camera.StateOf(all[0].Err) != camera.Busy || len(all[0].Modes) != 4 {
			t.Fatalf("%+v, %v", all, err)
		}
	}
	r.frames(5)
	r.undisturbed(states)
}

// A camera with grey pictures only is infrared. It is not used by itself, but by
// choice.
func TestRealInfrared(t *testing.T) {
	bare(t)
	plug(t, uvcdevice.Infrared("L6"))
	if d := listed(t, 1)[0]; !d.Infrared || d.Modes[0].String() != "GREY 640x400" {
		t.Errorf("%+v", d)
	}
	r, cam := start(t, "")
	if s := r.await(camera.None); camera.ReasonOf(s.Err) != camera.Chosen {
		t.Errorf("%v", s.Err)
	}
	cam.Select("usb:1209:0001:L6")
	if s := r.await(camera.Live); s.Mode.String() != "GREY 640x400" {
		t.Errorf("%v", s.Mode)
	}
}

// A camera whose only format cannot be read says so.
func TestRealUnreadableFormat(t *testing.T) {
	bare(t)
	plug(t, uvcdevice.Config{Name: "H264 Camera", Serial: "L7", Modes: []uvcdevice.Mode{{Format: uvcdevice.H264, Width: 640, Height: 480}}})
	if d := listed(t, 1)[0]; camera.ReasonOf(d.Err) != camera.NoFormat {
		t.Errorf("%+v", d)
	}
	r, _ := start(t, "")
	if s := r.await(camera.Failed); camera.ReasonOf(s.Err) != camera.NoFormat {
		t.Errorf("%v", s.Err)
	}
}

// Each of two cameras can be chosen by its identifier, also during a stream.
func TestRealSelect(t *testing.T) {
	bare(t)
	plain := uvcdevice.Plain("L4")
	plain.Port = 1
	plug(t, uvcdevice.Office("L3"))
	plug(t, plain)
	listed(t, 2)
	r, cam := start(t, "usb:1209:0001:L4")
	for _, id := range []string{"usb:1209:0001:L4", "usb:1209:0001:L3", "usb:1209:0001@vhci_hcd.0-2"} {
		cam.Select(id)
		if live := r.await(camera.Live); !live.Camera.Is(id) {
			t.Errorf("%s is live, not %s", live.Camera.ID, id)
		}
		r.frames(3)
	}
	cam.Select("usb:1209:0001:absent")
	r.await(camera.None)
}

// asGuest makes this program run as a user who may not open the camera.
const asGuest = "-test.run=^TestRealPermission$"

// A user without permission is told so. With the permission the camera works.
func TestRealPermission(t *testing.T) {
	if os.Getuid() != 0 {
		r, _ := start(t, "")
		r.await(camera.NoPermission)
		os.Stdout.WriteString("denied\n")
		r.await(camera.Live)
		return
	}
	bare(t)
	plug(t, uvcdevice.Office("L5"))
	path := listed(t, 1)[0].Path
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	guest := exec.Command("/proc/self/exe", asGuest)
	guest.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	out, err := guest.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := guest.Start(); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(patience, func() { _ = guest.Process.Kill() })
	said := make([]byte, 7)
	if _, err := out.Read(said); err != nil || string(said) != "denied\n" {
		t.Errorf("%q, %v", said, err)
	}
	if err := os.Chmod(path, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := guest.Wait(); err != nil {
		t.Error(err)
	}
}
