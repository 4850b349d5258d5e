package records

import (
	"strconv"
	"time"

	"facedesk/identity"
)

// Window is the day of the daily limit: the 24 hours before the press. A
// calendar day would lift the limit at midnight.
const Window = 24 * time.Hour

// Guard says what Begin refuses. All guards concern one person at one service.
// Demo attempts and real ones are counted apart.
type Guard struct {
	// Exempt switches every guard off, for the demo.
	Exempt bool
	// PerDay is how many attempts are allowed within Window; 0 or less means no
	// limit. Attempts count that were answered or may be charged. Attempts
	// dated in the future count too, so that setting the clock back does not
	// lift the limit.
	PerDay int
	// Budget limits what the service may cost in a day.
	Budget Budget
	// Service is what people call the service.
	Service identity.Text
	// Elsewhere is what a shared database knows; nil if it was not asked or did not
	// answer in time.
	Elsewhere *Elsewhere
}

// Reason is the guard that refused.
type Reason string

const (
	// BlockedInFlight: a running process is checking this person. The operator
	// cannot confirm a repeat, because the answer is coming.
	BlockedInFlight Reason = "in_flight"
	// BlockedUnknown: an earlier outcome is unknown and not settled.
	BlockedUnknown Reason = "unknown"
	// BlockedLimit: the daily limit is reached.
	BlockedLimit Reason = "limit"
	// BlockedBudget: the service may cost no more today. A manager can lift that.
	BlockedBudget Reason = "budget"
)

// Blocked is the cause of an error of kind Guarded.
type Blocked struct {
	Reason  Reason
	Count   int       // attempts that led to the refusal
	Attempt string    // id of the newest of them
	Since   time.Time // start of that attempt
	Ahead   bool      // one of them is dated after the press: a clock is or was wrong
	Earlier Attempt   // the newest of them
	// Elsewhere reports that the newest was made at another desk. Of Earlier then
	// only times, state and charge are known.
	Elsewhere bool
}

func (b *Blocked) Error() string {
	return "guarded: " + string(b.Reason) + " (" + strconv.Itoa(b.Count) + ")"
}

// Confirmable reports whether the operator may confirm the repeat
// (Request.Repeat).
func (b *Blocked) Confirmable() bool { return b.Reason != BlockedInFlight && b.Reason != BlockedBudget }

// judge returns why next is refused, or nil. earlier are the attempts with the
// same person, service and demo flag, newest first.
func (g Guard) judge(next Attempt, earlier []Attempt) *Blocked {
	var flying, unknown, today Blocked
	for _, a := range earlier {
		flying.add(a, a.State == StateOpen)
		unknown.add(a, a.Unsettled())
		today.add(a, a.counts() && next.within(a))
		today.Ahead = today.Ahead || a.counts() && next.within(a) && a.Started.After(next.Started.Add(slack))
	}
	switch {
	case flying.Count > 0:
		return flying.because(BlockedInFlight)
	case next.Repeat:
		return nil
	case unknown.Count > 0:
		return unknown.because(BlockedUnknown)
	case g.PerDay > 0 && today.Count >= g.PerDay:
		return today.because(BlockedLimit)
	}
	return nil
}

// within reports whether an earlier attempt was made in the Window before this
// one. After the same boot the uptime decides, whatever the clock was set to. A
// row from the future is older than a machine that has run for a day without
// writing it. Otherwise the clock decides, and so it does where the boot is not
// known: another desk's clock may be ahead.
func (next Attempt) within(a Attempt) bool {
	switch same := a.Process.Boot == next.Process.Boot; {
	case same && a.Uptime > 0 && next.Uptime > 0:
		return next.Uptime-a.Uptime < Window
	case !same && a.Process.Boot != "" && a.Started.After(next.Started) && next.Uptime >= Window:
		return false
	}
	return a.Started.After(next.Started.Add(-Window))
}

func (b *Blocked) add(a Attempt, matches bool) {
	if !matches {
		return
	}
	if b.Count == 0 {
		b.Attempt, b.Since, b.Earlier = a.ID, a.Started, a
	}
	b.Count++
}

func (b *Blocked) because(r Reason) *Blocked {
	b.Reason = r
	return b
}
