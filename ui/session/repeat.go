package session

func repeatPage() page {
	return page{
		screen: Repeat, bindings: repeatBindings, idles: always, claim: true, answer: true,
		view: func(m Model, v View) View {
			v.Verdict = m.verdictView()
			v.Verdict.Next = "repeat.body"
			return v
		},
	}
}

func repeatBindings() []binding {
	return []binding{
		{keys: []Key{KeyF7}, action: ActByEye, label: "key.by_eye", do: Model.checkByEye},
		{keys: []Key{KeyF8}, action: ActRepeat, label: "key.repeat", do: Model.repeat, ready: Model.canRepeat},
		{keys: []Key{KeyF9}, action: ActWithdraw, label: "key.withdraw", do: Model.withdraw},
		{keys: []Key{KeyF3}, action: ActEdit, label: "key.edit", do: Model.editClaim},
		{keys: []Key{KeyF4}, action: ActService, label: "key.service", do: Model.nextService, ready: Model.canSwitch},
	}
}

// repeat sends again although it may be paid for twice: the clerk has confirmed.
func (m Model) repeat() (Model, []Cmd) { return m.send(true) }

// canRepeat reports whether the guard allows a repeat and the request is still there.
func (m Model) canRepeat() bool {
	face := m.current().Descriptor.Face
	return m.customer.result.confirmable && !m.out() && !m.flight.open && m.consented() &&
		face != m.customer.portrait.Empty()
}
