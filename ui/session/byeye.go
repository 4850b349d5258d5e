package session

// lookAtDocument leads to the clerk's own judgement. What was agreed to but not
// sent is no longer needed; after a verdict the way back stays open.
func (m Model) lookAtDocument() (Model, []Cmd) {
	if m.screen == Verdict {
		return m.guarded(ByEye), nil
	}
	m, cmds := m.dropConsent()
	return m.guarded(ByEye), cmds
}

// backFromByEye goes back to where there is something to see.
func (m Model) backFromByEye() (Model, []Cmd) {
	switch {
	case m.customer.undecid:
		return m.guarded(Verdict), nil
	case m.hasSubject() && m.customer.service != "":
		return m.toNotice(m.current())
	}
	return m.editClaim()
}

func (m Model) decideByEye() (Model, []Cmd) { return m.decided(DecisionByEye) }
func (m Model) decideDoubt() (Model, []Cmd) { return m.decided(DecisionDoubt) }
func (m Model) decideLeft() (Model, []Cmd)  { return m.decided(DecisionLeft) }

// decided records the decision and ends the customer.
func (m Model) decided(d Decision) (Model, []Cmd) {
	record := RecordDecision{Attempts: m.customer.attempts, Decision: d, At: m.now, Demo: m.demo()}
	if m.screen != Checking {
		m.served++
	}
	m, cmds := m.nextCustomer()
	return m, append([]Cmd{record}, cmds...)
}
