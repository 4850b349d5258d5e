package session

import (
	"time"

	"facedesk/identity"
)

// What comes of looking at the records.
type (
	// NoManager says that there is no duty manager's PIN, so that nobody can be let in.
	NoManager struct{}
	// TextGiven answers an AskText, with its fields; Text is "" where nothing was typed.
	TextGiven struct {
		AskText
		Text string
	}
	// FolderGiven answers a PickFolder; Path is "" where none was chosen.
	FolderGiven struct {
		Visit uint64
		Path  string
	}
	// LedgerRead answers a ReadLedger: the newest row first.
	LedgerRead struct {
		Visit, Asked uint64
		Day, Today   string // the business day that was read, and the present one
		Found        Found
		Rows         []Record
		More         bool
		Clerks       []string // of that day
		Err          *identity.Error
	}
	// EntryRead answers a ReadEntry.
	EntryRead struct {
		Visit, Shown uint64
		Details      []Detail
		Err          *identity.Error
	}
	// TotalsRead answers a ReadTotals.
	TotalsRead struct {
		Visit, Shown uint64
		Totals       []LedgerTotals
		Err          *identity.Error
	}
	// ShiftRead answers a ReadShift.
	ShiftRead struct {
		Visit uint64
		Since time.Time // since when the clerk is on duty
		Count ShiftCount
		Open  []Record // oldest first
		Err   *identity.Error
	}
	// ExportGoesOn says how far an ExportRecords is.
	ExportGoesOn struct {
		Visit uint64
		Rows  int
	}
	// LedgerDone ends what changes or puts out records. Again is set where the list is
	// to be read anew.
	LedgerDone struct {
		Visit uint64
		Note  Note
		Err   *identity.Error
		Again bool
	}
)

// Record is one masked row of the records.
type Record struct {
	At           time.Time
	Name, Number string // masked
	Attempt      string // its id
	Service      identity.Text
	Outcome      identity.Outcome
	Kind         identity.Kind // "" with a verdict
	Open         bool          // no outcome yet
	Lost         bool          // its program ended before an outcome was recorded
	Pending      bool          // it waits for the decision of the clerk who is asked now
	Unsettled    bool          // nobody knows its outcome or charge
	Chosen       bool          // it is the one to be settled
	Earlier      bool          // it is of an earlier day
	Order        string        // the service's number
	Demo         bool
	Decision     Decision
	Clerk        string // on the manager's screen alone
	Event        string // a consent or a decision without an attempt; then there is no outcome
}

func (NoManager) msg()    {}
func (TextGiven) msg()    {}
func (FolderGiven) msg()  {}
func (LedgerRead) msg()   {}
func (EntryRead) msg()    {}
func (TotalsRead) msg()   {}
func (ShiftRead) msg()    {}
func (ExportGoesOn) msg() {}
func (LedgerDone) msg()   {}
