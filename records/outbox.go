package records

import (
	"context"
	"database/sql"
	"slices"
	"time"
)

// Outbox is how far this file's rows have come on their way to a shared database.
type Outbox struct {
	Generation string    // of the file; a file that was restored or salvaged becomes another one
	Since      time.Time // rows flow that are written since then; zero: none do
	Last       int64     // the newest change
	Sent       int64     // the last change that the database has
	Waiting    int       // rows behind it
	Oldest     time.Time // when the longest waiting of them changed; zero if none waits
}

// Change is the newest change of one row. Attempt or Event is the whole row, as it
// is now; both are nil if it was deleted.
type Change struct {
	Seq     int64
	ID      string
	Erased  bool // the row holds nothing about its guest any more
	Gone    bool // the row was deleted
	Attempt *Attempt
	Event   *Event
}

// Share lets the rows flow that are written from now on. Those of guests who were
// told of no shared database stay here.
func (s *SQLite) Share(ctx context.Context, now time.Time) error {
	return s.outboxed(ctx, "UPDATE outbox SET shared_since = CASE shared_since WHEN 0 THEN $1 ELSE shared_since END", millis{&now})
}

// Unshare keeps new rows here. Changes of the rows that have flowed are noted on.
func (s *SQLite) Unshare(ctx context.Context) error {
	return s.outboxed(ctx, "UPDATE outbox SET shared_since = 0")
}

// Outbox returns how far the rows have come.
func (s *SQLite) Outbox(ctx context.Context) (o Outbox, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	err = s.db.QueryRowContext(ctx, `SELECT generation, shared_since, last, sent,
		(SELECT COUNT(*) FROM changes WHERE seq > sent), (SELECT COALESCE(MIN(at), 0) FROM changes WHERE seq > sent) FROM outbox`).
		Scan(&o.Generation, millis{&o.Since}, &o.Last, &o.Sent, &o.Waiting, millis{&o.Oldest})
	if err != nil {
		return Outbox{}, failed(s.path, err)
	}
	return o, nil
}

// Sent notes that the shared database has all changes up to one. Nothing is noted
// of another generation.
func (s *SQLite) Sent(ctx context.Context, generation string, upTo int64) error {
	return s.outboxed(ctx, "UPDATE outbox SET sent = $1 WHERE generation = $2", upTo, generation)
}

// Renew makes the file another generation, whose rows flow from the first on.
func (s *SQLite) Renew(ctx context.Context) error {
	return s.outboxed(ctx, "UPDATE outbox SET generation = lower(hex(randomblob(16))), sent = 0")
}

func (s *SQLite) outboxed(ctx context.Context, query string, args ...any) error {
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, query, args...)
		return err
	})
	if err != nil {
		return failed(s.path, err)
	}
	return nil
}

// Changes returns the first changes behind one, in their order. A row that another
// process changes meanwhile has nothing in it, and a later change of its own.
func (s *SQLite) Changes(ctx context.Context, after int64, limit int) ([]Change, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out, err := changed(ctx, s.db, after, limit)
	if err == nil && len(out) > 0 {
		err = addRows(ctx, s.db, out, after)
	}
	if err != nil {
		return nil, failed(s.path, err)
	}
	return out, nil
}

func changed(ctx context.Context, q querier, after int64, limit int) (out []Change, err error) {
	rows, err := q.QueryContext(ctx, "SELECT seq, id, state = 'erased', state = 'gone' FROM changes WHERE seq > $1 ORDER BY seq LIMIT $2", after, limit)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var c Change
		if err := rows.Scan(&c.Seq, &c.ID, &c.Erased, &c.Gone); err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, rows.Err()
}

// addRows adds the rows to the changes behind one.
func addRows(ctx context.Context, q querier, out []Change, after int64) error {
	const between = "WHERE id IN (SELECT id FROM changes WHERE seq > $1 AND seq <= $2)"
	last := out[len(out)-1].Seq
	attempts, err := query(ctx, q, between, after, last)
	if err != nil {
		return err
	}
	found, err := events(ctx, q, between, after, last)
	if err != nil {
		return err
	}
	place := make(map[string]*Change, len(out))
	for i := range out {
		place[out[i].ID] = &out[i]
	}
	for i := range attempts {
		if c := place[attempts[i].ID]; c != nil {
			c.Attempt = &attempts[i]
		}
	}
	for i := range found {
		if c := place[found[i].ID]; c != nil {
			c.Event = &found[i]
		}
	}
	return nil
}

// EraseRows empties rows of what they hold about their guests, as IT wished at the
// shared database. An attempt that is under way, or whose outcome is unknown and not
// settled, stays whole.
func (s *SQLite) EraseRows(ctx context.Context, ids []string) error {
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		for part := range slices.Chunk(ids, chunk) {
			list := "(" + placeholders(len(part)) + ")"
			all, err := unsealed(ctx, tx, "WHERE person <> '' AND state <> 'open' AND (state <> 'unknown' OR settled <> 0) AND id IN "+list, anys(part)...)
			for i := 0; err == nil && i < len(all); i++ {
				err = erase(ctx, tx, all[i])
			}
			if err != nil {
				return err
			}
			if _, err := strip(ctx, tx, "WHERE (name <> '' OR number <> '' OR person <> '' OR reference <> '') AND id IN "+list, anys(part)...); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = s.checkpoint(ctx)
	}
	if err != nil {
		return failed(s.path, err)
	}
	return nil
}
