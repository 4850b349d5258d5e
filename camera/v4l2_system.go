//go:build linux

package camera

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/fsnotify/fsnotify"
	"golang.org/x/sys/unix"
)

// v4l2 is the Linux system. Tests use other folders.
type v4l2 struct{ dev, sys string }

func newSystem() (system, error) { return v4l2{dev: "/dev", sys: "/sys"}, nil }

func (v v4l2) scan() ([]Device, error) { return scanSysfs(v.sys, v.dev) }

func (v v4l2) open(path string) (device, error) { return openNode(path) }

// usbReset is USBDEVFS_RESET of linux/usbdevice_fs.h.
const usbReset = 'U'<<8 | 20

// reset does nothing if this user may not reset the camera.
func (v v4l2) reset(path string) {
	root, err := filepath.EvalSymlinks(v.sys)
	if err != nil {
		return
	}
	dir, err := filepath.EvalSymlinks(filepath.Join(root, "class", "video4linux", filepath.Base(path)))
	if err != nil {
		return
	}
	usb := climb(root, dir, "idVendor")
	bus, _ := strconv.Atoi(attr(usb, "busnum"))
	number, _ := strconv.Atoi(attr(usb, "devnum"))
	fd, err := unix.Open(filepath.Join(v.dev, "bus", "usb", fmt.Sprintf("%03d/%03d", bus, number)), unix.O_WRONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return
	}
	_ = ioctl(fd, usbReset, nil)
	_ = unix.Close(fd)
}

// watch watches the folder of device nodes for new and removed nodes and
// changed permissions. If inotify is missing or exhausted, only the periodic
// rescan works.
func (v v4l2) watch() (<-chan struct{}, func()) {
	changed := make(chan struct{}, 1)
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return changed, func() {}
	}
	if err := watcher.Add(v.dev); err != nil {
		_ = watcher.Close()
		return changed, func() {}
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		forward(watcher, changed)
	}()
	return changed, func() {
		_ = watcher.Close()
		<-done
	}
}

// forward reports changes among the video nodes and lost events, until the
// watcher is closed.
func forward(w *fsnotify.Watcher, changed chan<- struct{}) {
	for {
		select {
		case e, ok := <-w.Events:
			if !ok {
				return
			}
			if !strings.HasPrefix(filepath.Base(e.Name), "video") {
				continue
			}
		case _, ok := <-w.Errors:
			if !ok {
				return
			}
		}
		select {
		case changed <- struct{}{}:
		default:
		}
	}
}
