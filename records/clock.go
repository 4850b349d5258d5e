package records

import (
	"context"
	"database/sql"
	"time"

	"facedesk/identity"
)

// Clock is what is known about the machine's clock.
type Clock struct {
	Now time.Time
	// Built is when the program was built; no right clock shows an earlier
	// time. It is zero if unknown.
	Built time.Time
	// Synchronised reports that the network keeps the clock.
	Synchronised bool
}

const (
	// silence is the longest gap between two records for which an
	// unsynchronised clock is believed. After a longer gap the clock may have
	// been set ahead.
	silence = 7 * 24 * time.Hour
	// slack is the largest step back that a right clock makes now and then.
	slack = 5 * time.Minute
)

// memory is the clock's row in the journal, with the times of its attempts.
type memory struct {
	agreed, vouched, ahead time.Time
	newest                 time.Time // start of the newest attempt
	past                   time.Time // start of the newest attempt that is not in the future
}

// Vouch records that a person says the clock is right. Attempts in the future
// then come from a wrong clock. Vouch refuses a clock that shows a time before
// the program was built.
func (s *SQLite) Vouch(ctx context.Context, c Clock) error {
	if c.impossible() {
		return c.doubted()
	}
	return s.remember(ctx, c, true)
}

// Doubt returns an error of kind Clock if clock and journal disagree, and nil
// if old attempts may be deleted. It remembers the time of a right clock.
func (s *SQLite) Doubt(ctx context.Context, c Clock) error {
	m, err := s.memory(ctx, c.Now)
	switch {
	case err != nil:
		return failed(s.path, err)
	case c.Synchronised:
		return s.remember(ctx, c, true)
	case c.impossible() || m.disagrees(c.Now):
		return c.doubted()
	}
	return s.remember(ctx, c, false)
}

func (c Clock) impossible() bool { return c.Now.Before(c.Built) }

// disagrees reports whether an unsynchronised clock cannot be believed. A wrong
// clock cannot become believable through the attempts that it dates, because
// the last time of agreement does not move meanwhile.
func (m memory) disagrees(now time.Time) bool {
	quiet := m.past
	if m.vouched.After(quiet) {
		quiet = m.vouched
	}
	ahead := m.newest.After(now.Add(slack)) && !m.newest.Equal(m.ahead)
	back := m.agreed.After(now.Add(slack))
	return ahead || back || stale(quiet, now) || stale(m.agreed, now)
}

func stale(last, now time.Time) bool { return !last.IsZero() && now.Sub(last) > silence }

func (s *SQLite) memory(ctx context.Context, now time.Time) (m memory, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	edge := now.Add(slack)
	err = s.db.QueryRowContext(ctx, `SELECT agreed, vouched, ahead,
		(SELECT COALESCE(MAX(started), 0) FROM attempts),
		(SELECT COALESCE(MAX(started), 0) FROM attempts WHERE started <= $1) FROM clock`, millis{&edge}).
		Scan(millis{&m.agreed}, millis{&m.vouched}, millis{&m.ahead}, millis{&m.newest}, millis{&m.past})
	return m, err
}

func (s *SQLite) remember(ctx context.Context, c Clock, vouched bool) error {
	return s.change(ctx, `UPDATE clock SET agreed = $1,
		vouched = CASE WHEN $2 = 1 THEN $1 ELSE vouched END,
		ahead = CASE WHEN $2 = 1 THEN (SELECT COALESCE(MAX(started), 0) FROM attempts) ELSE ahead END`,
		millis{&c.Now}, flag{&vouched})
}

// doubted returns the error for a clock that cannot be believed.
func (c Clock) doubted() *identity.Error {
	at := c.Now.Format("2006-01-02 15:04")
	said := identity.Say(
		"本机时钟（"+at+"）与核验记录不符，旧记录暂不删除；核验照常进行，没有丢失任何记录。",
		"This machine's clock ("+at+") and the records disagree, so no old record is deleted. Checks go on, and nothing was lost.").
		Do("请校准本机时钟；时钟无误时，请 IT 运行 facedesk records clock --right。",
			"Set this machine's clock. If it is right, have IT run: facedesk records clock --right.")
	return &identity.Error{Kind: identity.Clock, Charged: identity.ChargedNo, What: said.What, Next: said.Next}
}

// portion is the number of attempts deleted in one transaction. It is small, so
// that another desk program never waits long to begin a check.
const portion = 200

// Forget implements Store.
func (s *SQLite) Forget(ctx context.Context, before time.Time, noted Event) (deleted int, err error) {
	err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, `DELETE FROM attempts WHERE id IN (SELECT id FROM attempts
			WHERE started < $1 AND state <> 'open' AND (state <> 'unknown' OR settled <> 0)
			ORDER BY started LIMIT `+number(portion)+`)`, millis{&before})
		if err != nil {
			return err
		}
		n, err := r.RowsAffected()
		if err != nil {
			return err
		}
		stripped, err := strip(ctx, tx, `WHERE at < $1 AND (name <> '' OR number <> '' OR person <> '' OR reference <> '')
			ORDER BY at LIMIT `+number(portion), millis{&before})
		if deleted = int(n) + stripped; err != nil || deleted == 0 {
			return err
		}
		noted.Event, noted.Rows = EventDeleted, deleted
		return insertEvent(ctx, tx, noted)
	})
	if err != nil {
		return 0, failed(s.path, err)
	}
	return deleted, nil
}
