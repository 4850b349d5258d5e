package screens

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"facedesk/ui/session"
)

func mountedCameras() []session.FoundCamera {
	return []session.FoundCamera{
		{Device: "usb:1", Name: "Logitech HD Webcam C270", State: session.CameraReady},
		{ID: "usb:1", Device: "usb:1", Name: "Logitech HD Webcam C270", State: session.CameraReady},
		{ID: "usb:2", Device: "usb:2", Name: "Integrated IR Camera", Infrared: true, State: session.CameraReady},
		{ID: "virtual:OBS", Device: "virtual:OBS", Name: "OBS Virtual Camera", Virtual: true, State: session.CameraBusy},
		{ID: "usb:3", Device: "usb:3", Name: "H264 USB Camera", State: session.CameraFormat},
	}
}

// mountedView is the camera page with a problem, or live without one.
func mountedView(problem session.TextKey) session.View {
	v := view(session.CameraSetup)
	v.CameraSetup = session.CameraSetupView{Cameras: mountedCameras(), Chosen: 2, Now: session.Mounting{Turn: 90, Mains: "auto"}, Problem: problem, Changed: true, Asked: session.KeyEscape}
	if problem == "" {
		v.CameraSetup.Light, v.CameraSetup.Live = "light.side_lit", true
		return v
	}
	v.CameraSetup.Next = problem + ".next"
	return v
}

// The page names each camera, what is special about it and why it cannot be used.
func TestCameraPageNamesCameras(t *testing.T) {
	w := open(t)
	w.Show(mountedView(""))
	for _, said := range []string{"Integrated IR Camera·红外", "OBS Virtual Camera·虚拟", "自动选择·Logitech HD Webcam C270", "摄像头正被其他程序使用", "摄像头的画面格式无法使用"} {
		found := false
		for _, o := range w.mounting.list.Objects {
			if r, ok := o.(*menuRow); ok && (strings.Contains(r.content.name, said) || r.content.note == said) {
				found = true
			}
		}
		if !found {
			t.Errorf("%q is not named", said)
		}
	}
}

// A tap on a camera or on a value sends the key's action as often as it takes.
func TestCameraPageTaps(t *testing.T) {
	w := open(t)
	w.Show(mountedView(""))
	w.sent = nil
	w.mounting.list.Objects[0].(fyne.Tappable).Tapped(nil) // three further than the third of five
	if len(w.sent) != 3 || w.sent[0] != session.Msg(session.Pressed{Action: session.ActCamera}) {
		t.Errorf("%v", w.sent)
	}
}

// pictured reports whether the page's preview holds a picture.
func pictured(w *window) bool {
	return slices.ContainsFunc(test.WidgetRenderer(w.mounting.preview).Objects(), func(o fyne.CanvasObject) bool {
		i, ok := o.(*canvas.Image)
		return ok && i.Image != nil
	})
}

// The picture is gone once the page is left or the camera fails, and none is taken
// in before it opens.
func TestCameraPageKeepsNoPicture(t *testing.T) {
	w := open(t)
	w.Show(view(session.Settings))
	w.Frame(frame(t))
	if pictured(w) {
		t.Error("a picture before the page is open")
	}
	another := mountedView("")
	another.CameraSetup.Chosen, another.CameraSetup.Light, another.CameraSetup.Live = 3, "", false
	for name, next := range map[string]session.View{"another camera": another, "left": view(session.Settings), "failed": mountedView("camera.lost"), "closed": view(session.Starting)} {
		w.Show(mountedView(""))
		w.Frame(frame(t))
		w.canvas.Capture()
		if !pictured(w) {
			t.Fatal("no picture")
		}
		w.Show(next)
		w.Frame(frame(t)) // one that was under way
		if pictured(w) {
			t.Errorf("%s: the picture is kept", name)
		}
	}
	w.expect(t)
}

// F5 leads from the settings to the page, unless changes would be lost.
func TestCameraPageFromSettings(t *testing.T) {
	w := open(t)
	w.SetSettings(someSettings())
	w.Show(view(session.Settings))
	w.sent = nil
	w.Key(session.KeyF5, false)
	if len(w.sent) != 1 || w.sent[0] != session.Msg(session.Pressed{Action: session.ActCameraSetup}) {
		t.Fatalf("%v", w.sent)
	}
	w.config.chosen = 1
	w.config.rebuild()
	r := w.config.list.Objects[0].(*settingRow)
	test.Type(r.entry, "x")
	w.sent = nil
	w.Key(session.KeyF5, false)
	for _, m := range w.sent {
		if m == session.Msg(session.Pressed{Action: session.ActCameraSetup}) {
			t.Error("the change is lost")
		}
	}
}

// Closing the window asks about what was tried and not saved.
func TestClosingTheWindowOnTheCameraPage(t *testing.T) {
	w := open(t)
	v := view(session.CameraSetup)
	v.CameraSetup = session.CameraSetupView{Cameras: mountedCameras(), Changed: true}
	if w.Show(v); w.AskClose() {
		t.Error("it does not ask")
	}
	if !slices.Contains(w.take(), session.Msg(session.CloseAsked{})) {
		t.Error("the session is not told")
	}
	v.CameraSetup.Asked = session.CloseWindow
	if w.Show(v); !w.AskClose() || !strings.Contains(words(w.mounting.state), "关闭窗口") {
		t.Errorf("the second time; said %q", words(w.mounting.state))
	}
	v.CameraSetup = session.CameraSetupView{Cameras: mountedCameras()}
	if w.Show(v); !w.AskClose() {
		t.Error("it asks although nothing would be lost")
	}
}
