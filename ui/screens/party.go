package screens

import (
	"fmt"
	"strings"

	"facedesk/assets"
	"facedesk/ui/session"
	"facedesk/ui/theme"
)

func partyPage() page {
	buttons := []session.Action{session.ActMore, session.ActFewer, session.ActReference, session.ActLeave}
	return page{screen: session.Booking, buttons: buttons, build: func(s *Screens) part { return newParty(s.env, buttons) }}
}

// newParty shows how far the guests of one booking are.
func newParty(e *env, buttons []session.Action) *board {
	return newBoard(e, newIcon(assets.IconDocument, palette.Accent, palette.Surface), theme.BaseWidth*2,
		buttons, func(v session.View) boardText {
			k := v.Party
			counter := e.t("party.none")
			if k.Size > 0 {
				counter = e.counter(k)
			}
			sums := ""
			if len(k.Members) > 0 {
				sums = e.t("party.sums", "passed", k.Passed, "by_eye", k.ByEye, "open", k.Open)
			}
			return boardText{title: e.t(v.Title), paragraphs: []string{counter, sums, e.members(k)}, warning: e.t(k.Unfit)}
		})
}

// counter says which guest of a booking is next.
func (e *env) counter(k session.PartyView) string {
	said := e.t("party.at", "at", k.At, "size", k.Size)
	if k.Done {
		said = e.t("party.done", "size", k.Size)
	}
	if k.Reference == "" {
		return said
	}
	return e.and(said, e.t("party.reference", "reference", k.Reference))
}

// membersShown is how many of the guests are named, the last ones.
const membersShown = 4

// members names the last guests and what they came to.
func (e *env) members(k session.PartyView) string {
	from := max(0, len(k.Members)-membersShown)
	var out []string
	for i, g := range k.Members[from:] {
		out = append(out, strings.Join(strings.Fields(fmt.Sprintf("%d. %s %s %s", from+i+1, e.legible(g.Name), g.Tail, e.t(g.End))), " "))
	}
	return strings.Join(out, "\n")
}
