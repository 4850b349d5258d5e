package capture

import (
	"context"
	"image"
	"runtime"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"facedesk/camera"
	"facedesk/identity"
	"facedesk/imaging"
)

// reported is what a loop reported.
type reported struct {
	shown  int
	newest *image.RGBA // a copy
	seen   []Seen
	states []camera.State
}

// session is a loop under test.
type session struct {
	*Loop
	opened time.Time

	mu  sync.Mutex
	all reported
}

// sessionWidth is how wide a session's preview is: narrow, as its pixels are not what
// is tested.
const sessionWidth = 320

// open starts a loop inside a synctest bubble.
func open(t *testing.T, source camera.Source) *session {
	s := &session{opened: time.Now()}
	with := func(f func(*reported)) {
		s.mu.Lock()
		defer s.mu.Unlock()
		f(&s.all)
	}
	maker := remembering{Maker: newMaker(t)}
	s.Loop = Start(t.Context(), Options{
		Source: source, Maker: maker, Aimed: maker.aimed, Width: sessionWidth, From: identity.SourceDemo, Now: time.Now,
		Show:  func(img *image.RGBA) { with(func(r *reported) { r.shown, r.newest = r.shown+1, opaque(img) }) },
		Seen:  func(seen Seen) { with(func(r *reported) { r.seen = append(r.seen, seen) }) },
		State: func(status camera.Status) { with(func(r *reported) { r.states = append(r.states, status.State) }) },
	})
	return s
}

// soFar returns what was reported until now.
func (s *session) soFar() reported {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.all
	r.seen, r.states = slices.Clone(r.seen), slices.Clone(r.states)
	return r
}

// kept returns how many pictures and bytes the loop keeps.
func (l *Loop) kept() (pictures, bytes int) {
	l.ring.mu.Lock()
	defer l.ring.mu.Unlock()
	return len(l.ring.entries), l.ring.bytes
}

// pass lets time pass until the loop has done everything it can.
func (s *session) pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// last returns the last findings.
func (s *session) last(t *testing.T) Seen {
	t.Helper()
	r := s.soFar()
	if len(r.seen) == 0 {
		t.Fatal("nothing was seen")
	}
	return r.seen[len(r.seen)-1]
}

func (s *session) end(t *testing.T) {
	t.Helper()
	begun := time.Now()
	s.Close()
	<-s.Done()
	if took := time.Since(begun); took > 0 {
		t.Errorf("closing took %v", took)
	}
}

// checkPortrait fails unless the shot is a good portrait of the demo person.
func checkPortrait(t *testing.T, shot Shot, spec identity.PortraitSpec) {
	t.Helper()
	if shot.Err != nil || shot.Refused != "" || len(shot.Problems) > 0 {
		t.Fatalf("refused %q, %v, problems %v", shot.Refused, shot.Err, shot.Problems)
	}
	p := shot.Portrait
	if p.Source != identity.SourceDemo || !spec.Fits(p) || p.Figures.EyeDistance < 90 || p.Figures.Luminance < 0.4 {
		t.Errorf("%s, %d bytes, figures %+v", p.Source, len(p.JPEG), p.Figures)
	}
	img, err := imaging.Decode(p.JPEG)
	if err != nil {
		t.Fatal(err)
	}
	if r := (remembering{Maker: newMaker(t)}).Examine(img); len(r.Faces) != 1 {
		t.Errorf("%d faces on the portrait", len(r.Faces))
	}
}

// The preview is mirrored, and the portrait is not.
func TestSides(t *testing.T) {
	img := photo(t) // the left half reddish
	for i := range img.Rect.Dx() * img.Rect.Dy() {
		if i%img.Rect.Dx() < demoFace {
			img.Pix[4*i+2] /= 2
		}
	}
	l := feed(t, newMaker(t), repeat(3, asJPEG(t, img, 90))...)
	shot := l.Shoot(t.Context(), Wish{})
	if shot.Err != nil {
		t.Fatal(shot.Err)
	}
	portrait, err := imaging.Decode(shot.Portrait.JPEG)
	if err != nil {
		t.Fatal(err)
	}
	if !redder(portrait, true) {
		t.Error("the portrait is mirrored")
	}
	shown := 0
	l.o.Show, l.o.Width = func(img *image.RGBA) {
		shown++
		if !redder(img, false) || !img.Opaque() || img.Rect != image.Rect(0, 0, 640, 360) {
			t.Errorf("the preview is not mirrored, or %v", img.Rect)
		}
	}, defaultWidth
	p := pump{Loop: l, fresh: make(chan taken, 1)}
	p.frame(t.Context(), &camera.Frame{Data: asJPEG(t, img, 90), Format: camera.MJPEG})
	if shown != 1 {
		t.Errorf("shown %d times", shown)
	}
}

// redder reports whether this half of a picture has less blue than the other.
func redder(img *image.RGBA, left bool) bool {
	var blue [2]int
	for i := range img.Rect.Dx() * img.Rect.Dy() {
		blue[i%img.Rect.Dx()*2/img.Rect.Dx()] += int(img.Pix[4*i+2])
	}
	return left == (blue[0] < blue[1])
}

func TestScenes(t *testing.T) {
	for name, c := range map[string]struct {
		scene   [][]byte
		settled time.Duration // a dark picture counts as adapting until two seconds
		problem imaging.Code
		refused imaging.Code
	}{
		"two people": {twoPeople(t), 800 * time.Millisecond, imaging.ManyFaces, imaging.ManyFaces},
		"nobody":     {nobody(t), 800 * time.Millisecond, imaging.NoFace, imaging.NoFace},
		"darkness":   {darkness(t), 2300 * time.Millisecond, imaging.Dark, ""},
		"covered":    {repeat(1, asJPEG(t, opaque(image.NewGray(image.Rect(0, 0, 1280, 720))), 80)), 2300 * time.Millisecond, imaging.Dark, imaging.Dark},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := open(t, tape{{frames: c.scene, length: time.Minute}})
				defer s.end(t)
				s.pass(c.settled)
				if got := s.last(t).Problems; len(got) == 0 || got[0] != c.problem {
					t.Errorf("problems %v", got)
				}
				if got := s.last(t).Black; got != (name == "covered") {
					t.Errorf("black: %v", got)
				}
				begun := time.Now()
				shot := s.Shoot(t.Context(), Wish{})
				if shot.Refused != c.refused || (shot.Err != nil) != (c.refused != "") || shot.Portrait.Empty() != (c.refused != "") {
					t.Errorf("refused %q, %v", shot.Refused, shot.Err)
				}
				if waited := time.Since(begun); c.refused != "" && waited != patience {
					t.Errorf("gave up after %v", waited)
				}
			})
		})
	}
}

func TestHintsFollowWhoComesAndGoes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, tape{
			{frames: onePerson(t), length: 1200 * time.Millisecond},
			{frames: twoPeople(t), length: 1200 * time.Millisecond},
			{frames: nobody(t), length: 1200 * time.Millisecond},
			{frames: onePerson(t), length: time.Minute},
		})
		defer s.end(t)
		for _, c := range []struct {
			at      time.Duration
			hint    imaging.Code
			refused imaging.Code
		}{
			{1100 * time.Millisecond, "", ""},
			{1400 * time.Millisecond, imaging.ManyFaces, imaging.ManyFaces}, // one person was there just before
			{2700 * time.Millisecond, imaging.NoFace, imaging.NoFace},
			{4500 * time.Millisecond, "", ""},
		} {
			s.pass(c.at - time.Since(s.opened))
			var got imaging.Code
			if p := s.last(t).Problems; len(p) > 0 {
				got = p[0]
			}
			if got != c.hint {
				t.Errorf("after %v: %q, want %q", c.at, got, c.hint)
			}
			if shot := s.Shoot(t.Context(), Wish{}); shot.Refused != c.refused {
				t.Errorf("after %v: refused %q, want %q", c.at, shot.Refused, c.refused)
			} else if c.refused == "" {
				checkPortrait(t, shot, identity.PortraitSpec{})
			}
		}
	})
}

// Dark pictures after opening are neither reported nor used. A shutter pressed
// meanwhile waits for better ones for a limited time.
func TestDarkStart(t *testing.T) {
	for name, c := range map[string]struct {
		warmUp, press time.Duration
		refused       imaging.Code
	}{
		"pressed soon":     {600 * time.Millisecond, 400 * time.Millisecond, ""},
		"pressed too soon": {600 * time.Millisecond, 100 * time.Millisecond, Unusable},
		"a slow camera":    {1500 * time.Millisecond, 900 * time.Millisecond, Unusable},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := open(t, tape{{frames: onePerson(t), length: time.Minute, warmUp: brightening(t, c.warmUp)}})
				defer s.end(t)
				s.pass(c.press)
				shot := s.Shoot(t.Context(), Wish{})
				if shot.Refused != c.refused {
					t.Errorf("refused %q, %v", shot.Refused, shot.Err)
				}
				if c.refused == "" {
					checkPortrait(t, shot, identity.PortraitSpec{})
				}
				s.pass(c.warmUp)
				for _, seen := range s.soFar().seen {
					if len(seen.Problems) > 0 || seen.At.Sub(s.opened) < c.warmUp {
						t.Errorf("after %v: %v", seen.At.Sub(s.opened), seen.Problems)
					}
				}
			})
		})
	}
}

// Pictures from before the camera was unplugged are dropped, and the exposure
// settles again afterwards.
func TestUnplugged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, tape{
			{frames: onePerson(t), length: 1200 * time.Millisecond},
			{length: 300 * time.Millisecond},
			{frames: onePerson(t), length: time.Minute, warmUp: brightening(t, 600*time.Millisecond)},
		})
		defer s.end(t)
		s.pass(1250 * time.Millisecond)
		if states := s.soFar().states; states[len(states)-1] != camera.Lost {
			t.Fatalf("states %v", states)
		}
		if pictures, bytes := s.kept(); pictures > 0 || bytes > 0 {
			t.Errorf("%d pictures of %d bytes are kept", pictures, bytes)
		}
		before := len(s.soFar().seen)
		s.pass(850 * time.Millisecond)
		if len(s.soFar().seen) != before {
			t.Errorf("%v was reported from dark pictures", s.last(t).Problems)
		}
		s.pass(400 * time.Millisecond)
		if len(s.soFar().seen) == before {
			t.Error("nothing was seen afterwards")
		}
		checkPortrait(t, s.Shoot(t.Context(), Wish{}), identity.PortraitSpec{})
	})
}

// If a camera hangs silently, frames older than a second are not used.
func TestOldFramesAreNotShot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, tape{{frames: onePerson(t), length: 1200 * time.Millisecond}})
		defer s.end(t)
		s.pass(2000 * time.Millisecond)
		checkPortrait(t, s.Shoot(t.Context(), Wish{}), identity.PortraitSpec{})
		s.pass(300 * time.Millisecond)
		if shot := s.Shoot(t.Context(), Wish{}); shot.Refused != Unusable {
			t.Errorf("refused %q", shot.Refused)
		}
	})
}

// A waiting shutter uses the first acceptable frame.
func TestShutterWaitsForAFace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, tape{
			{frames: nobody(t), length: 1500 * time.Millisecond},
			{frames: onePerson(t), length: time.Minute},
		})
		defer s.end(t)
		s.pass(1300 * time.Millisecond)
		begun := time.Now()
		checkPortrait(t, s.Shoot(t.Context(), Wish{}), identity.PortraitSpec{})
		if waited := time.Since(begun); waited < 200*time.Millisecond || waited > 350*time.Millisecond {
			t.Errorf("waited for %v", waited)
		}
	})
}

// The oval is moved, a face chosen and the photo taken while frames come.
func TestSteeredWhileFramesCome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, tape{{frames: twoPeople(t), length: time.Minute}})
		defer s.end(t)
		s.pass(1200 * time.Millisecond)
		choices := s.last(t).Faces
		if len(choices) != 2 {
			t.Fatalf("to choose from: %+v", choices)
		}
		s.Aim(imaging.Aim{X: 0.1})
		s.Choose(choices[0].Box)
		time.Sleep(300 * time.Millisecond)
		if shot := s.Shoot(t.Context(), Wish{}); shot.Err != nil || shot.Portrait.Empty() {
			t.Errorf("chosen: refused %q, %v", shot.Refused, shot.Err)
		}
		s.Aim(imaging.Aim{})
		s.Choose(Box{})
		s.pass(300 * time.Millisecond)
		if shot := s.Shoot(t.Context(), Wish{}); shot.Refused != imaging.ManyFaces {
			t.Errorf("not chosen: refused %q", shot.Refused)
		}
	})
}

func TestCloseForgetsEverything(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, tape{{frames: nobody(t), length: time.Minute}})
		s.pass(1000 * time.Millisecond)
		shots := make(chan Shot, 1)
		go func() { shots <- s.Shoot(t.Context(), Wish{}) }()
		synctest.Wait() // it waits for a face
		s.end(t)
		shot := <-shots
		pictures, bytes := s.kept()
		if shot.Refused != Unusable || shot.Err == nil || pictures > 0 || bytes > 0 {
			t.Errorf("refused %q, %v, %d bytes are kept", shot.Refused, shot.Err, bytes)
		}
		before := s.soFar()
		s.pass(time.Second)
		if after := s.soFar(); after.shown != before.shown || len(after.seen) != len(before.seen) {
			t.Error("something came after the end")
		}
		if shot := s.Shoot(t.Context(), Wish{}); shot.Refused != Unusable {
			t.Errorf("shot after the end: %q", shot.Refused)
		}
	})
}

// The loop ends with its context, or by Close from a callback, or with all
// callbacks nil.
func TestEnds(t *testing.T) {
	for name, o := range map[string]Options{
		"context":  {},
		"callback": {Seen: func(Seen) {}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				loops := make(chan *Loop, 1)
				if o.Seen != nil {
					o.Seen = func(Seen) { (<-loops).Close() }
				}
				o.Source, o.Maker, o.Now = tape{{frames: nobody(t), length: time.Minute}}, newMaker(t), time.Now
				l := Start(ctx, o)
				loops <- l
				time.Sleep(time.Second)
				if o.Seen == nil {
					cancel()
				}
				synctest.Wait()
				select {
				case <-l.Done():
				default:
					t.Error("still running")
				}
				if pictures, _ := l.kept(); pictures > 0 {
					t.Error("pictures are kept")
				}
			})
		})
	}
}

// A camera that cannot work ends the loop after reporting its state.
func TestSourceThatGivesUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, demo(t, camera.DemoOptions{Fault: camera.Unsupported}))
		<-s.Done()
		if states := s.soFar().states; len(states) == 0 || states[len(states)-1] != camera.Unsupported {
			t.Errorf("states %v", states)
		}
	})
}

// flood delivers frames as fast as they are shown.
type flood struct {
	frames [][]byte
	n      int
	shown  chan struct{}
}

func (f *flood) Run(ctx context.Context, sink camera.Sink) error {
	for i := range f.n {
		at := start.Add(time.Duration(i) * time.Second / 30)
		if i == 0 {
			sink.State(camera.Status{State: camera.Live, At: at})
		}
		sink.Frame(&camera.Frame{Data: slices.Clone(f.frames[i%len(f.frames)]), Format: camera.MJPEG, At: at, Seq: uint64(i)})
		select {
		case <-f.shown:
		case <-ctx.Done():
			return nil
		}
	}
	return nil
}

// After 10,000 frames, all shown and a third examined, no memory and no
// goroutine is left over.
func TestManyFramesLeaveNothing(t *testing.T) {
	base := photo(t).SubImage(image.Rect(540, 230, 604, 278))
	frames := [][]byte{asJPEG(t, base, 60), asJPEG(t, base, 80), asJPEG(t, base, 90)}
	source := &flood{frames: frames, n: 10_000, shown: make(chan struct{}, 1)}
	report := func() imaging.Report { return imaging.Report{} }
	goroutines := runtime.NumGoroutine()
	var early, late runtime.MemStats
	shown := 0
	l := Start(t.Context(), Options{Source: source, Maker: script{quick: report, closely: report}, Now: func() time.Time { return start }, Show: func(*image.RGBA) {
		if shown++; shown == 1000 {
			runtime.GC()
			runtime.ReadMemStats(&early)
		}
		if shown == source.n {
			runtime.GC()
			runtime.ReadMemStats(&late)
		}
		source.shown <- struct{}{}
	}})
	<-l.Done()
	if shown != source.n {
		t.Errorf("%d frames shown", shown)
	}
	if grown := int64(late.HeapAlloc) - int64(early.HeapAlloc); grown > 2<<20 {
		t.Errorf("the heap grew by %d bytes from %d", grown, early.HeapAlloc)
	}
	for runtime.NumGoroutine() > goroutines { // the last one is ending
		runtime.Gosched()
	}
}
