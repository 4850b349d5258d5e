package camera

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"facedesk/camera/jpegmark"
)

// scenario runs a webcam on fake hardware in virtual time. It checks that the
// webcam ends promptly and closes everything.
func scenario(t *testing.T, sys func(t *testing.T) *fakeSystem, id string, play func(s *fakeSystem, w *Webcam, r *recorder)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s, r := sys(t), newRecorder(t)
		w := s.webcam(id)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- w.Run(ctx, r) }()
		play(s, w, r)
		ended := time.Now()
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Run: %v", err)
		}
		if d := time.Since(ended); d > tick {
			t.Errorf("the end took %v", d)
		}
		if s.opened != 0 {
			t.Errorf("%d handles left open", s.opened)
		}
		if s.most > 1 {
			t.Errorf("%d handles open at once", s.most)
		}
	})
}

func with(cams ...*fakeCam) func(*testing.T) *fakeSystem {
	return func(t *testing.T) *fakeSystem { return newFakeSystem(t, cams...) }
}

// after lets virtual time pass until all goroutines wait.
func after(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func wantStates(t *testing.T, r *recorder, want string) {
	t.Helper()
	if got := r.names(); got != want {
		t.Errorf("states %s, want %s", got, want)
	}
}

func TestLiveWithinASecond(t *testing.T) {
	cam := goodCam("a", "/dev/video0")
	scenario(t, with(cam), "", func(s *fakeSystem, w *Webcam, r *recorder) {
		after(time.Second)
		wantStates(t, r, "[starting starting live]")
		live := r.now()
		if d := live.At.Sub(r.begun); d > time.Second || live.Camera.ID != "a" {
			t.Errorf("live after %v with %q", d, live.Camera.ID)
		}
		if live.Mode.Width != 64 || live.Mode.Height != 48 {
			t.Errorf("size %v is not that of the JPEG header", live.Mode)
		}
		if n := r.count(); n < 28 || n > 30 {
			t.Errorf("%d frames in the first second", n)
		}
		if !slices.Equal(cam.set, []string{"MJPG 1280x720"}) {
			t.Errorf("modes set: %v", cam.set)
		}
	})
}

func TestReplug(t *testing.T) {
	denied := &Error{State: NoPermission}
	for name, tc := range map[string]struct {
		quiet  bool          // no events: the periodic rescan must find it
		rights time.Duration // how long udev takes
		path   string
	}{
		"same node":           {path: "/dev/video0"},
		"other node":          {path: "/dev/video1"},
		"no events":           {path: "/dev/video1", quiet: true},
		"rights come late":    {path: "/dev/video0", rights: 700 * time.Millisecond},
		"late, and no events": {path: "/dev/video0", rights: 700 * time.Millisecond, quiet: true},
	} {
		t.Run(name, func(t *testing.T) {
			cam := goodCam("a", "/dev/video0")
			scenario(t, with(cam), "", func(s *fakeSystem, w *Webcam, r *recorder) {
				for round := range 100 {
					after(time.Duration(500+37*round) * time.Millisecond)
					if r.now().State != Live {
						t.Fatalf("round %d: %v before unplugging", round, r.now())
					}
					s.set(tc.quiet, func() { cam.gone = true })
					after(300 * time.Millisecond)
					if r.now().State != Lost || r.now().Camera.ID != "a" {
						t.Fatalf("round %d: %+v after unplugging", round, r.now())
					}
					after(time.Duration(113*round) * time.Millisecond)
					s.set(tc.quiet, func() {
						cam.gone, cam.device.Path = false, tc.path
						if tc.rights > 0 {
							cam.openErr = denied
						}
					})
					after(tc.rights)
					s.set(tc.quiet, func() { cam.openErr = nil })
					after(3*time.Second - tc.rights)
				}
				for _, st := range r.states {
					if st.State != Starting && st.State != Live && st.State != Lost {
						t.Fatalf("reported %v", st)
					}
				}
			})
		})
	}
}

func TestUnpluggedForGood(t *testing.T) {
	cam := goodCam("a", "/dev/video0")
	scenario(t, with(cam), "", func(s *fakeSystem, w *Webcam, r *recorder) {
		after(time.Second)
		s.set(true, func() { cam.gone = true })
		after(time.Minute)
		wantStates(t, r, "[starting starting live lost]")
		if s.scans > 200 {
			t.Errorf("%d scans in a minute", s.scans)
		}
	})
}

func TestPermission(t *testing.T) {
	cam := goodCam("a", "/dev/video0")
	cam.openErr = &Error{State: NoPermission}
	scenario(t, with(cam), "", func(s *fakeSystem, w *Webcam, r *recorder) {
		after(10 * time.Millisecond)
		wantStates(t, r, "[starting no-permission]")
		if st := r.now(); st.Camera.ID != "a" || StateOf(st.Err) != NoPermission {
			t.Errorf("status %+v", st)
		}
		s.set(false, func() { cam.openErr = nil })
		after(time.Second)
		wantStates(t, r, "[starting no-permission starting live]")
	})
}

func TestPermissionMissingAfterPlugging(t *testing.T) {
	scenario(t, with(), "", func(s *fakeSystem, w *Webcam, r *recorder) {
		after(time.Second)
		cam := goodCam("a", "/dev/video0")
		cam.openErr = &Error{State: NoPermission}
		s.set(false, func() { s.cams = []*fakeCam{cam} })
		after(udevGrace - 100*time.Millisecond)
		wantStates(t, r, "[starting none]")
		after(time.Second)
		wantStates(t, r, "[starting none no-permission]")
	})
}

func TestBusyUntilFreed(t *testing.T) {
	cam, spare := goodCam("a", "/dev/video0"), goodCam("b", "/dev/video1")
	busy := &Error{State: Busy}
	cam.startErrs = map[string]error{"MJPG 1280x720": busy, "YUYV 640x480": busy}
	scenario(t, with(cam, spare), "", func(s *fakeSystem, w *Webcam, r *recorder) {
		after(5 * time.Second)
		wantStates(t, r, "[starting busy]") // the wrong camera is not used
		if slices.Contains(cam.set, "YUYV 640x480") {
			t.Error("another mode was tried on a busy camera")
		}
		s.set(true, func() { cam.startErrs = nil })
		after(2 * time.Second)
		wantStates(t, r, "[starting busy starting live]")
		if r.now().Camera.ID != "a" {
			t.Errorf("live with %q", r.now().Camera.ID)
		}
	})
}

func TestHungCameraIsRestarted(t *testing.T) {
	cam := goodCam("a", "/dev/video0")
	scenario(t, with(cam), "", func(s *fakeSystem, w *Webcam, r *recorder) {
		after(time.Second)
		s.set(true, func() { cam.hung = true })
		after(silence + tick)
		wantStates(t, r, "[starting starting live silent]")
		after(20 * time.Second)
		wantStates(t, r, "[starting starting live silent]")
		if s.opens < 2 || s.opens > 8 {
			t.Errorf("opened %d times in 24 s", s.opens)
		}
		s.set(true, func() { cam.hung = false })
		after(11 * time.Second)
		wantStates(t, r, "[starting starting live silent live]")
	})
}

// Some cameras need seven seconds until their first frame.
func TestFirstFrameComesLate(t *testing.T) {
	cam := goodCam("a", "/dev/video0")
	cam.late = 8 * time.Second
	scenario(t, with(cam), "", func(s *fakeSystem, w *Webcam, r *recorder) {
		after(9 * time.Second)
		wantStates(t, r, "[starting starting live]")
		s.set(true, func() { cam.late = time.Hour })
		w.Select("a") // opens it anew
		after(firstFrame + time.Second)
		if st := r.now(); st.State != Silent {
			t.Errorf("%+v", st)
		}
	})
}

// A picture that stays the same for two seconds is not live.
func TestFrozenPicture(t *testing.T) {
	cam := goodCam("a", "/dev/video0")
	cam.offers = cam.offers[1:]
	counted := func(n int) []byte { // some cameras count their pictures in a segment
		whole := testJPEG()
		return slices.Concat(whole[:2], []byte{0xFF, jpegmark.APP0 + 5, 0, 4, byte(n >> 8), byte(n)}, whole[2:])
	}
	scenario(t, with(cam), "", func(s *fakeSystem, w *Webcam, r *recorder) {
		after(5 * time.Second)
		s.set(true, func() { cam.frozen, cam.picture = true, counted })
		after(frozenAfter + 200*time.Millisecond)
		wantStates(t, r, "[starting starting live frozen]")
		frames := r.count()
		after(frozenFor + 10*time.Second)
		wantStates(t, r, "[starting starting live frozen]")
		if r.count() != frames || s.opens != 2 {
			t.Errorf("%d more frames, opened %d times", r.count()-frames, s.opens)
		}
		s.set(true, func() { cam.frozen = false })
		after(time.Second)
		wantStates(t, r, "[starting starting live frozen live]")
	})
}

// Every raw format shows its picture.
func TestRawCamera(t *testing.T) {
	cam := goodCam("a", "/dev/video0")
	cam.offers = []Mode{{Unknown, "H264", 1280, 720}, {YUYV, "NV12", 640, 480}}
	cam.picture = func(int) []byte { return make([]byte, 640*480*3/2) }
	scenario(t, with(cam), "", func(s *fakeSystem, w *Webcam, r *recorder) {
		after(time.Second)
		wantStates(t, r, "[starting starting live]")
		if f := r.frame(); f.Format != YUYV || f.Width != 640 || r.now().Mode.FourCC != "NV12" {
			t.Errorf("%v", r.now().Mode)
		}
	})
}

// The driver of a camera that answers nothing takes five seconds for every
// request. The state is silent at once, and no further modes are tried.
func TestFrozenCamera(t *testing.T) {
	cam := goodCam("a", "/dev/video0")
	late := errors.New("input/output error")
	scenario(t, with(cam), "", func(s *fakeSystem, w *Webcam, r *recorder) {
		after(time.Second)
		s.set(true, func() {
			cam.hung, cam.startHang, cam.closeHang = true, 5*time.Second, 5*time.Second
			cam.startErrs = map[string]error{"MJPG 1280x720": late, "YUYV 640x480": late}
		})
		after(silence + tick)
		wantStates(t, r, "[starting starting live silent]")
		after(30 * time.Second)
		wantStates(t, r, "[starting starting live silent]")
		s.set(true, func() { cam.hung, cam.startHang, cam.closeHang, cam.startErrs = false, 0, 0, nil })
		after(11 * time.Second)
		wantStates(t, r, "[starting starting live silent live]")
		if slices.Contains(cam.set, "YUYV 640x480") {
			t.Errorf("tried %v", cam.set)
		}
	})
}

func TestFramesOfNoUse(t *testing.T) {
	whole := testJPEG()
	for name, tc := range map[string]struct {
		picture []byte
		want    error
	}{
		"truncated": {whole[:bytes.Index(whole, []byte{0xFF, 0xDA})+16], errJPEGCut},
		"empty":     {nil, errJPEGStart},
		"absurd":    {absurd(whole), errJPEGSize},
	} {
		t.Run(name, func(t *testing.T) {
			cam := goodCam("a", "/dev/video0")
			cam.picture = func(int) []byte { return tc.picture }
			scenario(t, with(cam), "", func(s *fakeSystem, w *Webcam, r *recorder) {
				after(silence + tick)
				if st := r.now(); st.State != Silent || !errors.Is(st.Err, tc.want) {
					t.Errorf("status %+v", st)
				}
				if r.count() != 0 {
					t.Errorf("%d frames delivered", r.count())
				}
			})
		})
	}
}

// Frames of which a part is missing are delivered: they may be all there is.
func TestFramesWithoutAnEnd(t *testing.T) {
	cam, whole := goodCam("a", "/dev/video0"), testJPEG()
	cam.picture = func(n int) []byte { return whole[:len(whole)-2-n%2*100] }
	scenario(t, with(cam), "", func(s *fakeSystem, w *Webcam, r *recorder) {
		after(10 * time.Second)
		wantStates(t, r, "[starting starting live]")
		if n := r.count(); n < 290 {
			t.Errorf("%d frames in 10 s", n)
		}
	})
}

// A driver that says it is ready and has no frame must not make the machine
// spin. Each wait is counted, and without waits virtual time would stand still.
func TestReadyWithoutFrame(t *testing.T) {
	cam := goodCam("a", "/dev/video0")
	cam.hung, cam.readyVoid = true, true
	scenario(t, with(cam), "", func(s *fakeSystem, w *Webcam, r *recorder) {
		after(firstFrame + tick)
		wantStates(t, r, "[starting starting silent]")
	})
}

func TestReadErrorReopens(t *testing.T) {
	cam := goodCam("a", "/dev/video0")
	scenario(t, with(cam), "", func(s *fakeSystem, w *Webcam, r *recorder) {
		after(time.Second)
		s.set(true, func() { cam.readErr = errors.New("input/output error") })
		after(2 * time.Second)
		wantStates(t, r, "[starting starting live lost starting live]")
	})
}

func TestModesThatDoNotWork(t *testing.T) {
	for name, spoil := range map[string]func(*fakeCam){
		"another format answered": func(c *fakeCam) { c.answers = map[string]string{"MJPG": "YUYV"} },
		"start fails":             func(c *fakeCam) { c.startErrs = map[string]error{"MJPG 1280x720": errors.New("no bandwidth")} },
	} {
		t.Run(name, func(t *testing.T) {
			cam := goodCam("a", "/dev/video0")
			spoil(cam)
			cam.picture = func(int) []byte { return make([]byte, 2*640*480) }
			scenario(t, with(cam), "", func(s *fakeSystem, w *Webcam, r *recorder) {
				after(time.Second)
				wantStates(t, r, "[starting starting live]")
				if last := r.frame(); last.Format != YUYV || last.Width != 640 || s.opens != 2 {
					t.Errorf("%v %d×%d after %d opens", last.Format, last.Width, last.Height, s.opens)
				}
			})
		})
	}
}

func TestNoModeWorks(t *testing.T) {
	cam := goodCam("a", "/dev/video0")
	broken := errors.New("protocol error")
	cam.startErrs = map[string]error{"MJPG 1280x720": broken, "YUYV 640x480": broken}
	scenario(t, with(cam), "", func(s *fakeSystem, w *Webcam, r *recorder) {
		after(5 * time.Second)
		wantStates(t, r, "[starting failed]")
		if st := r.now(); !errors.Is(st.Err, broken) || st.Camera.ID != "a" {
			t.Errorf("status %+v", st)
		}
	})
}

func TestWhichCamera(t *testing.T) {
	metadata := goodCam("a", "/dev/video0")
	metadata.openErr = &Error{State: None}
	infrared := goodCam("b", "/dev/video1")
	infrared.device.Infrared = true
	grey := goodCam("c", "/dev/video2")
	grey.offers = []Mode{{YUYV, "GREY", 640, 360}}
	grey.picture = func(int) []byte { return make([]byte, 640*360) }
	h264 := goodCam("g", "/dev/video6")
	h264.offers = []Mode{{Unknown, "H264", 1280, 720}}
	sensor := goodCam("h", "/dev/video7")
	sensor.offers = []Mode{{Unknown, "BA10", 1280, 720}, {Unknown, "pgAA", 1280, 720}}
	virtual := goodCam("d", "/dev/video3")
	virtual.device.Kind = Virtual
	builtIn := goodCam("e", "/dev/video4")
	builtIn.device.BuiltIn = true
	outside := goodCam("f", "/dev/video5")

	for name, tc := range map[string]struct {
		cams   []*fakeCam
		id     string
		state  State
		live   string
		err    error
		reason Reason
	}{
		"outside before built-in": {cams: []*fakeCam{metadata, infrared, grey, virtual, builtIn, outside}, state: Live, live: "f"},
		"built-in":                {cams: []*fakeCam{metadata, infrared, grey, virtual, builtIn}, state: Live, live: "e"},
		"only odd ones":           {cams: []*fakeCam{metadata, infrared, grey, virtual}, state: None, err: errOnlyOdd, reason: Chosen},
		"virtual by choice":       {cams: []*fakeCam{virtual, outside}, id: "d", state: Live, live: "d"},
		"infrared by choice":      {cams: []*fakeCam{infrared, outside}, id: "b", state: Live, live: "b"},
		"grey by choice":          {cams: []*fakeCam{grey, outside}, id: "c", state: Live, live: "c"},
		"H264 before a good one":  {cams: []*fakeCam{h264, outside}, state: Live, live: "f"},
		"H264 only":               {cams: []*fakeCam{h264}, state: Failed, reason: NoFormat},
		"H264 by choice":          {cams: []*fakeCam{h264, outside}, id: "g", state: Failed, reason: NoFormat},
		"a sensor only":           {cams: []*fakeCam{sensor}, state: Failed, reason: Libcamera},
		"chosen one not there":    {cams: []*fakeCam{outside}, id: "x", state: None, err: errNotThere},
		"none at all":             {state: None},
	} {
		t.Run(name, func(t *testing.T) {
			scenario(t, with(tc.cams...), tc.id, func(s *fakeSystem, w *Webcam, r *recorder) {
				after(2 * time.Second)
				st := r.now()
				if st.State != tc.state || (tc.live != "" && st.Camera.ID != tc.live) {
					t.Errorf("%v with %q, want %v with %q", st.State, st.Camera.ID, tc.state, tc.live)
				}
				if ReasonOf(st.Err) != tc.reason {
					t.Errorf("reason %q, want %q", ReasonOf(st.Err), tc.reason)
				}
				if tc.err != nil && !errors.Is(st.Err, tc.err) {
					t.Errorf("error %v, want %v", st.Err, tc.err)
				}
			})
		})
	}
}

func TestSelect(t *testing.T) {
	a, b := goodCam("a", "/dev/video0"), goodCam("b", "/dev/video1")
	scenario(t, with(a, b), "", func(s *fakeSystem, w *Webcam, r *recorder) {
		after(time.Second)
		w.Select("b")
		after(time.Second)
		wantStates(t, r, "[starting starting live starting starting live]")
		if r.now().Camera.ID != "b" {
			t.Errorf("live with %q", r.now().Camera.ID)
		}
		w.Select("missing")
		after(1300 * time.Millisecond)
		if st := r.now(); st.State != None {
			t.Errorf("state %v", st.State)
		}
		w.Select("a") // ends the pause at once
		after(200 * time.Millisecond)
		if st := r.now(); st.State != Live || st.Camera.ID != "a" {
			t.Errorf("%v with %q", st.State, st.Camera.ID)
		}
	})
}

func TestLoyalty(t *testing.T) {
	for id, want := range map[string]string{"": "b", "a": "a"} {
		t.Run("chosen:"+id, func(t *testing.T) {
			a, b := goodCam("a", "/dev/video0"), goodCam("b", "/dev/video1")
			scenario(t, with(a, b), id, func(s *fakeSystem, w *Webcam, r *recorder) {
				after(time.Second)
				s.set(false, func() { a.gone = true })
				after(loyalty - time.Second)
				if st := r.now(); st.State != Lost {
					t.Fatalf("%v with %q while the camera may come back", st.State, st.Camera.ID)
				}
				after(3 * time.Second)
				if st := r.now(); st.Camera.ID != want {
					t.Errorf("%v with %q, want %q", st.State, st.Camera.ID, want)
				}
			})
		})
	}
}

// While the driver hangs, Close returns at once. The next stream waits for its
// turn and does not report the camera as busy.
func TestHungDriver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cam := goodCam("a", "/dev/video0")
		cam.openHang = 10 * time.Second
		s := newFakeSystem(t, cam)
		w := s.webcam("")
		first := Start(t.Context(), w)
		after(time.Second)
		begun := time.Now()
		first.Close()
		if _, open := <-first.Frames(); open || time.Since(begun) != 0 {
			t.Error("Close waited, or a frame came after it")
		}
		s.set(true, func() { cam.openHang = 0 })
		second := Start(t.Context(), w)
		<-second.Frames()
		if d := time.Since(begun); d < 9*time.Second || d > 10*time.Second || s.most != 1 {
			t.Errorf("first frame after %v, %d handles at once", d, s.most)
		}
		<-first.Done()
		second.Close()
		<-second.Done()
	})
}

func TestNewestDrains(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		cam := goodCam("a", "/dev/video0")
		cam.frozen, cam.picture = true, func(n int) []byte { return []byte{byte(n)} }
		s := newFakeSystem(t, cam)
		dev, err := s.open("/dev/video0")
		if err != nil {
			t.Fatal(err)
		}
		if err := dev.start(buffers); err != nil {
			t.Fatal(err)
		}
		after(time.Second)
		data, index, err := newest(dev)
		if err != nil || len(data) != 1 || data[0] != 30 {
			t.Fatalf("got %v, %v: not the newest frame", data, err)
		}
		if free := dev.(*fakeDevice).free; free != buffers-1 {
			t.Errorf("%d buffers free while one is lent", free)
		}
		if err := dev.requeue(index); err != nil {
			t.Error(err)
		}
		if _, _, err := newest(dev); !errors.Is(err, errAgain) {
			t.Errorf("drained queue gives %v", err)
		}
		_ = dev.close()
	})
}

func TestUnsupported(t *testing.T) {
	w := NewWebcam(Options{})
	w.system = func() (system, error) { return nil, &Error{State: Unsupported} }
	stream := Start(t.Context(), w)
	<-stream.Done()
	if StateOf(stream.Err()) != Unsupported || stream.Status().State != Unsupported {
		t.Errorf("%v, %v", stream.Err(), stream.Status())
	}
}

func TestListSaysWhy(t *testing.T) {
	good, locked, metadata := goodCam("b", "/dev/video1"), goodCam("a", "/dev/video0"), goodCam("c", "/dev/video2")
	locked.openErr = &Error{State: NoPermission}
	metadata.openErr = &Error{State: None}
	grey := goodCam("d", "/dev/video3")
	grey.offers = []Mode{{Unknown, "GREY", 640, 360}}
	s := newFakeSystem(t, good, locked, metadata, grey)
	all, err := list(s)
	if err != nil || len(all) != 3 {
		t.Fatalf("%v, %v", all, err)
	}
	if all[0].ID != "a" || StateOf(all[0].Err) != NoPermission || all[0].Modes != nil {
		t.Errorf("first %+v", all[0])
	}
	if all[1].ID != "b" || all[1].Err != nil || len(all[1].Modes) != 2 {
		t.Errorf("second %+v", all[1])
	}
	if !all[2].Infrared || s.opened != 0 {
		t.Errorf("third %+v, %d handles open", all[2], s.opened)
	}
}
