package session

import "time"

// Network says whether the network is there.
type Network string

const (
	NetworkUnknown Network = "unknown"
	NetworkUp      Network = "up"
	NetworkDown    Network = "down"
)

// connection is what is known of the way to the services.
type connection struct {
	network Network
	probed  time.Time // when last asked
}

// probe asks for the network.
func (m Model) probe() (Model, []Cmd) {
	m.connection.probed = m.clocks.awake
	return m, []Cmd{ProbeNetwork{}}
}

// probeIfStale asks unless it was asked a moment ago.
func (m Model) probeIfStale() (Model, []Cmd) {
	if m.clocks.awake.Sub(m.connection.probed) < probeStale {
		return m, nil
	}
	return m.probe()
}

// probeOften asks again and again.
func (m Model) probeOften() (Model, []Cmd) {
	if m.clocks.awake.Sub(m.connection.probed) < probeEvery {
		return m, nil
	}
	return m.probe()
}

func (m Model) reported(n NetworkReported) Model {
	m.connection.network = NetworkDown
	if n.Up {
		m.connection.network = NetworkUp
	}
	return m
}
