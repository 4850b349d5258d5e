package capture

import (
	"bytes"
	"image"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"facedesk/identity"
	"facedesk/imaging"
)

// tornFrames returns frames of the person with a part missing at the bottom.
func tornFrames(t testing.TB) [][]byte {
	var out [][]byte
	for _, f := range photoFrames(t, image.Pt(1280, 720)) {
		out = append(out, bytes.Clone(f[:len(f)*9/10]))
	}
	return out
}

// Frames that all arrive torn are shown, named, and never made a portrait of.
func TestTornFramesAreShownAndNotTaken(t *testing.T) {
	if newDecoder() == jpegDecoder(goDecoder{}) {
		return // it shows whole frames only
	}
	torn := tornFrames(t)
	synctest.Test(t, func(t *testing.T) { watchTorn(t, torn) })
}

func watchTorn(t *testing.T, torn [][]byte) {
	s := open(t, tape{{frames: torn, length: time.Minute}})
	defer s.end(t)
	s.pass(2500 * time.Millisecond)
	if got := s.soFar(); got.shown == 0 {
		t.Error("nothing is shown")
	}
	if seen := s.last(t); !slices.Contains(seen.Problems, Torn) || len(seen.Problems) != 1 {
		t.Errorf("%v", seen.Problems)
	}
	for _, lifted := range [][]imaging.Code{nil, {Torn}} {
		shot := s.Shoot(t.Context(), Wish{Spec: identity.PortraitSpec{MaxBytes: 50_000}, Lifted: lifted})
		if !shot.Portrait.Empty() || shot.Refused != Torn || shot.Err == nil {
			t.Errorf("lifted %v: %v %v", lifted, shot.Refused, shot.Err)
		}
	}
}

// Torn frames among whole ones are left out.
func TestTornFramesAmongWholeOnes(t *testing.T) {
	torn, whole := tornFrames(t), photoFrames(t, image.Pt(1280, 720))
	var mixed [][]byte
	for i := range whole {
		mixed = append(mixed, torn[i], torn[i], whole[i])
	}
	synctest.Test(t, func(t *testing.T) { watchMixed(t, mixed) })
}

func watchMixed(t *testing.T, mixed [][]byte) {
	s := open(t, tape{{frames: mixed, length: time.Minute}})
	defer s.end(t)
	s.pass(2500 * time.Millisecond)
	if seen := s.last(t); slices.Contains(seen.Problems, Torn) {
		t.Errorf("%v", seen.Problems)
	}
	if shot := s.Shoot(t.Context(), Wish{Spec: identity.PortraitSpec{MaxBytes: 50_000}}); shot.Portrait.Empty() {
		t.Errorf("%v %v", shot.Refused, shot.Err)
	}
}
