package readers

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// Scan is one line that a scanner typed, or its state where State is not CardRead.
type Scan struct {
	State State  // CardRead with a text; else Absent, NoPermission, Busy, WrongAnswer, Waiting
	Text  string // of CardRead
	Ended bool   // with Enter
	Err   error
}

// ScannerOptions say which scanner is read. All are needed.
type ScannerOptions struct {
	Device string // a path, best of /dev/input/by-id; no other device is ever opened
	Now    func() time.Time
	Report func(Scan)

	open func(path string) (events, error) // nil: the kernel's device
}

// InputByID is the folder whose names stay with a device.
const InputByID = "/dev/input/by-id"

// Keyboards lists the devices with stable names that type. It opens none.
func Keyboards() []string {
	paths, _ := filepath.Glob(filepath.Join(InputByID, "*-event-kbd"))
	return paths
}

// events is an input device that belongs to this program alone.
type events interface {
	io.ReadCloser
	SetReadDeadline(t time.Time) error
}

// linePause ends a line that has no Enter. Scanners leave a few milliseconds between
// two keys.
const linePause = 150 * time.Millisecond

// RunScanner reads a scanner until the context ends. Nothing that it types reaches
// any other program, an input method or the focus. One that was unplugged is found
// again.
func RunScanner(ctx context.Context, o ScannerOptions) {
	if o.open == nil {
		o.open = grab
	}
	told := State(0xFF)
	tell := func(state State, err error) {
		if state != told && ctx.Err() == nil {
			told = state
			o.Report(Scan{State: state, Err: err})
		}
	}
	for ctx.Err() == nil {
		device, err := o.open(o.Device)
		if err == nil {
			tell(Waiting, nil)
			err = o.read(ctx, device)
		}
		tell(scannerState(err), err)
		if errors.Is(err, errKeyboard) {
			return
		}
		pause(ctx, retryEvery)
	}
}

// errKeyboard says that the device is somebody's keyboard. It is given back, and not
// taken again until it is named anew.
var errKeyboard = errors.New("the device is a keyboard: Escape was pressed again and again")

// wayOut is how often Escape gives a keyboard back that was named by mistake.
// Scanners have no such key.
const wayOut = 5

func scannerState(err error) State {
	switch {
	case errors.Is(err, os.ErrNotExist), errors.Is(err, syscall.ENODEV), errors.Is(err, io.EOF):
		return Absent
	case errors.Is(err, os.ErrPermission):
		return NoPermission
	case errors.Is(err, syscall.EBUSY):
		return Busy
	}
	return WrongAnswer
}

// Kinds and codes of events.
const (
	evSync     = 0
	evKey      = 1
	syncLost   = 3 // the kernel dropped events
	keyDown    = 1
	keyUp      = 0
	timeSize   = 2 * strconv.IntSize / 8
	eventSize  = timeSize + 8
	readEvents = 64
)

// read reads a device until it fails or the context ends.
func (o ScannerOptions) read(ctx context.Context, device events) error {
	defer context.AfterFunc(ctx, func() { _ = device.Close() })()
	defer device.Close()
	var d decoder
	buffer := make([]byte, readEvents*eventSize)
	for {
		until := time.Time{}
		if d.line.Len() > 0 {
			until = o.Now().Add(linePause)
		}
		if err := device.SetReadDeadline(until); err != nil {
			return err
		}
		n, err := device.Read(buffer)
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded):
			o.report(&d, false)
		case err != nil:
			return err
		}
		for at := 0; at+eventSize <= n; at += eventSize {
			if d.event(buffer[at+timeSize:]) {
				o.report(&d, true)
			}
		}
		if d.outs >= wayOut {
			return errKeyboard
		}
		clear(buffer)
	}
}

// event takes one event, without its time. It returns true where a line ends.
func (d *decoder) event(raw []byte) bool {
	kind, code := binary.NativeEndian.Uint16(raw), binary.NativeEndian.Uint16(raw[2:])
	value := int32(binary.NativeEndian.Uint32(raw[4:]))
	switch {
	case kind == evSync && code == syncLost:
		d.lost, d.held = true, nil
	case kind == evKey && (value == keyDown || value == keyUp):
		return d.key(code, value == keyDown)
	}
	return false
}

func (o ScannerOptions) report(d *decoder, ended bool) {
	if text := d.take(); text != "" {
		o.Report(Scan{State: CardRead, Text: text, Ended: ended})
	}
}
