package records

import "facedesk/identity"

// cleanTexts cleans the texts of a row, when it is written and when people read it: rows
// of earlier versions, and of other desks, hold what was typed as it was.
func cleanTexts(cs []column) {
	for _, c := range cs {
		if text, ok := c.value.(*string); ok {
			*text = identity.Visible(*text)
		}
	}
}
