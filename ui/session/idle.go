package session

import (
	"slices"
	"time"
)

// partyRest is how long a desk without a guest keeps the count of a party that is not
// whole.
const partyRest = 30 * time.Minute

// expire does what is due by the time: a pass clears itself, an idle customer
// is forgotten.
func (m Model) expire() (Model, []Cmd) {
	switch {
	case m.showsPass() && !m.shut(): // behind the lock nobody has seen it
		if m.clocks.elapsed.Before(m.customer.result.until) {
			return m, nil
		}
		return m.nextGuest()
	case m.party.size > 0 && m.screen == Desk && !m.busy() && !m.clocks.elapsed.Before(m.lastActivity.Add(partyRest)):
		m.party = party{} // whoever comes now is of another booking
		return m, nil
	case m.left() && !m.clocks.elapsed.Before(m.idleAt()):
		return m.nextCustomer()
	case !m.idles() || m.clocks.elapsed.Before(m.idleAt()):
		return m, nil
	}
	return m.forgetCustomer()
}

// left reports that the desk is empty, and that something of a guest who went is kept:
// the language he chose, or what was said of him.
func (m Model) left() bool {
	c := m.customer
	return m.screen == Desk && !m.busy() && (c.language != "" || c.cannotUse || c.under18 || c.reference != "" || c.met.Name != "" || c.handed.id != 0)
}

// sleep clears the screen around a sleep of the machine, because somebody else may
// wake it. An answer that is still awaited is recorded when it comes.
func (m Model) sleep() (Model, []Cmd) {
	var cmds []Cmd
	if m.page().awaits || m.idles() {
		m, cmds = m.forgetCustomer()
	}
	m.party = party{}
	m, more := m.lock()
	return m, append(cmds, more...)
}

// forgetCustomer forgets the customer. A check that waits for a decision keeps the
// screen, without the name.
func (m Model) forgetCustomer() (Model, []Cmd) {
	p := m.page()
	m.party = m.party.nameless()
	switch {
	case p.ends != nil && p.ends(m):
		end := MemberOpen
		if m.passed() {
			end = MemberPassed
		}
		m = m.counted(end)
		m.party = m.party.nameless()
		m, cmds := m.nextCustomer()
		return m.afterGuest(), cmds
	case m.customer.undecided:
		m.lastActivity = m.clocks.elapsed
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

// idles reports whether the idle time ends this screen.
func (m Model) idles() bool {
	p := m.page()
	return p.idles != nil && p.idles(m)
}

// remembers reports whether the customer has not been forgotten yet.
func remembers(m Model) bool {
	return !m.customer.undecided || m.customer.subject.Name != "" || !m.customer.claim.empty()
}

func (m Model) idleAt() time.Time { return m.lastActivity.Add(m.cfg.idle()) }

// idleWarning is how long it is until the customer is forgotten, 0 while there
// is no need to warn.
func (m Model) idleWarning() time.Duration {
	left := m.idleAt().Sub(m.clocks.elapsed)
	if !m.idles() || m.showsPass() || left > IdleWarning {
		return 0
	}
	return max(left, 0)
}

// idleText is the warning of this screen: the one that has a way out of its own
// holds no customer.
func (m Model) idleText() TextKey {
	if m.page().leave != nil {
		return "idle.leave"
	}
	return "idle.warning"
}

// tick handles the passing of time.
func (m Model) tick() (Model, []Cmd) {
	var cmds []Cmd
	if m.idleWarning() > 0 && !m.warned && !m.shut() {
		m.warned = true
		cmds = append(cmds, Play{SoundWarning})
	}
	if p := m.page(); p.tick != nil {
		var more []Cmd
		m, more = p.tick(m)
		cmds = append(cmds, more...)
	}
	m, more := m.watchCamera()
	m, next := m.takeLaid()
	return m, slices.Concat(cmds, more, next)
}

// seconds rounds up, so that a countdown ends with 1.
func seconds(d time.Duration) int {
	return int((max(d, 0) + time.Second - 1) / time.Second)
}
