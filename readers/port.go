package readers

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"go.bug.st/serial"
)

// ByID is the folder whose names stay with a device, whichever socket it is in.
const ByID = "/dev/serial/by-id"

// open opens a port in raw mode, 8 bits, no parity, one stop bit, no flow control.
// It looks first whether the path is a device: a file of another kind is not
// opened at all.
func open(path string, baud int) (Line, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case info.Mode()&os.ModeCharDevice == 0:
		return nil, fmt.Errorf("%s is no serial port", path)
	}
	return serial.Open(path, &serial.Mode{BaudRate: cmp.Or(baud, DefaultBaud)})
}

// Ports lists the paths of the serial ports with stable names. It opens none.
func Ports() []string {
	paths, _ := filepath.Glob(filepath.Join(ByID, "*"))
	return paths
}

// Ask opens a port once and returns the reader's state: Waiting where it works.
func Ask(ctx context.Context, port string, baud int, now func() time.Time) (State, error) {
	_, err := ask(ctx, port, baud, now, false)
	if err != nil {
		return stateOf(err), err
	}
	return Waiting, nil
}

// Number asks a reader for the number of its security module, as printed on it. It
// identifies the device and is for IT's eyes only.
func Number(ctx context.Context, port string, baud int, now func() time.Time) (string, error) {
	return ask(ctx, port, baud, now, true)
}

func ask(ctx context.Context, port string, baud int, now func() time.Time, number bool) (string, error) {
	line, err := open(port, baud)
	if err != nil {
		return "", err
	}
	defer line.Close()
	l, err := newLink(line, now)
	if err != nil {
		return "", lineFault(err)
	}
	defer l.wipe()
	r := &reader{link: l}
	if err := r.greet(ctx); err != nil || !number {
		return "", err
	}
	a, err := l.ask(ctx, askNumber)
	switch {
	case err != nil:
		return "", err
	case a.status != swDone:
		return "", statusError(a.status)
	}
	return moduleNumber(a.data), nil
}

// moduleNumber prints the number as it stands on the module.
func moduleNumber(data []byte) string {
	le := binary.LittleEndian
	return fmt.Sprintf("%02d.%02d-%d-%010d-%010d", le.Uint16(data), le.Uint16(data[2:]), le.Uint32(data[4:]), le.Uint32(data[8:]), le.Uint32(data[12:]))
}
