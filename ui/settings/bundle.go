package settings

import "facedesk/identity"

// Ask is what IT is asked for while a bundle is imported. "" is nothing more.
type Ask string

// What IT is asked for.
const (
	AskFingerprint Ask = "fingerprint" // of IT's key, where the machine trusts none
	AskDesk        Ask = "desk"        // this desk's name, where it has none
	AskSerial      Ask = "serial"      // the newest bundle's number, where the desk has lost count
	AskPassphrase  Ask = "passphrase"  // of the bundle
	AskAgreement   Ask = "agreement"   // nothing but Enter
)

// Question is what is to be asked next.
type Question struct {
	Ask   Ask
	About identity.Text // the bundle, once its signature is known to be IT's; or why the last answer was no use
}

// Answers are what has been answered so far.
type Answers map[Ask]string
