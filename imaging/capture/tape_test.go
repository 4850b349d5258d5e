package capture

import (
	"context"
	"hash/maphash"
	"image"
	"slices"
	"sync"
	"testing"
	"time"

	"facedesk/camera"
	"facedesk/identity"
	"facedesk/imaging"
)

// demoFace is the x coordinate of the face on the program's photo.
const demoFace = 560

func demo(t testing.TB, o camera.DemoOptions) *camera.Demo {
	o.Now, o.FaceX = time.Now, demoFace
	return camera.NewDemo(photo(t), o)
}

// recorded is how many frames of a scene are kept: one would never move.
const recorded = 2

// recorder is a sink that keeps the first frames.
type recorder struct {
	frames [][]byte
	full   func()
}

func (r *recorder) State(camera.Status) {}
func (r *recorder) Frame(f *camera.Frame) {
	if r.frames = append(r.frames, f.Data); len(r.frames) == recorded {
		r.full()
	}
}

// record keeps the demo's frames, once for all tests.
func record(o camera.DemoOptions) func(t testing.TB) [][]byte {
	var once sync.Once
	var r recorder
	return func(t testing.TB) [][]byte {
		once.Do(func() {
			ctx, cancel := context.WithCancel(t.Context())
			r.full = cancel
			if err := demo(t, o).Run(ctx, &r); err != nil {
				t.Fatal(err)
			}
		})
		return r.frames
	}
}

var (
	onePerson = record(camera.DemoOptions{})
	twoPeople = record(camera.DemoOptions{Scene: camera.TwoPeople})
	nobody    = record(camera.DemoOptions{Scene: camera.EmptyCounter})
	darkness  = record(camera.DemoOptions{Dark: true})
)

// tape is a camera that plays its parts one after the other at 30 frames a
// second, and then sends nothing.
type tape []part

// A part without frames means that the camera is unplugged.
type part struct {
	frames [][]byte
	length time.Duration
	warmUp [][]byte // played first
}

func (p tape) Run(ctx context.Context, sink camera.Sink) error {
	return p.run(ctx, sink, camera.View{})
}

func (p tape) run(ctx context.Context, sink camera.Sink, v camera.View) error {
	live := false
	for _, part := range p {
		if now := len(part.frames) > 0; now != live {
			live = now
			sink.State(camera.Status{State: map[bool]camera.State{true: camera.Live, false: camera.Lost}[live], At: time.Now()})
		}
		part.play(ctx, sink, v)
	}
	<-ctx.Done()
	return nil
}

func (p part) play(ctx context.Context, sink camera.Sink, v camera.View) {
	begun := time.Now()
	ticker := time.NewTicker(time.Second / 30)
	defer ticker.Stop()
	for i := 0; time.Since(begun) < p.length; i++ {
		switch {
		case i < len(p.warmUp):
			send(sink, v, p.warmUp[i])
		case len(p.frames) > 0:
			send(sink, v, p.frames[i%len(p.frames)])
		}
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
	}
}

func send(sink camera.Sink, v camera.View, jpeg []byte) {
	sink.Frame(&camera.Frame{Data: append([]byte(nil), jpeg...), Format: camera.MJPEG, View: v, At: time.Now()})
}

// brightening returns the frames of a camera that adapts, at 30 a second.
func brightening(t testing.TB, length time.Duration) (out [][]byte) {
	steps, n := dimmed(t), int(30*length.Seconds())
	for i := range n {
		out = append(out, steps[i*len(steps)/n])
	}
	return out
}

var (
	dimOnce  sync.Once
	dimSteps [][]byte
)

// dimmed returns the person in more and more light. It is drawn once for all
// tests.
func dimmed(t testing.TB) [][]byte {
	dimOnce.Do(func() {
		const steps = 15
		img := photo(t)
		dim := image.NewRGBA(img.Rect)
		for step := range steps {
			light := 20 + 204*step/steps
			for i, v := range img.Pix {
				dim.Pix[i] = uint8(int(v) * light >> 8)
			}
			dimSteps = append(dimSteps, asJPEG(t, dim, 70))
		}
	})
	return dimSteps
}

// remembering is a Maker that looks at each picture once: a tape plays few pictures
// again and again, and where loops are tested its findings are, not how it finds.
type remembering struct {
	*imaging.Maker
	aim imaging.Aim
}

// looked is one look at a picture.
type looked struct {
	pixels  uint64
	closely bool
	aim     imaging.Aim
}

var (
	lookSeed = maphash.MakeSeed()
	lookedAt sync.Map // of looked, imaging.Report
)

func (m remembering) Examine(img image.Image) imaging.Report {
	return m.once(img, false, m.Maker.Examine)
}

func (m remembering) ExamineClosely(img image.Image) imaging.Report {
	return m.once(img, true, m.Maker.ExamineClosely)
}

func (m remembering) once(img image.Image, closely bool, examine func(image.Image) imaging.Report) imaging.Report {
	rgba, ok := img.(*image.RGBA)
	if !ok {
		return examine(img)
	}
	key := looked{maphash.Bytes(lookSeed, rgba.Pix), closely, m.aim}
	if r, known := lookedAt.Load(key); known {
		return r.(imaging.Report)
	}
	r := examine(img)
	lookedAt.Store(key, r)
	return r
}

func (m remembering) aimed(a imaging.Aim) Maker { return remembering{m.Aimed(a), a} }

// script is a Maker whose results a test sets.
type script struct {
	*imaging.Maker
	quick, closely func() imaging.Report
}

func (s script) Examine(image.Image) imaging.Report        { return s.quick() }
func (s script) ExamineClosely(image.Image) imaging.Report { return s.closely() }

// feed examines frames a tenth of a second apart, without goroutines. The
// camera has been open for long. The shutter comes with the last frame.
func feed(t testing.TB, m Maker, frames ...[]byte) *Loop {
	t.Helper()
	return feedSteered(t, m, func(*Loop, int) {}, frames...)
}

// feedSteered is feed with something done before each frame.
func feedSteered(t testing.TB, m Maker, steer func(l *Loop, frame int), frames ...[]byte) *Loop {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	now := start
	l := &Loop{dec: newDecoder(), ring: newRing(), cancel: cancel, ended: ctx.Done(), o: Options{
		Maker: m, From: identity.SourceCamera, Now: func() time.Time { return now },
	}}
	e := examiner{Loop: l}
	for i, data := range frames {
		steer(l, i)
		now = now.Add(100 * time.Millisecond)
		f := &camera.Frame{Data: data, Format: camera.MJPEG, At: now}
		if err := checkFrame(f); err != nil {
			t.Fatal(err)
		}
		e.examine(ctx, taken{frame: f, opened: start.Add(-time.Minute)})
	}
	return l
}

// repeat returns n times the same frame.
func repeat(n int, frame []byte) [][]byte { return slices.Repeat([][]byte{frame}, n) }
