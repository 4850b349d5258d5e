//go:build linux

package uvcdevice

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// hub is the virtual hub of the module vhci-hcd.
const hub = "/sys/devices/platform/vhci_hcd.0/"

const (
	highSpeed  = 3 // enum usb_device_speed
	freePort   = "004"
	plugLimit  = 10 * time.Second
	plugPeriod = 10 * time.Millisecond
)

// Plug plugs a camera in. The kernel detects it a moment later.
func Plug(c Config) (*Camera, error) {
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	wire := os.NewFile(uintptr(pair[0]), "usb")
	defer func() { _ = unix.Close(pair[1]) }() // the kernel has its own reference
	if err := awaitFree(c.Port); err != nil {
		return nil, errors.Join(err, wire.Close())
	}
	line := fmt.Sprintf("%d %d %d %d", c.Port, pair[1], c.Port+1, highSpeed)
	if err := os.WriteFile(hub+"attach", []byte(line), 0); err != nil {
		return nil, errors.Join(err, wire.Close())
	}
	cam := newCamera(c, wire)
	cam.unplug = sync.OnceValue(cam.pull)
	go cam.serve()
	return cam, nil
}

// Unplug unplugs the camera and waits until the hub has noticed. A second
// Unplug does nothing.
func (c *Camera) Unplug() error { return c.unplug() }

func (c *Camera) pull() error {
	err := unix.Shutdown(int(c.wire.Fd()), unix.SHUT_RDWR)
	<-c.done
	return errors.Join(err, c.wire.Close(), awaitFree(c.config.Port))
}

// awaitFree waits until a port is free. The hub must be asked, because it does
// not announce that it is done with a device.
func awaitFree(port int) error {
	for range int(plugLimit / plugPeriod) {
		status, err := os.ReadFile(hub + "status")
		if err != nil {
			return err
		}
		if portStatus(string(status), port) == freePort {
			return nil
		}
		time.Sleep(plugPeriod)
	}
	return fmt.Errorf("port %d is not free", port)
}

// portStatus finds a port's state in a table with the columns hub, port and
// state.
func portStatus(table string, port int) string {
	for line := range strings.Lines(table) {
		f := strings.Fields(line)
		if len(f) > 2 && f[0] == "hs" && f[1] == fmt.Sprintf("%04d", port) {
			return f[2]
		}
	}
	return ""
}
