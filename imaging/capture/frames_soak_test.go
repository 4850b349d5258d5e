//go:build soak && linux

package capture

import (
	"bytes"
	"image"
	"os"
	"runtime/debug"
	"strconv"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"facedesk/camera"
	"facedesk/cli/soaktest"
	"facedesk/identity"
)

// A hundred thousand frames, with a photo taken now and then, leave no more memory
// behind than the first tenth of them: C's memory counts too.
func TestSoakFramesKeepMemory(t *testing.T) {
	const frames, tenths, spare = 100_000, 10, 8 << 20
	picture := photo(t)
	synctest.Test(t, func(t *testing.T) {
		var shown atomic.Int64
		l := Start(t.Context(), Options{
			Source: camera.NewDemo(picture, camera.DemoOptions{FaceX: 560}), Maker: newMaker(t), From: identity.SourceDemo, Now: time.Now,
			Show: func(*image.RGBA) { shown.Add(1) }, Seen: func(Seen) {},
		})
		first := 0
		for tenth := range tenths {
			time.Sleep(frames / tenths * time.Second / 30)
			if shot := l.Shoot(t.Context(), Wish{Spec: identity.PortraitSpec{MaxBytes: 50 << 10}}); shot.Err != nil {
				t.Error(shot.Err)
			}
			now := resident(t)
			if tenth == 0 {
				first = now
			}
			t.Logf("%d frames shown, %d MB resident", shown.Load(), now>>20)
			if now > first+spare {
				t.Errorf("%d bytes resident, %d after the first tenth", now, first)
			}
		}
		soaktest.Count(t, "frames", int(shown.Load()))
		l.Close()
		<-l.Done()
	})
}

// resident returns the bytes of this process that are in memory, what the
// collector keeps for later given back.
func resident(t *testing.T) int {
	t.Helper()
	debug.FreeOSMemory()
	data, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Fatal(err)
	}
	pages, err := strconv.Atoi(string(bytes.Fields(data)[1]))
	if err != nil {
		t.Fatal(err)
	}
	return pages * os.Getpagesize()
}
