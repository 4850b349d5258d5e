//go:build linux

package camera

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"unsafe"

	"github.com/blackjack/webcam"
	v4l2ioctl "github.com/blackjack/webcam/ioctl"
	"github.com/fsnotify/fsnotify"
	"golang.org/x/sys/unix"
)

// setPrivate sets an unexported field of the library's type.
func setPrivate[T any](w *webcam.Webcam, name string, value T) {
	f := reflect.ValueOf(w).Elem().FieldByName(name)
	*(*T)(unsafe.Pointer(f.UnsafeAddr())) = value
}

// The library's private fields are where the program reads them.
func TestDescriptorOfTheLibrary(t *testing.T) {
	w := new(webcam.Webcam)
	setPrivate(w, "fd", uintptr(42))
	if fd := fdOf(w); fd != 42 {
		t.Errorf("descriptor %d", fd)
	}
}

func TestUnmapAfterAFailedStart(t *testing.T) {
	var maps [][]byte
	for range 3 {
		m, err := unix.Mmap(-1, 0, 4096, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_ANON|unix.MAP_PRIVATE)
		if err != nil {
			t.Fatal(err)
		}
		maps = append(maps, m)
	}
	w := new(webcam.Webcam)
	setPrivate(w, "buffers", append(maps, nil)) // the fourth mapping failed
	unmap(w)
	for i, m := range maps {
		if err := unix.Munmap(m); !errors.Is(err, unix.EINVAL) {
			t.Errorf("mapping %d was still there: %v", i, err)
		}
	}
}

// Sizes are part of the request numbers. With a wrong struct the kernel returns
// ENOTTY at best.
func TestStructSizes(t *testing.T) {
	for name, pair := range map[string][2]uintptr{
		"v4l2_capability":     {v4l2ioctl.IoR('V', 0, unsafe.Sizeof(capability{})), webcam.VIDIOC_QUERYCAP},
		"v4l2_format":         {v4l2ioctl.IoRW('V', 5, unsafe.Sizeof(format{})), webcam.VIDIOC_S_FMT},
		"v4l2_queryctrl":      {v4l2ioctl.IoRW('V', 36, unsafe.Sizeof(queryControl{})), v4l2ioctl.IoRW('V', 36, 68)},
		"v4l2_requestbuffers": {v4l2ioctl.IoRW('V', 8, unsafe.Sizeof(requestBuffers{})), webcam.VIDIOC_REQBUFS},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %#x, want %#x", name, pair[0], pair[1])
		}
	}
}

func TestCaptures(t *testing.T) {
	const metaCapture, output = 0x00800000, 0x2
	all := uint32(capVideoCapture | capStreaming | metaCapture | capDeviceCaps)
	for name, tc := range map[string]struct {
		caps capability
		want bool
	}{
		"camera":                {capability{capabilities: all, deviceCaps: capVideoCapture | capStreaming}, true},
		"metadata":              {capability{capabilities: all, deviceCaps: metaCapture | capStreaming}, false},
		"output":                {capability{capabilities: all, deviceCaps: output | capStreaming}, false},
		"no streaming":          {capability{capabilities: all, deviceCaps: capVideoCapture}, false},
		"old driver, no device": {capability{capabilities: capVideoCapture | capStreaming}, true},
	} {
		if captures(tc.caps, capVideoCapture) != tc.want {
			t.Errorf("%s: %v", name, !tc.want)
		}
	}
}

func TestClassify(t *testing.T) {
	for _, tc := range []struct {
		err  error
		want State
	}{
		{unix.EACCES, NoPermission},
		{unix.EBUSY, Busy},
		{fmt.Errorf("open: %w", unix.EBUSY), Busy},
		{errors.New("Failed to start streaming: device or resource busy"), Busy},
		{errors.New("Failed to map request buffers: no such device"), Lost},
		{unix.ENODEV, Lost},
		{unix.ESHUTDOWN, Lost},
		{unix.ENOENT, Lost},
		{errors.New("Failed to start streaming: no space left on device"), Failed},
		{unix.EIO, Failed},
		{errors.New("Not a video capture device"), Failed},
		{nil, Live},
	} {
		if got := StateOf(classify(tc.err)); got != tc.want {
			t.Errorf("%v: %v, want %v", tc.err, got, tc.want)
		}
	}
	if err := classify(unix.EAGAIN); !errors.Is(err, errAgain) {
		t.Errorf("EAGAIN: %v", err)
	}
}

func TestFourCC(t *testing.T) {
	if code := codeOf("MJPG"); code != 0x47504A4D || fourCC(code) != "MJPG" || formatOf(code) != MJPEG {
		t.Errorf("%#x, %q", code, fourCC(code))
	}
	if formatOf(codeOf("YUYV")) != YUYV || formatOf(codeOf("NV12")) != YUYV || formatOf(codeOf("H264")) != Unknown {
		t.Error("wrong format")
	}
}

// A node that is missing or no V4L2 device gives an error with a state.
func TestOpenNoCamera(t *testing.T) {
	file := filepath.Join(t.TempDir(), "video0")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]State{file: Failed, file + "0": Lost, "/dev/null": Failed} {
		if _, err := openNode(path); StateOf(err) != want || err == nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// The real watcher reports real nodes that come, change their permissions and
// go.
func TestWatch(t *testing.T) {
	for name, step := range map[string]func(node string) error{
		"node comes":     func(node string) error { return os.Symlink("/dev/null", node+"1") },
		"rights change":  func(node string) error { return os.Chmod(node, 0o666) },
		"node goes away": func(node string) error { return os.Remove(node) },
	} {
		t.Run(name, func(t *testing.T) {
			node := filepath.Join(t.TempDir(), "video0")
			if err := os.WriteFile(node, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			changed, stop := v4l2{dev: filepath.Dir(node)}.watch()
			defer stop()
			if err := step(node); err != nil {
				t.Fatal(err)
			}
			<-changed
		})
	}
}

func TestForward(t *testing.T) {
	w := &fsnotify.Watcher{Events: make(chan fsnotify.Event), Errors: make(chan error)}
	changed, done := make(chan struct{}, 1), make(chan struct{})
	go func() {
		defer close(done)
		forward(w, changed)
	}()
	w.Events <- fsnotify.Event{Name: "/dev/null"}
	w.Events <- fsnotify.Event{Name: "/dev/tty1"} // when this is read, the event before was handled
	select {
	case <-changed:
		t.Error("other nodes count")
	default:
	}
	w.Errors <- fsnotify.ErrEventOverflow
	<-changed
	for range 3 {
		w.Events <- fsnotify.Event{Name: "/dev/video3"} // nobody reads the change, and forward does not block
	}
	<-changed
	close(w.Events)
	<-done
}

func TestWatchEndsAndTolerates(t *testing.T) {
	_, stop := v4l2{dev: filepath.Join(t.TempDir(), "missing")}.watch()
	stop()
	_, stop = v4l2{dev: t.TempDir()}.watch()
	stop() // returns only after its goroutine has ended
}

// List works on this machine, whatever cameras it has.
func TestListHere(t *testing.T) {
	all, err := List()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range all {
		if d.ID == "" || d.Path == "" {
			t.Errorf("%+v", d)
		}
	}
}
