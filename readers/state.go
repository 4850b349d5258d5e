package readers

// State is what a reader does at present.
type State uint8

// The states. While a reader is watched, any state may follow any other.
const (
	// Absent: the named port is not there.
	Absent State = iota
	// NoPermission: this user may not open the port.
	NoPermission
	// Busy: another program uses the port.
	Busy
	// WrongAnswer: what is on the port does not speak the protocol, or is silent.
	WrongAnswer
	// NotReady: the reader's security module failed its own test or is not
	// authorised. Only its vendor can help.
	NotReady
	// Waiting: a card can be laid down.
	Waiting
	// Reading: a card is being read. It must lie still.
	Reading
	// CardRead: a card was read; see Event.Card.
	CardRead
	// Lift: the card must be lifted before anything can be read: it was not
	// read, or it has been read and still lies there.
	Lift
	// UnknownMark: the card is of a kind whose layout is not known; see
	// Event.Mark.
	UnknownMark
	// Unverified: the security module does not confirm that the card is genuine.
	Unverified
)

var stateNames = [...]string{"absent", "no-permission", "busy", "wrong-answer", "not-ready", "waiting", "reading", "card-read", "lift", "unknown-mark", "unverified"}

// States lists all states.
func States() []State {
	out := make([]State, len(stateNames))
	for i := range out {
		out[i] = State(i)
	}
	return out
}

// String returns a short name for logs, tests and keys of translations.
func (s State) String() string {
	if int(s) < len(stateNames) {
		return stateNames[s]
	}
	return "unknown"
}

// Event is something that happened at a reader.
type Event struct {
	State State
	Card  *Card  // of CardRead
	Mark  string // of UnknownMark: the mark, such as "Z" or "U+0007"
	Err   error  // the cause of a fault, without anything of a card; may be nil
}
