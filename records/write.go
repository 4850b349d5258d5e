package records

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"facedesk/identity"
)

// Begin implements Store.
func (s *SQLite) Begin(ctx context.Context, a Attempt, g Guard) error {
	a.State = StateOpen
	var blocked *Blocked
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := s.abandon(ctx, tx); err != nil {
			return err
		}
		var err error
		if blocked, err = g.check(ctx, tx, a); err != nil || blocked != nil {
			return err // the commit keeps what abandon wrote
		}
		return insert(ctx, tx, a)
	})
	switch {
	case err != nil:
		return refused(s.path, err)
	case blocked != nil:
		return guarded(blocked, g.Service, a.Started)
	}
	return nil
}

// Finish implements Store.
func (s *SQLite) Finish(ctx context.Context, a Attempt) error {
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error { return complete(ctx, tx, a) })
	if err == nil {
		return nil
	}
	if !errors.Is(err, errMissing) {
		s.mu.Lock()
		s.late = append(s.late, a)
		s.mu.Unlock()
	}
	return failed(s.path, err)
}

// Decide implements Store.
func (s *SQLite) Decide(ctx context.Context, id string, d Decision, at time.Time, by string) error {
	return s.alter(ctx, id, `UPDATE attempts SET decision = $1, decided = $2, decided_by = $3 WHERE id = $4 AND decision IN ('', $1)`, d, millis{&at}, identity.Visible(by), id)
}

// alter updates exactly one attempt.
func (s *SQLite) alter(ctx context.Context, id, query string, args ...any) error {
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if err := mustChangeRow(tx.ExecContext(ctx, query, args...)); err != nil {
			return err
		}
		return reseal(ctx, tx, "WHERE id = $1", id)
	})
	if err != nil {
		return failed(s.path, err)
	}
	return nil
}

// change updates exactly one row.
func (s *SQLite) change(ctx context.Context, query string, args ...any) error {
	err := s.write(ctx, func(ctx context.Context, tx *sql.Tx) error { return mustChangeRow(tx.ExecContext(ctx, query, args...)) })
	if err != nil {
		return failed(s.path, err)
	}
	return nil
}

// write runs f in one durable transaction (see once). The file must be at the
// path before and afterwards. A file that was removed, replaced or moved is
// replaced by one at the path, which gets its rows. A damaged file is set
// aside.
func (s *SQLite) write(ctx context.Context, f func(context.Context, *sql.Tx) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.moved() {
		if err := s.reopen(ctx); err != nil {
			return err
		}
	}
	err := s.once(ctx, f)
	if diagnose(err) == troubleDamaged {
		if err := s.mend(ctx); err != nil {
			return err
		}
		err = s.once(ctx, f)
	}
	if err == nil && s.moved() {
		err = s.reopen(ctx)
	}
	return err
}

// once runs f in one durable transaction that holds the write lock from its
// start. The waiting completions are written first. It does not stop when ctx
// ends, so that it is never in doubt whether a row was written. The busy
// time-out limits it.
func (s *SQLite) once(ctx context.Context, f func(context.Context, *sql.Tx) error) error {
	ctx = context.WithoutCancel(ctx)
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after Commit
	for _, a := range s.late {
		if err := complete(ctx, tx, a); err != nil && !errors.Is(err, errMissing) {
			return err
		}
	}
	if err := f(ctx, tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	s.late = nil
	return nil
}

// check returns why a is refused, or nil.
func (g Guard) check(ctx context.Context, tx *sql.Tx, a Attempt) (*Blocked, error) {
	if blocked, err := g.overspends(ctx, tx, a); err != nil || blocked != nil {
		return blocked, err
	}
	if g.Exempt {
		return nil, nil
	}
	earlier, err := sameCase(ctx, tx, a)
	if err != nil {
		return nil, err
	}
	others, err := g.Elsewhere.others(ctx, tx)
	if err != nil {
		return nil, err
	}
	blocked := g.judge(a, joined(earlier, others))
	if blocked != nil {
		blocked.Elsewhere = slices.ContainsFunc(others, func(o Attempt) bool { return o.ID == blocked.Attempt })
	}
	return blocked, nil
}

func insert(ctx context.Context, tx *sql.Tx, a Attempt) error {
	a.Day = cmp.Or(a.Day, DayOf(a.Started))
	cs := a.columns()
	cleanTexts(cs)
	seal := sealOf(cs)
	cs = append(cs, column{"seal", &seal})
	_, err := tx.ExecContext(ctx,
		"INSERT INTO attempts ("+names(cs)+") VALUES ("+placeholders(len(cs))+")", values(cs)...)
	return err
}

// complete writes the outcome of an open row, or of a row that was abandoned
// although its process lived. A row that was lost with a damaged file is written
// anew, as a whole. If a is an answered repeat, it also settles the earlier unknown
// outcomes, because the operator's decision has then been carried out.
func complete(ctx context.Context, tx *sql.Tx, a Attempt) error {
	cs := append(a.completion(), column{"price_fen", &a.PriceFen})
	cleanTexts(cs)
	err := mustChangeRow(tx.ExecContext(ctx, "UPDATE attempts SET "+assignments(cs)+
		" WHERE (state = 'open' OR state = 'unknown' AND finished = 0) AND id = $"+number(len(cs)+1),
		append(values(cs), a.ID)...))
	switch {
	case errors.Is(err, errMissing):
		err = restore(ctx, tx, a)
	case err == nil:
		err = reseal(ctx, tx, "WHERE id = $1", a.ID)
	}
	if err != nil || !a.Repeat || !a.answered() {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE attempts SET settled = $1, settled_by = $2
		WHERE person = $3 AND provider = $4 AND demo = $5 AND state = 'unknown' AND settled = 0`,
		millis{&a.Finished}, a.ID, a.Person, a.Provider, flag{&a.Demo})
	if err != nil {
		return err
	}
	return reseal(ctx, tx, "WHERE person = $1 AND settled_by = $2", a.Person, a.ID)
}

// restore writes a row that is not there. An open row is never deleted, so the file
// with it is lost. It returns errMissing if the row is there: it has an outcome.
func restore(ctx context.Context, tx *sql.Tx, a Attempt) error {
	there, err := query(ctx, tx, "WHERE id = $1", a.ID)
	if err == nil && len(there) > 0 {
		err = errMissing
	}
	if err != nil {
		return err
	}
	return insert(ctx, tx, a)
}

// abandon turns open rows of dead processes into unknown outcomes.
func (s *SQLite) abandon(ctx context.Context, tx *sql.Tx) error {
	open, err := query(ctx, tx, "WHERE state = 'open'")
	if err != nil {
		return err
	}
	open = slices.DeleteFunc(open, func(a Attempt) bool { return s.alive(a.Process) })
	for _, a := range open {
		a.State, a.Kind, a.Charged = StateUnknown, identity.UnknownOutcome, identity.ChargedUnknown
		if err := complete(ctx, tx, a); err != nil {
			return err
		}
	}
	return nil
}

// mustChangeRow returns errMissing if no row was changed.
func mustChangeRow(r sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := r.RowsAffected()
	if err == nil && n == 0 {
		err = errMissing
	}
	return err
}
