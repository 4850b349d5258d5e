package session

import (
	"slices"

	"facedesk/identity"
)

// Mounting is how a camera hangs, and the light of the room.
type Mounting struct {
	Camera string // as the settings name it: "" leaves it to the program
	Turn   int    // degrees clockwise: 0, 90, 180 or 270
	Mirror bool
	Mains  string // one of Mains
}

// Mains lists the frequencies of the electric light.
func Mains() []string { return []string{"50", "60", "auto"} }

// FoundCamera is a camera that can be chosen in the settings.
type FoundCamera struct {
	ID                      string // as the settings name it: "" leaves it to the program
	Device                  string // the camera behind it; "" if there is none
	Name                    string
	Infrared, Virtual, Demo bool
	State                   CameraState
	Turn                    int
	Mirror                  bool
}

// CameraLocks are the settings of a camera that IT has locked.
type CameraLocks struct{ Camera, Turn, Mirror, Mains bool }

// trial is the camera page: what is tried on the live picture and not saved yet.
type trial struct {
	found  []FoundCamera
	chosen int // index into found
	locks  CameraLocks
	now    Mounting
	stored Mounting // of the chosen camera, as the settings have it
	chose  string   // the camera of the settings
	asked  Key      // the key that leaves, once it was said to drop changes
	fault  identity.Text
}

func cameraSetupPage() page {
	return page{screen: CameraSetup, bindings: cameraSetupBindings, idles: always, leave: Model.leaveCameraSetup, lock: Model.leaveCameraSetup, replug: Model.retryTrial, preview: Model.seenOnTrial,
		view: func(m Model, v View) View { v.CameraSetup = m.cameraSetupView(); return v }}
}

func cameraSetupBindings() []binding {
	free := func(locked func(CameraLocks) bool) func(Model) bool {
		return func(m Model) bool { c, ok := m.tried(); return ok && !c.Demo && !locked(m.trial.locks) }
	}
	return []binding{
		{keys: []Key{KeyF2}, action: ActStore, label: "key.save", do: Model.storeMounting, ready: func(m Model) bool { return m.trial.changed() && !m.setup.saving }, primary: true},
		{keys: []Key{KeyF5}, action: ActCamera, label: "key.camera", do: Model.tryNext, ready: func(m Model) bool { return len(m.trial.found) > 1 && !m.trial.locks.Camera }},
		{keys: []Key{KeyF6}, action: ActTurn, label: "key.turn", do: Model.turnCamera, ready: free(func(l CameraLocks) bool { return l.Turn })},
		{keys: []Key{KeyF7}, action: ActMirror, label: "key.mirror", do: Model.mirrorCamera, ready: free(func(l CameraLocks) bool { return l.Mirror })},
		{keys: []Key{KeyF8}, action: ActMains, label: "key.mains", do: Model.nextMains, ready: func(m Model) bool { return len(m.trial.found) > 0 && !m.trial.locks.Mains }},
		{keys: []Key{KeyEnter}, action: ActRetry, label: "key.retry", do: Model.retryTrial, ready: func(m Model) bool { return m.camera.state.problem() }},
		{keys: []Key{KeyEscape}, action: ActLeaveCamera, label: "key.back", do: Model.backFromCamera},
	}
}

// changed reports whether leaving would lose anything.
func (t trial) changed() bool {
	return len(t.found) > 0 && (t.now != t.stored || t.now.Camera != t.chose)
}

// tried is the camera on trial.
func (m Model) tried() (FoundCamera, bool) {
	if m.trial.chosen >= len(m.trial.found) {
		return FoundCamera{}, false
	}
	return m.trial.found[m.trial.chosen], true
}

// openCameraSetup opens the page, never beside a guest or a check.
func (m Model) openCameraSetup() (Model, []Cmd) {
	if m.busy() || m.flight.open {
		return m, nil
	}
	m.trial, m.setup.saved, m.setup.fault = trial{}, false, identity.Sentences{}
	return m.goTo(CameraSetup), []Cmd{FindCameras{}}
}

// foundCameras shows the cameras. It keeps what is tried already, while its camera
// is there.
func (m Model) foundCameras(msg CamerasFound) (Model, []Cmd) {
	if m.screen != CameraSetup {
		return m, nil
	}
	if len(msg.Cameras) == 0 && msg.Fault != (identity.Text{}) {
		m.trial.fault = msg.Fault
		return m, nil // the list could not be asked for
	}
	first := len(m.trial.found) == 0
	before := m.trial.now
	m.trial.found, m.trial.locks, m.trial.fault, m.trial.chose = msg.Cameras, msg.Locks, msg.Fault, msg.Chosen
	if m.trial.stored.Mains = msg.Mains; first {
		before = Mounting{Camera: msg.Chosen, Mains: msg.Mains}
	}
	at := slices.IndexFunc(msg.Cameras, func(c FoundCamera) bool { return c.ID == before.Camera })
	m = m.onTrial(max(at, 0))
	if m.trial.now.Mains = before.Mains; at >= 0 && !first {
		m.trial.now = before
	}
	return m.try()
}

// onTrial puts a camera on trial as it is stored.
func (m Model) onTrial(at int) Model {
	m.trial.chosen, m.trial.asked = at, ""
	if c, ok := m.tried(); ok {
		m.trial.stored = Mounting{Camera: c.ID, Turn: c.Turn, Mirror: c.Mirror, Mains: m.trial.stored.Mains}
		m.trial.now = Mounting{Camera: c.ID, Turn: c.Turn, Mirror: c.Mirror, Mains: m.trial.now.Mains}
	}
	return m
}

// try shows the live picture by what is tried. Another camera is another
// generation: what is still to come of the last one's picture does not count.
func (m Model) try() (Model, []Cmd) {
	c, _ := m.tried()
	same := m.camera.open && m.camera.device == c.Device
	if !same {
		m.generation++
	}
	cmd := TryCamera{Generation: m.generation, Device: c.Device, Mounting: m.trial.now}
	if same {
		return m, []Cmd{cmd}
	}
	fresh := m.camera.closed()
	fresh.state, fresh.open, fresh.opened, fresh.device = CameraStarting, true, m.clocks.awake, c.Device
	m.camera = fresh
	return m, []Cmd{cmd}
}

// listAnew asks for the cameras once one has come or gone.
func (m Model) listAnew() (Model, []Cmd) {
	if m.screen != CameraSetup {
		return m, nil
	}
	return m, []Cmd{FindCameras{}}
}

func (m Model) retryTrial() (Model, []Cmd) {
	m, cmds := m.closeCamera()
	return m, append(cmds, FindCameras{})
}

func (m Model) tryNext() (Model, []Cmd) {
	m = m.onTrial((m.trial.chosen + 1) % len(m.trial.found))
	return m.try()
}

func (m Model) turnCamera() (Model, []Cmd) {
	m.trial.now.Turn, m.trial.asked = (m.trial.now.Turn+90)%360, ""
	return m.try()
}

func (m Model) mirrorCamera() (Model, []Cmd) {
	m.trial.now.Mirror, m.trial.asked = !m.trial.now.Mirror, ""
	return m.try()
}

func (m Model) nextMains() (Model, []Cmd) {
	i := slices.Index(Mains(), m.trial.now.Mains)
	m.trial.now.Mains, m.trial.asked = Mains()[(i+1)%len(Mains())], ""
	return m.try()
}

// storeMounting saves what is tried, as other settings are saved.
func (m Model) storeMounting() (Model, []Cmd) {
	c, ok := m.tried()
	if !ok {
		return m, nil
	}
	m.setup.saving, m.setup.saved, m.setup.fault, m.trial.asked = true, false, identity.Sentences{}, ""
	return m, []Cmd{SaveMounting{Device: c.Device, Mounting: m.trial.now}}
}

// storedMounting notes that the camera page has saved. The cameras are listed anew,
// since the settings of one may tell of others.
func (m Model) storedMounting() (Model, []Cmd) {
	if m.screen != CameraSetup || !m.setup.saved {
		return m, nil
	}
	m.trial.stored, m.trial.chose = m.trial.now, m.trial.now.Camera
	return m, []Cmd{FindCameras{}}
}

// seenOnTrial takes in a picture of the camera page: only its light counts there.
func (m Model) seenOnTrial(msg Previewed) (Model, []Cmd) {
	m, cmds := m.previewed(slices.DeleteFunc(slices.Clone(msg.Problems), func(h Hint) bool { return lightKey(h) == "" }))
	return m, cmds
}

// backFromCamera goes back to the settings. What was tried and not saved is
// dropped, after it was said so.
func (m Model) backFromCamera() (Model, []Cmd) {
	if m.trial.changed() && m.trial.asked != KeyEscape {
		m.trial.asked = KeyEscape
		return m, nil
	}
	m, cmds := m.endTrial()
	m, more := m.openSettings()
	return m, append(cmds, more...)
}

// closeAsked notes that closing the window would drop what was tried. It goes with no
// key, and asks anew once something else was changed.
func (m Model) closeAsked() Model {
	if m.screen == CameraSetup && m.trial.changed() {
		m.trial.asked = CloseWindow
	}
	return m
}

// leaveCameraSetup ends the page after the idle time.
func (m Model) leaveCameraSetup() (Model, []Cmd) {
	m, cmds := m.endTrial()
	m, more := m.leaveSettings()
	return m, append(cmds, more...)
}

// endTrial closes the camera. The guests' camera is the usual one.
func (m Model) endTrial() (Model, []Cmd) {
	m, cmds := m.closeCamera()
	m.camera.device, m.trial = "", trial{}
	return m, cmds
}
