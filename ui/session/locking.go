package session

import (
	"slices"
	"time"
)

// lockBinding is the key by which clerks change, where no guest is at the desk. With one,
// F10 has other meanings, and LockDesk locks.
func lockBinding() binding {
	return binding{keys: []Key{KeyF10, LockDesk}, action: ActLock, label: "key.lock", do: Model.lockByKey, applies: signsIn}
}

// canLock reports whether somebody is signed in who can lock the desk.
func (m Model) canLock() bool { return m.cfg.SignIn && !m.door.shut }

// lock hides the guest's check at once. It goes on and is recorded, and the guest
// is dropped at the idle time of his own.
func (m Model) lock() (Model, []Cmd) {
	if !m.canLock() {
		return m, nil
	}
	var cmds []Cmd
	if p := m.page(); p.lock != nil {
		m, cmds = p.lock(m)
	}
	m.help = false
	m.door = door{shut: true, clerk: m.door.clerk, asked: m.door.asked + 1, held: m.clocks.awake.Add(KeyGuard)}
	return m, cmds
}

// lockByKey locks the desk for a clerk who is about to type a code: his next keys are
// meant for the lock. One that comes by itself may find somebody typing.
func (m Model) lockByKey() (Model, []Cmd) {
	m, cmds := m.lock()
	m.door.held = time.Time{}
	return m, cmds
}

// isLocking reports the key that locks the desk at every moment, also where keys are
// ignored or only keep the guest: who presses it goes away.
func (m Model) isLocking(msg Msg) bool {
	key, ok := msg.(KeyPressed)
	return ok && key.Key == LockDesk && !key.Repeat && m.canLock()
}

// locks reports whether a key locks this screen.
func (m Model) locks(k Key) bool {
	return slices.ContainsFunc(m.bindingsHere(), func(r binding) bool { return r.action == ActLock && slices.Contains(r.keys, k) })
}

// lockIdle locks the desk once nobody has touched it for the lock time.
func (m Model) lockIdle() (Model, []Cmd) {
	if !m.canLock() || m.clocks.elapsed.Before(m.clerkAt.Add(m.cfg.lock())) {
		return m, nil
	}
	return m.lock()
}
