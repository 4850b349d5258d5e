package session

import (
	"slices"

	"facedesk/identity"
)

// openRecords shows today's records, masked.
func (m Model) openRecords() (Model, []Cmd) {
	m.rows, m.rowsErr = nil, identity.Text{}
	return m.goTo(Records), []Cmd{LoadRecords{}}
}

func (m Model) recordsLoaded(msg RecordsLoaded) Model {
	if m.screen != Records {
		return m
	}
	m.rows, m.rowsErr = slices.Clone(msg.Rows), identity.Text{}
	for i, r := range m.rows {
		m.rows[i].Pending = m.customer.undecid && slices.Contains(m.customer.attempts, r.Attempt)
	}
	if msg.Err != nil {
		m.rowsErr = msg.Err.Said().Text()
	}
	return m
}
