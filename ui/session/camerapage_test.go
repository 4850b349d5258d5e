package session

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"facedesk/identity"
)

// mounting is a desk on the camera page with two cameras and an automatic shutter.
type mounting struct {
	t    *testing.T
	m    Model
	now  time.Time
	cmds []Cmd // of the last message
}

func onCameraPage(t *testing.T) *mounting {
	t.Helper()
	w := &mounting{t: t, now: time.Date(2026, 11, 28, 9, 0, 0, 0, time.UTC)}
	w.m = New(w.moment(), identity.Chinese)
	svc := Service{}
	svc.Descriptor.Code = "a"
	w.do(Loaded{Config: Config{Language: identity.Chinese, Services: []Service{svc}, AutoShutter: true, Files: true}})
	w.do(Pressed{ActSettings}, Pressed{ActCameraSetup})
	if w.m.screen != CameraSetup || !reflect.DeepEqual(w.cmds, []Cmd{FindCameras{}}) {
		t.Fatalf("on %s, %v", w.m.screen, w.cmds)
	}
	return w
}

func (w *mounting) moment() Moment {
	passed := w.now.Sub(time.Unix(0, 0))
	return Moment{Wall: w.now, Awake: passed, Passed: passed}
}

func (w *mounting) do(msgs ...Msg) *mounting {
	w.t.Helper()
	for _, msg := range msgs {
		w.now = w.now.Add(100 * time.Millisecond)
		if _, tapped := msg.(Pressed); tapped {
			w.now = w.now.Add(DoubleTap)
		}
		w.m, w.cmds = Update(w.m, w.moment(), msg)
		for _, c := range w.cmds {
			switch c.(type) {
			case Shoot, OpenCamera, PickFile, Send:
				w.t.Fatalf("%T on the camera page", c)
			}
		}
	}
	return w
}

// found is what the machine has: a camera by default, and an infrared one.
func found() CamerasFound {
	return CamerasFound{Mains: "50", Cameras: []FoundCamera{
		{Device: "usb:1", Name: "Desk", State: CameraReady, Turn: 180},
		{ID: "usb:1", Device: "usb:1", Name: "Desk", State: CameraReady, Turn: 180},
		{ID: "usb:2", Device: "usb:2", Name: "IR", Infrared: true, State: CameraReady},
	}}
}

func (w *mounting) tries(want TryCamera) {
	w.t.Helper()
	want.Generation = w.m.generation
	if i := slices.IndexFunc(w.cmds, func(c Cmd) bool { return c == Cmd(want) }); i < 0 {
		w.t.Errorf("%+v, want %+v", w.cmds, want)
	}
}

// Each key shows on the live picture at once, and nothing is saved before F2.
func TestCameraPageTriesAndSaves(t *testing.T) {
	w := onCameraPage(t).do(found())
	w.tries(TryCamera{Device: "usb:1", Mounting: Mounting{Turn: 180, Mains: "50"}})
	if w.m.View().CameraSetup.Changed {
		t.Error("changed at once")
	}
	w.do(KeyPressed{Key: KeyF6}).tries(TryCamera{Device: "usb:1", Mounting: Mounting{Turn: 270, Mains: "50"}})
	w.do(KeyPressed{Key: KeyF6}).tries(TryCamera{Device: "usb:1", Mounting: Mounting{Mains: "50"}})
	w.do(KeyPressed{Key: KeyF7}).tries(TryCamera{Device: "usb:1", Mounting: Mounting{Mirror: true, Mains: "50"}})
	w.do(KeyPressed{Key: KeyF8}).tries(TryCamera{Device: "usb:1", Mounting: Mounting{Mirror: true, Mains: "60"}})
	if v := w.m.View().CameraSetup; !v.Changed || v.Now != (Mounting{Mirror: true, Mains: "60"}) {
		t.Errorf("%+v", v)
	}
	w.do(KeyPressed{Key: KeyF2})
	if want := (SaveMounting{Device: "usb:1", Mounting: Mounting{Mirror: true, Mains: "60"}}); len(w.cmds) != 1 || w.cmds[0] != Cmd(want) {
		t.Errorf("%+v", w.cmds)
	}
	w.do(Saved{})
	if v := w.m.View(); v.CameraSetup.Changed || !v.Setup.Saved || !reflect.DeepEqual(w.cmds, []Cmd{FindCameras{}}) {
		t.Errorf("%+v, %v", v.CameraSetup, w.cmds)
	}
}

// Another camera is opened with its own settings, and the frequency stays as tried.
func TestCameraPageChoosesByName(t *testing.T) {
	w := onCameraPage(t).do(found(), KeyPressed{Key: KeyF8}, KeyPressed{Key: KeyF5}, KeyPressed{Key: KeyF5})
	w.tries(TryCamera{Device: "usb:2", Mounting: Mounting{Camera: "usb:2", Mains: "60"}})
	w.do(KeyPressed{Key: KeyF5}).tries(TryCamera{Device: "usb:1", Mounting: Mounting{Turn: 180, Mains: "60"}})
}

// What is locked stays.
func TestCameraPageLocks(t *testing.T) {
	all := found()
	all.Locks = CameraLocks{Camera: true, Turn: true, Mirror: true, Mains: true}
	w := onCameraPage(t).do(all)
	for _, k := range []Key{KeyF2, KeyF5, KeyF6, KeyF7, KeyF8} {
		if w.do(KeyPressed{Key: k}); len(w.cmds) > 0 || w.m.View().CameraSetup.Changed {
			t.Errorf("%s: %v", k, w.cmds)
		}
	}
}

// Every way out closes the camera; changes are dropped only after it was said so.
func TestCameraPageCloses(t *testing.T) {
	w := onCameraPage(t).do(found(), KeyPressed{Key: KeyF7}, KeyPressed{Key: KeyEscape})
	if w.m.screen != CameraSetup || w.m.View().CameraSetup.Asked != KeyEscape || len(w.cmds) > 0 {
		t.Errorf("on %s, %v", w.m.screen, w.cmds)
	}
	idle := func(w *mounting) *mounting { w.now = w.now.Add(time.Hour); return w.do(Tick{}) }
	for name, leave := range map[string]func(*mounting) *mounting{
		"Esc": func(w *mounting) *mounting { return w.do(KeyPressed{Key: KeyEscape}) }, "idle": idle,
		"sleep":   func(w *mounting) *mounting { return w.do(Sleeping{}) },
		"closing": func(w *mounting) *mounting { return w.do(Closing{}) },
	} {
		w := onCameraPage(t).do(found(), CameraReported{CameraLive})
		w.do(Previewed{Generation: w.m.generation})
		leave(w)
		if !slices.Contains(w.cmds, Cmd(CloseCamera{})) || w.m.camera.open || w.m.screen == CameraSetup {
			t.Errorf("%s: on %s, %v", name, w.m.screen, w.cmds)
		}
		if w.do(found()); len(w.cmds) > 0 || w.m.camera.open { // a late answer
			t.Errorf("%s: opened again: %v", name, w.cmds)
		}
	}
}

// The page does not open beside a guest, nor while a check runs.
func TestNoCameraPageBesideAGuest(t *testing.T) {
	for name, busy := range map[string]func(*Model){
		"a claim": func(m *Model) { *m = m.edited(identity.FieldName, "王") },
		"a check": func(m *Model) { m.flight.open = true },
	} {
		w := onCameraPage(t).do(found(), KeyPressed{Key: KeyEscape})
		busy(&w.m)
		if w.do(Pressed{ActCameraSetup}); w.m.screen == CameraSetup {
			t.Errorf("%s: the camera page opens", name)
		}
	}
}

// The page speaks of the light alone, and the automatic shutter never fires.
func TestCameraPageNamesTheLight(t *testing.T) {
	for want, problems := range map[TextKey][]Hint{
		"light.good": {HintBlurred, HintOffCentre}, "light.dark": {HintDark, HintNoFace}, "light.nobody": {HintNoFace},
		"light.backlit": {HintSmall, HintBacklit}, "light.side_lit": {HintSideLit}, "light.burnt": {HintBurnt}, "light.torn": {HintTorn},
	} {
		w := onCameraPage(t).do(found(), CameraReported{CameraLive})
		for range 30 {
			w.do(Previewed{Generation: w.m.generation, Problems: problems})
		}
		if v := w.m.View().CameraSetup; v.Light != want || v.Good != (want == "light.good") || v.Problem != "" {
			t.Errorf("%v: %+v", problems, v)
		}
	}
}

// A camera that fails says why, and one that comes back is opened by itself.
func TestCameraPageSaysWhatIsWrong(t *testing.T) {
	w := onCameraPage(t).do(found(), CameraReported{CameraLost})
	if v := w.m.View().CameraSetup; v.Problem != "camera.lost" || v.Cameras[0].State != CameraLost {
		t.Errorf("%+v", v)
	}
	if w.do(CameraReported{CameraReady}); !slices.Contains(w.cmds, Cmd(FindCameras{})) {
		t.Errorf("%v", w.cmds)
	}
	w.do(found()).tries(TryCamera{Device: "usb:1", Mounting: Mounting{Turn: 180, Mains: "50"}})
	all := found()
	all.Cameras, all.Fault = nil, identity.Text{ZH: "坏", EN: "bad"}
	if w.do(CamerasListed{}, all); w.m.View().CameraSetup.Fault != all.Fault {
		t.Error("the fault is not shown")
	}
	for _, k := range AllKeys() {
		if k != KeyEscape && k != KeyF1 {
			w.do(KeyPressed{Key: k})
		}
	}
}

// What is under way of the last camera does not count for the one that is tried.
func TestCameraPageKeepsCamerasApart(t *testing.T) {
	w := onCameraPage(t).do(found())
	old := w.m.generation
	w.do(CameraReported{State: CameraLive}, Previewed{Generation: old})
	if v := w.m.View().CameraSetup; !v.Live || v.Light != "light.good" {
		t.Fatalf("%+v", v)
	}
	w.do(Pressed{ActCamera}, Previewed{Generation: old}) // the same camera by its name
	if !w.m.View().CameraSetup.Live {
		t.Error("the picture goes though the camera is the same")
	}
	w.do(Pressed{ActCamera})
	w.tries(TryCamera{Device: "usb:2", Mounting: Mounting{Camera: "usb:2", Mains: "50"}})
	w.do(Previewed{Generation: old})
	if v := w.m.View().CameraSetup; v.Live || v.Light != "" {
		t.Errorf("the last camera's light counts: %+v", v)
	}
	if w.do(Previewed{Generation: w.m.generation}); !w.m.View().CameraSetup.Live {
		t.Error("the new camera's does not")
	}
}

// A list that could not be asked for tries nothing and loses nothing.
func TestCameraPageWithoutAList(t *testing.T) {
	fault := identity.Text{ZH: "设置读不出。", EN: "The settings cannot be read."}
	w := onCameraPage(t).do(CamerasFound{Fault: fault})
	if v := w.m.View().CameraSetup; len(w.cmds) != 0 || v.Fault != fault {
		t.Errorf("%v, %+v", w.cmds, v)
	}
	w.do(found(), KeyPressed{Key: KeyF6}, CamerasFound{Fault: fault})
	if v := w.m.View().CameraSetup; len(w.cmds) != 0 || v.Fault != fault || len(v.Cameras) != 3 || !v.Changed {
		t.Errorf("%v, %+v", w.cmds, v)
	}
}

// Closing the window with something unsaved is asked about once, and anew after
// another change.
func TestClosingTheCameraPageAsks(t *testing.T) {
	w := onCameraPage(t).do(found(), CloseAsked{})
	if v := w.m.View().CameraSetup; v.Asked != "" {
		t.Errorf("it asks although nothing would be lost: %q", v.Asked)
	}
	w.do(KeyPressed{Key: KeyF6}, CloseAsked{})
	if v := w.m.View().CameraSetup; v.Asked != CloseWindow || !v.Changed {
		t.Errorf("it does not ask: %+v", v)
	}
	if w.do(KeyPressed{Key: KeyF7}); w.m.View().CameraSetup.Asked != "" {
		t.Error("what was changed since is not asked about")
	}
	w.do(CloseAsked{}, KeyPressed{Key: KeyEscape})
	if v := w.m.View(); v.Screen != CameraSetup || v.CameraSetup.Asked != KeyEscape {
		t.Errorf("another way out is another question: %+v", v.CameraSetup)
	}
}
