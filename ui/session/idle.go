package session

import "time"

// expire does what is due by the time: a pass clears itself, an idle customer
// is forgotten.
func (m Model) expire() (Model, []Cmd) {
	switch {
	case m.showsPass():
		if m.clocks.gone.Before(m.customer.result.until) {
			return m, nil
		}
		return m.nextGuest()
	case !m.idles() || m.clocks.gone.Before(m.idleAt()):
		return m, nil
	}
	return m.leaveNobody()
}

// sleep clears the screen around a sleep of the machine: whoever opens it next
// may be anybody. The answer that a check still waits for is noted when it comes.
func (m Model) sleep() (Model, []Cmd) {
	if !m.page().awaits && !m.idles() {
		return m, nil
	}
	return m.leaveNobody()
}

// leaveNobody forgets the customer. A check that nobody has decided about keeps
// the screen, without the name.
func (m Model) leaveNobody() (Model, []Cmd) {
	p := m.page()
	switch {
	case p.ends != nil && p.ends(m):
		m.served++
		return m.nextCustomer()
	case m.customer.undecid:
		m.lastActivity = m.clocks.gone
		m, cmds := m.forget()
		if !p.stays {
			m = m.guarded(ByEye)
		}
		return m, cmds
	case p.leave != nil:
		return p.leave(m)
	}
	return m.nextCustomer()
}

// idles reports whether there is anything to be forgotten on this screen. An
// answer that is awaited is waited for.
func (m Model) idles() bool {
	p := m.page()
	return p.idles != nil && p.idles(m)
}

// remembers reports whether more is left of the customer than the decision.
func remembers(m Model) bool {
	return !m.customer.undecid || m.customer.subject.Name != "" || !m.customer.claim.empty()
}

func (m Model) idleAt() time.Time { return m.lastActivity.Add(m.cfg.idle()) }

// idleWarning is how long it is until the customer is forgotten, 0 while there
// is no need to warn.
func (m Model) idleWarning() time.Duration {
	left := m.idleAt().Sub(m.clocks.gone)
	if !m.idles() || m.showsPass() || left > IdleWarning {
		return 0
	}
	return max(left, 0)
}

// tick does what comes with time.
func (m Model) tick() (Model, []Cmd) {
	var cmds []Cmd
	if m.idleWarning() > 0 && !m.warned {
		m.warned = true
		cmds = append(cmds, Play{SoundWarning})
	}
	if p := m.page(); p.tick != nil {
		var more []Cmd
		m, more = p.tick(m)
		cmds = append(cmds, more...)
	}
	m, more := m.watchCamera()
	return m, append(cmds, more...)
}

// seconds rounds up, so that a countdown ends with 1.
func seconds(d time.Duration) int {
	return int((max(d, 0) + time.Second - 1) / time.Second)
}
