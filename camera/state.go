package camera

import (
	"errors"
	"time"
)

// State says how a source stands.
type State uint8

// The states. Every one but Unsupported may turn into any other while the
// source runs.
const (
	// Starting: looking for a camera or waiting for its first frame.
	Starting State = iota
	// Live: frames arrive.
	Live
	// None: there is no camera, or not the chosen one, or none fit to be picked
	// without being chosen.
	None
	// NoPermission: the system does not let this user open the camera.
	NoPermission
	// Busy: another program uses the camera.
	Busy
	// Silent: the camera opens but gives no usable frame.
	Silent
	// Lost: the camera was unplugged.
	Lost
	// Failed: the camera or its driver refuses; Status.Err says how.
	Failed
	// Unsupported: this operating system is not supported.
	Unsupported
)

var stateNames = [...]string{"starting", "live", "none", "no-permission", "busy", "silent", "lost", "failed", "unsupported"}

// String returns a short name for logs, tests and keys of translations.
func (s State) String() string {
	if int(s) < len(stateNames) {
		return stateNames[s]
	}
	return "unknown"
}

// Status is a State with its circumstances.
type Status struct {
	State  State
	Camera Device    // the one in use or last tried; zero where there is none
	Mode   Mode      // what is delivered, while Live
	Err    error     // an *Error in every state but Starting and Live
	At     time.Time // since when
}

// Error says why there are no frames.
type Error struct {
	State  State  // None … Unsupported
	Camera string // the node's path, "" where there is none
	Err    error  // the cause, may be nil
}

// Error returns an English sentence for logs; screens word it by State.
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
	case Unsupported:
		return "cameras work on Linux only"
	}
	return "does not work"
}

// StateOf returns the state that an error of this package stands for, Failed
// for any other error, and Live for nil.
func StateOf(err error) State {
	if err == nil {
		return Live
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e.State
	}
	return Failed
}

// at returns err as an *Error that names the camera, with the given state
// where err has none of its own.
func at(path string, fallback State, err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return &Error{e.State, path, e.Err}
	}
	return &Error{fallback, path, err}
}
