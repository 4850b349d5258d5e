// Flood is the program, whose preview is fed with frames of 1280×720 as fast as
// they are shown once it is on the screen. It counts them in the file "flood" of
// its FACEDESK_HOME.
package main

import (
	"context"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"time"

	"facedesk/assets"
	"facedesk/camera"
	"facedesk/cli"
	"facedesk/imaging"
	"facedesk/imaging/capture"
	"facedesk/ui"
	"facedesk/ui/desktop"
	"facedesk/ui/session"
)

func main() {
	desktop.Main(func(w *desktop.Windows) { os.Exit(cli.Main(os.Args[1:], flooded{w})) })
}

// flooded opens the desk's window with the flood in its preview.
type flooded struct{ *desktop.Windows }

// Run implements cli.Windows.
func (w flooded) Run(ctx context.Context, d ui.Desk) error {
	var show func(*image.RGBA)
	ports, shown := d.Ports, d.Shown
	d.Ports = func(post func(session.Msg), frame func(*image.RGBA)) session.Ports {
		show = frame
		return ports(post, frame)
	}
	begin := sync.OnceFunc(func() { start(ctx, show) })
	d.Shown = func(s session.Screen) {
		shown(s)
		if s == session.Capture {
			begin()
		}
	}
	return w.Windows.Run(ctx, d)
}

// start opens a second camera for the preview.
func start(ctx context.Context, show func(*image.RGBA)) {
	finder, err := imaging.NewFinder(assets.ShortRange(), assets.FullRange())
	if err != nil {
		panic(err)
	}
	f := &flood{shown: make(chan struct{}, 1)}
	capture.Start(ctx, capture.Options{Source: f, Maker: imaging.NewMaker(finder), Now: time.Now, Show: func(img *image.RGBA) {
		show(img)
		f.shown <- struct{}{}
	}})
}

// flood is a camera that does not wait.
type flood struct{ shown chan struct{} }

// Run implements camera.Source.
func (f *flood) Run(ctx context.Context, sink camera.Sink) error {
	frames := record(ctx)
	count := filepath.Join(os.Getenv("FACEDESK_HOME"), "flood")
	sink.State(camera.Status{State: camera.Live, At: time.Now()})
	for i := 0; ; i++ {
		if i%500 == 0 {
			if err := os.WriteFile(count, []byte(strconv.Itoa(i)), 0o600); err != nil {
				return err
			}
		}
		sink.Frame(&camera.Frame{Data: slices.Clone(frames[i%len(frames)]), Format: camera.MJPEG, At: time.Now(), Seq: uint64(i)})
		select {
		case <-f.shown:
		case <-ctx.Done():
			return nil
		}
	}
}

// tape keeps the first frames of a camera.
type tape struct {
	frames [][]byte
	full   func()
}

// record takes a second of the demo.
func record(ctx context.Context) [][]byte {
	picture, err := imaging.Decode(assets.DemoPortrait())
	if err != nil {
		panic(err)
	}
	ctx, cancel := context.WithCancel(ctx)
	t := &tape{full: cancel}
	_ = camera.NewDemo(picture, camera.DemoOptions{FaceX: 560}).Run(ctx, t)
	return t.frames
}

// State implements camera.Sink.
func (t *tape) State(camera.Status) {}

// Frame implements camera.Sink.
func (t *tape) Frame(f *camera.Frame) {
	if t.frames = append(t.frames, slices.Clone(f.Data)); len(t.frames) == 30 {
		t.full()
	}
}
