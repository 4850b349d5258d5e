package camera

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"facedesk/camera/jpegmark"
)

// errGone is the driver's error after the camera is unplugged.
var errGone = &Error{State: Lost, Err: errors.New("no such device")}

// fakeSystem is a machine with made-up cameras.
type fakeSystem struct {
	t      *testing.T
	mu     sync.Mutex
	cams   []*fakeCam
	events chan struct{}
	opened int // handles open now
	opens  int // handles ever opened
	most   int // handles open at once
	scans  int
}

func newFakeSystem(t *testing.T, cams ...*fakeCam) *fakeSystem {
	return &fakeSystem{t: t, cams: cams, events: make(chan struct{}, 1)}
}

func (s *fakeSystem) webcam(id string) *Webcam {
	w := NewWebcam(Options{ID: id, Now: time.Now})
	w.system = func() (system, error) { return s, nil }
	return w
}

// set changes the machine and tells the watcher, unless quiet.
func (s *fakeSystem) set(quiet bool, change func()) {
	s.mu.Lock()
	change()
	s.mu.Unlock()
	if quiet {
		return
	}
	select {
	case s.events <- struct{}{}:
	default:
	}
}

func (s *fakeSystem) scan() ([]Device, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.scans++
	var all []Device
	for _, c := range s.cams {
		if !c.gone {
			all = append(all, c.device)
		}
	}
	return all, nil
}

func (s *fakeSystem) watch() (<-chan struct{}, func()) { return s.events, func() {} }

func (s *fakeSystem) reset(path string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.cams {
		if c.device.Path == path {
			c.resets++
		}
	}
}

func (s *fakeSystem) open(path string) (device, error) {
	s.mu.Lock()
	i := slices.IndexFunc(s.cams, func(c *fakeCam) bool { return c.device.Path == path && !c.gone })
	if i < 0 {
		s.mu.Unlock()
		return nil, errGone
	}
	c := s.cams[i]
	hang, err := c.openHang, c.openErr
	s.mu.Unlock()
	time.Sleep(hang)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opened++
	s.opens++
	s.most = max(s.most, s.opened)
	return &fakeDevice{sys: s, cam: c}, nil
}

// fakeCam is a camera; its fields may be changed under fakeSystem.set while it
// runs.
type fakeCam struct {
	device    Device
	offers    []Mode
	gone      bool
	hung      bool // gives no frames
	readyVoid bool // says it is ready though it has no frame
	openErr   error
	openHang  time.Duration
	startHang time.Duration
	closeHang time.Duration
	answers   map[string]string // the FourCC answered to one asked for
	startErrs map[string]error  // by Mode.String
	readErr   error             // dequeue returns it once
	picture   func(n int) []byte
	frozen    bool // the picture stays the same
	mains     Mains
	rate      int
	resets    int
	late      time.Duration // from the start to the first frame
	set       []string      // modes that were set
}

// goodCam is a common USB camera with 30 frames a second.
func goodCam(id, path string) *fakeCam {
	return &fakeCam{
		device:  Device{ID: id, Path: path, Name: id},
		offers:  []Mode{{YUYV, "YUYV", 640, 480}, {MJPEG, "MJPG", 1280, 720}},
		picture: func(int) []byte { return testJPEG() },
	}
}

// fakeDevice behaves like a driver, including two traps: buffers change after
// they are given back, and wait returns at once when the camera is gone.
type fakeDevice struct {
	sys    *fakeSystem
	cam    *fakeCam
	mode   Mode
	start0 time.Time
	taken  int      // frames dequeued so far
	free   int      // buffers that the driver may fill
	lent   [][]byte // by index, nil if not lent
	waits  int
	closed bool
}

const fakeInterval = time.Second / 30

func (d *fakeDevice) locked(f func()) {
	d.sys.mu.Lock()
	defer d.sys.mu.Unlock()
	if d.closed {
		panic("used after close")
	}
	f()
}

func (d *fakeDevice) modes() (m []Mode) {
	d.locked(func() { m = slices.Clone(d.cam.offers) })
	return m
}

func (d *fakeDevice) inUse() error { return nil }

func (d *fakeDevice) tune(m Mains, rate int) {
	d.locked(func() { d.cam.mains, d.cam.rate = m, rate })
}

func (d *fakeDevice) setFormat(m Mode) (l layout, err error) {
	d.locked(func() {
		d.cam.set = append(d.cam.set, m.String())
		d.mode = m
		l = layout{Mode: m}
		if other, ok := d.cam.answers[m.FourCC]; ok {
			l.FourCC = other
		}
	})
	return l, nil
}

func (d *fakeDevice) start(n int) (err error) {
	var hang time.Duration
	d.locked(func() { hang = d.cam.startHang })
	time.Sleep(hang)
	d.locked(func() {
		err = d.cam.startErrs[d.mode.String()]
		if slow, ok := d.cam.startErrs[fmt.Sprint(d.mode, " at ", d.cam.rate)]; ok {
			err = slow
		}
		d.start0, d.free, d.lent = time.Now(), n, make([][]byte, n)
	})
	return err
}

// filled returns how many frames wait to be dequeued.
func (d *fakeDevice) filled() int {
	if d.cam.hung {
		d.start0 = time.Now()
		d.taken = 0
		return 0
	}
	made := max(0, int((time.Since(d.start0)-d.cam.late)/fakeInterval))
	if made-d.taken > d.free {
		d.taken = made - d.free // the driver drops frames without a buffer
	}
	return made - d.taken
}

func (d *fakeDevice) wait(limit time.Duration) (ready bool, err error) {
	if d.waits++; d.waits > 1_000_000 {
		panic("the machine spins")
	}
	end := time.Now().Add(limit)
	for {
		d.locked(func() { ready = d.cam.gone || d.cam.readyVoid || d.cam.readErr != nil || d.filled() > 0 })
		if ready || !time.Now().Before(end) {
			return ready, nil
		}
		time.Sleep(time.Millisecond)
	}
}

func (d *fakeDevice) dequeue() (data []byte, index uint32, err error) {
	d.locked(func() {
		switch {
		case d.cam.gone:
			err = errGone
		case d.cam.readErr != nil:
			err, d.cam.readErr = d.cam.readErr, nil
		case d.filled() == 0:
			err = errAgain
		default:
			d.taken++
			d.free--
			i := slices.IndexFunc(d.lent, func(b []byte) bool { return b == nil })
			d.lent[i] = bytes.Clone(d.cam.picture(d.taken))
			if !d.cam.frozen {
				noise(d.lent[i], d.mode, d.taken)
			}
			data, index = d.lent[i], uint32(i)
		}
	})
	return data, index, err
}

// noise changes a picture a little, as the noise of a sensor does: the last
// divisor of a JPEG, or the first pixel.
func noise(b []byte, m Mode, n int) {
	if i := bytes.Index(b, []byte{0xFF, jpegmark.DQT}); m.Format == MJPEG && i > 0 && i+68 < len(b) {
		b[i+68] = byte(50 + n%8)
	} else if m.Format != MJPEG && len(b) > 0 {
		b[0] = byte(100 + n%8)
	}
}

func (d *fakeDevice) requeue(index uint32) (err error) {
	d.locked(func() {
		if d.cam.gone {
			err = errGone
		}
		d.poison(int(index))
		d.free++
	})
	return err
}

// poison overwrites a buffer, as the driver's next frame would.
func (d *fakeDevice) poison(i int) {
	for j := range d.lent[i] {
		d.lent[i][j] = 0xEE
	}
	d.lent[i] = nil
}

func (d *fakeDevice) close() error {
	var hang time.Duration
	d.locked(func() { hang = d.cam.closeHang })
	time.Sleep(hang)
	d.locked(func() {
		for i := range d.lent {
			d.poison(i)
		}
		d.closed = true
		d.sys.opened--
	})
	return nil
}

// recorder is a sink that keeps what it gets.
type recorder struct {
	t      *testing.T
	mu     sync.Mutex
	begun  time.Time
	states []Status
	frames int
	last   Frame
}

func newRecorder(t *testing.T) *recorder { return &recorder{t: t, begun: time.Now()} }

func (r *recorder) Frame(f *Frame) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if f.Format == MJPEG {
		if l, err := scanJPEG(f.Data); err != nil || l.tables != allTables || l.width != f.Width || l.height != f.Height {
			r.t.Errorf("frame %d is no whole JPEG of %d×%d: %+v, %v", f.Seq, f.Width, f.Height, l, err)
		}
	}
	if f.Seq <= r.last.Seq {
		r.t.Errorf("sequence number %d after %d", f.Seq, r.last.Seq)
	}
	if len(r.states) == 0 || r.states[len(r.states)-1].State != Live {
		r.t.Errorf("frame %d outside Live", f.Seq)
	}
	r.frames++
	f.Release()
	r.last = *f
}

func (r *recorder) State(s Status) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.states = append(r.states, s)
}

// names returns the states so far.
func (r *recorder) names() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	var all []string
	for _, s := range r.states {
		all = append(all, s.State.String())
	}
	return "[" + strings.Join(all, " ") + "]"
}

func (r *recorder) now() Status {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.states) == 0 {
		return Status{}
	}
	return r.states[len(r.states)-1]
}

func (r *recorder) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.frames
}

// frame returns the newest frame without its data.
func (r *recorder) frame() Frame {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.last
}

// testJPEG returns a small picture as a camera would send it.
var testJPEG = sync.OnceValue(func() []byte { return encodeJPEG(64, 48) })

// encodeJPEG returns a picture that uses every Huffman table.
func encodeJPEG(w, h int) []byte {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.Set(x, y, color.RGBA{uint8(x * 7), uint8(y * 5), uint8(x * y), 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}
