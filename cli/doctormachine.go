package cli

import (
	"context"
	"time"

	"facedesk/camera"
	"facedesk/cli/doctor"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/imaging"
	"facedesk/imaging/capture"
	"facedesk/providers/all"
	"facedesk/readers"
	"facedesk/ui/session"
)

// machine returns what doctor looks at. window may be nil.
func (a *app) machine(window doctor.Window) *doctor.Machine {
	m := doctor.New(a.getenv, a.now)
	m.Version, m.Home, m.Load, m.Services, m.Clock = Version, a.getenv("HOME"), a.loadLast, all.List(), a.outside().Clock
	if window != nil {
		m.Window = window
	}
	m.Cameras = doctor.Cameras{
		List: camera.List, Holders: camera.Holders, Open: a.openCamera,
		Maker: func() capture.Maker { return a.newMaker() },
		Ask:   a.askCamera,
		Said: func(s camera.State, cause error) identity.Sentences {
			return desk.AsIdentity(cameraFault(s, cause)).Said()
		},
		Scene: sceneSaid,
		Hint:  func(c imaging.Code) identity.Text { return warningsOf([]imaging.Code{c})[0] },
	}
	m.Reader = doctor.Reader{
		Ask: func(ctx context.Context, port string) (readers.State, error) {
			return readers.Ask(ctx, port, 0, a.now)
		},
		Said: func(s readers.State) identity.Sentences { return desk.AsIdentity(readerFault(s)).Said() },
	}
	return m
}

func (a *app) openCamera(in *desk.Installation, id string) camera.Source {
	sources := desk.NewSources(a.now)
	sources.Configure(desk.CameraSettings(in.Settings))
	source, _, _ := sources.Open(false, id) // only the demo can fail
	return source
}

// askLimit limits the question to the window.
const askLimit = 2 * time.Second

func (a *app) askCamera(ctx context.Context, in *desk.Installation) (desk.CameraSeen, error) {
	ctx, cancel := context.WithTimeout(ctx, askLimit)
	defer cancel()
	return desk.AskCamera(ctx, in.Paths, a.getenv("XDG_RUNTIME_DIR"))
}

// sceneSaid says how the picture is that the window has. What to do is empty for a
// picture as it should be.
func sceneSaid(seen desk.CameraSeen) identity.Sentences {
	if seen.State == session.CameraLive || seen.State == session.CameraStarting {
		for _, h := range seen.Problems {
			switch imaging.Code(h) {
			case imaging.Dark, imaging.Burnt, imaging.Backlit, imaging.SideLit, capture.Torn:
				return identity.Sentences{What: worded(session.TextKey("hint." + h)), Next: identity.Text{ZH: "请调整灯光或连线。", EN: "Change the light, or the cable."}}
			}
		}
		return identity.Say("有画面", "it gives a picture")
	}
	return identity.Sentences{What: worded(session.TextKey("camera." + string(seen.State))), Next: identity.Text{ZH: "请看柜台窗口。", EN: "Look at the desk's window."}}
}
