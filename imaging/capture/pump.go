package capture

import (
	"context"
	"image"
	"time"

	"facedesk/camera"
)

// taken is a frame on its way to the examiner.
type taken struct {
	frame  *camera.Frame
	epoch  uint64
	opened time.Time // time of the first frame of the epoch

	img  *image.RGBA // the whole picture, if the pump has drawn it
	torn error       // of img
}

// pump shows every frame and passes the newest to the examiner.
type pump struct {
	*Loop
	fresh  chan taken // holds the newest frame
	epoch  uint64
	opened time.Time // zero before the first frame
	whole  time.Time // time of the last whole frame, or of the first frame
	due    time.Time // when the next picture is to be shown
	canvas *image.RGBA
	spare  *spare // nil while the examiner has it
}

// run works until the end or until the source has given up.
func (p *pump) run(ctx context.Context, stream *camera.Stream) {
	defer p.drop()
	frames, states := stream.Frames(), stream.States()
	for frames != nil || states != nil {
		select {
		case <-ctx.Done():
			return
		case f, ok := <-frames:
			if !ok {
				frames = nil
				continue
			}
			p.frame(ctx, f)
		case s, ok := <-states:
			if !ok {
				states = nil
				continue
			}
			p.state(ctx, s)
		}
	}
}

// frame shows a frame and passes it on. It drops a frame that cannot be
// decoded.
func (p *pump) frame(ctx context.Context, f *camera.Frame) {
	if f.At.IsZero() {
		f.At = p.o.Now()
	}
	if p.whole.IsZero() {
		p.whole = f.At // the first pictures of many cameras are torn
	}
	t := taken{frame: f}
	if ctx.Err() != nil || checkFrame(f) != nil || p.show(&t) != nil {
		f.Release()
		return
	}
	if p.opened.IsZero() {
		p.opened = f.At
	}
	t.epoch, t.opened = p.epoch, p.opened
	p.drop()
	if t.img != nil {
		p.spare = nil
	}
	p.fresh <- t
}

// show draws the preview. It leaves a torn frame out unless the last whole one
// is old.
func (p *pump) show(t *taken) error {
	f := t.frame
	if p.o.Show == nil || !p.isDue(f.At) {
		return nil
	}
	switch err := p.draw(t); {
	case err == nil:
		p.whole = f.At
	case !seen(err), f.At.Sub(p.whole) < tornAfter:
		return err
	}
	p.o.Show(p.canvas)
	p.pass(f.At) // only now: a frame that could not be shown leaves its turn to the next one
	return nil
}

// pacing is how much a picture may be early: cameras are not exact.
const pacing = 8 * time.Millisecond

// isDue reports whether to show a frame of this time.
func (p *pump) isDue(at time.Time) bool {
	if p.o.Pace == nil {
		return true
	}
	since := at.Sub(p.due)
	return since >= -pacing || since <= -p.o.Pace()
}

// pass sets when the next picture is due after one of this time. A picture that
// came late does not make the next ones late.
func (p *pump) pass(at time.Time) {
	if p.o.Pace == nil {
		return
	}
	pace := p.o.Pace()
	if since := at.Sub(p.due); since > pace || since <= -pace { // the first one, after a pause, or after a change of the clock
		p.due = at
	}
	p.due = p.due.Add(pace)
}

// previewShrink returns the factor by which a frame can be shrunk and stay wide
// enough.
func previewShrink(width, least int) int {
	for _, n := range []int{4, 2} {
		if width/n >= least {
			return n
		}
	}
	return 1
}

// drop releases the frame that waits for the examiner.
func (p *pump) drop() {
	select {
	case t := <-p.fresh:
		t.frame.Release()
		if t.img != nil {
			p.spare = &spare{img: t.img}
		}
	default:
	}
}

// state reports a state. It drops frames from before an interruption, even if
// it missed the interruption itself.
func (p *pump) state(ctx context.Context, s camera.Status) {
	missed := s.State == camera.Live && !p.opened.IsZero() && s.At.After(p.opened)
	if s.State != camera.Live || missed {
		p.drop()
		p.epoch, p.opened, p.whole = p.ring.interrupt(), time.Time{}, time.Time{}
	}
	if p.o.State != nil && ctx.Err() == nil {
		p.o.State(s)
	}
}
