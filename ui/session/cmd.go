package session

import (
	"time"

	"facedesk/identity"
)

// Cmd is something to be done outside. The set is closed. Commands are to be
// begun in the order given; see Blocking.
type Cmd interface{ cmd() }

type (
	// LoadSetup reads settings and secrets. Answered by Loaded, LoadFailed or
	// NothingConfigured.
	LoadSetup struct{}
	// StartDemo sets up the sandbox, by the clerk's choice. Answered by Loaded
	// with Config.Demo, or LoadFailed.
	StartDemo struct{}
	// SaveSettings writes settings. Answered by Saved.
	SaveSettings struct{ Changes []Change }

	// ProbeNetwork finds out whether the network is there, without sending
	// anything personal. Answered by NetworkReported.
	ProbeNetwork struct{}
	// LayCard lays a test person's card on the demo's reader.
	LayCard struct{ Person identity.Claim }
	// OpenCamera starts the preview. Answered by CameraReported, then
	// Previewed with the same Generation again and again.
	OpenCamera struct {
		Generation uint64
		Device     string // Camera.ID, "" for the usual one
	}
	// FindCameras lists the cameras for the camera page. Answered by CamerasFound.
	FindCameras struct{}
	// TryCamera shows a camera's picture on the camera page as if the settings were
	// these. Reported like OpenCamera.
	TryCamera struct {
		Generation uint64
		Device     string // "" where there is none
		Mounting   Mounting
	}
	// SaveMounting writes the settings of a camera. Answered by Saved.
	SaveMounting struct {
		Device   string
		Mounting Mounting
	}
	// CloseCamera stops it. Closing what is closed is no fault.
	CloseCamera struct{}
	// Shoot asks for the portrait of the sharpest acceptable frame of the last
	// second. Answered by ShotTaken or ShotRejected.
	Shoot struct {
		Shot uint64
		Spec identity.PortraitSpec
		// Accepted are the problems that the clerk said will do.
		Accepted []Hint
	}

	// ChooseFace makes a face on the picture the customer's; the zero Face leaves it
	// to the rule again.
	ChooseFace struct{ Face Face }
	// MoveOval moves the oval from its usual place.
	MoveOval struct{ Aim Aim }

	// PickFile asks for a portrait from a file that somebody chooses. Answered by
	// ShotTaken, ShotRejected or ShotCancelled.
	PickFile struct {
		Shot uint64
		Spec identity.PortraitSpec
	}

	// Send asks for one check, the only command that may cost money. Answered
	// by Answered, always, with the same ID and Generation.
	Send struct {
		ID         uint64
		Generation uint64
		Request    identity.Request
	}
	// RecordConsent keeps the evidence of what the guest decided. It names nobody.
	RecordConsent struct {
		Event   ConsentEvent
		Consent identity.Consent // By is "" where there was none
		Face    bool             // the notice was about the face
		Demo    bool
		Clerk   string // who is signed in, "" where nobody signs in
		// Language is the notice's, Channel where the guest decided.
		Language string
		Channel  Channel
	}
	// RecordDecision keeps what the clerk decided after anything but a pass.
	// Attempts are the customer's undecided ones, none where nothing was sent.
	RecordDecision struct {
		Attempts []string
		Decision Decision
		At       time.Time
		Demo     bool
		// Guest is who was checked by eye alone: of it the records keep, masked, who
		// was lodged. It is empty for any other decision.
		Guest identity.Claim
		// Reference is the booking's, where the clerk typed one for that guest.
		Reference string
		Clerk     string // as in RecordConsent
	}
	// RecordAccepted keeps that the clerk said that a picture will do in spite of
	// something that stops the shutter. It names nobody and gives no reason.
	RecordAccepted struct {
		Stops  []Hint
		Chosen bool // a customer was chosen among several faces
		At     time.Time
		Demo   bool
		Clerk  string // as in RecordConsent
	}
	// LiftLimit lifts the day's limit of money of a service. Answered by Lifted.
	LiftLimit struct{ Service, Clerk string }
	// SettleRecord keeps what a person found out about the charge of a call.
	// Answered by Settled.
	SettleRecord struct {
		Attempt  string
		Charged  identity.Charged
		Evidence string
		Clerk    string // as in RecordConsent
	}
	// LoadRecords reads today's records. Answered by RecordsLoaded.
	LoadRecords struct{ Clerk string }

	// ReadLedger reads a page of the records for the duty manager. Answered by
	// LedgerRead. Typed is what is searched for, a number or a name.
	ReadLedger struct {
		Visit, Asked uint64
		Query        LedgerQuery
		Typed        string
		Clerk        string // as in RecordConsent
	}
	// ReadEntry reads all that is recorded of one entry. Answered by EntryRead.
	ReadEntry struct {
		Visit, Shown uint64
		ID           string
	}
	// ReadTotals adds up a day, or the 31 days that end with it. Answered by
	// TotalsRead.
	ReadTotals struct {
		Visit, Shown uint64
		Day          string
		Month        bool
		Clerk        string // as in RecordConsent
	}
	// CorrectRecord notes that another decision holds. Answered by LedgerDone.
	CorrectRecord struct {
		Visit    uint64
		Record   string
		Decision Decision
		Reason   string
		Clerk    string // as in RecordConsent
	}
	// ExportRecords writes some days into a file of a folder. Answered by LedgerDone,
	// with ExportGoesOn before it.
	ExportRecords struct {
		Visit    uint64
		From, To string
		CSV      bool
		Folder   string
		Clerk    string // as in RecordConsent
	}
	// MakeSheet prints the sheet of a day, or writes it into a folder. Answered by
	// LedgerDone.
	MakeSheet struct {
		Visit    uint64
		Day      string
		Folder   string // "": on paper
		Language identity.Language
		Clerk    string // as in RecordConsent
	}
	// AskText asks somebody at the desk for a line of text. Answered by TextGiven.
	AskText struct {
		Visit    uint64
		Question Prompt
		About    string
		Record   string // id
	}
	// PickFolder lets somebody choose a folder. Answered by FolderGiven.
	PickFolder struct{ Visit uint64 }

	// Play sounds a signal.
	Play struct{ Sound Sound }
	// Quit ends the program.
	Quit struct{}
)

// ConsentEvent is what happened to a consent.
type ConsentEvent string

const (
	ConsentGiven     ConsentEvent = "given"
	ConsentDeclined  ConsentEvent = "declined"
	ConsentWithdrawn ConsentEvent = "withdrawn"
)

// Decision is what the clerk decided, in the words of the records.
type Decision string

const (
	DecisionNone  Decision = ""
	DecisionByEye Decision = "by_eye" // the document fits the person
	DecisionDoubt Decision = "doubt"  // doubt, manager called
	DecisionLeft  Decision = "left"   // the guest left
)

func (LoadSetup) cmd()      {}
func (StartDemo) cmd()      {}
func (SaveSettings) cmd()   {}
func (ProbeNetwork) cmd()   {}
func (LayCard) cmd()        {}
func (OpenCamera) cmd()     {}
func (CloseCamera) cmd()    {}
func (FindCameras) cmd()    {}
func (TryCamera) cmd()      {}
func (SaveMounting) cmd()   {}
func (Shoot) cmd()          {}
func (PickFile) cmd()       {}
func (Send) cmd()           {}
func (RecordConsent) cmd()  {}
func (RecordDecision) cmd() {}
func (RecordAccepted) cmd() {}
func (ChooseFace) cmd()     {}
func (MoveOval) cmd()       {}
func (LoadRecords) cmd()    {}
func (LiftLimit) cmd()      {}
func (SettleRecord) cmd()   {}
func (ReadLedger) cmd()     {}
func (ReadEntry) cmd()      {}
func (ReadTotals) cmd()     {}
func (CorrectRecord) cmd()  {}
func (ExportRecords) cmd()  {}
func (MakeSheet) cmd()      {}
func (AskText) cmd()        {}
func (PickFolder) cmd()     {}
func (Play) cmd()           {}
func (Quit) cmd()           {}
