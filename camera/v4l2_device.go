//go:build linux

package camera

import (
	"errors"
	"fmt"
	"slices"
	"syscall"
	"time"
	"unsafe"

	"github.com/blackjack/webcam"
	v4l2ioctl "github.com/blackjack/webcam/ioctl"
	"golang.org/x/sys/unix"
)

// v4l2Device is an open node. It uses blackjack/webcam.
type v4l2Device struct {
	cam *webcam.Webcam
	fd  int

	mute error // why the camera answers no controls any more
}

func openNode(path string) (device, error) {
	if err := checkCapture(path); err != nil {
		return nil, classify(err)
	}
	cam, err := openCloexec(path)
	if err != nil {
		return nil, classify(err)
	}
	return &v4l2Device{cam: cam, fd: fdOf(cam)}, nil
}

// openCloexec opens the camera so that a program started at the same moment
// does not inherit it. The library opens without O_CLOEXEC.
func openCloexec(path string) (*webcam.Webcam, error) {
	syscall.ForkLock.RLock()
	defer syscall.ForkLock.RUnlock()
	cam, err := webcam.Open(path)
	if err == nil {
		syscall.CloseOnExec(fdOf(cam))
	}
	return cam, err
}

func (d *v4l2Device) modes() []Mode {
	var all []Mode
	for code := range d.cam.GetSupportedFormats() {
		sized := len(all)
		for _, s := range d.cam.GetSupportedFrameSizes(code) {
			r := sizeRange{int(s.MinWidth), int(s.MaxWidth), int(s.StepWidth), int(s.MinHeight), int(s.MaxHeight), int(s.StepHeight)}
			for _, size := range r.sizes() {
				m := Mode{formatOf(uint32(code)), fourCC(uint32(code)), size[0], size[1]}
				if !slices.Contains(all, m) {
					all = append(all, m)
				}
			}
		}
		if f, err := currentFormat(d.fd); len(all) == sized && err == nil { // drivers of grabber cards list no sizes
			all = append(all, Mode{formatOf(uint32(code)), fourCC(uint32(code)), int(f.width), int(f.height)})
		}
	}
	sortModes(all)
	return all
}

// fourCC returns the four letters of a pixel format.
func fourCC(code uint32) string {
	return string([]byte{byte(code), byte(code >> 8), byte(code >> 16), byte(code>>24) & 0x7f})
}

func codeOf(fourCC string) uint32 {
	var code uint32
	for i := range min(len(fourCC), 4) {
		code |= uint32(fourCC[i]) << (8 * i)
	}
	return code
}

func formatOf(code uint32) Format {
	switch name := fourCC(code); name {
	case "MJPG", "JPEG":
		return MJPEG
	default:
		return rawFormatOf(name)
	}
}

func (d *v4l2Device) setFormat(m Mode) (layout, error) {
	code, _, _, err := d.cam.SetImageFormat(webcam.PixelFormat(codeOf(m.FourCC)), uint32(m.Width), uint32(m.Height))
	if err != nil {
		return layout{}, classifyStart(err)
	}
	l := layout{Mode: m}
	l.FourCC = fourCC(uint32(code))
	f, err := currentFormat(d.fd)
	if err != nil {
		return layout{}, classify(err)
	}
	l.Width, l.Height, l.stride = int(f.width), int(f.height), int(f.bytesPerLine)
	l.full = f.fullRange(l.FourCC)
	return l, nil
}

func (d *v4l2Device) inUse() error {
	if err := classify(freeBuffers(d.fd)); StateOf(err) == Busy {
		return err
	}
	return nil // a driver without this call cannot tell
}

func (d *v4l2Device) tune(mains Mains, rate int) {
	tuneControls(d, mains)
	_ = d.cam.SetFramerate(float32(rate))
}

func (d *v4l2Device) set(id uint32, value int32) error {
	if d.mute != nil {
		return d.mute
	}
	err := d.cam.SetControl(webcam.ControlID(id), value)
	d.heard(err)
	return err
}

// heard notes that the camera answers no control. A driver waits five seconds
// for each answer, so that no further control is asked.
func (d *v4l2Device) heard(err error) {
	switch errno, _ := errnoOf(err); errno {
	case unix.ENODEV, unix.ESHUTDOWN, unix.EIO, unix.EPROTO, unix.ETIMEDOUT:
		d.mute = err
	}
}

func (d *v4l2Device) initial(id uint32) (int32, bool) {
	q := queryControl{id: id}
	if d.mute != nil {
		return 0, false
	}
	if err := ioctl(d.fd, v4l2ioctl.IoRW('V', 36, unsafe.Sizeof(q)), unsafe.Pointer(&q)); err != nil {
		d.heard(err)
		return 0, false
	}
	return q.initial, q.flags&(controlDisabled|controlReadOnly) == 0
}

func (d *v4l2Device) start(buffers int) error {
	if err := d.cam.SetBufferCount(uint32(buffers)); err != nil {
		return err
	}
	if err := d.cam.StartStreaming(); err != nil {
		unmap(d.cam)
		return classifyStart(err)
	}
	return nil
}

// wait polls the node. A node whose camera is gone is ready at once, and
// dequeue then returns the error.
func (d *v4l2Device) wait(limit time.Duration) (bool, error) {
	fds := []unix.PollFd{{Fd: int32(d.fd), Events: unix.POLLIN}}
	n, err := unix.Poll(fds, int(limit.Milliseconds()))
	switch {
	case errors.Is(err, unix.EINTR):
		return false, nil
	case err != nil:
		return false, classify(err)
	case fds[0].Revents&unix.POLLNVAL != 0:
		return false, fmt.Errorf("descriptor %d is closed", d.fd)
	}
	return n > 0, nil
}

func (d *v4l2Device) dequeue() ([]byte, uint32, error) {
	data, index, err := d.cam.GetFrame()
	if err != nil {
		return nil, 0, classify(err)
	}
	return data, index, nil
}

func (d *v4l2Device) requeue(index uint32) error { return classify(d.cam.ReleaseFrame(index)) }

func (d *v4l2Device) close() error { return d.cam.Close() }
