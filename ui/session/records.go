package session

import (
	"slices"

	"facedesk/identity"
)

func recordsPage() page {
	return page{
		screen: Records, bindings: recordsBindings, idles: always,
		view: func(m Model, v View) View { v.Records = RecordsView{Rows: m.records, Fault: m.recordsFault}; return v },
	}
}

func recordsBindings() []binding {
	return []binding{
		{keys: []Key{KeyEscape, KeyF6}, action: ActLeave, label: "key.back", do: Model.editClaim},
	}
}

// openRecords shows today's records, masked.
func (m Model) openRecords() (Model, []Cmd) {
	m.records, m.recordsFault = nil, identity.Text{}
	return m.goTo(Records), []Cmd{LoadRecords{}}
}

func (m Model) recordsLoaded(msg RecordsLoaded) Model {
	if m.screen != Records {
		return m
	}
	m.records, m.recordsFault = slices.Clone(msg.Rows), identity.Text{}
	for i, r := range m.records {
		m.records[i].Pending = m.customer.undecided && slices.Contains(m.customer.attempts, r.Attempt)
	}
	if msg.Err != nil {
		m.recordsFault = msg.Err.Said().Text()
	}
	return m
}

// RecordsView is today's records, masked.
type RecordsView struct {
	Rows  []Record
	Fault identity.Text // why they are not complete
}
