package desk

import (
	"sync"
	"time"

	"facedesk/assets"
	"facedesk/camera"
	"facedesk/identity"
	"facedesk/imaging"
)

// Sources opens the cameras and the demo. One Webcam serves all openings, so
// that a camera that is still closing is not mistaken for one in use by another
// program.
type Sources struct {
	webcam *camera.Webcam
	demo   func() (*camera.Demo, error)
}

// demoFace is the x coordinate of the face on the demo's picture, in pixels.
const demoFace = 560

// NewSources returns sources that have opened no hardware yet.
func NewSources(now func() time.Time) *Sources {
	return &Sources{
		webcam: camera.NewWebcam(camera.Options{Now: now}),
		demo: sync.OnceValues(func() (*camera.Demo, error) {
			picture, err := imaging.Decode(assets.DemoPortrait())
			if err != nil {
				return nil, err
			}
			return camera.NewDemo(picture, camera.DemoOptions{FaceX: demoFace, Now: now}), nil
		}),
	}
}

// Configure applies IT's settings about cameras.
func (s *Sources) Configure(settings camera.Settings) { s.webcam.Configure(settings) }

// Open returns the source of frames for a device, and the origin that its
// portraits state.
func (s *Sources) Open(demo bool, device string) (camera.Source, identity.Source, error) {
	if demo && (device == "" || device == camera.DemoDevice().ID) {
		d, err := s.demo()
		if err != nil {
			return nil, "", err
		}
		return d, identity.SourceDemo, nil
	}
	s.webcam.Select(device)
	if camera.IsVirtual(device) {
		return s.webcam, identity.SourceVirtual, nil
	}
	return s.webcam, identity.SourceCamera, nil
}
