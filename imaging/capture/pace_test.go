package capture

import (
	"image"
	"testing"
	"testing/synctest"
	"time"

	"facedesk/camera"
	"facedesk/identity"
)

// shownOf is how many frames are shown of ten seconds at a rate.
func shownOf(rate int, pace, uneven time.Duration) (n int) {
	p := pump{Loop: &Loop{o: Options{Pace: func() time.Duration { return pace }}}}
	begun := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for i := range 10 * rate {
		at := begun.Add(time.Duration(i) * time.Second / time.Duration(rate))
		if i%2 == 1 {
			at = at.Add(uneven)
		}
		if p.isDue(at) {
			p.pass(at)
			n++
		}
	}
	return n
}

// The preview keeps its rate on average, whatever the camera's, and never shows
// fewer than fifteen a second of a camera that gives as many.
func TestPace(t *testing.T) {
	const slow = time.Second / 15
	for _, uneven := range []time.Duration{0, -3 * time.Millisecond, 7 * time.Millisecond} {
		for rate, want := range map[int]int{5: 50, 10: 100, 15: 150, 20: 150, 24: 150, 25: 150, 30: 150, 60: 150} {
			if n := shownOf(rate, slow, uneven); n < want-1 || n > want+2 {
				t.Errorf("%d a second, uneven by %v: %d shown in ten seconds, want %d", rate, uneven, n, want)
			}
			if n := shownOf(rate, 0, uneven); n != 10*rate {
				t.Errorf("%d a second without a pace: %d shown", rate, n)
			}
		}
	}
}

// After a pause, and after a change of the clock, the next picture is shown.
func TestPaceAfterAPause(t *testing.T) {
	p := pump{Loop: &Loop{o: Options{Pace: func() time.Duration { return time.Second / 15 }}}}
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for _, step := range []time.Duration{0, time.Hour, -2 * time.Hour, time.Minute} {
		at = at.Add(step)
		if !p.isDue(at) {
			t.Errorf("not shown after %v", step)
		}
		p.pass(at)
		if p.isDue(at.Add(20 * time.Millisecond)) {
			t.Errorf("shown twice after %v", step)
		}
	}
}

// A torn frame leaves its turn to the next one: where every second frame is torn, the
// preview shows the whole ones, as it does without a pace.
func TestATornFrameTakesNoTurn(t *testing.T) {
	torn, whole := tornFrames(t), photoFrames(t, image.Pt(1280, 720))
	for _, mixed := range [][][]byte{{torn[0], whole[0]}, {whole[0], torn[0]}, {torn[0], torn[0], whole[0]}} {
		synctest.Test(t, func(t *testing.T) {
			shown, damaged := 0, 0
			l := Start(t.Context(), Options{Source: tape{{frames: mixed, length: time.Minute}}, Maker: remembering{Maker: newMaker(t)}, Width: sessionWidth, From: identity.SourceDemo, Now: time.Now,
				Pace: func() time.Duration { return time.Second / 15 },
				Show: func(img *image.RGBA) {
					shown++
					if p := img.Pix[(img.Rect.Dy()-3)*img.Stride:]; p[0] == 128 && p[200] == 128 && p[600] == 128 {
						damaged++ // the decoder's grey where rows are missing
					}
				}, Seen: func(Seen) {}, State: func(camera.Status) {}})
			time.Sleep(2 * time.Second)
			synctest.Wait()
			l.Close()
			<-l.Done()
			if shown < 15 || damaged > 0 {
				t.Errorf("%d shown, %d of them damaged", shown, damaged)
			}
		})
	}
}
