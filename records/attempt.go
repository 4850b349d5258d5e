package records

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"facedesk/identity"
)

// State is the state of an attempt.
type State string

const (
	// StateOpen: the row is written, and the call is not completed.
	StateOpen State = "open"
	// StateVerdict: the service has answered. Outcome holds the result.
	StateVerdict State = "verdict"
	// StateError: there is no verdict. Kind says why.
	StateError State = "error"
	// StateUnknown: the request was sent or perhaps sent, and no readable
	// answer came. It may be charged. Finished is zero if the process died
	// meanwhile.
	StateUnknown State = "unknown"
)

// Decision is what the clerk decided after any outcome but a match.
type Decision string

const (
	DecidedNothing Decision = ""
	DecidedByEye   Decision = "by_eye" // the document matches the person
	DecidedDoubt   Decision = "doubt"  // in doubt, manager called
	DecidedLeft    Decision = "left"   // the guest left
)

// Attempt is one row. Times are kept to the millisecond; a zero time means not
// set. It holds no personal data: photo, full number and full name have no
// field.
type Attempt struct {
	ID       string // unique, chosen by the caller
	Started  time.Time
	Day      string // business day it counts to; see DayOf. "": the date of Started
	Finished time.Time
	// Uptime is how long the machine had run when the clerk pressed send, sleep
	// included. It is 0 if unknown. Nobody can set this clock.
	Uptime   time.Duration
	Desk     string
	Clerk    string
	Provider string // code
	Demo     bool
	Repeat   bool // the operator confirmed that the call may be charged twice

	Name         string // masked
	Number       string // masked
	Person       string // PersonKey
	DocumentType identity.DocumentType
	Nation       string

	Face          bool // the call compares a face
	Source        identity.Source
	PortraitBytes int
	Consent       identity.Consent

	State   State
	Outcome identity.Outcome // set in StateVerdict only
	Kind    identity.Kind    // set in StateError and StateUnknown
	Vendor  identity.Vendor  // its message is redacted
	Score   *float64         // nil if the service gave none
	Charged identity.Charged
	// PriceFen is the price of one call at that time in fen (1/100 yuan).
	// Charged says whether it was charged.
	PriceFen int64
	Duration time.Duration // of the call

	Process Process
	Version string // the program's version

	ClaimSource identity.ClaimSource // where name and number came from
	Decision    Decision
	Decided     time.Time
	DecidedBy   string    // the clerk's code, where it need not be that of Clerk
	Settled     time.Time // when a person settled an unknown outcome
	SettledBy   string    // id of the attempt that repeated it, or the person who settled it by hand
	// SettledCharged and SettledEvidence are what that person found out about the
	// charge, and how; unknown and "" where nothing was found out.
	SettledCharged  identity.Charged
	SettledEvidence string

	// GuardedBy says what the guards knew: GuardShared or GuardLocal. It is "" where
	// there is no shared database.
	GuardedBy string

	Reference string // of the booking, "" where there is none
}

// What the guards of an attempt knew.
const (
	GuardShared = "shared" // the calls of all desks
	GuardLocal  = "local"  // those of this desk; the shared database did not answer in time
)

// Unsettled reports an unknown outcome that nobody has settled. It guards
// against an unnoticed second charge.
func (a Attempt) Unsettled() bool { return a.State == StateUnknown && a.Settled.IsZero() }

// Lost reports an attempt whose program ended before it could record an outcome.
func (a Attempt) Lost() bool { return a.State == StateUnknown && a.Finished.IsZero() }

// counts reports whether the attempt counts towards the daily limit: it was
// answered, or it may have been charged.
func (a Attempt) counts() bool {
	switch a.State {
	case StateVerdict, StateUnknown:
		return true
	case StateError:
		return a.Charged != identity.ChargedNo && a.Kind != identity.NotSent
	}
	return false
}

// answered reports whether the service processed the request or may charge it.
// Only such an answer uses up the operator's confirmation of a repeat. A
// refusal because of the settings does not.
func (a Attempt) answered() bool {
	return a.State == StateVerdict ||
		a.State == StateError && (a.Kind == identity.Retake || a.counts())
}

// PersonKey returns a keyed hash that identifies a person: HMAC-SHA-256 over
// document type and number, in hex. The key is in the keyring. Without it
// nobody can find the number by trying all numbers.
func PersonKey(key []byte, d identity.Document) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(string(d.Type) + "|" + d.Number))
	return hex.EncodeToString(mac.Sum(nil))
}
