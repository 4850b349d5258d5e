package session

import (
	"context"

	"facedesk/identity"
)

// Setup reads and writes what the desk runs on.
type Setup interface {
	// Load returns Loaded, LoadFailed or NothingConfigured.
	Load(ctx context.Context) Msg
	// Demo sets up the sandbox and returns Loaded or LoadFailed.
	Demo(ctx context.Context) Msg
	Save(ctx context.Context, changes []Change) *identity.Error
}

// CameraControl opens and closes the camera. Neither waits: what comes of it is
// reported by messages. Opening what is open with the same device does nothing.
type CameraControl interface {
	Open(generation uint64, device string)
	// Choose and Move say who the customer is, and where the oval is, until the
	// next Open for another customer.
	Choose(f Face)
	Move(a Aim)
	// Try opens a camera as the camera page wants it. Other settings than the last
	// ones apply at once.
	Try(t TryCamera)
	Close()
}

// Cameras are the cameras and their settings, for the camera page.
type Cameras interface {
	Find(ctx context.Context) CamerasFound
	// Mount writes the settings of a camera.
	Mount(ctx context.Context, s SaveMounting) *identity.Error
}

// Portraits makes the portrait of the last second: the loop between camera and
// screen. It returns a ShotTaken or ShotRejected of that shot.
type Portraits interface {
	Shoot(ctx context.Context, shot Shoot) Msg
}

// Checker makes one check: verify.Checker behind it. The answer's ID and
// Generation are filled in afterwards.
type Checker interface {
	Check(ctx context.Context, req identity.Request) Answered
}

// Journal keeps evidence and decisions, and reads today's records.
type Journal interface {
	Consent(ctx context.Context, c RecordConsent) error
	Decision(ctx context.Context, d RecordDecision) error
	// AcceptPhoto keeps that the clerk accepted a picture that asks.
	AcceptPhoto(ctx context.Context, a RecordAccepted) error
	// Lift lifts the day's limit of money of a service.
	Lift(ctx context.Context, l LiftLimit) error
	// Settle keeps what a person found out about the charge of a call.
	Settle(ctx context.Context, s SettleRecord) *identity.Error
	// Today reads a clerk's entries of this business day; "": those of the clerk of
	// the settings.
	Today(ctx context.Context, clerk string) RecordsLoaded
	// Shift reads what a clerk hands over, and HandOver puts it on paper.
	Shift(ctx context.Context, r ReadShift) ShiftRead
	HandOver(ctx context.Context, h MakeHandOver) LedgerDone
	// Clerk keeps that a clerk has signed in.
	Clerk(ctx context.Context, c RecordClerk) error
	// Duties keeps what was done for a guest under eighteen.
	Duties(ctx context.Context, d RecordDuties) error
}

// LedgerPort reads and puts out the records for the duty manager. Who has, when and
// how many rows is recorded before a list, totals or a file are handed out, and after
// a sheet is printed. The details of a listed row are not recorded again.
type LedgerPort interface {
	Read(ctx context.Context, r ReadLedger) LedgerRead
	Entry(ctx context.Context, r ReadEntry) EntryRead
	Totals(ctx context.Context, r ReadTotals) TotalsRead
	Correct(ctx context.Context, c CorrectRecord) LedgerDone
	Export(ctx context.Context, e ExportRecords) LedgerDone
	Sheet(ctx context.Context, s MakeSheet) LedgerDone
}

// OfferPort takes what becomes of the guests whom the hotel's own software handed over.
type OfferPort interface {
	Answer(a AnswerOffer)
	End(e EndOffer)
}

// Ports are the outside. All are needed.
type Ports struct {
	Language  identity.Language // until the settings are read
	Setup     Setup
	Network   func(ctx context.Context) bool // whether it is there
	Camera    CameraControl
	Cameras   Cameras
	Portraits Portraits
	// PickFile lets somebody choose a file and makes the portrait of it.
	PickFile func(ctx context.Context, p PickFile) Msg
	Checker  Checker
	Journal  Journal
	// CheckClerk checks a clerk's PIN.
	CheckClerk func(ctx context.Context, c CheckClerk) ClerkChecked
	// SetClerkPIN sets a clerk's PIN and records that before it.
	SetClerkPIN func(ctx context.Context, c SetClerkPIN) PINChanged
	Ledger      LedgerPort
	// AskText, AskNewPIN and PickFolder let somebody at the desk type a line or a PIN,
	// and choose a folder.
	AskText    func(ctx context.Context, a AskText) Msg
	AskNewPIN  func(ctx context.Context, a AskNewPIN) Msg
	PickFolder func(ctx context.Context, p PickFolder) Msg
	// LayCard lays a card on the demo's reader. It must not wait.
	LayCard func(person identity.Claim)
	// Offers tells the hotel's own software. It must not wait.
	Offers OfferPort
	Play   func(Sound) // must not wait
	// Speak reads a sentence out. It must not wait.
	Speak func(Speak)
	Quit  func()
}

// Blocking reports whether a command may take its time: it is to be executed on
// a goroutine of its own. The others are to be executed at once, in their order.
func Blocking(c Cmd) bool {
	switch c.(type) {
	case OpenCamera, TryCamera, CloseCamera, ChooseFace, MoveOval, LayCard, AnswerOffer, EndOffer, Play, Speak, Quit:
		return false
	}
	return true
}

// Lasting reports whether a command is to be carried out to its end, though the
// window closes meanwhile: a paid call whose answer would be lost, and evidence.
func Lasting(c Cmd) bool {
	switch c.(type) {
	case Send, RecordConsent, RecordDecision, RecordAccepted, RecordClerk, RecordDuties, SaveSettings, SaveMounting, LiftLimit, SettleRecord, CorrectRecord, ExportRecords, MakeSheet, MakeHandOver, SetClerkPIN:
		return true
	}
	return false
}
