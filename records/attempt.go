package records

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"facedesk/identity"
)

// State says how far an attempt has come.
type State string

const (
	// StateOpen: written before the call, not completed yet.
	StateOpen State = "open"
	// StateVerdict: the service has answered; see Outcome.
	StateVerdict State = "verdict"
	// StateError: there is no verdict, and Kind says why.
	StateError State = "error"
	// StateUnknown: sent, or perhaps sent, and no readable answer: it may have
	// been paid for. Finished is zero where the process died in between.
	StateUnknown State = "unknown"
)

// Decision is what the clerk decided after anything but a match.
type Decision string

const (
	DecidedNothing Decision = ""
	DecidedByEye   Decision = "by_eye" // the document fits the person
	DecidedDoubt   Decision = "doubt"  // doubt, manager called
	DecidedLeft    Decision = "left"   // the guest left
)

// Attempt is one row. Times are kept to the millisecond; a zero time is not
// set. It holds nothing that names a person: the photo, the full number and
// the full name have no field here.
type Attempt struct {
	ID       string // made by the program, unique
	Started  time.Time
	Finished time.Time
	// Uptime is how long the machine had been running at the press, its sleep
	// included; 0 where that is not known. Nobody can set that clock.
	Uptime   time.Duration
	Desk     string
	Clerk    string
	Provider string // code
	Demo     bool
	Repeat   bool // the operator confirmed that the call may be paid for twice

	Name         string // masked
	Number       string // masked
	Person       string // PersonKey
	DocumentType identity.DocumentType
	Nation       string

	Face          bool // a face was to be compared
	Source        identity.Source
	PortraitBytes int
	Consent       identity.Consent

	State   State
	Outcome identity.Outcome // of StateVerdict only
	Kind    identity.Kind    // of StateError and StateUnknown
	Vendor  identity.Vendor  // its message redacted
	Score   *float64         // nil where the service gave none
	Charged identity.Charged
	// PriceFen is the price of one call at that time in fen (1/100 yuan);
	// whether it was paid is Charged.
	PriceFen int64
	Duration time.Duration // of the call

	Process Process
	Version string // of the program

	Decision  Decision
	Decided   time.Time
	Settled   time.Time // when a person decided about an unknown outcome
	SettledBy string    // the attempt that repeated it, or who settled it by hand
}

// Unsettled reports an unknown outcome that nobody has decided about yet: it
// guards the person against an unnoticed second payment.
func (a Attempt) Unsettled() bool { return a.State == StateUnknown && a.Settled.IsZero() }

// Lost reports an attempt whose program ended before it could record an outcome.
func (a Attempt) Lost() bool { return a.State == StateUnknown && a.Finished.IsZero() }

// counts reports whether the attempt uses up one of the day's attempts: it
// was answered, or it may have been paid for.
func (a Attempt) counts() bool {
	switch a.State {
	case StateVerdict, StateUnknown:
		return true
	case StateError:
		return a.Charged != identity.ChargedNo && a.Kind != identity.NotSent
	}
	return false
}

// answered reports whether the service looked at the person, or may bill the
// call: only then is the operator's confirmation of a repeat spent. A refusal
// for its settings is no answer.
func (a Attempt) answered() bool {
	return a.State == StateVerdict ||
		a.State == StateError && (a.Kind == identity.Retake || a.counts())
}

// PersonKey is the keyed hash by which a person is found again: HMAC-SHA-256
// over document type and number, in hex. Without the key, which lives in the
// keyring, numbers cannot be tried against it.
func PersonKey(key []byte, d identity.Document) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(string(d.Type) + "|" + d.Number))
	return hex.EncodeToString(mac.Sum(nil))
}
