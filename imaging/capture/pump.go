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
	opened time.Time // when the first frame of the epoch was taken
}

// pump shows every frame and hands the newest on.
type pump struct {
	*Loop
	fresh  chan taken // holds the newest frame
	epoch  uint64
	opened time.Time // zero before the first frame
	canvas *image.RGBA
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

// frame shows a frame and hands it on. One that cannot be decoded is dropped.
func (p *pump) frame(ctx context.Context, f *camera.Frame) {
	if ctx.Err() != nil || checkFrame(f) != nil || p.show(f) != nil {
		f.Release()
		return
	}
	if f.At.IsZero() {
		f.At = p.o.Now()
	}
	if p.opened.IsZero() {
		p.opened = f.At
	}
	p.drop()
	p.fresh <- taken{f, p.epoch, p.opened}
}

// show draws the preview.
func (p *pump) show(f *camera.Frame) error {
	if p.o.Show == nil {
		return nil
	}
	shrink := previewShrink(f.Width, p.o.Width)
	p.canvas = reuseRGBA(p.canvas, shrunk(f.Width, f.Height, shrink))
	if err := decodeColor(p.dec, p.canvas, f, shrink, false); err != nil {
		return err
	}
	mirror(p.canvas)
	p.o.Show(p.canvas)
	return nil
}

// previewShrink is by how much a frame may be shrunk and stay wide enough.
func previewShrink(width, least int) int {
	for _, n := range []int{4, 2} {
		if width/n >= least {
			return n
		}
	}
	return 1
}

// drop lets the frame go that waits for the examiner.
func (p *pump) drop() {
	select {
	case t := <-p.fresh:
		t.frame.Release()
	default:
	}
}

// state reports a state. Frames from before an interruption are forgotten,
// also where the interruption itself was missed.
func (p *pump) state(ctx context.Context, s camera.Status) {
	missed := s.State == camera.Live && !p.opened.IsZero() && s.At.After(p.opened)
	if s.State != camera.Live || missed {
		p.drop()
		p.epoch, p.opened = p.ring.interrupt(), time.Time{}
	}
	if p.o.State != nil && ctx.Err() == nil {
		p.o.State(s)
	}
}
