package session

import "time"

func checkingPage() page {
	return page{
		screen: Checking, bindings: checkingBindings, awaits: true, claim: true, guest: Model.checkingStage,
		ends: func(m Model) bool { return !m.customer.undecided },
		view: func(m Model, v View) View { v.Waiting = m.waitingView(); return v },
	}
}

func checkingBindings() []binding {
	return []binding{
		{keys: []Key{KeyF10}, action: ActLeft, label: "key.left", do: Model.decideLeft},
	}
}

// WaitingView is shown while an answer is awaited.
type WaitingView struct {
	Body    TextKey
	Seconds int // since it was sent
	Limit   int // seconds after which an answer is no longer awaited, 0 where that is not known
}

// slow is after how long the screen says that it takes its time.
const slow = 5 * time.Second

func (m Model) waitingView() WaitingView {
	since := m.clocks.awake.Sub(m.flight.since)
	v := WaitingView{Body: "checking.body", Seconds: int(max(since, 0) / time.Second), Limit: seconds(m.flight.limit)}
	if since >= slow {
		v.Body = "checking.slow"
	}
	return v
}
