package records

import "strings"

// Only selects one kind of entry of the list.
type Only string

// The kinds. "" is all but the accesses.
const (
	OnlyCalls     Only = "calls"
	OnlyEvents    Only = "events" // all that is no call and no access
	OnlyConsents  Only = "consents"
	OnlyDecisions Only = "decisions" // on a call, without one, and corrections
	OnlyAccesses  Only = "accesses"  // who read, exported, printed and deleted
)

// attempts adds what the kind asks of an attempt.
func (o Only) attempts(c *clauses) {
	switch o {
	case OnlyEvents, OnlyConsents, OnlyAccesses:
		c.add("1 = 0")
	case OnlyDecisions:
		c.add("decision <> ''")
	}
}

// events adds what the kind asks of an event.
func (o Only) events(c *clauses) {
	switch o {
	case OnlyCalls:
		c.add("1 = 0")
	case OnlyConsents:
		c.add(oneOf(EventGiven, EventDeclined, EventWithdrawn))
	case OnlyDecisions:
		c.add(oneOf(string(DecidedByEye), string(DecidedDoubt), string(DecidedLeft), EventCorrected))
	case OnlyAccesses:
		c.add(oneOf(accesses...))
	}
}

func oneOf(kinds ...string) string { return "event IN ('" + strings.Join(kinds, "', '") + "')" }
