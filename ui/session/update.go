package session

import (
	"slices"
	"time"

	"facedesk/identity"
)

// Update returns the model after a message and what is to be done outside. It
// changes neither m nor msg. At is when the message came.
func Update(m Model, at Moment, msg Msg) (Model, []Cmd) {
	m = m.touched(msg)
	if key, ok := msg.(Struck); ok { // the key itself comes in the next message
		m.strokes, m.struck = m.strokes.with(key.At), at.Awake
		m.camera.picked = 0
		m.door = m.door.holds(m.clocks.awake)
		return m, nil
	}
	next, cmds := m.after(at, msg)
	return next.timeGuest().reportOffer(m, cmds)
}

func (m Model) after(at Moment, msg Msg) (Model, []Cmd) {
	before := m
	m, cmds := m.pass(at)
	cmds = m.signed(cmds)
	if m.isLocking(msg) {
		m, more := m.lockByKey()
		return m, m.quiet(m.signed(slices.Concat(cmds, more)))
	}
	if isActivity(msg) && m.shut() != before.shut() {
		return m, m.quiet(cmds) // it was meant for what was shown before
	}
	if isActivity(msg) && !m.shut() { // a locked desk keeps no guest longer
		if m.generation != before.generation && !isOfTheNext(msg) {
			return m, cmds // it was meant for the cleared screen
		}
		warning := m.idleWarning() > 0
		m.lastActivity, m.warned = m.clocks.elapsed, false
		if !isOfTheGuest(msg) {
			m.clerkAt = m.clocks.elapsed
		}
		if k, key := msg.(KeyPressed); key && warning && !m.locks(k.Key) {
			return m, cmds // "press any key" only keeps the customer
		}
	}
	m, more := m.handle(msg)
	return m, m.quiet(m.signed(slices.Concat(cmds, more, m.speak(before.screen))))
}

// pass moves the clocks on to a moment and does what is due by then.
func (m Model) pass(at Moment) (Model, []Cmd) {
	var slept bool
	m.now = at.Wall
	if m.clocks, slept = m.clocks.advance(at); slept {
		m.connection.probed = time.Time{} // it may wake up elsewhere
		return m.sleep()
	}
	m, cmds := m.expire()
	for _, due := range []func(Model) (Model, []Cmd){Model.lockIdle, Model.endOwn, Model.enterDesk} {
		var more []Cmd
		m, more = due(m)
		cmds = append(cmds, more...)
	}
	return m, cmds
}

func isActivity(msg Msg) bool {
	switch msg := msg.(type) {
	case KeyPressed:
		return !msg.Repeat
	case Pressed, Permitted, Typed, Edited, Focused, FieldTapped, LayerClosed, PadTyped, PadErased, TypePicked, ServicePicked, PersonPicked, LanguagePicked, GuestPressed, Touched, SaveAsked, SettleAsked, TextGiven, FolderGiven, NewPINGiven, CardLaid, Scanned:
		return true
	}
	return false
}

// isOfTheGuest reports what a guest does at his own screen, which keeps nobody's desk
// open.
func isOfTheGuest(msg Msg) bool {
	switch msg.(type) {
	case GuestPressed, LanguagePicked:
		return true
	}
	return false
}

// isOfTheNext reports what is never meant for the guest who was cleared.
func isOfTheNext(msg Msg) bool {
	switch msg.(type) {
	case Typed, CardLaid, Scanned:
		return true
	}
	return false
}

// handle handles one message.
func (m Model) handle(msg Msg) (Model, []Cmd) {
	if m.shut() {
		if m, cmds, done := m.behindDoor(msg); done {
			return m, cmds
		}
	}
	switch msg := msg.(type) {
	case KeyPressed:
		return m.key(msg)
	case Pressed:
		return m.pressed(msg.Action)
	case Permitted:
		return m.press(msg.Action)
	case Typed:
		return m.typed(msg.Text)
	case Edited, Focused, TypePicked, ServicePicked, PersonPicked, PadTyped, PadErased:
		return m.edit(msg)
	case GuestPressed, GuestScreenReported, LanguagePicked:
		return m.guestMsg(msg)
	case Loaded, LoadFailed, NothingConfigured, Saved, SaveAsked:
		return m.configure(msg)
	case Recorded, JournalReported, NetworkReported:
		return m.told(msg), nil
	case ReaderReported, CardLaid, ScannerReported, Scanned:
		return m.readerMsg(msg)
	case Offered:
		return m.offered(msg)
	case CameraReported, CamerasListed, CamerasFound, Previewed, ShotTaken, ShotRejected, ShotCancelled:
		return m.picture(msg)
	case Answered:
		return m.answered(msg)
	case RecordsLoaded, SettleAsked, Settled, NoManager, LedgerRead, EntryRead, TotalsRead, ExportGoesOn, LedgerDone, TextGiven, FolderGiven, ShiftRead, NewPINGiven, PINChanged:
		return m.ofRecords(msg)
	case Lifted:
		return m.lifted(msg), nil
	case Sleeping:
		return m.sleep()
	case Tick:
		return m.tick()
	case CloseAsked:
		return m.closeAsked(), nil
	case Closing:
		return m.close()
	}
	return m, nil
}

// told handles what the status line says of records and network.
func (m Model) told(msg Msg) Model {
	switch msg := msg.(type) {
	case Recorded:
		m.unrecorded = m.unrecorded || msg.Failed // a later success does not bring it back
	case JournalReported:
		m.journal = msg.State
	case NetworkReported:
		return m.reported(msg)
	}
	return m
}

// edit handles what changes the claim. It is changed on the desk only; a
// service may be picked wherever the key for it works.
func (m Model) edit(msg Msg) (Model, []Cmd) {
	if pick, ok := msg.(ServicePicked); ok {
		return m.pickService(pick.Code)
	}
	if !m.page().edits || m.justOffered() {
		return m, nil
	}
	switch msg := msg.(type) {
	case Edited:
		return m.edited(msg.Field, msg.Text), nil
	case Focused:
		return m.focus(msg.Field), nil
	case TypePicked:
		return m.pickType(msg.Type), nil
	case PadTyped, PadErased:
		return m.padded(msg), nil
	case PersonPicked:
		return m.pickPerson(msg.Index), nil
	}
	return m, nil
}

// typed starts the next customer after a pass, with the text as the name. On
// the desk it goes into the field that has the focus. A text is taken whole or
// not at all: what comes while a pass may not go yet is kept, and what began
// during the check is dropped up to its end.
func (m Model) typed(text string) (Model, []Cmd) {
	switch {
	case identity.NormaliseName(text) == "" && !m.midText():
		return m, nil // the space bar is a key
	case m.justOffered():
		return m, nil
	case m.page().edits && m.customer.claim.focused() == identity.FieldType:
		return m.loose(text), nil
	case m.page().edits:
		return m.edited(m.customer.claim.focused(), m.customer.claim.text(m.customer.claim.focused())+text), nil
	case !m.showsPass() || m.dutiesFollow() || m.clocks.awake.Sub(m.droppedText) < textPause:
		m.droppedText = m.clocks.awake
		return m, nil
	}
	m.customer.ahead = ahead{m.customer.ahead.asOf(m.clocks.awake) + text, m.clocks.awake}
	if m.clocks.awake.Before(m.guardUntil) {
		return m, nil
	}
	return m.nextGuest()
}

// ahead is text that no field shows yet. It ends with a pause or with Enter, as
// any text does; what ended before the pass could go is dropped, since nobody saw it.
type ahead struct {
	text string
	at   time.Time // of its last character, by the time awake
}

// asOf is the text, "" once it has ended.
func (a ahead) asOf(now time.Time) string {
	if now.Sub(a.at) >= textPause {
		return ""
	}
	return a.text
}

// midText reports that text is being typed where none is shown yet. A space then
// belongs to the text, though it is a key otherwise.
func (m Model) midText() bool {
	now := m.clocks.awake
	return m.customer.ahead.asOf(now) != "" || m.customer.claim.loose.asOf(now) != "" || now.Sub(m.droppedText) < textPause
}

// close drops everything personal and ends the program.
func (m Model) close() (Model, []Cmd) {
	m, cmds := m.forget()
	m.customer = customer{}
	return m.goTo(Starting), append(cmds, Quit{})
}
