//go:build !race

package capture

import (
	"context"
	"errors"
	"image"
	"slices"
	"testing"
	"testing/synctest"

	"github.com/disintegration/imaging"

	"facedesk/identity"
	ours "facedesk/imaging"
)

// The sharpest frame of the last second is used: not the newest, which is
// blurred, nor a sharper one that is too old.
func TestSharpestOfTheLastSecond(t *testing.T) {
	sharp := asJPEG(t, imaging.Sharpen(photo(t), 1.5), 92)
	good := asJPEG(t, photo(t), 92)
	blurred := asJPEG(t, imaging.Blur(photo(t), 3), 92)
	sharpness := func(data []byte) float64 {
		img, err := ours.Decode(data)
		if err != nil {
			t.Fatal(err)
		}
		return newMaker(t).Examine(img).Figures.Sharpness
	}
	if sharpness(sharp) < 1.1*sharpness(good) || sharpness(good) < 2*sharpness(blurred) {
		t.Fatal("the frames do not differ enough")
	}
	for name, c := range map[string]struct {
		frames [][]byte
		want   []byte
	}{
		"in the middle": {slices.Concat(repeat(2, blurred), repeat(1, good), repeat(3, blurred)), good},
		"the oldest":    {slices.Concat(repeat(1, good), repeat(10, blurred)), good},
		"too old":       {slices.Concat(repeat(1, sharp), repeat(6, blurred), repeat(1, good), repeat(6, blurred)), good},
		"blurred all":   {repeat(4, blurred), blurred},
	} {
		l := feed(t, newMaker(t), c.frames...)
		shot := l.Shoot(t.Context(), Wish{Spec: identity.PortraitSpec{MaxBytes: 40_000}})
		if shot.Err != nil {
			t.Errorf("%s: %v", name, shot.Err)
			continue
		}
		got, want := shot.Portrait.Figures.Sharpness, sharpness(c.want)
		if got < 0.97*want || got > 1.03*want {
			t.Errorf("%s: sharpness %.0f, want %.0f", name, got, want)
		}
		if soft := len(shot.Problems) > 0 && shot.Problems[0] == ours.Blurred; soft != (want < ours.DefaultMarks().Sharpness) {
			t.Errorf("%s: problems %v", name, shot.Problems)
		}
	}
}

// A straight head is preferred to a sharper one that is tilted.
func TestFewerProblemsGoBeforeSharpness(t *testing.T) {
	tilted := asJPEG(t, imaging.Sharpen(imaging.CropCenter(imaging.Rotate(photo(t), -18, image.Black), 1280, 720), 1.5), 92)
	l := feed(t, newMaker(t), slices.Concat(repeat(5, tilted), repeat(1, asJPEG(t, photo(t), 90)), repeat(4, tilted))...)
	if shot := l.Shoot(t.Context(), Wish{}); shot.Err != nil || len(shot.Problems) > 0 {
		t.Errorf("%v, problems %v", shot.Err, shot.Problems)
	}
	l = feed(t, newMaker(t), repeat(5, tilted)...)
	if shot := l.Shoot(t.Context(), Wish{}); shot.Err != nil || len(shot.Problems) == 0 || shot.Problems[0] != ours.Tilted {
		t.Errorf("tilted alone: %v, problems %v", shot.Err, shot.Problems)
	}
}

// The full look at a frame decides. A frame in which the quick look found one
// face and the full look two is not used.
func TestQuickLookIsNotTrusted(t *testing.T) {
	one := newMaker(t).Examine(photo(t))
	synctest.Test(t, func(t *testing.T) {
		l := feed(t, newMaker(t), repeat(10, twoPeople(t)[0])...)
		for i := range l.ring.entries {
			l.ring.entries[i].look.report = one
		}
		shot := l.Shoot(t.Context(), Wish{})
		if shot.Refused != ours.ManyFaces || !shot.Portrait.Empty() {
			t.Errorf("refused %q", shot.Refused)
		}
	})
}

func TestRefusals(t *testing.T) {
	far := asJPEG(t, imaging.Paste(imaging.New(1280, 720, image.White), imaging.Resize(photo(t), 560, 0, imaging.Lanczos), image.Pt(360, 200)), 90)
	for name, c := range map[string]struct {
		frames [][]byte
		spec   identity.PortraitSpec
		want   ours.Code
		kind   identity.Kind
	}{
		"no frame":   {nil, identity.PortraitSpec{}, Unusable, identity.Retake},
		"far away":   {repeat(10, far), identity.PortraitSpec{}, ours.TooSmall, identity.Retake},
		"nobody":     {repeat(10, nobody(t)[0]), identity.PortraitSpec{}, ours.NoFace, identity.Retake},
		"tiny limit": {repeat(10, onePerson(t)[0]), identity.PortraitSpec{MaxBytes: 500}, TooLarge, identity.Configuration},
		"cancelled":  {repeat(10, onePerson(t)[0]), identity.PortraitSpec{}, Unusable, identity.Retake},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := feed(t, newMaker(t), c.frames...)
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				if name == "cancelled" {
					cancel()
				}
				shot := l.Shoot(ctx, Wish{Spec: c.spec})
				if shot.Refused != c.want || !shot.Portrait.Empty() {
					t.Fatalf("refused %q, %d bytes", shot.Refused, len(shot.Portrait.JPEG))
				}
				e := shot.Err
				if e == nil || e.Kind != c.kind || e.Field != identity.FieldPhoto || e.Charged != identity.ChargedNo || e.What.ZH == "" || e.What.EN == "" {
					t.Errorf("%+v", e)
				}
				if name == "cancelled" && !errors.Is(e, context.Canceled) {
					t.Error("it does not say that it was cancelled")
				}
			})
		})
	}
}

// While two people are there, no earlier frame of one of them is used.
func TestTwoPeopleNow(t *testing.T) {
	one, two := onePerson(t)[0], twoPeople(t)[0]
	for _, n := range []int{1, 6} {
		l := feed(t, newMaker(t), append(repeat(10-n, one), repeat(n, two)...)...)
		if shot := l.Shoot(t.Context(), Wish{}); shot.Refused != ours.ManyFaces {
			t.Errorf("two people on the newest %d frames: refused %q", n, shot.Refused)
		}
	}
}

// After a moment without a person, no frame of the earlier person is used,
// however sharp it is.
func TestTheNextPersonIsTaken(t *testing.T) {
	first := photo(t)
	second := opaque(imaging.FlipH(first))
	for i := 0; i < len(second.Pix); i += 4 {
		second.Pix[i] = clamp(int(second.Pix[i]) + 60)
	}
	frames := repeat(3, asJPEG(t, imaging.Sharpen(first, 1.2), 92))
	frames = append(append(frames, repeat(2, nobody(t)[0])...), repeat(5, asJPEG(t, second, 92))...)
	shot := feed(t, newMaker(t), frames...).Shoot(t.Context(), Wish{})
	if shot.Err != nil {
		t.Fatal(shot.Err)
	}
	img, err := ours.Decode(shot.Portrait.JPEG)
	if err != nil {
		t.Fatal(err)
	}
	red, green := 0, 0
	for i := 0; i < len(img.Pix); i += 4 {
		red, green = red+int(img.Pix[i]), green+int(img.Pix[i+1])
	}
	if float64(red) < 1.3*float64(green) {
		t.Error("the one who has left")
	}
}
