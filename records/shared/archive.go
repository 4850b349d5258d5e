package shared

import (
	"context"
	"database/sql"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"facedesk/identity"
	"facedesk/records"
)

// Archive is the shared database as a records.Store, for those who answer for the
// records of all desks. It reads as a desk's file does, and adds what IT found out.
// What belongs to a desk, such as beginning a call, it refuses.
type Archive struct {
	reader records.Reader
	db     *sql.DB
}

var _ records.Store = (*Archive)(nil)

// OpenArchive connects with a role that is a member of facedesk_reader, or of
// facedesk_it for settling, correcting, erasing and deleting.
func OpenArchive(ctx context.Context, o Options) (*Archive, error) {
	cfg, err := parseAddress(o.Address, o.Roots)
	if err != nil {
		return nil, err
	}
	db := stdlib.OpenDB(*cfg.ConnConfig, stdlib.OptionAfterConnect(func(ctx context.Context, c *pgx.Conn) error {
		_, err := c.Exec(ctx, "SET search_path = facedesk, pg_catalog, pg_temp")
		return err
	}))
	a := &Archive{records.Reader{DB: db}, db}
	var h hello
	err = db.QueryRowContext(ctx, "SELECT version, oldest FROM compatible ORDER BY version DESC LIMIT 1").Scan(&h.version, &h.oldest)
	if err == nil {
		err = h.fits()
	} else {
		err = notRead(err)
	}
	if err != nil {
		_ = db.Close()
		return nil, err
	}
	return a, nil
}

// notRead says why the database could not be read. Nobody's rows wait for that.
func notRead(err error) error {
	if err == nil {
		return nil
	}
	said := unreachable(err)
	said.What = identity.Text{ZH: "共享记录库无法读取。", EN: "The shared database cannot be read."}.Then(said.What)
	return said
}

// notHere is the error for what only a desk's own file can do.
func notHere() error {
	return recordsError(identity.Say("共享记录库中不能这样做，未作任何更改。", "This cannot be done in the shared database. Nothing was changed.").
		Do("请在产生这条记录的柜台上，不带 --shared 再做一次。", "Do it at the desk that made the record, without --shared."), nil)
}

// List implements records.Store.
func (a *Archive) List(ctx context.Context, f records.Filter) ([]records.Attempt, error) {
	out, err := a.reader.List(ctx, f)
	return out, notRead(err)
}

// Entries implements records.Store.
func (a *Archive) Entries(ctx context.Context, f records.Filter) ([]records.Entry, error) {
	out, err := a.reader.Entries(ctx, f)
	return out, notRead(err)
}

// Each implements records.Store.
func (a *Archive) Each(ctx context.Context, f records.Filter, use func(records.Entry) error) error {
	return notRead(a.reader.Each(ctx, f, use))
}

// Tallies implements records.Store.
func (a *Archive) Tallies(ctx context.Context, f records.TallyFilter, by ...records.Dimension) ([]records.Tally, error) {
	// Adding up needs a server that can be written to. Where it is none, reading takes
	// longer and tells the same.
	_, _ = a.db.ExecContext(ctx, "SELECT facedesk.add_up()")
	out, err := a.reader.Tallies(ctx, f, by...)
	return out, notRead(err)
}

// Audit implements records.Store.
func (a *Archive) Audit(ctx context.Context, f records.Filter) ([]records.Audited, error) {
	out, err := a.reader.Audit(ctx, f)
	return out, notRead(err)
}

// Events implements records.Store.
func (a *Archive) Events(ctx context.Context, from, to time.Time) ([]records.Event, error) {
	out, err := a.reader.Events(ctx, from, to)
	return out, notRead(err)
}

// Spent implements records.Store.
func (a *Archive) Spent(ctx context.Context, provider string, since time.Time) (records.Spent, error) {
	out, err := a.reader.Spent(ctx, provider, since)
	return out, notRead(err)
}

// Note implements records.Store. Only what is done with the records can be noted.
func (a *Archive) Note(ctx context.Context, e records.Event) error {
	if !e.Access() {
		return notHere()
	}
	return notRead(note(ctx, a.db, e))
}

type execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

func note(ctx context.Context, q execer, e records.Event) error {
	_, err := q.ExecContext(ctx, "SELECT facedesk.note_access($1, $2, $3, $4, $5, $6)",
		e.ID, e.At.UnixMilli(), storable(e.Desk), storable(e.Clerk), e.Event, int64(e.Rows))
	return err
}

// Begin implements records.Store.
func (a *Archive) Begin(context.Context, records.Attempt, records.Guard) error { return notHere() }

// Finish implements records.Store.
func (a *Archive) Finish(context.Context, records.Attempt) error { return notHere() }

// Decide implements records.Store.
func (a *Archive) Decide(context.Context, string, records.Decision, time.Time, string) error {
	return notHere()
}

// Vouch implements records.Store. The clock is the server's.
func (a *Archive) Vouch(context.Context, records.Clock) error { return notHere() }

// Examine implements records.Store. The database looks after its own files.
func (a *Archive) Examine(context.Context) error { return nil }

// Notices implements records.Store.
func (a *Archive) Notices() []records.Notice { return nil }

// Seen implements records.Store.
func (a *Archive) Seen() error { return nil }

// Close implements records.Store.
func (a *Archive) Close() error { return a.db.Close() }
