package session

import "facedesk/identity"

// ClaimView is the claim as typed, to be edited on the desk only.
type ClaimView struct {
	Name   string
	Number string // in groups; what is sent has no spaces
	Nation string // typed or implied

	Type        identity.DocumentType // "" while nobody can tell
	TypeText    TextKey               // follows the number, or chosen
	AsksNation  bool
	Focus       identity.Field
	SourceText  TextKey // "from the card" or "from the hotel's system", "" otherwise
	NumberText  TextKey // "well-formed", "" otherwise
	NameFault   identity.Text
	NumberFault identity.Text
	TypeFault   identity.Text
	NationFault identity.Text
	NameNote    identity.Text // what to know of a field that nothing is wrong with
	NumberNote  identity.Text

	Services []ServiceChoice
	Persons  []TestPerson // in the demo
	Editable bool
}

// ServiceChoice is one line of the list of services.
type ServiceChoice struct {
	Code    string
	Name    identity.Text
	Face    bool
	Current bool
	State   TextKey
	Ready   bool
}

func (m Model) claimView() ClaimView {
	c := m.customer.claim
	v := ClaimView{
		Name: c.name, Number: c.shownNumber(), Nation: c.nationality(),
		Type: c.kind(), TypeText: "desk.type.auto", AsksNation: c.asksNation(),
		Focus: c.focused(), Services: m.choices(), Editable: m.page().edits,
	}
	if c.nation != "" {
		v.Nation = c.nation // as it is being typed
	}
	if c.chosen != "" {
		v.TypeText = "desk.type.chosen"
	}
	switch {
	case c.card.filled && c.card.handed:
		v.SourceText = "desk.from_hotel"
	case c.card.filled:
		v.SourceText = "desk.from_card"
	}
	if m.cfg.Demo {
		v.Persons = m.cfg.Persons
	}
	return v.withNotes(c.notes(m.now)).withFaults(m)
}

func (v ClaimView) withNotes(notes []identity.Note) ClaimView {
	for _, n := range notes {
		if n.Field == identity.FieldName {
			v.NameNote = v.NameNote.Then(n.Text)
		} else {
			v.NumberNote = v.NumberNote.Then(n.Text)
		}
	}
	return v
}

// withFaults puts each complaint beside its field, once it is due.
func (v ClaimView) withFaults(m Model) ClaimView {
	c := m.customer.claim
	_, complaints := c.parse(m.now)
	sound := c.number != "" && c.shows(identity.FieldNumber)
	for _, e := range complaints {
		if e.Field == identity.FieldNumber {
			sound = false
		}
		if c.shows(e.Field) {
			v = v.withFault(e.Field, e.What)
		}
	}
	if sound {
		v.NumberText = "desk.number.ok"
	}
	return v.withFault(c.fault.Field, c.fault.What)
}

func (v ClaimView) withFault(f identity.Field, t identity.Text) ClaimView {
	switch f {
	case identity.FieldName:
		v.NameFault = t
	case identity.FieldNumber:
		v.NumberFault, v.NumberText = t, ""
	case identity.FieldType:
		v.TypeFault = t
	case identity.FieldNation:
		v.NationFault = t
	}
	return v
}

// shownNumber is the number as it is sent, in groups; a machine-readable zone is
// shown as it comes.
func (c claim) shownNumber() string {
	if identity.HoldsZone(c.number) {
		return c.number
	}
	return identity.GroupNumber(c.kind().Number(c.number))
}

func (m Model) choices() []ServiceChoice {
	current := m.shownService().Descriptor.Code
	var out []ServiceChoice
	for _, s := range m.others() {
		out = append(out, ServiceChoice{
			Code: s.Descriptor.Code, Name: s.Descriptor.Name, Face: s.Descriptor.Face,
			Current: s.Descriptor.Code == current, State: s.State.key(), Ready: s.State == ServiceReady,
		})
	}
	return out
}
