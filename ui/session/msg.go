package session

import (
	"time"

	"facedesk/identity"
)

// Msg is something that happened. The set is closed.
type Msg interface{ msg() }

// What the clerk or the guest does.
type (
	// Struck is any key that went down, wherever it goes: before what it does.
	// The Driver says when, on a clock that stands while it works, so that keys
	// which had to wait for it are as far apart as they were typed.
	Struck struct{ At time.Time }
	// KeyPressed is a key that is no text. Repeat marks the automatic repeats
	// of a key held down; they never do anything.
	KeyPressed struct {
		Key    Key
		Repeat bool
	}
	// Pressed is a button, by mouse or touch.
	Pressed struct{ Action Action }
	// Permitted is an action of this screen for which a PIN was given. It does nothing
	// where the screen has changed meanwhile.
	Permitted struct{ Action Action }
	// Typed is text typed while no field has the focus, as on a verdict.
	Typed struct{ Text string }
	// Edited is the whole new text of a field of the claim.
	Edited struct {
		Field identity.Field
		Text  string
	}
	// Focused says that a field of the claim has got the focus by mouse or touch.
	Focused struct{ Field identity.Field }
	// TypePicked chooses a document type; "" lets it follow from the number.
	TypePicked struct{ Type identity.DocumentType }
	// ServicePicked chooses a service.
	ServicePicked struct{ Code string }
	// LanguagePicked chooses the language in which the guest reads.
	LanguagePicked struct{ Code string }
	// GuestPressed is a button of the guest's own screen. Shown is GuestScreen.Shown
	// of what he saw.
	GuestPressed struct {
		Action Action
		Shown  string
	}
	// PersonPicked fills in a test person; in the demo only.
	PersonPicked struct{ Index int }
	// Touched is any other sign of life, such as a tap beside the buttons.
	Touched struct{}
	// SaveAsked asks for settings to be saved, on the settings screen only.
	SaveAsked struct{ Changes []Change }
	// SettleAsked is what a manager found out about the chosen record, on the
	// screen of the records only.
	SettleAsked struct {
		Charged  identity.Charged
		Evidence string
	}
	// CloseAsked says that somebody wants to close the window.
	CloseAsked struct{}
	// Closing says that the window is about to close.
	Closing struct{}
)

// What comes from outside.
type (
	// Tick is time passing; see the package.
	Tick struct{}
	// Sleeping says that the machine is about to sleep.
	Sleeping struct{}
	// Loaded brings the settings.
	Loaded struct{ Config Config }
	// LoadFailed says why there are none, in the loader's own words.
	LoadFailed struct {
		Reason SetupReason
		Said   identity.Sentences
		// What the settings say, where they can be read; see Config.
		Language identity.Language
		ITPhone  string
		LastGood bool
	}
	// NothingConfigured says that this machine has never been set up.
	NothingConfigured struct{}
	// Saved ends a SaveSettings; Err is nil when all is written.
	Saved struct{ Err *identity.Error }

	// Recorded ends a RecordConsent, RecordDecision or RecordAccepted.
	Recorded struct{ Failed bool }
	// Lifted ends a LiftLimit.
	Lifted struct {
		Service string
		Failed  bool
	}
	// Settled ends a SettleRecord; Err is nil when it is noted.
	Settled struct{ Err *identity.Error }
	// JournalReported says how the records are, by itself at any time.
	JournalReported struct{ State JournalState }

	// NetworkReported answers a ProbeNetwork, or comes by itself.
	NetworkReported struct{ Up bool }

	// GuestScreenReported says how the guest's own screen is, by itself at any time.
	GuestScreenReported struct{ State ScreenState }
	// ReaderReported says how the card reader is, by itself at any time.
	ReaderReported struct {
		State ReaderState
		Mark  string // of ReaderUnknownMark: the mark on the card
	}
	// ScannerReported says how the scanner is that is read directly.
	ScannerReported struct{ State ReaderState }
	// Scanned is a line of that scanner; Ended with its Enter.
	Scanned struct {
		Text  string
		Ended bool
	}
	// CardLaid is a card that was laid on the reader.
	CardLaid struct{ Card Card }
	// Offered is a guest whom the hotel's own software hands over. It is answered by
	// AnswerOffer.
	Offered struct {
		ID        uint64 // not 0
		Claim     identity.Claim
		Reference string // of the booking
		Party     Party
		Until     time.Duration // of Moment.Awake: nobody waits for the answer any more
	}
	// CamerasFound answers a FindCameras.
	CamerasFound struct {
		Cameras []FoundCamera
		Chosen  string // the camera of the settings
		Mains   string
		Locks   CameraLocks
		Fault   identity.Text // why the settings cannot be read
	}

	// CameraReported says how the camera is, by itself at any time.
	CameraReported struct{ State CameraState }
	// CamerasListed lists the cameras there are.
	CamerasListed struct{ Cameras []Camera }
	// Previewed says what is wrong with the newest picture, the most important
	// first; nothing for a good one. About ten a second.
	Previewed struct {
		Generation uint64
		Problems   []Hint
		// Faces are those to choose from, from the left of the screen; none where
		// one is there alone.
		Faces []Face
		Lost  bool // the chosen one is not seen
	}
	// ShotTaken answers a Shoot with the portrait, to be owned by the session.
	// Problems are those that the portrait has all the same.
	ShotTaken struct {
		Shot     uint64
		Portrait identity.Portrait
		Problems []Hint
	}
	// ShotRejected answers a Shoot for which there is no portrait.
	ShotRejected struct {
		Shot    uint64
		Problem Hint
		// Said is why a file cannot be used, where its kind or its size says more
		// than the problem. It holds nothing of the picture.
		Said identity.Text
	}

	// ShotCancelled answers a PickFile for which no file was chosen.
	ShotCancelled struct{ Shot uint64 }

	// Answered answers a Send, exactly once, with the same ID and Generation.
	Answered struct {
		ID         uint64
		Generation uint64
		Verdict    identity.Verdict // valid without an error only
		Err        error            // an *identity.Error
		Attempt    string           // id in the records, "" where there is none
		Demo       bool
		// State is how the service stands after it, where the asker knows: such as a
		// keyring that is locked.
		State ServiceState
		// Confirmable is set where a confirmed repeat lifts the refusal.
		Confirmable bool
		Warnings    []identity.Text
	}

	// RecordsLoaded answers a LoadRecords: Rows oldest first; Err is nil when they
	// are complete.
	RecordsLoaded struct {
		Rows  []Record
		Count ShiftCount // of that clerk's day
		Err   *identity.Error
	}
)

// Change is one setting to be saved.
type Change struct{ Key, Value string }

func (Struck) msg()              {}
func (KeyPressed) msg()          {}
func (Pressed) msg()             {}
func (Permitted) msg()           {}
func (Typed) msg()               {}
func (Edited) msg()              {}
func (Focused) msg()             {}
func (TypePicked) msg()          {}
func (ServicePicked) msg()       {}
func (PersonPicked) msg()        {}
func (Touched) msg()             {}
func (SaveAsked) msg()           {}
func (CloseAsked) msg()          {}
func (Closing) msg()             {}
func (Tick) msg()                {}
func (Sleeping) msg()            {}
func (Loaded) msg()              {}
func (LoadFailed) msg()          {}
func (NothingConfigured) msg()   {}
func (Saved) msg()               {}
func (Recorded) msg()            {}
func (Lifted) msg()              {}
func (Settled) msg()             {}
func (SettleAsked) msg()         {}
func (NetworkReported) msg()     {}
func (ReaderReported) msg()      {}
func (CardLaid) msg()            {}
func (ScannerReported) msg()     {}
func (Scanned) msg()             {}
func (Offered) msg()             {}
func (CameraReported) msg()      {}
func (CamerasListed) msg()       {}
func (CamerasFound) msg()        {}
func (Previewed) msg()           {}
func (ShotTaken) msg()           {}
func (ShotRejected) msg()        {}
func (ShotCancelled) msg()       {}
func (Answered) msg()            {}
func (JournalReported) msg()     {}
func (RecordsLoaded) msg()       {}
func (LanguagePicked) msg()      {}
func (GuestPressed) msg()        {}
func (GuestScreenReported) msg() {}
