package desk

import (
	"errors"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"facedesk/camera"
	"facedesk/config"
	"facedesk/identity"
	"facedesk/imaging/capture"
	"facedesk/ui/session"
)

// page is a camera page over a home of its own, with these cameras.
func page(t *testing.T, settings string, devices ...camera.Device) (p *CameraPage, now func() *config.Settings) {
	t.Helper()
	home := t.TempDir()
	o := Outside{Env: []string{"FACEDESK_HOME=" + home}, Now: time.Now}
	in, err := o.Find()
	must(t, err)
	writeFile(t, in.Paths.User, settings)
	p = NewCameraPage(o, func() bool { return false })
	p.list = func() ([]camera.Device, error) { return devices, nil }
	return p, func() *config.Settings {
		in, err := o.Load()
		must(t, err)
		return in.Settings
	}
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if text == "" {
		return
	}
	must(t, os.MkdirAll(filepath.Dir(path), 0o700))
	must(t, os.WriteFile(path, []byte(text), 0o600))
}

var (
	deskCamera = camera.Device{ID: "usb:1:1", Name: "Desk"}
	roomCamera = camera.Device{ID: "usb:2:2", Name: "Room", BuiltIn: true}
	greyCamera = camera.Device{ID: "usb:3:3", Name: "IR", Infrared: true}
	madeCamera = camera.Device{ID: "virtual:OBS", Name: "OBS", Kind: camera.Virtual}
	h264Camera = camera.Device{ID: "usb:4:4", Name: "H264", Err: &camera.Error{State: camera.Failed, Reason: camera.NoFormat}}
)

// Every camera is listed by its name, with what is special about it and why it
// cannot be used. The first row leaves the choice to the program.
func TestCameraPageLists(t *testing.T) {
	p, _ := page(t, "camera.turn = ['usb:1:1=90', '*=180']\ncamera.mirror = ['usb:2:2']\nui.camera = 'usb:2:2'\n", deskCamera, roomCamera, greyCamera, madeCamera, h264Camera)
	got := p.Find(t.Context())
	want := []session.FoundCamera{
		{Device: "usb:1:1", Name: "Desk", State: session.CameraReady, Turn: 90},
		{ID: "usb:1:1", Device: "usb:1:1", Name: "Desk", State: session.CameraReady, Turn: 90},
		{ID: "usb:2:2", Device: "usb:2:2", Name: "Room", State: session.CameraReady, Turn: 180, Mirror: true},
		{ID: "usb:3:3", Device: "usb:3:3", Name: "IR", Infrared: true, State: session.CameraReady, Turn: 180},
		{ID: "virtual:OBS", Device: "virtual:OBS", Name: "OBS", Virtual: true, State: session.CameraReady, Turn: 180},
		{ID: "usb:4:4", Device: "usb:4:4", Name: "H264", State: session.CameraFormat, Turn: 180},
	}
	if got.Chosen != "usb:2:2" || got.Mains != "50" || got.Fault != (identity.Text{}) || len(got.Cameras) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i := range want {
		if got.Cameras[i] != want[i] {
			t.Errorf("%+v, want %+v", got.Cameras[i], want[i])
		}
	}
	away, _ := page(t, "ui.camera = 'usb:9:9'\n")
	if got := away.Find(t.Context()); len(got.Cameras) != 2 || got.Cameras[1].ID != "usb:9:9" || got.Cameras[1].State != session.CameraNone {
		t.Errorf("a chosen camera that is away: %+v", got.Cameras)
	}
	broken, _ := page(t, "camera.turn = 3\n")
	if got := broken.Find(t.Context()); got.Fault.EN == "" {
		t.Error("unreadable settings are not told")
	}
}

// Saving changes the one camera and nothing else.
func TestCameraPageSaves(t *testing.T) {
	for name, c := range map[string]struct {
		settings, device     string
		mounting             session.Mounting
		camera, turn, mirror string
	}{
		"first time":          {"", "usb:1:1", session.Mounting{Turn: 90, Mirror: true, Mains: "60"}, "", "usb:1:1=90", "usb:1:1"},
		"another camera":      {"camera.turn = ['usb:1:1=90']\n", "usb:2:2", session.Mounting{Camera: "usb:2:2", Turn: 180, Mains: "60"}, "usb:2:2", "usb:2:2=180,usb:1:1=90", ""},
		"back to upright":     {"camera.turn = ['usb:1:1=90', 'usb:2:2=270']\n", "usb:1:1", session.Mounting{Mains: "60"}, "", "usb:1:1=0,usb:2:2=270", ""},
		"one of all":          {"camera.turn = ['*=180']\ncamera.mirror = ['*']\n", "usb:1:1", session.Mounting{Turn: 90, Mains: "60"}, "", "usb:1:1=90,*=180", "usb:2:2"},
		"as all are":          {"camera.turn = ['*=180']\ncamera.mirror = ['*']\n", "usb:1:1", session.Mounting{Turn: 180, Mirror: true, Mains: "60"}, "", "*=180", "*"},
		"the program's again": {"ui.camera = 'usb:2:2'\n", "usb:1:1", session.Mounting{Mains: "60"}, "", "", ""},
		"none is there":       {"camera.turn = ['usb:8:8=90']\n", "usb:8:8", session.Mounting{Turn: 180, Mains: "60"}, "", "usb:8:8=90", ""},
	} {
		p, now := page(t, c.settings, deskCamera, roomCamera)
		p.Find(t.Context())
		if err := p.Mount(t.Context(), session.SaveMounting{Device: c.device, Mounting: c.mounting}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		s := now()
		turn, mirror := strings.Join(s.List(config.KeyCameraTurn), ","), strings.Join(s.List(config.KeyCameraMirror), ",")
		if s.String(config.KeyCamera) != c.camera || turn != c.turn || mirror != c.mirror || s.String(config.KeyCameraMains) != "60" {
			t.Errorf("%s: camera %q, turn %q, mirror %q", name, s.String(config.KeyCamera), turn, mirror)
		}
	}
}

// A picture of one colour is covered, a black one dark. What then freezes is still
// covered; any other picture that freezes is frozen.
func TestScenesAndFrozenCameras(t *testing.T) {
	frozen := camera.Status{State: camera.Frozen, Err: &camera.Error{State: camera.Frozen}}
	for want, seen := range map[session.CameraState]capture.Seen{
		session.CameraCovered: {Even: true}, session.CameraDark: {Black: true, Even: true}, session.CameraFrozen: {},
	} {
		var said []session.CameraState
		c := NewCamera(t.Context(), CameraOptions{Now: time.Now, Frame: func(*image.RGBA) {}, Post: func(m session.Msg) {
			if r, ok := m.(session.CameraReported); ok {
				said = append(said, r.State)
			}
		}})
		c.changed(camera.Status{State: camera.Live})
		c.seen(seen)
		c.changed(frozen)
		if got := said[len(said)-1]; got != want {
			t.Errorf("%+v: %s, want %s", seen, got, want)
		}
		c.changed(camera.Status{State: camera.Failed, Err: errors.New("gone")})
		c.changed(frozen)
		if got := said[len(said)-1]; got != session.CameraFrozen {
			t.Errorf("%+v: later %s", seen, got)
		}
	}
}
