//go:build !race

package capture

import (
	"image"
	"testing"

	"github.com/disintegration/imaging"

	"facedesk/identity"
	ours "facedesk/imaging"
)

// steeredTo is feed with a choice or an aim that was made before the frames of
// after.
func steeredTo(t *testing.T, steer func(*Loop), before, after []byte) *Loop {
	t.Helper()
	return feedSteered(t, newMaker(t), func(l *Loop, frame int) {
		if frame == 3 {
			l.o.Aimed = func(a ours.Aim) Maker { return newMaker(t).Aimed(a) }
			steer(l)
		}
	}, append(repeat(3, before), repeat(4, after)...)...)
}

// last is what was seen on the newest frame.
func lastLook(l *Loop) look { return l.ring.entries[len(l.ring.entries)-1].look }

// Of two people the chosen one is sent, alone, whichever it is; and nobody where the
// chosen one has left.
func TestChosenOfTwo(t *testing.T) {
	two, one := twoPeople(t)[0], onePerson(t)[0]
	l := feed(t, newMaker(t), repeat(2, two)...)
	choices := lastLook(l).choices()
	if len(choices) != 2 || choices[0].X < choices[1].X || choices[0].Customer == choices[1].Customer {
		t.Fatalf("choices %+v", choices)
	}
	if faces := lastLook(feed(t, newMaker(t), one)).choices(); faces != nil {
		t.Errorf("alone: %+v", faces)
	}
	for i, c := range choices {
		l := steeredTo(t, func(l *Loop) { l.Choose(c.Box) }, two, two)
		k := lastLook(l)
		if got := k.problems(); len(got) > 0 && (got[0] == ours.ManyFaces || got[0] == OffCentre) || !k.choices()[i].Customer || k.lost() {
			t.Errorf("%d: problems %v, %+v", i, got, k.choices())
		}
		shot := l.Shoot(t.Context(), Wish{})
		if shot.Err != nil {
			t.Errorf("%d: %v", i, shot.Err)
			continue
		}
		img, err := ours.Decode(shot.Portrait.JPEG)
		if err != nil {
			t.Fatal(err)
		}
		if r := newMaker(t).ExamineClosely(img); len(r.Found) != 1 {
			t.Errorf("%d: %d faces on the portrait", i, len(r.Found))
		}
	}
	gone := steeredTo(t, func(l *Loop) { l.Choose(Box{0, 0, 0.05, 0.05}) }, two, two)
	if k := lastLook(gone); !k.lost() || k.problems()[0] != ours.Unclear {
		t.Errorf("problems %v", k.problems())
	}
	if shot := gone.Shoot(t.Context(), Wish{}); shot.Refused != ours.Unclear || !shot.Portrait.Empty() {
		t.Errorf("refused %q", shot.Refused)
	}
	back := steeredTo(t, func(l *Loop) { l.Choose(choices[0].Box); l.Choose(Box{}) }, two, two)
	if k := lastLook(back); k.problems()[0] != ours.ManyFaces {
		t.Errorf("problems %v", k.problems())
	}
}

// A frame from before the choice is never used for it.
func TestFramesBeforeAChoice(t *testing.T) {
	two := twoPeople(t)[0]
	l := feed(t, newMaker(t), repeat(4, two)...)
	l.Choose(lastLook(l).choices()[0].Box)
	if shot := l.Shoot(t.Context(), Wish{}); !shot.Portrait.Empty() {
		t.Error("a portrait of frames that nobody chose from")
	}
}

// Beside the oval nobody is taken before that was lifted; the oval may be moved
// there, and then it is in it.
func TestOffCentreAsks(t *testing.T) {
	beside := asJPEG(t, at(photo(t), 1, -220, 0), 92)
	l := feed(t, newMaker(t), repeat(5, beside)...)
	if shot := l.Shoot(t.Context(), Wish{}); shot.Refused != OffCentre || shot.Err == nil || shot.Err.Kind != identity.Retake {
		t.Errorf("refused %q, %v", shot.Refused, shot.Err)
	}
	l = feed(t, newMaker(t), repeat(5, beside)...)
	if shot := l.Shoot(t.Context(), Wish{Lifted: Stops()}); shot.Err != nil || len(shot.Problems) == 0 || shot.Problems[0] != OffCentre {
		t.Errorf("%v, %v", shot.Err, shot.Problems)
	}
	l = steeredTo(t, func(l *Loop) { l.Aim(ours.Aim{X: -220.0 / 1280}) }, beside, beside)
	if got := lastLook(l).problems(); len(got) > 0 {
		t.Errorf("with the oval there: %v", got)
	}
	if shot := l.Shoot(t.Context(), Wish{}); shot.Err != nil {
		t.Errorf("with the oval there: %v", shot.Err)
	}
}

// A moved oval makes the seated guest the customer, not the one who stands in the
// middle and is a little larger; the other stops.
func TestAim(t *testing.T) {
	one := photo(t)
	wall := imaging.New(1280, 720, one.At(20, 20))
	seated := imaging.Resize(imaging.Crop(one, image.Rect(330, 20, 800, 520)), 420, 0, imaging.Linear)
	standing := imaging.Resize(imaging.Crop(one, image.Rect(330, 20, 800, 520)), 470, 0, imaging.Linear)
	img := imaging.Paste(imaging.Paste(wall, standing, image.Pt(420, 20)), seated, image.Pt(0, 270))
	m := newMaker(t)
	usual, aimed := m.Examine(img), m.Aimed(ours.Aim{X: -0.3, Y: 0.3}).Examine(img)
	if len(usual.Faces) != 2 || len(aimed.Faces) != 2 || usual.Faces[0].Box.Min.X < 420 || aimed.Faces[0].Box.Max.X > 420 {
		t.Errorf("usual %v, aimed %v", usual.Faces, aimed.Faces)
	}
	for name, r := range map[string]ours.Report{"usual": usual, "aimed": aimed} {
		if r.Err() == nil {
			t.Errorf("%s: the other does not stop", name)
		}
	}
	for _, a := range []ours.Aim{{X: 9, Y: 9}, {X: -9, Y: -9}} {
		if b := image.Rect(0, 0, 1280, 720); !a.Oval(b).In(b) {
			t.Errorf("%v: %v", a, a.Oval(b))
		}
	}
}
