package screens

import (
	"reflect"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"facedesk/identity"
	"facedesk/ui/session"
	"facedesk/ui/theme"
	"facedesk/ui/widgets"
)

// claim is the right pane of most screens: the claimed identity, the service,
// and the next step.
type claim struct {
	*env
	root *fyne.Container
	card *widgets.Box

	typeLabel, typeNote *widgets.Prose
	types               [2]*widgets.Choice
	typePlain           *plain
	typeFault           *alert
	typeFull            string

	name, number, nation *field

	serviceLabel, personLabel *widgets.Prose
	service, person           *picker

	second, main *button
	note         *widgets.Prose
	withdraw     *widgets.KeyHint

	view session.ClaimView
	last any // the last drawn content
}

func newClaim(e *env) *claim {
	c := &claim{
		env: e, card: newCard(),
		typeLabel: widgets.NewLine(theme.TextSmall, palette.Muted, fyne.TextAlignLeading),
		typeNote:  widgets.NewLine(theme.TextSmall, palette.Muted, fyne.TextAlignTrailing),
		typePlain: newPlain(), typeFault: newComplaint(),
		name: newField(e, identity.FieldName), number: newField(e, identity.FieldNumber), nation: newField(e, identity.FieldNation),
		serviceLabel: widgets.NewLine(theme.TextSmall, palette.Muted, fyne.TextAlignLeading),
		personLabel:  widgets.NewLine(theme.TextSmall, palette.Muted, fyne.TextAlignLeading),
		second:       newButton(nil), main: newButton(nil),
		note:     widgets.NewLine(textSmall, palette.Muted, fyne.TextAlignLeading),
		withdraw: widgets.NewKeyHint("", "", palette.Muted, e.press(session.ActWithdraw)),
	}
	c.typeFault.Hide()
	for i := range c.types {
		c.types[i] = widgets.NewChoice(palette, nil, func(at int) { c.pickType(i, at) })
	}
	c.service = newPicker(c.openServices)
	c.person = newPicker(c.openPersons)
	for _, f := range []*field{c.name, c.number, c.nation} {
		f.entry.Private = true
	}
	c.number.entry.Latin, c.nation.entry.Latin = true, true
	c.number.entry.SetFilter(numberRune)
	c.number.entry.SetGroup(groupNumber)
	c.number.entry.OnPaste = c.pasteNumber
	c.nation.entry.SetFilter(numberRune)
	c.root = newSheet(c.arrange, c.objects()...)
	e.lists = map[fyne.KeyName]func(){fyne.KeyDown: c.openTypes, fyne.KeyUp: c.openServices}
	return c
}

func (c *claim) objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{c.card, c.typeLabel, c.typeNote, c.types[0], c.types[1], c.typePlain, c.typeFault}
	for _, f := range []*field{c.name, c.number, c.nation} {
		out = append(out, f.objects()...)
	}
	return append(out, c.serviceLabel, c.service, c.personLabel, c.person, c.second, c.main, c.note, c.withdraw)
}

func (c *claim) content() fyne.CanvasObject { return c.root }

// numberRune is widgets.NumberRune with two additions. It accepts what an input
// method makes of the fillers of a machine-readable zone. It keeps the brackets
// of some permits.
func numberRune(r rune) rune {
	switch r {
	case '(', '（':
		return '('
	case ')', '）':
		return ')'
	}
	if strings.ContainsRune("《〈«‹", r) {
		return '<'
	}
	return widgets.NumberRune(r)
}

// pasteNumber passes on a pasted line that also contains a name, which the
// filter would drop.
func (c *claim) pasteNumber(line string) {
	if strings.ContainsFunc(line, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		c.send(session.Edited{Field: identity.FieldNumber, Text: line})
	}
}

// groupNumber groups a number for reading. It leaves a machine-readable zone as
// it is.
func groupNumber(number string) string {
	if strings.Contains(number, "<") {
		return number
	}
	return identity.GroupNumber(number)
}

func noGaps(s string) string { return strings.ReplaceAll(s, " ", "") }

func (c *claim) forget() {
	for _, f := range []*field{c.name, c.number, c.nation} {
		f.forget()
	}
	c.view, c.last = session.ClaimView{}, nil
	c.typePlain.set("", "")
	c.typeFull = ""
	c.typeFault.setText("")
	c.service.set("", true)
	c.person.set("", true)
	c.note.SetText("")
}

// drawnClaim is everything that the pane draws.
type drawnClaim struct {
	screen           session.Screen
	language         identity.Language
	claim            session.ClaimView
	keys             []session.Binding
	face             bool
	capture, confirm identity.Consent
}

func (c *claim) show(v session.View) {
	now := drawnClaim{v.Screen, v.Language, v.Claim, v.Keys, v.Notice.Face, v.Capture.Consent, v.Confirm.Consent}
	if reflect.DeepEqual(c.last, now) {
		return
	}
	c.last, c.view = now, v.Claim
	c.showTypes(v.Claim)
	c.showFields(v.Claim)
	c.showServices(v)
	c.showFoot(v)
	relayout(c.root)
}

func (c *claim) showFields(v session.ClaimView) {
	c.name.show(c.t("desk.name"), c.legible(v.Name), v.Editable, c.say(v.NameFault))
	c.number.show(c.t("desk.number"), v.Number, v.Editable, c.say(v.NumberFault))
	if v.AsksNation {
		c.nation.show(c.t("desk.nation"), v.Nation, v.Editable, c.say(v.NationFault))
	} else {
		c.nation.hide()
	}
	c.name.remark(strings.TrimSpace(c.undrawn(v.Name) + " " + c.say(v.NameNote)))
	c.number.remark(c.say(v.NumberNote))
	c.name.row.SetNote(c.t(v.SourceText), v.SourceText != "")
	c.number.row.SetNote(c.t(v.NumberText), true)
	if v.NumberText == "" {
		c.number.row.SetNote("", false)
	}
	placeholder(c.name.entry, c.t("desk.name.hint"))
	placeholder(c.number.entry, c.t("desk.number.hint"))
	hint := c.t("desk.nation.hint")
	if v.Nation != "" {
		hint = v.Nation
	}
	placeholder(c.nation.entry, hint)
	if !v.Editable {
		v = session.ClaimView{}
	}
	c.name.entry.SetValue(v.Name)
	c.number.entry.SetValue(noGaps(v.Number))
	c.fillNation(v)
}

// fillNation shows the nation, also one that the document implies. It does not
// put it back while the clerk deletes it to type another.
func (c *claim) fillNation(v session.ClaimView) {
	if v.Focus == identity.FieldNation && c.nation.entry.Value() == "" && v.Editable {
		return
	}
	c.nation.entry.SetValue(v.Nation)
}

func placeholder(e *widgets.Entry, s string) {
	if e.PlaceHolder != s {
		e.SetPlaceHolder(s)
	}
}

func (c *claim) showServices(v session.View) {
	c.serviceLabel.SetText(c.t("desk.service"))
	c.personLabel.SetText(c.t("desk.person"))
	name := ""
	for _, s := range v.Claim.Services {
		if s.Current {
			name = c.say(s.Name)
			if !s.Ready {
				name = c.and(name, c.t(s.State))
			}
		}
	}
	b, _ := bound(v, session.ActService)
	c.service.set(name, !b.Enabled)
	persons := v.Claim.Editable && len(v.Claim.Persons) > 0
	widgets.Show(c.personLabel, persons)
	widgets.Show(c.person, persons)
	if !persons {
		c.person.set("", true)
		return
	}
	b, _ = bound(v, session.ActPerson)
	chosen := c.keyName(b)
	for _, p := range v.Claim.Persons {
		if p.Claim.Name == v.Claim.Name && p.Claim.Number == noGaps(v.Claim.Number) {
			chosen = c.say(p.Note)
		}
	}
	c.person.set(chosen, false)
}
