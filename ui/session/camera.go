package session

import (
	"slices"
	"time"

	"facedesk/identity"
)

// CameraState says how the camera is.
type CameraState string

const (
	CameraUnknown  CameraState = "unknown"
	CameraReady    CameraState = "ready" // there, and closed
	CameraStarting CameraState = "starting"
	CameraLive     CameraState = "live"
	CameraNone     CameraState = "none"    // no camera is connected
	CameraBusy     CameraState = "busy"    // another program holds it
	CameraDenied   CameraState = "denied"  // no permission
	CameraLost     CameraState = "lost"    // unplugged while in use
	CameraSilent   CameraState = "silent"  // it sends no pictures
	CameraDark     CameraState = "dark"    // its pictures are black: a cover
	CameraCovered  CameraState = "covered" // they are of one colour: a cover or a privacy switch
	CameraFrozen   CameraState = "frozen"  // it gives the same picture again and again

	CameraFormat    CameraState = "format"    // its formats cannot be used
	CameraUSBFull   CameraState = "usb_full"  // its USB bus has no room for its pictures
	CameraReplug    CameraState = "replug"    // it answers nothing until it is pulled out
	CameraLibcamera CameraState = "libcamera" // a sensor of the machine that needs libcamera
	CameraChosen    CameraState = "chosen"    // only cameras that IT must choose
)

func cameraStates() []CameraState {
	return []CameraState{CameraUnknown, CameraReady, CameraStarting, CameraLive, CameraNone, CameraBusy, CameraDenied, CameraLost, CameraSilent, CameraDark,
		CameraCovered, CameraFrozen, CameraFormat, CameraUSBFull, CameraReplug, CameraLibcamera, CameraChosen}
}

// problem reports whether the clerk must do something about the state.
func (s CameraState) problem() bool {
	switch s {
	case "", CameraUnknown, CameraReady, CameraStarting, CameraLive:
		return false
	}
	return true
}

// unlit reports whether pictures come that show nothing.
func (s CameraState) unlit() bool { return s == CameraDark || s == CameraCovered }

// Camera is one camera that can be chosen.
type Camera struct{ ID, Name string }

// camera is the camera and its newest picture.
type camera struct {
	state  CameraState
	open   bool
	opened time.Time
	list   []Camera
	device string // the one chosen, "" for the usual one

	seen      time.Time // when the newest picture came, zero before the first
	problems  []Hint    // of the newest picture
	hint      Hint      // that the screen shows
	next      Hint      // what it will say if it lasts
	nextSince time.Time
	goodSince time.Time // zero while anything is wrong

	shots     uint64 // ID of the last Shoot
	shooting  bool
	file      bool // the shot asked for is a file's
	shotAt    time.Time
	faces     []Face    // to choose from, of the newest picture
	lostSince time.Time // the chosen one is not seen; zero while it is
	picked    int       // the number that was typed, 0 for none
	pickedAt  time.Time
	refused   Hint          // why the last shot gave no portrait
	said      identity.Text // more about it, of a file

	asked       Hint // what the clerk is asked, "" for nothing
	askedByShot bool // the shot brought it up, not the preview
}

// closed returns the camera without its picture. The chosen device stays.
func (c camera) closed() camera {
	out := camera{state: c.state, list: c.list, device: c.device, shots: c.shots}
	if !c.state.problem() {
		out.state = CameraReady
	}
	return out
}

// openCamera opens the camera for the present customer.
func (m Model) openCamera() (Model, []Cmd) {
	fresh := m.camera.closed()
	fresh.state, fresh.open, fresh.opened = CameraStarting, true, m.clocks.awake
	m.camera, m.customer.chosen = fresh, false
	return m, []Cmd{OpenCamera{Generation: m.generation, Device: fresh.device}, MoveOval{m.customer.aim}}
}

// reopenCamera tries again, with another camera if device is not the same.
func (m Model) reopenCamera(device string) (Model, []Cmd) {
	m, cmds := m.closeCamera()
	m.camera.device = device
	m, more := m.openCamera()
	return m, append(cmds, more...)
}

func (m Model) retryCamera() (Model, []Cmd) { return m.reopenCamera(m.camera.device) }

// nextCamera goes through the cameras there are.
func (m Model) nextCamera() (Model, []Cmd) {
	at := 0
	for i, c := range m.camera.list {
		if c.ID == m.camera.device {
			at = i
		}
	}
	return m.reopenCamera(m.camera.list[(at+1)%len(m.camera.list)].ID)
}

// picture handles what comes from the camera.
func (m Model) picture(msg Msg) (Model, []Cmd) {
	switch msg := msg.(type) {
	case CameraReported:
		return m.cameraReported(msg.State)
	case CamerasListed:
		m.camera.list = msg.Cameras
		return m.listAnew()
	case CamerasFound:
		return m.foundCameras(msg)
	case Previewed:
		if msg.Generation == m.generation && m.camera.open {
			if p := m.page(); p.preview != nil {
				return p.preview(m, msg)
			}
			m, lost := m.facesSeen(msg)
			m, cmds := m.previewed(msg.Problems)
			return m, append(lost, cmds...)
		}
	case ShotTaken:
		return m.shotTaken(msg)
	case ShotRejected:
		m, cmds := m.shotRejected(msg.Shot, msg.Problem)
		if m.camera.file && m.camera.refused == HintUnusable {
			m.camera.said = msg.Said
		}
		return m, cmds
	case ShotCancelled:
		if m.awaits(msg.Shot) {
			m.camera.shooting = false
		}
	}
	return m, nil
}

func (m Model) cameraReported(s CameraState) (Model, []Cmd) {
	if !slices.Contains(cameraStates(), s) {
		s = CameraUnknown
	}
	running := s == CameraLive || s == CameraStarting || s.unlit()
	if running && !m.camera.open {
		return m, []Cmd{CloseCamera{}} // it must not run without a consent
	}
	back := m.camera.state.problem()
	if s == CameraReady && m.camera.open && !back {
		return m, nil // the last closing, reported late
	}
	if running && m.camera.state.problem() {
		m.camera.opened = m.clocks.awake
	}
	m.camera.state = s
	if s.problem() {
		m.camera.goodSince, m.camera.problems, m.camera.hint, m.camera.next = time.Time{}, nil, "", ""
		m.camera.seen = time.Time{}
	}
	if again := m.page().replug; s == CameraReady && m.camera.open && again != nil {
		return again(m)
	}
	return m, nil
}

// watchCamera notices a camera that sends nothing.
func (m Model) watchCamera() (Model, []Cmd) {
	c := m.camera
	if !c.open {
		return m, nil
	}
	if c.shooting && !c.file && m.clocks.awake.Sub(c.shotAt) >= shotPatience {
		m.camera.shooting, m.camera.refused = false, HintUnusable
	}
	silent := c.seen.IsZero() && m.clocks.awake.Sub(c.opened) >= openPatience ||
		!c.seen.IsZero() && m.clocks.awake.Sub(c.seen) >= framePatience
	if silent && !c.state.problem() {
		return m.cameraReported(CameraSilent)
	}
	return m, nil
}
