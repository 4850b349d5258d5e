package readers

import (
	"slices"
	"time"
)

// The statuses of answers that the program tells apart.
const (
	swDone           = 0x90
	swFound          = 0x9F
	swCardRefuses    = 0x31 // the card refuses the security module
	swModuleRefuses  = 0x32 // the security module refuses the card
	swNotVerified    = 0x33
	swUnknownCard    = 0x40
	swReadFailed     = 0x41
	swNumberFailed   = 0x47
	swSelfTest       = 0x60
	swNotAuthorised  = 0x66
	swNoCard         = 0x80
	swSelectFailed   = 0x81
	swWrongChecksum  = 0x10
	swWrongLength    = 0x11
	swUnknownCommand = 0x21
	swNotAllowed     = 0x23
	swUnknownFault   = 0x24
)

// command is a question, and which answers it can have. No two commands have a good
// answer of the same size, and no two share a bad status of their own: so the
// late answer to an earlier question is never taken for the answer to this one.
type command struct {
	code  [2]byte
	good  byte
	size  int    // of the data of a good answer
	bad   []byte // statuses of its own, without data
	limit time.Duration
}

const (
	textSize  = 256
	photoSize = 1024
	sizesSize = 4 // two lengths before text and photo
)

// The limits are times from the question to the whole answer. Reading a card
// takes up to a second and a half, and 1.4 s more on a line of 9,600 baud.
var (
	askStatus = command{code: [2]byte{0x11, 0xFF}, good: swDone, bad: []byte{swSelfTest, swNotAuthorised}, limit: 2 * time.Second}
	askNumber = command{code: [2]byte{0x12, 0xFF}, good: swDone, size: 16, bad: []byte{swSelfTest, swNotAuthorised}, limit: 2 * time.Second}
	find      = command{code: [2]byte{0x20, 0x01}, good: swFound, size: 4, bad: []byte{swNoCard}, limit: 2 * time.Second}
	choose    = command{code: [2]byte{0x20, 0x02}, good: swDone, size: 8, bad: []byte{swSelectFailed}, limit: 2 * time.Second}
	read      = command{code: [2]byte{0x30, 0x01}, good: swDone, size: sizesSize + textSize + photoSize, limit: 5 * time.Second,
		bad: []byte{swCardRefuses, swModuleRefuses, swNotVerified, swUnknownCard, swReadFailed, swNumberFailed}}
)

// common are the bad statuses that any command may have.
var common = []byte{swWrongChecksum, swWrongLength, swUnknownCommand, swNotAllowed, swUnknownFault, swNotAuthorised}

// fits reports whether an answer can be this command's.
func (c command) fits(a answer) bool {
	if a.status == c.good {
		return len(a.data) == c.size
	}
	return len(a.data) == 0 && (slices.Contains(c.bad, a.status) || slices.Contains(common, a.status))
}
