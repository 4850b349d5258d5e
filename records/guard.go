package records

import (
	"fmt"
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
)

// Blocked is the cause of an error of kind Guarded.
type Blocked struct {
	Reason  Reason
	Count   int       // attempts that led to the refusal
	Attempt string    // id of the newest of them
	Since   time.Time // start of that attempt
	Ahead   bool      // one of them is dated after the press: a clock is or was wrong
}

func (b *Blocked) Error() string {
	return "guarded: " + string(b.Reason) + " (" + strconv.Itoa(b.Count) + ")"
}

// Confirmable reports whether the operator may confirm the repeat
// (Request.Repeat).
func (b *Blocked) Confirmable() bool { return b.Reason != BlockedInFlight }

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
// writing it. Otherwise the clock decides.
func (next Attempt) within(a Attempt) bool {
	switch same := a.Process.Boot == next.Process.Boot; {
	case same && a.Uptime > 0 && next.Uptime > 0:
		return next.Uptime-a.Uptime < Window
	case !same && a.Started.After(next.Started) && next.Uptime >= Window:
		return false
	}
	return a.Started.After(next.Started.Add(-Window))
}

func (b *Blocked) add(a Attempt, matches bool) {
	if !matches {
		return
	}
	if b.Count == 0 {
		b.Attempt, b.Since = a.ID, a.Started
	}
	b.Count++
}

func (b *Blocked) because(r Reason) *Blocked {
	b.Reason = r
	return b
}

// guarded returns the error for the operator. Times are in the local time of
// the press.
func guarded(b *Blocked, pressed time.Time) *identity.Error {
	at := b.Since.In(pressed.Location()).Format("01-02 15:04")
	said := b.said(at)
	return &identity.Error{Kind: identity.Guarded, What: said.What, Next: said.Next, Charged: identity.ChargedNo, Cause: b}
}

// said describes the earlier check, which the clerk must know to decide.
func (b *Blocked) said(at string) identity.Sentences {
	switch b.Reason {
	case BlockedInFlight:
		return identity.Say(
			"此人在该服务的核验正在进行（"+at+" 开始）。",
			"A check of this person at this service is under way (started "+at+").").
			Do("请等待那次核验的结果。", "Wait for the result of that one.")
	case BlockedUnknown:
		return identity.Say(
			"此人在该服务有一次核验（"+at+" 开始）没有得到结果，那一次可能已收费。",
			"An earlier check of this person at this service (started "+at+") has no known outcome and may have cost money.").
			Do("请先人工核对证件；确需重新核验时请确认，可能再次收费。",
				"Check the document by hand first; confirm the repeat if it is needed, it may cost money again.")
	}
	said := identity.Say(
		fmt.Sprintf("此人 24 小时内在该服务已核验 %d 次（最近一次 %s）。", b.Count, at),
		fmt.Sprintf("This person was checked %d times at this service within 24 hours (last %s).", b.Count, at)).
		Do("请先人工核对证件；确需再次核验时请确认，将再次收费。",
			"Check the document by hand first; confirm the repeat if it is needed, it will cost money again.")
	if b.Ahead {
		said.What = said.What.Then(identity.Text{ZH: "其中有记录的时间晚于本机时钟。", EN: "Some of them are dated after this machine's clock."})
		said.Next = said.Next.Then(identity.Text{ZH: "请通知 IT 检查时钟。", EN: "Tell IT to look at the clock."})
	}
	return said
}
