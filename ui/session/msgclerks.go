package session

import (
	"time"

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
		Wait  time.Duration // before another try counts
	}
)

func (SignInAsked) msg()  {}
func (ClerkChecked) msg() {}

type (
	// CheckClerk checks a clerk's PIN. Answered by ClerkChecked.
	CheckClerk struct {
		Asked uint64
		Code  string
		PIN   providers.Secret
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

func (CheckClerk) cmd()  {}
func (RecordClerk) cmd() {}

// ClerkEvent is what a clerk did beside guests, in the words of the records.
type ClerkEvent string

// The events. Signing in is said once for each change of clerks.
const (
	ClerkSignedIn ClerkEvent = "signed_in"
	ClerkPINSet   ClerkEvent = "clerk_pin_set"
)
