package session

import "facedesk/identity"

// openRecords shows today's records, masked.
func (m Model) openRecords() (Model, []Cmd) {
	m.rows, m.rowsErr = nil, identity.Text{}
	return m.goTo(Records), []Cmd{LoadRecords{}}
}

func (m Model) recordsLoaded(msg RecordsLoaded) Model {
	if m.screen != Records {
		return m
	}
	m.rows, m.rowsErr = msg.Rows, identity.Text{}
	if msg.Err != nil {
		m.rowsErr = msg.Err.Said().Text()
	}
	return m
}
