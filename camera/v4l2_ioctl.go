//go:build linux

package camera

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"unsafe"

	"github.com/blackjack/webcam"
	v4l2ioctl "github.com/blackjack/webcam/ioctl"
	"golang.org/x/sys/unix"
)

// From linux/videodev2.h.
const (
	capVideoCapture = 0x00000001
	capPlanar       = 0x00001000 // captures in several planes
	capPlanarOutput = 0x00002000
	capStreaming    = 0x04000000
	capDeviceCaps   = 0x80000000
	bufTypeCapture  = 1
	memoryMMAP      = 1
)

// capability is struct v4l2_capability.
type capability struct {
	driver       [16]byte
	card         [32]byte
	busInfo      [32]byte
	version      uint32
	capabilities uint32 // of all nodes of the device
	deviceCaps   uint32 // of this node
	reserved     [3]uint32
}

// format is struct v4l2_format with its largest member; the union is aligned
// like a pointer.
type format struct {
	bufType uint32
	union   [(200 / unsafe.Sizeof(uintptr(0)))]uintptr
}

// pixFormat is the beginning of struct v4l2_pix_format.
type pixFormat struct {
	width, height, fourCC, field, bytesPerLine, sizeImage uint32
	colorspace, priv, flags, encoding, quantization       uint32
}

// Values of pixFormat.
const (
	colorspaceJPEG  = 7
	privValid       = 0xFEEDCAFE // the fields after priv are set
	quantizationAll = 1
	quantizationLim = 2
)

// fullRange reports whether raw values use the full range. Grey sensors do,
// unless the driver says otherwise.
func (f pixFormat) fullRange(fourCC string) bool {
	quantization := f.quantization
	if f.priv != privValid {
		quantization = 0
	}
	switch quantization {
	case quantizationAll:
		return true
	case quantizationLim:
		return false
	}
	return grey[fourCC] || f.colorspace == colorspaceJPEG
}

// queryControl is struct v4l2_queryctrl.
type queryControl struct {
	id, kind                 uint32
	name                     [32]byte
	low, high, step, initial int32
	flags                    uint32
	reserved                 [2]uint32
}

// Flags of queryControl.
const (
	controlDisabled = 0x0001
	controlReadOnly = 0x0004
)

// requestBuffers is struct v4l2_requestbuffers.
type requestBuffers struct{ count, bufType, memory, capabilities, flags uint32 }

// ioctl takes the pointer itself, because a uintptr would be stale after the
// stack moves.
func ioctl(fd int, request uintptr, arg unsafe.Pointer) error {
	if _, _, e := unix.Syscall(unix.SYS_IOCTL, uintptr(fd), request, uintptr(arg)); e != 0 {
		return e
	}
	return nil
}

// checkCapture opens a node briefly to see whether it captures video. The
// capabilities of the whole device do not tell, because they include its
// metadata nodes.
func checkCapture(path string) error {
	fd, err := unix.Open(path, unix.O_RDWR|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer func() { _ = unix.Close(fd) }()
	var c capability
	if err := ioctl(fd, webcam.VIDIOC_QUERYCAP, unsafe.Pointer(&c)); err != nil {
		return err
	}
	switch {
	case captures(c, capVideoCapture):
		return nil
	case captures(c, capPlanar) && !captures(c, capPlanarOutput): // both: a codec
		return &Error{State: Failed, Reason: NoFormat, Err: errPlanar}
	}
	return &Error{State: None}
}

func captures(c capability, how uint32) bool {
	caps := c.capabilities
	if caps&capDeviceCaps != 0 {
		caps = c.deviceCaps
	}
	return caps&how != 0 && caps&capStreaming != 0
}

// currentFormat returns the current format, which SetImageFormat does not
// return.
func currentFormat(fd int) (pixFormat, error) {
	f := format{bufType: bufTypeCapture}
	request := v4l2ioctl.IoRW('V', 4, unsafe.Sizeof(f)) // VIDIOC_G_FMT
	if err := ioctl(fd, request, unsafe.Pointer(&f)); err != nil {
		return pixFormat{}, err
	}
	return *(*pixFormat)(unsafe.Pointer(&f.union)), nil
}

// freeBuffers requests zero buffers. The result is EBUSY if another handle
// streams. Otherwise the call has no effect on a handle without buffers.
func freeBuffers(fd int) error {
	r := requestBuffers{bufType: bufTypeCapture, memory: memoryMMAP}
	return ioctl(fd, webcam.VIDIOC_REQBUFS, unsafe.Pointer(&r))
}

// fdOf returns the descriptor of an open webcam. The library keeps it private
// and waits in whole seconds only.
func fdOf(w *webcam.Webcam) int {
	return int(reflect.ValueOf(w).Elem().FieldByName("fd").Uint())
}

// unmap removes the mappings that a failed StartStreaming leaves behind.
// Otherwise the camera would stay busy until the program ends.
func unmap(w *webcam.Webcam) {
	maps := reflect.ValueOf(w).Elem().FieldByName("buffers")
	for i := range maps.Len() {
		if b := maps.Index(i).Bytes(); len(b) > 0 {
			_ = unix.Munmap(b)
		}
	}
}

// classify turns a kernel error into an *Error if its meaning is known. It
// returns other errors unchanged.
func classify(err error) error {
	errno, ok := errnoOf(err)
	if !ok {
		return err
	}
	switch errno {
	case unix.EAGAIN, unix.EINTR:
		return errAgain
	case unix.EACCES, unix.EPERM:
		return &Error{State: NoPermission, Err: errno}
	case unix.EBUSY:
		return &Error{State: Busy, Err: errno}
	case unix.ENODEV, unix.ENOENT, unix.ENXIO, unix.ESHUTDOWN:
		return &Error{State: Lost, Err: errno}
	case unix.ENOSPC:
		return &Error{State: Failed, Err: fmt.Errorf("not enough USB bandwidth: %w", errno), Reason: USBFull}
	case unix.EPROTO, unix.ETIMEDOUT:
		return &Error{State: Failed, Err: errno, Reason: Replug}
	}
	return errno
}

// classifyStart is classify for what begins a stream. There the kernel's driver of
// USB cameras says EIO for whatever the camera answers, protocol errors included.
func classifyStart(err error) error {
	if errno, ok := errnoOf(err); ok && errno == unix.EIO {
		return &Error{State: Failed, Err: errno, Reason: Replug}
	}
	return classify(err)
}

// errnoOf returns the kernel's error number, even if the library kept only its
// text.
func errnoOf(err error) (unix.Errno, bool) {
	if errno, ok := errors.AsType[unix.Errno](err); ok {
		return errno, true
	}
	if err == nil {
		return 0, false
	}
	for _, e := range []unix.Errno{unix.EBUSY, unix.ENODEV, unix.ESHUTDOWN, unix.ENOSPC, unix.EIO, unix.EACCES, unix.EPERM, unix.ENXIO, unix.EPROTO, unix.ETIMEDOUT} {
		if strings.HasSuffix(err.Error(), ": "+e.Error()) {
			return e, true
		}
	}
	return 0, false
}
