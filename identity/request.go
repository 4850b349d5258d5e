package identity

import "time"

// ConsentBy says who agreed.
type ConsentBy string

const (
	BySelf     ConsentBy = "self"
	ByGuardian ConsentBy = "guardian" // for people under fourteen (Order 19, art. 7)
)

// Consent is what the guest agreed to, for one recipient only: another service
// asks anew (PIPL 23, 29). The zero value is no consent.
type Consent struct {
	Recipient string // code of the provider that was named in the notice
	By        ConsentBy
	At        time.Time
}

// Covers reports whether this consent allows sending to the provider.
func (c Consent) Covers(provider string) bool {
	return c.By != "" && c.Recipient != "" && c.Recipient == provider
}

// Request is one check as asked for: what verify.Check takes.
type Request struct {
	Subject  Subject
	Portrait Portrait // zero where no face is compared
	Consent  Consent
	Provider string // code
	// Attempt is the id of the row in the records, 32 hex digits with or without
	// hyphens; verify sets it. Services that ask for a serial are given it, so
	// that a row can be found on their bill.
	Attempt string
	Clerk   string
	// ClaimSource says where name and number came from.
	ClaimSource ClaimSource
	Desk        string
	// Reference is the booking's, "" where there is none. Services are not given it.
	Reference string
	// Repeat is set when a person has confirmed that a guarded call may be made
	// again although it may be paid for twice.
	Repeat bool
}
