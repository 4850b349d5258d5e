package camera

import (
	"context"
	"image"
	"time"
)

// Scene is what the demo shows.
type Scene uint8

// The scenes.
const (
	OnePerson Scene = iota
	TwoPeople
	EmptyCounter
)

// DemoOptions say what the demo shows and which fault it simulates. The zero
// value shows one person in good light.
type DemoOptions struct {
	Scene Scene
	// FaceX is the x coordinate of the face's middle in the portrait, in
	// pixels; 0 means the middle of the picture.
	FaceX int
	// Dark shows a scene too dark to use.
	Dark bool
	// WarmUp is how long the picture brightens after each opening, as with a
	// real camera (about 0.7 s).
	WarmUp time.Duration
	// Fault is reported instead of frames: None, NoPermission, Busy, Silent,
	// Lost, Failed or Unsupported. Starting and Live mean no fault.
	Fault State
	// UnplugAfter unplugs the camera after this many frames of each opening; 0
	// means never.
	UnplugAfter int
	// UnplugFor is how long the camera stays unplugged; 0 means for ever.
	UnplugFor time.Duration
	// Now stamps frames and states, for example time.Now. If it is nil, they
	// have no time.
	Now func() time.Time
}

// The size and rate of the demo's frames.
const (
	demoWidth, demoHeight = 1280, 720
	demoInterval          = time.Second / 30
	// demoSteps pictures, shown forward and backward, are one sway of four
	// seconds.
	demoSteps = 60
)

// Demo is a Source without hardware. It shows a person at a counter who moves
// slightly, as MJPEG 1280×720 at 30 frames a second. Make it with NewDemo.
type Demo struct {
	options DemoOptions
	scene   *scene
	turn    semaphore
	pool    *pool
	loop    [demoSteps][]byte // encoded when first shown; used by one Run at a time
}

// NewDemo returns a demo of a head-and-shoulders portrait. It does not change the
// portrait and keeps it until the first picture; nil gives an empty counter. Each
// picture is drawn when it is first shown, and later frames are copies. It keeps
// about 5 MB.
func NewDemo(portrait image.Image, o DemoOptions) *Demo {
	return &Demo{
		options: o,
		scene:   newScene(portrait, o),
		turn:    newSemaphore(),
		pool:    newPool(),
	}
}

// DemoDevice returns the demo as an entry of the list of cameras.
func DemoDevice() Device {
	return Device{ID: "demo", Name: "Demo", Path: "demo", Kind: Virtual,
		Modes: []Mode{{MJPEG, "MJPG", demoWidth, demoHeight}}}
}

// Run implements Source. It returns an *Error only for the fault Unsupported.
func (d *Demo) Run(ctx context.Context, sink Sink) error {
	release, ok := d.turn.take(ctx)
	if !ok {
		return nil
	}
	defer release()
	r := &demoRun{Demo: d, sink: sink}
	r.report(Starting)
	if d.options.Fault != Starting && d.options.Fault != Live {
		return r.fail(ctx)
	}
	for {
		if !r.show(ctx) {
			return nil
		}
		r.report(Lost)
		if d.options.UnplugFor <= 0 {
			<-ctx.Done()
			return nil
		}
		if !sleep(ctx, d.options.UnplugFor) {
			return nil
		}
		r.report(Starting)
	}
}

// demoRun is one Run of the demo.
type demoRun struct {
	*Demo
	sink Sink
	seq  uint64
}

// fail reports the fault and waits until ctx ends.
func (r *demoRun) fail(ctx context.Context) error {
	fault := r.options.Fault
	if fault == Silent && !sleep(ctx, silence) {
		return nil
	}
	r.report(fault)
	if fault == Unsupported {
		return &Error{State: Unsupported}
	}
	<-ctx.Done()
	return nil
}

// show delivers frames until the camera is to be unplugged. It returns false if
// ctx ended first.
func (r *demoRun) show(ctx context.Context) (unplug bool) {
	ticker := time.NewTicker(demoInterval)
	defer ticker.Stop()
	for n := 0; r.options.UnplugAfter <= 0 || n < r.options.UnplugAfter; n++ {
		picture := r.picture(n)
		if ctx.Err() != nil {
			return false
		}
		if n == 0 {
			r.report(Live)
		}
		r.seq++
		data := append(r.pool.get(len(picture)), picture...)
		r.sink.Frame(&Frame{Data: data, Format: MJPEG, Width: demoWidth, Height: demoHeight, At: r.stamp(), Seq: r.seq, pool: r.pool})
		select {
		case <-ctx.Done():
			return false
		case <-ticker.C:
		}
	}
	return true
}

// picture returns frame n after an opening, encoded. Frames of the warm-up are
// not kept.
func (d *Demo) picture(n int) []byte {
	step := sway(n)
	if light := d.light(n); light < 1 {
		return d.scene.encode(step, light)
	}
	if d.loop[step] == nil {
		d.loop[step] = d.scene.encode(step, 1)
	} else if n >= len(d.loop) { // all steps are drawn
		d.scene.rest()
	}
	return d.loop[step]
}

// sway returns the step of frame n. Steps go forward and backward.
func sway(n int) int {
	n %= 2 * (demoSteps - 1)
	return min(n, 2*(demoSteps-1)-n)
}

// light returns the brightness of frame n. It grows during WarmUp.
func (d *Demo) light(n int) float64 {
	t := time.Duration(n) * demoInterval
	if t >= d.options.WarmUp {
		return 1
	}
	part := float64(t) / float64(d.options.WarmUp)
	return darkness + (1-darkness)*part*part
}

func (r *demoRun) report(s State) {
	status := Status{State: s, Camera: DemoDevice(), At: r.stamp()}
	switch s {
	case Starting:
	case Live:
		status.Mode = status.Camera.Modes[0]
	case None, Unsupported:
		status.Camera = Device{}
		status.Err = &Error{State: s}
	default:
		status.Err = &Error{State: s, Camera: status.Camera.Path}
	}
	r.sink.State(status)
}

func (d *Demo) stamp() time.Time {
	if d.options.Now == nil {
		return time.Time{}
	}
	return d.options.Now()
}
