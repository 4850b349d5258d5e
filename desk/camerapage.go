package desk

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"

	"facedesk/camera"
	"facedesk/config"
	"facedesk/identity"
	"facedesk/ui/session"
)

// CameraPage lists the cameras for the camera page and saves what was chosen
// there. It implements session.Cameras.
type CameraPage struct {
	outside Outside
	demo    func() bool // whether the window is a demo
	list    func() ([]camera.Device, error)

	mu   sync.Mutex // guards last
	last []camera.Device
}

// NewCameraPage returns the camera page of an installation.
func NewCameraPage(o Outside, demo func() bool) *CameraPage {
	return &CameraPage{outside: o, demo: demo, list: camera.List}
}

// Find implements session.Cameras.
func (p *CameraPage) Find(context.Context) session.CamerasFound {
	in, err := p.outside.Load()
	if err != nil {
		return session.CamerasFound{Fault: AsIdentity(err).Said().Text()}
	}
	devices, _ := p.list() // an error gives an empty list, and the state reports it
	p.mu.Lock()
	p.last = devices
	p.mu.Unlock()
	s := in.Settings
	return session.CamerasFound{
		Cameras: rowsOf(devices, s, p.demo()), Chosen: chosenID(devices, s.String(config.KeyCamera)), Mains: s.String(config.KeyCameraMains),
		Locks: session.CameraLocks{Camera: s.Locked(config.KeyCamera), Turn: s.Locked(config.KeyCameraTurn), Mirror: s.Locked(config.KeyCameraMirror), Mains: s.Locked(config.KeyCameraMains)},
	}
}

// chosenID is the identifier by which the list has the camera of the settings,
// which may name it by its port.
func chosenID(devices []camera.Device, usual string) string {
	for _, d := range devices {
		if usual != "" && d.Is(usual) {
			return d.ID
		}
	}
	return usual
}

// rowsOf returns the choices: what the program takes by itself, each camera, and
// the camera of the settings where it is not there.
func rowsOf(devices []camera.Device, s *config.Settings, demo bool) []session.FoundCamera {
	first := session.FoundCamera{State: session.CameraNone}
	if usable := camera.Usable(devices, ""); len(usable) > 0 {
		first = rowOf(usable[0], s)
		first.ID = ""
	}
	if demo {
		first = session.FoundCamera{Device: camera.DemoDevice().ID, Name: camera.DemoDevice().Name, Demo: true, State: session.CameraReady}
	}
	rows := []session.FoundCamera{first}
	for _, d := range devices {
		rows = append(rows, rowOf(d, s))
	}
	usual := s.String(config.KeyCamera)
	if usual != "" && !slices.ContainsFunc(devices, func(d camera.Device) bool { return d.Is(usual) }) {
		rows = append(rows, session.FoundCamera{ID: usual, Device: usual, Name: usual, State: session.CameraNone})
	}
	return rows
}

func rowOf(d camera.Device, s *config.Settings) session.FoundCamera {
	state := session.CameraReady
	if d.Err != nil {
		state = cameraState(camera.StateOf(d.Err), d.Err)
	}
	return session.FoundCamera{ID: d.ID, Device: d.ID, Name: d.Name, Infrared: d.Infrared, Virtual: d.Kind == camera.Virtual, State: state,
		Turn: s.CameraTurn(d.Is), Mirror: s.CameraMirror(d.Is)}
}

// Mount implements session.Cameras. It writes only what changes, so that a locked
// setting is refused only where it would.
func (p *CameraPage) Mount(_ context.Context, m session.SaveMounting) *identity.Error {
	in, err := p.outside.Load()
	if err != nil {
		return AsIdentity(err)
	}
	p.mu.Lock()
	devices := p.last
	p.mu.Unlock()
	changes := mountingValues(in.Settings, devices, m)
	if len(changes) == 0 {
		return nil
	}
	return AsIdentity(config.SetAll(in.Sources, in.Paths.User, changes))
}

// mountingValues returns the settings that a mounting changes.
func mountingValues(s *config.Settings, devices []camera.Device, m session.SaveMounting) []config.Value {
	var out []config.Value
	set := func(key, now, want string) {
		if now != want {
			out = append(out, config.Value{Key: key, Text: want})
		}
	}
	if m.Mounting.Camera != chosenID(devices, s.String(config.KeyCamera)) {
		set(config.KeyCamera, s.String(config.KeyCamera), m.Mounting.Camera)
	}
	if i := slices.IndexFunc(devices, func(d camera.Device) bool { return d.Is(m.Device) }); i >= 0 {
		turns, mirrored := s.List(config.KeyCameraTurn), s.List(config.KeyCameraMirror)
		set(config.KeyCameraTurn, strings.Join(turns, ","), strings.Join(turnedList(turns, s.CameraTurn(devices[i].Is), devices[i], m.Mounting.Turn), ","))
		set(config.KeyCameraMirror, strings.Join(mirrored, ","), strings.Join(mirroredList(mirrored, devices, devices[i], m.Mounting.Mirror), ","))
	}
	set(config.KeyCameraMains, s.String(config.KeyCameraMains), m.Mounting.Mains)
	return out
}

// turnedList returns the list of turned cameras with another turn of one. The
// first item that fits counts, so that its own goes before one for every camera.
func turnedList(items []string, now int, d camera.Device, turn int) []string {
	if now == turn {
		return items
	}
	out := slices.DeleteFunc(slices.Clone(items), func(item string) bool {
		id, _, _ := strings.Cut(item, "=")
		return d.Is(id)
	})
	return append([]string{d.ID + "=" + strconv.Itoa(turn)}, out...)
}

// mirroredList returns the list of mirrored cameras with or without one. Where the
// list says every camera, it then names the others that are there.
func mirroredList(ids []string, devices []camera.Device, d camera.Device, mirror bool) []string {
	every := func(id string) bool { return id == "*" }
	if mirror == slices.ContainsFunc(ids, func(id string) bool { return every(id) || d.Is(id) }) {
		return ids
	}
	if mirror {
		return append(slices.Clone(ids), d.ID)
	}
	out := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return every(id) || d.Is(id) })
	if slices.ContainsFunc(ids, every) {
		for _, other := range devices {
			if other.ID != d.ID && !slices.ContainsFunc(out, other.Is) {
				out = append(out, other.ID)
			}
		}
	}
	return out
}

// Try implements session.CameraControl. How the camera hangs applies to the next
// frame; the frequency of the light at the next opening, so that another one opens
// the camera anew.
func (c *Camera) Try(t session.TryCamera) {
	turned := camera.View{Turn: t.Mounting.Turn, Mirror: t.Mounting.Mirror}
	c.sources.Configure(camera.Settings{Mains: mainsOf(t.Mounting.Mains), View: func(camera.Device) camera.View { return turned }})
	c.watch.Do(func() { go c.watchNodes() })
	c.mu.Lock()
	again := c.loop != nil && c.mains != t.Mounting.Mains
	c.mains = t.Mounting.Mains
	c.mu.Unlock()
	if again {
		c.Close()
	}
	c.Open(t.Generation, t.Device)
}
