package screens

import (
	"fyne.io/fyne/v2"

	"facedesk/ui/session"
)

// key moves through an open list, or chooses its line. It reports whether it did;
// any other key closes the list.
func (m *menu) key(k session.Key, repeat bool) bool {
	switch k {
	case session.KeyDown:
		m.step(1)
	case session.KeyUp:
		m.step(-1)
	case session.KeyEnter, session.KeySpace:
		if !repeat && m.row < len(m.rows) {
			m.rows[m.row].Tapped(nil)
		}
	default:
		return false
	}
	return true
}

// step goes to the next line that can be chosen.
func (m *menu) step(by int) {
	for to := m.row + by; to >= 0 && to < len(m.rows); to += by {
		if !m.rows[to].content.disabled {
			m.point(to)
			return
		}
	}
}

// point marks a line and scrolls to it.
func (m *menu) point(row int) {
	m.row = row
	for i, r := range m.rows {
		if at := i == row; at != r.pointed {
			r.pointed = at
			r.Refresh()
		}
	}
	if row >= len(m.rows) {
		return
	}
	high := m.rows[row].MinSize().Height
	top, view := high*float32(row), m.scroll.Size().Height
	if at := m.scroll.Offset.Y; top < at || top+high > at+view {
		m.scroll.ScrollToOffset(fyne.NewPos(0, max(0, min(top, top+high-view))))
	}
}
