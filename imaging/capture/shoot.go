package capture

import (
	"cmp"
	"context"
	"errors"
	"image"
	"slices"
	"time"

	"facedesk/identity"
	"facedesk/imaging"
)

const (
	// patience is how long a shutter waits for an acceptable frame.
	patience = 500 * time.Millisecond
	// maxFull is the number of frames that are decoded in full to choose from.
	maxFull = 3
)

// Shot is the result of the shutter.
type Shot struct {
	// Portrait is the picture to send. It is empty if the shot was refused. The
	// caller owns it.
	Portrait identity.Portrait
	// Problems are the problems of the portrait, or of the refused frame, the
	// most important first.
	Problems []imaging.Code
	// Refused is the reason if there is no portrait, otherwise "".
	Refused imaging.Code
	// Err is the refusal as a sentence, nil if there is a portrait. It is about
	// the photo: of kind Retake, or Configuration if no portrait fits the spec.
	Err *identity.Error
}

// Shoot makes the portrait of the sharpest acceptable frame of the last second,
// within the wish's spec, not mirrored. Acceptable is one face, near enough, with
// no problem that asks and was not lifted, after the camera's exposure has settled
// and after the last time that two were seen, or that anything asked; other
// problems are reported beside the portrait. Frames from before nobody was there
// come last. Where there is no such frame, it waits half a second for one.
func (l *Loop) Shoot(ctx context.Context, w Wish) Shot {
	s := shutter{Loop: l, Wish: w, now: l.steered(), from: l.o.Now().Add(-ringSpan), tried: map[uint64]bool{}}
	timer := time.NewTimer(patience)
	defer timer.Stop()
	for closely := true; ; closely = false {
		changed := l.ring.watch()
		if ctx.Err() != nil || s.over() {
			return unusable(context.Canceled)
		}
		if s.try(closely) {
			return s.shot
		}
		select {
		case <-ctx.Done():
		case <-l.ended:
		case <-timer.C:
			if s.try(true) {
				return s.shot
			}
			return s.refusal()
		case <-changed:
		}
	}
}

// shutter is one call of Shoot.
type shutter struct {
	*Loop
	Wish
	now   steered         // frames of another choice are not used
	from  time.Time       // frames taken before are not used
	tried map[uint64]bool // kept frames that were decoded in full

	failed look // problems of the last frame examined in full
	shot   Shot
}

// full is a frame that was decoded in full and examined closely.
type full struct {
	img *image.RGBA
	look
}

// try makes the portrait if there is a frame for it, and reports whether the
// shot is decided. With closely, the newest frame gets a close look if no frame
// seemed acceptable.
func (s *shutter) try(closely bool) bool {
	frames := s.ring.since(s.from)
	alone := sinceLast(frames, s.stays)    // who stood beside may still be there, and a mask still on
	best := s.best(sinceLast(alone, left)) // who was there before may have left
	if best == nil {
		best = s.best(alone)
	}
	if last := len(frames) - 1; best == nil && closely && last >= 0 && !s.tried[frames[last].id] && frames[last].look.choice == s.now.choice {
		if newest := s.examine(frames[last]); newest != nil && newest.report.Err() == nil {
			best = newest
		}
	}
	return best != nil && s.make(best.img, best.report, best.problems())
}

// stays reports a problem that hardly goes away within a second. Hardly a face, for
// whatever cause, may be a covered one.
func (s *shutter) stays(p imaging.Problem) bool {
	lasting := []imaging.Code{imaging.ManyFaces, imaging.Covered, imaging.Dark, imaging.Burnt, imaging.Blurred, imaging.Small}
	return p.Hard && slices.Contains(lasting, p.Code) || p.Asks && !slices.Contains(s.Lifted, p.Code)
}

// left reports that nobody is there.
func left(p imaging.Problem) bool { return p.Code == imaging.NoFace }

// sinceLast returns the frames after the last one with such a problem.
func sinceLast(frames []kept, such func(imaging.Problem) bool) []kept {
	for i := len(frames) - 1; i >= 0; i-- {
		if slices.ContainsFunc(frames[i].look.report.Problems, such) {
			return frames[i+1:]
		}
	}
	return frames
}

// best returns the best frame that is acceptable also in full, or nil.
func (s *shutter) best(frames []kept) *full {
	frames = slices.DeleteFunc(slices.Clone(frames), func(k kept) bool { return s.tried[k.id] || k.look.choice != s.now.choice || s.stops(k.look.report) })
	slices.SortStableFunc(frames, func(a, b kept) int { return compare(b.look.report, a.look.report) })
	var best *full
	for _, k := range frames[:min(len(frames), maxFull)] {
		f := s.examine(k)
		if f != nil && f.report.Err() == nil && (best == nil || compare(f.report, best.report) > 0) {
			best = f
		}
	}
	return best
}

// compare is positive if a makes the better portrait: fewer other problems,
// then sharper.
func compare(a, b imaging.Report) int {
	others := func(r imaging.Report) int { return len(without(codesOf(r.Problems), imaging.Blurred)) }
	if c := cmp.Compare(others(b), others(a)); c != 0 {
		return c
	}
	return cmp.Compare(a.Figures.Sharpness, b.Figures.Sharpness)
}

// stops reports whether a problem allows no portrait.
func (s *shutter) stops(r imaging.Report) bool { return r.Lift(s.Lifted...).Err() != nil }

// examine decodes a kept frame in full and looks at it closely. It returns nil
// if the frame was released meanwhile or cannot be decoded.
func (s *shutter) examine(k kept) *full {
	s.tried[k.id] = true
	frame := s.ring.copyOf(k.id)
	if frame == nil {
		return nil
	}
	img := image.NewRGBA(image.Rectangle{Max: sizeOf(frame)})
	switch err := decode(s.dec, img, frame, 1, true); {
	case err == nil:
	case seen(err):
		s.failed = look{report: tornReport(), light: k.look.light}
		return nil
	default:
		return nil
	}
	f := &full{img, look{size: img.Rect.Max, light: k.look.light, aim: k.look.aim, choice: k.look.choice, chosen: k.look.chosen}}
	f.report = s.now.maker.ExamineClosely(img)
	if f.chosen {
		f.report = s.chosen(img, f.report, k.look.report)
	}
	f.look = f.placed()
	f.report = f.report.Lift(s.Lifted...)
	if f.report.Err() != nil {
		s.failed = f.look
	}
	return f
}

// chosen is a report with the face that was the customer's in the quick look.
func (s *shutter) chosen(img image.Image, r, quick imaging.Report) imaging.Report {
	n := 0
	if len(quick.Faces) > 0 {
		n = nearest(r.Found, quick.Faces[0].Box)
	}
	return s.now.maker.Choose(img, r, n)
}

// make decides the shot, unless the finished portrait does not show the
// customer alone.
func (s *shutter) make(img image.Image, r imaging.Report, problems []imaging.Code) bool {
	p, err := s.now.maker.Make(img, r, s.Spec, s.o.From)
	e, _ := errors.AsType[*identity.Error](err)
	if refused, is := errors.AsType[*imaging.Refusal](err); is { // another frame may do
		s.failed = look{report: imaging.Report{Problems: []imaging.Problem{refused.Problem}}, light: darkScene}
		return false
	}
	switch {
	case err == nil && !s.over():
		s.shot = Shot{Portrait: p, Problems: problems}
	case e != nil && e.Kind == identity.Configuration:
		s.shot = Shot{Problems: problems, Refused: TooLarge, Err: e}
	default:
		s.shot = unusable(err)
	}
	return true
}

// over reports whether the loop has ended and its pictures are dropped.
func (s *shutter) over() bool {
	select {
	case <-s.ended:
		return true
	default:
		return false
	}
}

// refusal returns the shot that says why no frame was acceptable.
func (s *shutter) refusal() Shot {
	if len(s.failed.report.Problems) == 0 {
		return unusable(nil)
	}
	shot := Shot{Problems: s.failed.problems()}
	shot.Refused = shot.Problems[0]
	if stop, stopped := s.failed.report.Stop(); stopped && shot.Refused != imaging.Dark {
		shot.Refused = stop.Code
	}
	if shot.Refused == imaging.Dark {
		shot.Err = retake(nil, identity.Say("光线太暗，看不到人脸。", "It is too dark to see a face.").Do("请加一点光。", "More light, please."))
		return shot
	}
	shot.Err, _ = errors.AsType[*identity.Error](s.failed.report.Err())
	return shot
}

// unusable returns a shot without a usable frame.
func unusable(cause error) Shot {
	return Shot{Refused: Unusable, Err: retake(cause, identity.Say("摄像头没有给出可用的画面。", "The camera gave no usable picture.").
		Do("请再拍一次。", "Once more, please."))}
}

func retake(cause error, s identity.Sentences) *identity.Error {
	return &identity.Error{Kind: identity.Retake, Field: identity.FieldPhoto, What: s.What, Next: s.Next, Charged: identity.ChargedNo, Cause: cause}
}
