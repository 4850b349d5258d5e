package shared

import (
	"context"
	"time"

	"github.com/gofrs/flock"
	"github.com/jackc/pgx/v5"

	"facedesk/records"
)

const (
	// atOnce is how many rows are sent in one transaction. Reading them keeps the
	// file for some milliseconds.
	atOnce = 250
	// sendLimit limits one transaction.
	sendLimit = 30 * time.Second
)

// Send sends what waits, and returns how many rows it sent. It also carries out here
// what IT has erased and settled there. While another program sends from the same file, it does
// nothing.
func (l *Link) Send(ctx context.Context) (sent int, err error) {
	if err := l.Open(ctx); err != nil {
		return 0, err
	}
	alone := flock.New(l.lock, flock.SetPermissions(0o600))
	if ok, err := alone.TryLock(); !ok || err != nil {
		return 0, err
	}
	defer func() { _ = alone.Close() }()
	at, err := l.meet(ctx)
	if err != nil {
		return 0, err
	}
	for {
		n, next, err := l.sendSome(ctx, at)
		if sent += n; err != nil || n == 0 {
			return sent, err
		}
		at = next
	}
}

// place is how far a file has come.
type place struct {
	generation string
	upTo       int64
}

// meet compares what the file and the database know of each other, and returns from
// where to send. If the database knows less, it was restored from a backup. If it
// knows more, the file was, or a program ended before it noted what it had sent; the
// file then begins anew, because later changes may bear the same numbers.
func (l *Link) meet(ctx context.Context) (place, error) {
	o, err := l.file.Outbox(ctx)
	if err != nil {
		return place{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, sendLimit)
	defer cancel()
	there, err := l.hello(ctx, o.Generation)
	switch {
	case err != nil:
		return place{}, err
	case there.upTo > o.Sent:
		if err := l.file.Renew(ctx); err != nil {
			return place{}, err
		}
		if o, err = l.file.Outbox(ctx); err != nil {
			return place{}, err
		}
		there.upTo = 0
	case there.upTo < o.Sent:
		l.forgetOrders()
		if err := l.file.Sent(ctx, o.Generation, there.upTo); err != nil {
			return place{}, err
		}
	}
	return place{o.Generation, there.upTo}, l.carryOutOrders(ctx)
}

// sendSome sends the first changes behind a place. n is 0 if there are none.
func (l *Link) sendSome(ctx context.Context, at place) (n int, next place, err error) {
	changes, err := l.file.Changes(ctx, at.upTo, atOnce)
	if err != nil || len(changes) == 0 {
		return 0, at, err
	}
	next = place{at.generation, changes[len(changes)-1].Seq}
	limited, cancel := context.WithTimeout(ctx, sendLimit)
	defer cancel()
	if err := l.deliver(limited, changes, next); err != nil {
		return 0, at, unreachable(err)
	}
	return len(changes), next, l.file.Sent(ctx, next.generation, next.upTo)
}

// deliver writes changes in one transaction, with the place up to which they reach.
func (l *Link) deliver(ctx context.Context, changes []records.Change, upTo place) error {
	var batch pgx.Batch
	for _, p := range sorted(changes) {
		if len(p.rows) > 0 {
			statement, args := p.insert(p.rows)
			batch.Queue(statement, args...)
		}
	}
	batch.Queue("INSERT INTO facedesk.batches (generation, up_to) VALUES ($1, $2) ON CONFLICT DO NOTHING", upTo.generation, upTo.upTo)
	return pgx.BeginFunc(ctx, l.ready(), func(tx pgx.Tx) error { return tx.SendBatch(ctx, &batch).Close() })
}

// parcel is what goes into one table.
type parcel struct {
	table
	rows []map[string]any
}

// sorted puts changes into parcels. Tombstones come first, so that nobody sees what
// they bury.
func sorted(changes []records.Change) []*parcel {
	graves, events := &parcel{table: tombstoneTable}, &parcel{table: eventTable}
	out := []*parcel{graves, events}
	var attempts []*parcel
	for _, t := range attemptTables {
		attempts = append(attempts, &parcel{table: t})
	}
	for _, c := range changes {
		switch {
		case c.Gone:
			graves.bury(c.ID, "gone")
		case c.Erased:
			graves.bury(c.ID, "erased")
		}
		if c.Event != nil {
			events.rows = append(events.rows, c.Event.Cells())
		}
		if c.Attempt == nil {
			continue
		}
		cells := c.Attempt.Cells()
		for _, p := range attempts {
			if p.says(cells) {
				p.rows = append(p.rows, cells)
			}
		}
	}
	return append(out, attempts...)
}

func (p *parcel) bury(id, kind string) {
	p.rows = append(p.rows, map[string]any{"id": id, "kind": kind})
}
