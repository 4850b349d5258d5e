package capture

import (
	"context"
	"image"
	"math"
	"time"

	"facedesk/imaging"
)

const (
	// examineEvery is a little less than the time of three frames at 30 a
	// second.
	examineEvery = 90 * time.Millisecond
	// closelyEvery is the interval of close looks at frames without a face.
	closelyEvery = time.Second
	// speedSpan is the longest interval between two frames for which a speed is
	// measured.
	speedSpan = 500 * time.Millisecond
)

// examiner examines the newest frame, names its problems, and keeps the frame.
type examiner struct {
	*Loop
	img      *image.RGBA // of the examined frame
	epoch    uint64
	settling settling
	last     time.Time // time of the last examined frame

	face   imaging.Face // the customer's face, last seen
	faceAt time.Time    // zero if there is none
	whole  time.Time    // time of the last whole frame, or of the first frame

	closely   imaging.Report // result of the last close look
	closelyAt time.Time      // time of its frame
}

func (e *examiner) run(ctx context.Context, fresh <-chan taken) {
	for t := range fresh {
		switch {
		case ctx.Err() != nil, t.epoch == e.epoch && !e.last.IsZero() && t.frame.At.Sub(e.last) < examineEvery:
			e.refuse(t)
		default:
			e.examine(ctx, t)
		}
	}
}

func (e *examiner) examine(ctx context.Context, t taken) {
	if t.epoch != e.epoch || e.last.IsZero() {
		*e = examiner{Loop: e.Loop, img: e.img, epoch: t.epoch, settling: settling{opened: t.opened}, whole: t.opened}
	}
	at, size := t.frame.At, sizeOf(t.frame)
	e.last = at
	torn := e.draw(t)
	if torn != nil && (!seen(torn) || at.Sub(e.whole) < tornAfter) {
		t.frame.Release()
		return
	}
	k := kept{frame: t.frame, look: e.look(at, size)}
	if torn != nil {
		k.look.report = tornReport()
	}
	k.settled = e.settling.settled(at, k.look.light)
	e.ring.put(k, t.epoch)
	if k.settled && e.o.Seen != nil && ctx.Err() == nil {
		e.o.Seen(Seen{At: at, Problems: k.look.problems(), Faces: k.look.choices(), Lost: k.look.lost(), Black: k.look.light < blackScene, Even: k.look.even})
	}
}

// draw makes the whole picture of a frame, if the pump has not.
func (e *examiner) draw(t taken) error {
	torn := t.torn
	if t.img != nil {
		e.keepPicture(t.img)
	} else {
		e.img = reuseRGBA(e.img, image.Rectangle{Max: sizeOf(t.frame)})
		torn = decode(e.dec, e.img, t.frame, 1, false)
	}
	if torn == nil {
		e.whole = t.frame.At
	}
	return torn
}

// look examines the current picture.
func (e *examiner) look(at time.Time, size image.Point) look {
	st := e.steered()
	r := st.maker.Examine(e.img)
	if len(r.Faces) > 0 {
		e.closely = imaging.Report{}
	} else {
		if e.closelyAt.IsZero() || at.Sub(e.closelyAt) >= closelyEvery {
			e.closely, e.closelyAt = st.maker.ExamineClosely(e.img), at
		}
		if len(e.closely.Found) > 0 { // assumed to stay until the next close look
			r = e.closely
		}
	}
	r = st.apply(e.img, r, size)
	if st.chosen != (Box{}) && len(r.Faces) > 0 {
		e.follow(st.choice, boxOf(r.Faces[0].Box, size))
	}
	light, even := brightness(e.img)
	return look{report: r, size: size, light: light, even: even, speed: e.speed(r, at), aim: st.aim, choice: st.choice, chosen: st.chosen != (Box{})}.placed()
}

// speed returns the speed of the customer's face since the last frame, in eye
// distances a second. It uses the box or the eyes, whichever moved less,
// because either may jump a little on a still face.
func (e *examiner) speed(r imaging.Report, at time.Time) float64 {
	before, since := e.face, at.Sub(e.faceAt)
	known := !e.faceAt.IsZero() && since > 0 && since <= speedSpan
	if len(r.Faces) == 0 {
		e.faceAt = time.Time{}
		return 0
	}
	e.face, e.faceAt = r.Faces[0], at
	if !known {
		return 0
	}
	moved := min(distance(centre(before.Box), centre(e.face.Box)),
		distance(before.Left.Add(before.Right).Div(2), e.face.Left.Add(e.face.Right).Div(2)))
	return moved / max(e.face.EyeDistance(), 1) / since.Seconds()
}

func centre(r image.Rectangle) image.Point { return r.Min.Add(r.Max).Div(2) }

func distance(a, b image.Point) float64 {
	d := a.Sub(b)
	return math.Hypot(float64(d.X), float64(d.Y))
}

// evenScene is the largest difference of brightness, 0..255, on the picture of a
// covered lens or a privacy switch. The noise of a sensor alone is larger.
const evenScene = 6

// brightness returns the mean of a grid of pixels, 0..1, and whether all are
// alike.
func brightness(img *image.RGBA) (mean float64, even bool) {
	const step = 8
	sum, n, low, high := 0, 0, 255, 0
	for y := step / 2; y < img.Rect.Dy(); y += step {
		row := img.Pix[y*img.Stride:][:4*img.Rect.Dx()]
		for x := step / 2; x < img.Rect.Dx(); x += step {
			px := row[4*x:][:3:3] // BT.601 in 1/256
			v := (77*int(px[0]) + 150*int(px[1]) + 29*int(px[2])) >> 8
			sum, n, low, high = sum+v, n+1, min(low, v), max(high, v)
		}
	}
	return float64(sum) / float64(max(n, 1)) / 255, high-low <= evenScene
}

var _ Maker = (*imaging.Maker)(nil)
