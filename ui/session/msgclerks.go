package session

import (
	"time"

	"facedesk/identity"
	"facedesk/providers"
)

type (
	// SignInAsked is what was typed on the sign-in screen.
	SignInAsked struct {
		Code string
		PIN  providers.Secret
	}
	// ClerkChecked answers a CheckClerk.
	ClerkChecked struct {
		Asked uint64
		Code  string // as it is recorded
		Right bool
		Wait  time.Duration // before another try with this code counts
		// Temporary is set with Right where somebody else chose the PIN.
		Temporary bool
	}
	// NewPINGiven answers an AskNewPIN, with its fields; PIN is "" where it was given
	// up.
	NewPINGiven struct {
		AskNewPIN
		PIN providers.Secret
	}
	// PINChanged ends a SetClerkPIN, with its Visit; Err is nil when the PIN holds.
	PINChanged struct {
		Visit uint64
		Err   *identity.Error
	}
)

func (SignInAsked) msg()  {}
func (ClerkChecked) msg() {}
func (NewPINGiven) msg()  {}
func (PINChanged) msg()   {}

type (
	// CheckClerk checks a clerk's PIN. Answered by ClerkChecked.
	CheckClerk struct {
		Asked uint64
		Code  string
		PIN   providers.Secret
	}
	// AskNewPIN asks for a clerk's new PIN, twice. Answered by NewPINGiven.
	AskNewPIN struct {
		Visit uint64
		Clerk Clerk
		Own   bool          // the clerk is asked himself
		Fault identity.Text // why the last one was not taken
	}
	// SetClerkPIN sets a clerk's PIN and records that, never the PIN. Answered by
	// PINChanged.
	SetClerkPIN struct {
		Visit uint64
		Code  string
		PIN   providers.Secret
		Own   bool   // he has chosen it himself; else it is temporary
		Lead  string // code of the shift lead who set it, "" where the duty manager did
		Clerk string // as in RecordConsent
		Demo  bool
	}
	// ReadShift reads what a clerk hands over. Answered by ShiftRead.
	ReadShift struct {
		Visit uint64
		Clerk string
	}
	// MakeHandOver prints the sheet of a clerk's shift, or writes it into a folder.
	// Answered by LedgerDone.
	MakeHandOver struct {
		Visit     uint64
		Clerk, To string // codes; To is "" where it is written by hand
		Party     string // the party that is not whole
		Folder    string // "": on paper
		Language  identity.Language
	}
	// RecordClerk keeps that a clerk has signed in, or has set the PIN of About.
	// Answered by Recorded.
	RecordClerk struct {
		Event ClerkEvent
		Clerk string
		About string // code of another clerk
		Demo  bool
	}
)

func (CheckClerk) cmd()   {}
func (AskNewPIN) cmd()    {}
func (SetClerkPIN) cmd()  {}
func (RecordClerk) cmd()  {}
func (ReadShift) cmd()    {}
func (MakeHandOver) cmd() {}

// ClerkEvent is what a clerk did beside guests, in the words of the records.
type ClerkEvent string

// The events. Signing in is said once for each change of clerks.
const (
	ClerkSignedIn ClerkEvent = "signed_in"
	ClerkPINSet   ClerkEvent = "clerk_pin_set"
)
