package screens

import (
	"strings"

	"facedesk/assets"
	"facedesk/ui/session"
	"facedesk/ui/theme"
)

func dutiesPage() page {
	buttons := []session.Action{session.ActEndDuties} // the line of keys ticks by mouse
	return page{screen: session.Duties, buttons: buttons, build: func(s *Screens) part { return newDuties(s.env) }}
}

// newDuties is the card of what a hotel owes a guest under eighteen. Its lines have
// the keys that tick them.
func newDuties(e *env) *board {
	return newBoard(e, newIcon(assets.IconDocument, palette.Accent, palette.Surface), theme.BaseWidth*2,
		[]session.Action{session.ActEndDuties}, func(v session.View) boardText {
			var lines []string
			for i, key := range []session.TextKey{"duty.identity", "duty.contact", "duty.relation", "duty.patrol"} {
				lines = append(lines, e.tick(i+1, v.Duties.Done[i], key))
			}
			lines = append(lines, e.tick(5, v.Duties.Watch != "duty.open", v.Duties.Watch))
			return boardText{title: e.t(v.Title), paragraphs: []string{e.t("duties.body"), strings.Join(lines, "\n")}}
		})
}

// tick is a line with its key, and whether it is ticked.
func (e *env) tick(n int, done bool, key session.TextKey) string {
	mark := "□"
	if done {
		mark = "√"
	}
	if key == "duty.open" {
		key = "key.tick_watch"
	}
	return string(rune('0'+n)) + "  " + mark + "  " + e.t(key)
}
