package desk

import (
	"context"
	"fmt"

	"facedesk/assets"
	"facedesk/identity"
	"facedesk/imaging"
	"facedesk/ui/session"
)

// NewMaker returns a maker of portraits that uses the embedded models. It panics
// if these cannot be read, which no build passes.
func NewMaker() *imaging.Maker {
	finder, err := imaging.NewFinder(assets.ShortRange(), assets.FullRange())
	if err != nil {
		panic(fmt.Errorf("reading the face models: %w", err))
	}
	return imaging.NewMaker(finder)
}

// Files makes portraits of the files that somebody chose in the window.
type Files struct{ Maker func() *imaging.Maker }

// Portrait makes the portrait from a file's bytes. It returns the answer to a
// PickFile.
func (f Files) Portrait(data []byte, p session.PickFile) session.Msg {
	portrait, report, err := f.Maker().PortraitFromFile(data, p.Spec, identity.SourceFile)
	var codes []imaging.Code
	for _, problem := range report.Problems {
		codes = append(codes, problem.Code)
	}
	switch {
	case err == nil:
		return session.ShotTaken{Shot: p.Shot, Portrait: portrait, Problems: Hints(codes)}
	case len(codes) > 0:
		return session.ShotRejected{Shot: p.Shot, Problem: Hints(codes)[0]}
	}
	return session.ShotRejected{Shot: p.Shot, Problem: session.HintUnusable, Said: AsIdentity(err).Said().Text()}
}

// NoFiles answers a PickFile where there is no window to choose a file in.
func NoFiles(_ context.Context, p session.PickFile) session.Msg {
	return session.ShotCancelled{Shot: p.Shot}
}
