package session

import (
	"slices"

	"facedesk/identity"
)

func recordsPage() page {
	return page{
		screen: Records, bindings: recordsBindings, idles: always, lock: Model.editClaim,
		view: func(m Model, v View) View { v.Records = m.recordsView(); return v },
	}
}

func recordsBindings() []binding {
	settle := func(c identity.Charged) func(Model) (Model, []Cmd) {
		return func(m Model) (Model, []Cmd) { return m.settle(SettleAsked{Charged: c}) }
	}
	chosen := func(m Model) bool { return m.chosen != "" }
	return []binding{
		{keys: []Key{KeyF2}, action: ActOpen, label: "key.open", do: Model.chooseOpen, applies: Model.hasUnsettled},
		{keys: []Key{KeyF8}, action: ActCharged, label: "key.charged", do: settle(identity.ChargedYes), applies: Model.hasUnsettled, ready: chosen},
		{keys: []Key{KeyF9}, action: ActNotCharged, label: "key.not_charged", do: settle(identity.ChargedNo), applies: Model.hasUnsettled, ready: chosen},
		{keys: []Key{KeyF5}, action: ActLedger, label: "key.ledger", do: Model.openLedger},
		{keys: []Key{KeyF12}, action: ActShift, label: "key.shift", do: Model.openShift, applies: signsIn},
		{keys: []Key{KeyF3}, action: ActStaff, label: "key.staff", do: Model.openStaff, applies: signsIn},
		lockBinding(),
		{keys: []Key{KeyEscape, KeyF6}, action: ActLeave, label: "key.back", do: Model.editClaim},
	}
}

func signsIn(m Model) bool { return m.cfg.SignIn }

// RecordedEvents are the kinds of the events in the list, in the words of the
// records.
func RecordedEvents() []string {
	return []string{
		"consent_given", "consent_declined", "consent_withdrawn", "by_eye", "doubt", "left", "decision_corrected", "limit_lifted",
		"cover_lifted", "turn_lifted", "place_lifted", "face_chosen", "other_is_picture",
		"minor_duties", "signed_in", "clerk_pin_set", "handed_over", "records_read", "records_exported", "records_printed", "records_deleted", "person_erased",
	}
}

// openRecords shows today's records, masked.
func (m Model) openRecords() (Model, []Cmd) {
	m.records, m.today, m.recordsFault, m.chosen, m.noManager = nil, ShiftCount{}, identity.Text{}, "", false
	return m.goTo(Records), []Cmd{LoadRecords{Clerk: m.signedIn()}}
}

// ofRecords handles what is about the records. Each screen takes what it asked for.
func (m Model) ofRecords(msg Msg) (Model, []Cmd) {
	if text, ok := msg.(TextGiven); ok {
		m = m.referenceGiven(text).referenceOfParty(text)
	}
	m, cmds := m.recordsMsg(msg)
	for _, screen := range []func(Model, Msg) (Model, []Cmd){Model.ledgerMsg, Model.shiftMsg, Model.staffMsg} {
		var more []Cmd
		m, more = screen(m, msg)
		cmds = append(cmds, more...)
	}
	return m, cmds
}

// recordsMsg handles what is about the clerk's list.
func (m Model) recordsMsg(msg Msg) (Model, []Cmd) {
	switch msg := msg.(type) {
	case RecordsLoaded:
		return m.recordsLoaded(msg), nil
	case SettleAsked:
		return m.settle(msg)
	case Settled:
		return m.settled(msg)
	case NoManager:
		m.noManager = true
	}
	return m, nil
}

func (m Model) recordsLoaded(msg RecordsLoaded) Model {
	if m.screen != Records {
		return m
	}
	m.records, m.today, m.recordsFault = slices.Clone(msg.Rows), msg.Count, identity.Text{}
	for i, r := range m.records {
		m.records[i].Pending = m.customer.undecided && slices.Contains(m.customer.attempts, r.Attempt)
	}
	if msg.Err != nil {
		m.recordsFault = msg.Err.Said().Text()
	}
	return m
}

// unsettled are the records of which nobody knows the outcome or the charge, the
// newest first.
func (m Model) unsettled() (out []string) {
	for _, r := range slices.Backward(m.records) {
		if r.Unsettled && !r.Demo {
			out = append(out, r.Attempt)
		}
	}
	return out
}

func (m Model) hasUnsettled() bool { return len(m.unsettled()) > 0 }

// chooseOpen goes through the records that are to be settled.
func (m Model) chooseOpen() (Model, []Cmd) {
	open := m.unsettled()
	m.chosen = open[(slices.Index(open, m.chosen)+1)%len(open)]
	return m, nil
}

// settle keeps what was found out about the chosen record. The window has asked for
// the duty manager's PIN and the evidence.
func (m Model) settle(asked SettleAsked) (Model, []Cmd) {
	if m.screen != Records || !slices.Contains(m.unsettled(), m.chosen) || asked.Charged == identity.ChargedUnknown {
		return m, nil
	}
	return m, []Cmd{SettleRecord{Attempt: m.chosen, Charged: asked.Charged, Evidence: asked.Evidence}}
}

// settled ends a SettleRecord: the list is read anew.
func (m Model) settled(msg Settled) (Model, []Cmd) {
	if m.screen != Records {
		return m, nil
	}
	if msg.Err != nil {
		m.recordsFault = msg.Err.Said().Text()
		return m, nil
	}
	m.chosen = ""
	return m, []Cmd{LoadRecords{Clerk: m.signedIn()}}
}

// recordsView marks the record that is chosen.
func (m Model) recordsView() RecordsView {
	rows := slices.Clone(m.records)
	for i := range rows {
		rows[i].Chosen = m.chosen != "" && rows[i].Attempt == m.chosen
	}
	return RecordsView{Rows: rows, Count: m.today, Lead: m.lead(), Fault: m.recordsFault, NoManager: m.noManager}
}

// RecordsView is today's records, masked.
type RecordsView struct {
	Rows  []Record
	Count ShiftCount    // of the clerk's day
	Lead  string        // code of the shift lead who is signed in, "" for another clerk
	Fault identity.Text // why they are not complete
	// NoManager says that IT has set no duty manager's PIN.
	NoManager bool
}
