package session

import (
	"time"

	"facedesk/identity"
)

// View is all a screen needs to draw itself. It holds no more of the customer
// than the screen shows. Its slices are not to be changed.
type View struct {
	Screen     Screen
	Title      TextKey
	Language   identity.Language
	Generation uint64 // of the customer; fields are to be emptied when it grows
	// Demo marks everything: banner and striped frame on every screen.
	Demo    bool
	Keys    []Binding // what keys and buttons do now, in the order of the screen
	Help    bool      // show Keys as a table
	Status  StatusView
	IdleIn  int // seconds until the customer is forgotten, 0 while there is no need to warn
	ITPhone string
	Setup   SetupView
	// Burst says that a machine typed the last keys: what the screen itself would
	// do for one, it does not.
	Burst bool
	// Recipient is whom the guest agreed to, as the notice named it.
	Recipient identity.Text

	Claim   ClaimView // zero on screens that show nobody
	Notice  NoticeView
	Capture CaptureView
	Confirm ConfirmView
	Waiting WaitingView
	Verdict VerdictView
	ByEye   ByEyeView
	Records RecordsView
}

// StatusView is the line that is always there.
type StatusView struct {
	Network                              Network
	Camera                               CameraState
	NetworkText, CameraText, ServiceText TextKey
	ServiceReady                         bool
	Unrecorded                           bool // records cannot be written
	Desk, Clerk                          string
	Served                               int // customers finished since the start
	Late                                 int // answers for customers who had left; see the records
}

// SetupView says why the desk cannot work, or how saving went.
type SetupView struct {
	What, Next    TextKey            // on NotSetUp
	Detail        identity.Sentences // IT's, where details are asked for
	Saving, Saved bool
	Fault         identity.Sentences // why saving failed
}

// View returns what is to be shown.
func (m Model) View() View {
	v := View{
		Screen: m.screen, Title: titleKey(m.screen), Language: m.language, Generation: m.generation,
		Demo: m.demo(), Keys: m.keys(), Help: m.help, Status: m.statusView(),
		IdleIn: seconds(m.idleWarning()), ITPhone: m.cfg.ITPhone, Setup: m.setupView(),
		Burst: m.strokes.burst(),
	}
	if m.customer.consent.By != "" {
		v.Recipient = m.current().Recipient()
	}
	switch m.screen {
	case Desk, Notice, Capture, Confirm, Checking, Repeat:
		v.Claim = m.claimView()
	}
	switch m.screen {
	case Notice:
		v.Notice = m.noticeView()
	case Capture:
		v.Capture = m.captureView()
	case Confirm:
		v.Confirm = m.confirmView()
	case Checking:
		v.Waiting = m.waitingView()
	case Verdict, Repeat:
		v.Verdict = m.verdictView()
	case ByEye:
		v.ByEye = m.byEyeView()
	case Records:
		v.Records = RecordsView{Rows: m.rows, Fault: m.rowsErr}
	}
	return v
}

func (m Model) statusView() StatusView {
	network := m.line.network
	if network == "" {
		network = NetworkUnknown
	}
	cam := m.camera.state
	if cam == "" {
		cam = CameraUnknown
	}
	svc := m.shownService()
	state := m.stateOf(svc)
	service := state.key()
	if svc.Descriptor.Code == "" {
		service = "service.none"
	}
	return StatusView{
		Network: network, NetworkText: TextKey("network." + network),
		Camera: cam, CameraText: cam.key(),
		ServiceText: service, ServiceReady: state == ServiceReady && svc.Descriptor.Code != "",
		Unrecorded: m.unrecorded, Desk: m.cfg.Desk, Clerk: m.cfg.Clerk, Served: m.served, Late: m.late,
	}
}

// shownService is the one named on the screen: past the desk the notice's.
func (m Model) shownService() Service {
	if m.screen != Desk && m.customer.service != "" {
		return m.current()
	}
	svc, _ := m.proposal()
	return svc
}

func (m Model) setupView() SetupView {
	v := SetupView{Saving: m.setup.saving, Saved: m.setup.saved, Fault: m.setup.fault}
	if m.screen == NotSetUp {
		if m.setup.asked {
			v.Detail = m.setup.detail
		}
		v.What, v.Next = m.setup.reason.whatKey(), m.setup.reason.nextKey()
	}
	return v
}

// WaitingView is shown while an answer is awaited.
type WaitingView struct {
	Body    TextKey
	Seconds int // since it was sent
	Limit   int // seconds after which an answer is no longer awaited, 0 where that is not known
}

// slow is after how long the screen says that it takes its time.
const slow = 5 * time.Second

func (m Model) waitingView() WaitingView {
	since := m.clocks.awake.Sub(m.flight.since)
	v := WaitingView{Body: "checking.body", Seconds: int(max(since, 0) / time.Second), Limit: seconds(m.flight.limit)}
	if since >= slow {
		v.Body = "checking.slow"
	}
	return v
}

// ByEyeView asks the clerk to check the document by hand.
type ByEyeView struct {
	Body TextKey
	// Undecided is set where a check waits for this decision.
	Undecided TextKey
	// Type is the document to look at, "" where it is not known.
	Type identity.DocumentType
}

func (m Model) byEyeView() ByEyeView {
	v := ByEyeView{Body: "by_eye.body", Type: m.customer.subject.Document.Type}
	if m.customer.guardian {
		v.Body = "by_eye.minor"
	}
	if m.customer.undecid {
		v.Undecided = "by_eye.undecided"
	}
	return v
}

// RecordsView is today's records, masked.
type RecordsView struct {
	Rows  []Record
	Fault identity.Text // why they are not complete
}
