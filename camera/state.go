package camera

import (
	"errors"
	"time"
)

// State is the state of a source.
type State uint8

// The states. While the source runs, any state but Unsupported may follow any
// other.
const (
	// Starting: the source looks for a camera or waits for its first frame.
	Starting State = iota
	// Live: frames arrive.
	Live
	// None: there is no camera, or the chosen one is missing, or all present
	// ones must be chosen by identifier.
	None
	// NoPermission: this user may not open the camera.
	NoPermission
	// Busy: another program uses the camera.
	Busy
	// Silent: the camera opens but delivers no usable frame.
	Silent
	// Lost: the camera was unplugged.
	Lost
	// Failed: the camera or its driver returns an error; see Status.Err.
	Failed
	// Frozen: the camera gives the same picture again and again. It is covered
	// or hangs.
	Frozen
	// Unsupported: this operating system is not supported.
	Unsupported
)

var stateNames = [...]string{"starting", "live", "none", "no-permission", "busy", "silent", "lost", "failed", "frozen", "unsupported"}

// String returns a short name for logs, tests and keys of translations.
func (s State) String() string {
	if int(s) < len(stateNames) {
		return stateNames[s]
	}
	return "unknown"
}

// Status is a State with its details.
type Status struct {
	State  State
	Camera Device    // the one in use or last tried; zero if there is none
	Mode   Mode      // the current mode while Live
	Err    error     // an *Error in every state but Starting and Live
	At     time.Time // when the state began
}

// Error says why there are no frames.
type Error struct {
	State  State  // None to Unsupported
	Camera string // the node's path, "" if there is none
	Err    error  // the cause, may be nil
	Reason Reason // what is known about the cause, "" for nothing
}

// Reason is a cause that somebody can do something about.
type Reason string

// The reasons.
const (
	NoFormat  Reason = "format"    // its formats, such as H264, cannot be read
	USBFull   Reason = "usb_full"  // its USB bus has no bandwidth left
	Replug    Reason = "replug"    // it answers no request until it is pulled out
	Libcamera Reason = "libcamera" // a sensor of the machine that needs libcamera
	Chosen    Reason = "chosen"    // only cameras that must be chosen in the settings
)

// ReasonOf returns the reason of an error of this package, or "".
func ReasonOf(err error) Reason {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Reason
	}
	return ""
}

// Error returns an English sentence for logs. Screens have their own words for
// each State.
func (e *Error) Error() string {
	text := "camera"
	if e.Camera != "" {
		text += " " + e.Camera
	}
	text += ": " + explain(e.State)
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

func explain(s State) string {
	switch s {
	case None:
		return "no camera found"
	case NoPermission:
		return "this user may not open it (group video)"
	case Busy:
		return "in use by another program"
	case Silent:
		return "opens but gives no frames"
	case Lost:
		return "unplugged or switched off"
	case Frozen:
		return "gives the same picture again and again"
	case Unsupported:
		return "cameras work on Linux only"
	}
	return "does not work"
}

// StateOf returns the state of an error of this package, Failed for any other
// error, and Live for nil.
func StateOf(err error) State {
	if err == nil {
		return Live
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.State
	}
	return Failed
}

// at returns err as an *Error that names the camera. Its state is fallback if
// err has none.
func at(path string, fallback State, err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return &Error{State: e.State, Camera: path, Err: e.Err, Reason: e.Reason}
	}
	return &Error{State: fallback, Camera: path, Err: err}
}
