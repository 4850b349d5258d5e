package sandbox

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/creack/pty"
	"golang.org/x/term"
)

// Options say how the reader behaves. The zero Options answer at once.
type Options struct {
	Baud int // paces the answers as a line of this speed does; 0: no pace
	// SlowByte is the time for one byte under the fault Slow; 0: a second.
	SlowByte time.Duration
}

// Reader is a card reader on a pseudo-terminal. Its path stays while it is unplugged
// and plugged in again, as the path of a device does below /dev/serial/by-id.
type Reader struct {
	o      Options
	folder string
	ctx    context.Context
	cancel context.CancelFunc
	done   sync.WaitGroup

	mu     sync.Mutex
	device device
	ends   []*os.File // of the present line: its two ends, none while unplugged
}

// Start plugs a reader in.
func Start(o Options) (*Reader, error) {
	folder, err := os.MkdirTemp("", "facedesk-reader-")
	if err != nil {
		return nil, err
	}
	r := &Reader{o: o, folder: folder}
	r.ctx, r.cancel = context.WithCancel(context.Background())
	if err := r.Plug(); err != nil {
		r.Close()
		return nil, err
	}
	return r, nil
}

// Path is the path of the port.
func (r *Reader) Path() string { return filepath.Join(r.folder, "usb-Facedesk_Sandbox_reader-port0") }

// Plug plugs the reader in again.
func (r *Reader) Plug() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.ends) > 0 {
		return nil
	}
	ours, theirs, err := pty.Open()
	if err != nil {
		return err
	}
	r.ends = []*os.File{ours, theirs}
	if _, err := term.MakeRaw(int(theirs.Fd())); err != nil {
		return err
	}
	if ours, err = waking(ours); err != nil {
		return err
	}
	r.ends[0] = ours
	_ = os.Remove(r.Path())
	if err := os.Symlink(theirs.Name(), r.Path()); err != nil {
		return err
	}
	r.done.Go(func() { r.serve(ours) })
	return nil
}

// Unplug pulls the reader out. The card stays on it.
func (r *Reader) Unplug() {
	r.mu.Lock()
	ends := r.ends
	r.ends = nil
	r.device.selected, r.device.spent = false, false // it starts anew with power
	r.mu.Unlock()
	_ = os.Remove(r.Path())
	for _, f := range ends {
		_ = f.Close()
	}
}

// Lay lays a card down, in place of another one.
func (r *Reader) Lay(c Card) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.device.card, r.device.selected, r.device.spent = &c, false, false
}

// Lift takes the card away.
func (r *Reader) Lift() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.device.card, r.device.selected, r.device.spent = nil, false, false
}

// Fail makes the reader do something wrong from now on.
func (r *Reader) Fail(f Fault) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.device.fault = f
}

// Close unplugs the reader and removes its path.
func (r *Reader) Close() {
	r.cancel()
	r.Unplug()
	r.done.Wait()
	_ = os.RemoveAll(r.folder)
}

// serve answers what comes on a line until it is closed.
func (r *Reader) serve(line *os.File) {
	var got []byte
	buffer := make([]byte, 256)
	for {
		n, err := line.Read(buffer)
		if err != nil {
			return
		}
		got = append(got, buffer[:n]...)
		for request, rest := nextRequest(got); request != nil; request, rest = nextRequest(got) {
			got = rest
			r.mu.Lock()
			reply := r.device.reply(request)
			r.mu.Unlock()
			if r.send(line, reply) != nil {
				return
			}
		}
	}
}

// send writes a reply at the pace of the line.
func (r *Reader) send(line *os.File, reply []byte) error {
	for len(reply) > 0 {
		n, gap := r.pace(len(reply))
		if !r.wait(gap) {
			return r.ctx.Err()
		}
		if _, err := line.Write(reply[:n]); err != nil {
			return err
		}
		reply = reply[n:]
	}
	return nil
}

// usbPacket is how much a USB converter delivers at a time.
const usbPacket = 64

// pace says how many of the next bytes come together, and after what time.
func (r *Reader) pace(left int) (int, time.Duration) {
	r.mu.Lock()
	slow := r.device.fault == Slow
	r.mu.Unlock()
	switch {
	case slow:
		return 1, cmp.Or(r.o.SlowByte, time.Second)
	case r.o.Baud > 0:
		n := min(left, usbPacket)
		return n, time.Duration(n) * bitsOfByte * time.Second / time.Duration(r.o.Baud)
	}
	return left, 0
}

// bitsOfByte are the bits of a byte on the line, with those of start and stop.
const bitsOfByte = 10

// wait reports whether the time went by before the reader was closed.
func (r *Reader) wait(d time.Duration) bool {
	if d <= 0 {
		return r.ctx.Err() == nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-r.ctx.Done():
		return false
	}
}
