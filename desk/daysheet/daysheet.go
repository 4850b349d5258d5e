// Package daysheet draws what happened at a desk on one business day as a PDF for
// paper: totals, consents, decisions and open calls. Names and numbers come masked
// and sums only where the caller has asked for a PIN. It draws the notice to guests for
// the counter too. It reads and writes nothing.
package daysheet

import (
	"time"

	"facedesk/identity"
	"facedesk/records"
)

// Sheet is what the paper says.
type Sheet struct {
	Company, Desk string
	Day           string    // 2026-11-28
	Made          time.Time // printed at
	By            string
	Yuan          bool // sums are shown

	Services, Outcomes, Clerks []records.Tally // by one dimension each
	Consents                   []records.Audited
	Decisions                  []Line // by the clerks
	Open                       []Line // calls whose outcome nobody knows, of any day
	Name                       func(service string) identity.Text
}

// Line is one guest, masked.
type Line struct {
	At           time.Time
	Service      string
	Name, Number string
	Reference    string // of the booking
	Order        string // the service's number
	Decision     string
	Reason       string // why the decision corrects that of the entry Number
	Clerk        string
}

// Rows is how many rows of the records the sheet speaks of.
func (s Sheet) Rows() int {
	rows := len(s.Decisions) + len(s.Open)
	for _, t := range s.Services {
		rows += t.Calls
	}
	for _, a := range s.Consents {
		rows += a.Times
	}
	return rows
}

// Title names the sheet among the jobs of a printer.
func (s Sheet) Title() string { return "Facedesk " + s.Day }
