package uvcdevice

import (
	"bufio"
	"os"
	"slices"
	"sync"
)

// Camera is a camera that is plugged in.
type Camera struct {
	config Config
	wire   *os.File // the cable to the host controller
	unplug func() error
	done   chan struct{} // closed when the cable is cut

	// mu also orders the messages to the host: the answer to a transfer must
	// not follow the answer to its withdrawal.
	mu        sync.Mutex
	pending   []*request // transfers that are not answered yet
	arrived   sync.Cond  // signals that pending has grown or the stream is over
	video     stream
	values    map[control][]byte
	probe     negotiation
	pictures  Pictures
	hung      bool
	frozen    bool
	withdrawn int // control transfers that the host has withdrawn
	refuses   bool
	locksUp   bool // from the next stop of the stream on
	locked    bool // until the port is reset
	resets    int
}

func newCamera(c Config, w *os.File) *Camera {
	cam := &Camera{config: c, wire: w, done: make(chan struct{}), values: map[control][]byte{}, pictures: c.Pictures}
	cam.arrived.L = &cam.mu
	cam.probe = cam.config.negotiate(negotiation{})
	return cam
}

// Hang makes the camera send nothing more until the host starts the stream
// again.
func (c *Camera) Hang() { c.set(&c.hung, true) }

// Freeze makes the camera answer nothing, or answer again.
func (c *Camera) Freeze(on bool) { c.set(&c.frozen, on) }

// Refuse makes the camera stall every request of the video class, or accept
// them again.
func (c *Camera) Refuse(on bool) { c.set(&c.refuses, on) }

func (c *Camera) set(flag *bool, on bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	*flag = on
}

// Send replaces the pictures, beginning with the next one.
func (c *Camera) Send(p Pictures) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pictures = p
}

// LockUp makes the firmware hang once the stream stops: requests about streaming
// end in protocol errors until the port is reset.
func (c *Camera) LockUp() { c.set(&c.locksUp, true) }

// Resets returns how often the host has configured the camera anew since it was
// plugged in.
func (c *Camera) Resets() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return max(c.resets-1, 0)
}

// Withdrawn returns how many control transfers the host has withdrawn.
func (c *Camera) Withdrawn() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.withdrawn
}

// serve answers the host until the cable is cut.
func (c *Camera) serve() {
	defer close(c.done)
	host := bufio.NewReader(c.wire)
	for {
		q, err := readRequest(host)
		if err != nil {
			c.stopVideo()
			return
		}
		c.handle(q)
	}
}

func (c *Camera) handle(q *request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case q.command == cmdUnlink:
		c.write(q.answerUnlink(c.forget(q.unlinks)))
	case c.frozen || q.endpoint != 0:
		c.pending = append(c.pending, q)
		c.arrived.Broadcast()
	default:
		if c.hangs(q) {
			c.write(q.answer(statusProtocol, nil))
			return
		}
		data, ok := c.control(q)
		if !ok {
			c.write(q.answer(statusStall, nil))
			return
		}
		c.write(q.answer(0, data[:min(len(data), q.length)]))
	}
}

// forget drops a transfer that the host withdraws. It returns false if the
// transfer is answered already.
func (c *Camera) forget(seq uint32) bool {
	i := slices.IndexFunc(c.pending, func(q *request) bool { return q.seq == seq })
	if i >= 0 {
		if c.pending[i].endpoint == 0 {
			c.withdrawn++
		}
		c.pending = slices.Delete(c.pending, i, i+1)
	}
	return i >= 0
}

// write sends an answer. A cut cable is detected by the reader.
func (c *Camera) write(b []byte) { _, _ = c.wire.Write(b) }
