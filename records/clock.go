package records

import (
	"context"
	"database/sql"
	"time"

	"facedesk/identity"
)

// Clock is what is known of this machine's clock.
type Clock struct {
	Now time.Time
	// Built is when the program was made, zero where that is not known: no
	// right clock shows an earlier time.
	Built time.Time
	// Synchronised reports that the system keeps the clock by the network.
	Synchronised bool
}

const (
	// silence is how long nothing may have been recorded before a clock that
	// nobody vouches for is doubted: it may have been set ahead.
	silence = 7 * 24 * time.Hour
	// slack is how far a right clock is set back now and then.
	slack = 5 * time.Minute
)

// memory is the journal's row of the clock, with what its attempts tell.
type memory struct {
	agreed, vouched, ahead time.Time
	newest                 time.Time // attempt
	past                   time.Time // the newest attempt that does not lie in the future
}

// Vouch notes that the clock is right, by the word of a person: what lies in the
// future was recorded by a wrong one. A clock from before the program was made
// cannot be vouched for.
func (s *SQLite) Vouch(ctx context.Context, c Clock) error {
	if c.impossible() {
		return c.doubted()
	}
	return s.remember(ctx, c, true)
}

// Doubt returns an error of kind Clock where clock and journal disagree, nil
// where old attempts may be deleted. It remembers a clock that is right.
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

// disagrees reports whether a clock that nobody vouches for cannot be believed.
// A wrong clock cannot make itself believed by the attempts it dates: the time
// at which the two agreed last does not move meanwhile.
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

// doubted is the error for a clock that cannot be believed.
func (c Clock) doubted() *identity.Error {
	at := c.Now.Format("2006-01-02 15:04")
	said := identity.Say(
		"本机时钟（"+at+"）与核验记录不符，旧记录暂不删除；核验照常进行，没有丢失任何记录。",
		"This machine's clock ("+at+") and the records disagree, so no old record is deleted. Checks go on, and nothing was lost.").
		Do("请校准本机时钟；时钟无误时，请 IT 运行 facedesk records clock --right。",
			"Set this machine's clock. If it is right, have IT run: facedesk records clock --right.")
	return &identity.Error{Kind: identity.Clock, Charged: identity.ChargedNo, What: said.What, Next: said.Next}
}

// portion is how many attempts are deleted in one transaction, so that a press
// at another desk program never waits for long.
const portion = 200

// Forget implements Store.
func (s *SQLite) Forget(ctx context.Context, before time.Time) (deleted int, err error) {
	err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, `DELETE FROM attempts WHERE id IN (SELECT id FROM attempts
			WHERE started < $1 AND state <> 'open' AND (state <> 'unknown' OR settled <> 0)
			ORDER BY started LIMIT `+number(portion)+`)`, millis{&before})
		if err != nil {
			return err
		}
		n, err := r.RowsAffected()
		deleted = int(n)
		return err
	})
	if err != nil {
		return 0, failed(s.path, err)
	}
	return deleted, nil
}
