package cli

import (
	"errors"

	"facedesk/desk"
	"facedesk/identity"
)

const (
	exitFault = 1
	exitUsage = 2
	exitByEye = 11

	exitBillDiffers = 38
	exitHandOff     = 39

	exitNoDisplay   = 40
	exitNoWindow    = 41
	exitDisplayLost = 42
)

const exitHelp = `Exit codes: 0 match; 10 identity_match (no face compared); 11 the clerk found that
the document fits (facedesk hand --wait); 20 face_mismatch;
21 identity_mismatch; 22 no_reference; 23 inconclusive; 30 retake; 31 bad_input;
32 configuration, quota or clock; 33 busy; 34 not_sent; 35 unknown_outcome (may
have been charged); 36 guarded; 37 records cannot be written (no call is made);
38 a bill and the records differ; 39 hand-off is off in the settings;
40 no display for the window; 41 no window can be drawn on it (no OpenGL);
42 the display was lost; 2 wrong usage, a missing --consent included; 1 a fault
of the program.
`

var outcomeExits = map[identity.Outcome]int{
	identity.Match: 0, identity.IdentityMatch: 10, identity.FaceMismatch: 20,
	identity.IdentityMismatch: 21, identity.NoReference: 22, identity.Inconclusive: 23,
}

var kindExits = map[identity.Kind]int{
	identity.Retake: 30, identity.BadInput: 31, identity.Configuration: 32, identity.Quota: 32, identity.Clock: 32,
	identity.Busy: 33, identity.NotSent: 34, identity.UnknownOutcome: 35, identity.Guarded: 36, identity.Records: 37,
}

// errSilent marks an error that has already been printed.
var errSilent = errors.New("already reported")

// outcomeError carries the exit code of a verdict other than a match.
type outcomeError struct{ outcome identity.Outcome }

func (e outcomeError) Error() string        { return e.outcome.String() }
func (e outcomeError) Is(target error) bool { return target == errSilent }

// reported wraps an error that has already been printed. The exit code stays
// the same.
type reported struct{ error }

func (e reported) Unwrap() []error { return []error{e.error, errSilent} }

func (a *app) exitCode(err error) int {
	var outcome outcomeError
	var bill billError
	var usage usageError
	var unknown desk.NoSuchService
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errByEye):
		return exitByEye
	case errors.Is(err, errHandOff):
		return exitHandOff
	case errors.As(err, &outcome):
		return outcomeExits[outcome.outcome]
	case errors.As(err, &bill):
		return exitBillDiffers
	case identity.KindOf(err) != "":
		return kindExits[identity.KindOf(err)]
	case windowExit(err) != 0:
		return windowExit(err)
	case errors.As(err, &usage), errors.As(err, &unknown), !a.started: // cobra reports its own errors before a command starts
		return exitUsage
	}
	return exitFault
}
