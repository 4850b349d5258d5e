package doctor

import (
	"context"
	"slices"
	"sync"
	"time"

	"facedesk/identity"
)

// Limit is how long all checks together may take. With the start of the program it
// stays under five seconds.
const Limit = 4500 * time.Millisecond

// State is how things stand. The worst of several counts.
type State int

const (
	// OK means that nothing needs to be done.
	OK State = iota
	// Warning means that checks work, but something should be looked at.
	Warning
	// Waiting means that there was no result in time. It never counts as OK.
	Waiting
	// Failed means that something does not work.
	Failed
)

// String returns the word for JSON.
func (s State) String() string { return [...]string{"ok", "warning", "waiting", "failed"}[s] }

// Line is one thing that was seen: how it stands, what it is and means, and what to
// do about it.
type Line struct {
	State State
	identity.Sentences
}

// Check is one thing to look at.
type Check struct {
	Code string // for programs; never changes
	Name identity.Text
	// Look looks and says what it sees. It ends with ctx if it can. What it says after
	// that is dropped.
	Look func(ctx context.Context, say func(Line))
}

// Result is what became of a check.
type Result struct {
	Check Check
	Lines []Line
	Took  time.Duration
}

// State returns the worst state of the lines.
func (r Result) State() State {
	worst := OK
	for _, l := range r.Lines {
		worst = max(worst, l.State)
	}
	return worst
}

// Run runs all checks at once and calls each with every result, in the order of the
// list, as soon as it is known. It returns after limit at the latest. A check that
// hangs is left behind.
func Run(ctx context.Context, checks []Check, limit time.Duration, now func() time.Time, each func(Result)) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	began := now()
	boards := make([]*board, len(checks))
	for i, c := range checks {
		boards[i] = &board{ended: make(chan struct{})}
		go boards[i].fill(ctx, c, now)
	}
	for i, c := range checks {
		each(boards[i].read(ctx, c, began))
	}
}

// board takes the lines of one check.
type board struct {
	ended chan struct{}

	mu     sync.Mutex
	lines  []Line
	closed bool // nothing more is taken
	whole  bool // the check ended in time
	at     time.Time
}

// fill runs the check.
func (b *board) fill(ctx context.Context, c Check, now func() time.Time) {
	defer close(b.ended)
	defer func() {
		if recover() != nil { // its value may hold what somebody typed
			b.say(ctx, Line{Failed, identity.Say("这项检查本身出错。", "This check itself has failed.").
				Do("请把这份报告交给软件维护人员。", "Give this report to the maintainers of the program.")})
			b.end(ctx, now())
		}
	}()
	c.Look(ctx, func(l Line) { b.say(ctx, l) })
	b.end(ctx, now())
}

func (b *board) say(ctx context.Context, l Line) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.closed && ctx.Err() == nil {
		b.lines = append(b.lines, l)
	}
}

// end notes that the check is complete, unless its time was over: then it may have
// been cut short.
func (b *board) end(ctx context.Context, at time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.whole, b.at = ctx.Err() == nil, at
}

// read waits for the check, or for the end of the time.
func (b *board) read(ctx context.Context, c Check, began time.Time) Result {
	select {
	case <-b.ended:
	case <-ctx.Done():
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = true
	out := Result{Check: c, Lines: slices.Clone(b.lines)}
	if !b.whole {
		out.Lines = append(out.Lines, waiting())
		return out
	}
	out.Took = b.at.Sub(began)
	return out
}

func waiting() Line {
	return Line{Waiting, identity.Say("仍在等待，没有及时得到结果，不能算正常。", "Still waiting: there was no result in time, so this does not count as ok.").
		Do("请再查一次；仍然如此时，检查它所用的设备、磁盘或网络。", "Look again; if it stays so, check the device, disk or network behind it.")}
}
