package camera

import (
	"context"
	"sync"
	"time"
)

// Options select the camera of a Webcam.
type Options struct {
	// ID is the Device.ID of the camera to use. "" means the best one, but
	// never a virtual or infrared one.
	ID string
	// Now stamps frames and states, for example time.Now. If it is nil, they
	// have no time.
	Now func() time.Time
}

// Webcam is the Source of real cameras. Make it with NewWebcam. It may be used
// from several goroutines.
type Webcam struct {
	now    func() time.Time
	turn   semaphore
	pick   *choice
	system func() (system, error)
}

// NewWebcam returns a source that has touched no hardware yet.
func NewWebcam(o Options) *Webcam {
	return &Webcam{now: o.Now, turn: newSemaphore(), pick: newChoice(o.ID), system: newSystem}
}

// Select changes to another camera and returns at once. id is as in Options. A
// running source goes to Starting.
func (w *Webcam) Select(id string) { w.pick.set(id) }

// Configure applies IT's settings and returns at once. How the camera hangs
// applies from the next frame on, the rest from the next opening on.
func (w *Webcam) Configure(s Settings) { w.pick.configure(s) }

// Run implements Source. It returns an *Error only on an operating system
// without V4L2 (Unsupported).
func (w *Webcam) Run(ctx context.Context, sink Sink) error {
	release, ok := w.turn.take(ctx)
	if !ok {
		return nil
	}
	defer release()
	sys, err := w.system()
	m := &machine{sys: sys, now: w.now, sink: sink, pool: newPool(), pick: w.pick}
	if err != nil {
		m.report(Status{State: StateOf(err), Err: err})
		return err
	}
	m.run(ctx)
	return nil
}

// List returns every camera of the machine, in the order of preference, virtual
// and infrared ones included. It opens each briefly to read its modes. If that
// fails, or if the camera streams (in this program too), Device.Err says so. An
// error is an *Error (Unsupported, Failed). A hung camera can make List take
// seconds.
func List() ([]Device, error) {
	sys, err := newSystem()
	if err != nil {
		return nil, err
	}
	return list(sys)
}

func list(sys system) ([]Device, error) {
	found, err := sys.scan()
	if err != nil {
		return nil, at("", Failed, err)
	}
	var all []Device
	for _, d := range found {
		if examine(sys, &d) {
			all = append(all, d)
		}
	}
	rankDevices(all)
	return all, nil
}

// examine fills in what only an open camera tells. It returns false if the node
// is no camera.
func examine(sys system, d *Device) bool {
	dev, err := sys.open(d.Path)
	if err != nil {
		e := at(d.Path, Failed, err)
		d.Err = e
		return e.State != None && e.State != Lost
	}
	defer func() { _ = dev.close() }()
	d.Modes = dev.modes()
	d.Infrared = d.Infrared || greyOnly(d.Modes)
	if len(rankModes(d.Modes)) == 0 {
		d.Err = at(d.Path, Failed, unreadable(d.Modes))
		return true
	}
	if err := dev.inUse(); err != nil {
		d.Err = at(d.Path, Failed, err)
	}
	return true
}

// choice is the identifier of the wanted camera, and the settings.
type choice struct {
	mu      sync.Mutex
	decided Settings
	id      string
	changed chan struct{}
}

func newChoice(id string) *choice { return &choice{id: id, changed: make(chan struct{})} }

// get returns the identifier, and a channel that closes when it changes.
func (c *choice) get() (string, <-chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.id, c.changed
}

func (c *choice) set(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if id == c.id {
		return
	}
	c.id = id
	close(c.changed)
	c.changed = make(chan struct{})
}

func (c *choice) settings() Settings {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.decided
}

func (c *choice) configure(s Settings) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.decided = s
}
