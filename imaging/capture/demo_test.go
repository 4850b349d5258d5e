//go:build !race

package capture

import (
	"image"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"facedesk/camera"
	"facedesk/identity"
)

// The demo draws each of its pictures anew, which the race detector slows tenfold.
func TestDemoPersonIsShownAndShot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, demo(t, camera.DemoOptions{}))
		defer s.end(t)
		s.pass(1200 * time.Millisecond)
		r := s.soFar()
		if r.shown < 34 || r.shown > 37 || r.newest.Rect != image.Rect(0, 0, sessionWidth, 180) {
			t.Errorf("%d pictures of %v", r.shown, r.newest.Rect)
		}
		if n := len(r.seen); n < 4 || n > 6 {
			t.Errorf("%d reports from 0.7 s to 1.2 s", n)
		}
		for _, seen := range r.seen {
			if len(seen.Problems) > 0 || seen.Black {
				t.Errorf("%v: %v, black %v", seen.At.Sub(s.opened), seen.Problems, seen.Black)
			}
		}
		if want := []camera.State{camera.Starting, camera.Live}; !slices.Equal(r.states, want) && !slices.Equal(r.states, want[1:]) {
			t.Errorf("states %v", r.states)
		}
		spec := identity.PortraitSpec{MaxBytes: 30_000}
		shot := s.Shoot(t.Context(), Wish{Spec: spec})
		checkPortrait(t, shot, spec)
	})
}
