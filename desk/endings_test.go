//go:build linux

package desk

import (
	"context"
	"crypto/rand"
	"image"
	"testing"
	"testing/synctest"
	"time"

	"facedesk/imaging"
	"facedesk/records"
	"facedesk/ui/session"
)

// Background goroutines end with the window.
func TestWatchesEndWithTheirContext(t *testing.T) {
	for name, c := range map[string]struct {
		long  time.Duration // takes no real time
		watch func(context.Context)
	}{
		"upkeep": {3 * upkeepEvery, new(Current).UpkeepDaily},
		"cameras": {time.Minute, func(ctx context.Context) {
			NewCamera(ctx, CameraOptions{Now: time.Now, Post: func(session.Msg) {}}).watchNodes()
		}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { // fails if a goroutine is left
				ctx, cancel := context.WithCancel(t.Context())
				go c.watch(ctx)
				time.Sleep(c.long)
				cancel()
				synctest.Wait()
			})
		})
	}
}

// A camera that nobody closed is closed when the window ends.
func TestTheCameraEndsWithItsContext(t *testing.T) {
	m := NewMaker()
	ctx, cancel := context.WithCancel(t.Context())
	c := NewCamera(ctx, CameraOptions{Maker: func() *imaging.Maker { return m }, Now: time.Now, Post: func(session.Msg) {}, Frame: func(*image.RGBA) {}})
	c.demo = true
	c.Open(1, "")
	loop := c.loop
	c.Open(2, "")
	if c.loop != loop || c.guest != 2 {
		t.Error("a camera that is open already was opened anew")
	}
	cancel()
	<-loop.Done()
}

// A start is not told that the window was raised if the window has closed
// instead.
func TestServeEndsWithItsContext(t *testing.T) {
	dir := t.TempDir()
	i := first(t, dir)
	ctx, cancel := context.WithCancel(t.Context())
	served := make(chan struct{})
	go func() {
		defer close(served)
		i.Serve(ctx, func(ctx context.Context) {
			cancel()
			<-ctx.Done()
		})
	}()
	if askToRaise(t.Context(), dir) {
		t.Error("raised")
	}
	<-served
}

// Loading the settings again closes no station that is still in use.
func TestAStationStaysOpenWhileItIsUsed(t *testing.T) {
	o := Outside{Env: []string{"FACEDESK_HOME=" + t.TempDir()}, Now: time.Now, Random: rand.Reader}
	c := &Current{}
	old, err := o.Open(t.Context(), StationOptions{})
	must(t, err)
	c.replace(old, nil)
	used, done := c.use()
	next, err := o.Open(t.Context(), StationOptions{})
	must(t, err)
	c.replace(next, nil)
	defer c.Close()
	if used != old || c.get() != next {
		t.Fatal("not the stations that were put there")
	}
	_, err = used.store.List(t.Context(), records.Filter{})
	must(t, err)
	done()
	for { // it closes in the background
		if _, err := old.store.List(t.Context(), records.Filter{}); err != nil {
			return
		}
	}
}
