package session

import "time"

// expire does what is due by the time: a pass clears itself, an idle customer
// is forgotten.
func (m Model) expire() (Model, []Cmd) {
	switch {
	case m.screen == Verdict && m.passed():
		if m.now.Before(m.customer.result.until) {
			return m, nil
		}
		return m.nextGuest()
	case !m.idles() || m.now.Before(m.idleAt()):
		return m, nil
	case m.customer.undecid:
		m.lastActivity = m.now
		m, cmds := m.forget()
		if m.screen != Verdict {
			m = m.guarded(ByEye)
		}
		return m, cmds
	}
	if m.screen == Settings {
		return m.leaveSettings()
	}
	return m.nextCustomer()
}

// idles reports whether there is anything to be forgotten on this screen. An
// answer that is awaited is waited for.
func (m Model) idles() bool {
	switch m.screen {
	case Desk:
		return !m.customer.claim.empty() || m.customer.undecid
	case Notice, Capture, Confirm, Repeat, Records, Settings:
		return true
	case Verdict, ByEye:
		return !m.forgotten()
	}
	return false
}

// forgotten reports whether only the decision is left of the customer.
func (m Model) forgotten() bool {
	return m.customer.undecid && m.customer.subject.Name == "" && m.customer.claim.empty()
}

func (m Model) idleAt() time.Time { return m.lastActivity.Add(m.cfg.idle()) }

// idleWarning is how long it is until the customer is forgotten, 0 while there
// is no need to warn.
func (m Model) idleWarning() time.Duration {
	left := m.idleAt().Sub(m.now)
	if !m.idles() || m.screen == Verdict && m.passed() || left > IdleWarning {
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
	if m.screen == Desk && m.now.Sub(m.line.probed) >= probeEvery {
		var more []Cmd
		m, more = m.probe()
		cmds = append(cmds, more...)
	}
	m, more := m.watchCamera()
	return m, append(cmds, more...)
}

// seconds rounds up, so that a countdown ends with 1.
func seconds(d time.Duration) int {
	return int((max(d, 0) + time.Second - 1) / time.Second)
}
