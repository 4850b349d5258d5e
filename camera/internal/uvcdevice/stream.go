package uvcdevice

import "time"

// The payload header (UVC 1.0, 2.4.3.2): its length and flags.
const (
	payloadHeader = 2
	flagFrame     = 0x01 // changes with every picture
	flagLast      = 0x02 // the last packet of the picture
	flagHeader    = 0x80 // the header ends here
)

// stream is the video endpoint. The camera's mutex guards it.
type stream struct {
	setting uint8 // alternate setting of the streaming interface; 0 while idle
	stop    chan struct{}
	starts  int
	parity  uint8 // flagFrame in every second picture
}

// Starts returns how often the host has started the stream.
func (c *Camera) Starts() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.video.starts
}

// restartVideo sets the alternate setting of the streaming interface. 0 ends
// the stream, any other value begins one.
func (c *Camera) restartVideo(setting uint8) {
	if c.video.stop != nil {
		close(c.video.stop)
		c.video.stop = nil
		c.arrived.Broadcast()
	}
	c.video.setting = setting
	if setting == 0 {
		if c.locksUp && c.video.starts > 0 {
			c.locksUp, c.locked = false, true
		}
		return
	}
	c.hung = false
	c.video.starts++
	c.video.stop = make(chan struct{})
	go c.play(c.video.stop, c.probe.mode)
}

func (c *Camera) stopVideo() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.restartVideo(0)
}

// play sends pictures until the stream is stopped.
func (c *Camera) play(stop <-chan struct{}, m Mode) {
	clock := time.NewTicker(frameInterval)
	defer clock.Stop()
	for n := 0; ; n++ {
		select {
		case <-stop:
			return
		case <-clock.C:
		}
		if !c.sendPicture(stop, c.picture(m, n)) {
			return
		}
	}
}

// picture returns the next picture, or nil. It does not hold the mutex, because
// the host waits for other answers meanwhile.
func (c *Camera) picture(m Mode, n int) []byte {
	pictures := c.source()
	if pictures == nil {
		return nil
	}
	return pictures(m, n)
}

func (c *Camera) source() Pictures {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.hung || c.frozen:
		return nil
	case c.pictures == nil:
		return Good
	}
	return c.pictures
}

// sendPicture sends a picture in as many transfers as it needs. It returns
// false if the stream was stopped.
func (c *Camera) sendPicture(stop <-chan struct{}, picture []byte) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(picture) > 0 {
		c.video.parity ^= flagFrame
	}
	for len(picture) > 0 {
		q := c.nextTransfer(stop)
		if q == nil {
			return false
		}
		var data []byte
		data, picture = q.fill(picture, c.video.parity)
		c.write(q.answer(0, data))
	}
	return true
}

// nextTransfer returns the oldest transfer that waits for video. It waits if
// there is none, and returns nil if the stream was stopped.
func (c *Camera) nextTransfer(stop <-chan struct{}) *request {
	for {
		select {
		case <-stop:
			return nil
		default:
		}
		for _, q := range c.pending {
			if q.endpoint == endpointVideo&0x0F {
				c.forget(q.seq)
				return q
			}
		}
		c.arrived.Wait()
	}
}

// fill puts the beginning of a picture into the packets of a transfer. It
// returns the packets' bytes and the rest of the picture.
func (q *request) fill(picture []byte, parity uint8) (data, rest []byte) {
	for i := range q.packets {
		p := &q.packets[i]
		n := min(len(picture), int(p.length)-payloadHeader)
		if n <= 0 {
			continue
		}
		flags := flagHeader | parity
		if n == len(picture) {
			flags |= flagLast
		}
		data = append(data, payloadHeader, flags)
		data = append(data, picture[:n]...)
		picture = picture[n:]
		p.actual = uint32(n + payloadHeader)
	}
	return data, picture
}
