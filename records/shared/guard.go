package shared

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"facedesk/identity"
	"facedesk/records"
)

// guardLimit is how long a press waits for the database. After that the desk's own
// file decides alone.
const guardLimit = 300 * time.Millisecond

const guardQuestion = `SELECT what, id, started, state, kind, charged, settled, calls, fen
	FROM facedesk.guard($1, $2, $3, CAST($4 AS INTEGER), $5, $6, $7, $8)`

// ask asks what all desks know before a call, and claims the call, in one round
// trip.
func (l *Link) ask(ctx context.Context, a records.Attempt, g records.Guard) (*records.Elsewhere, error) {
	pool := l.ready()
	if pool == nil {
		return nil, errNoAddress
	}
	ctx, cancel := context.WithTimeout(ctx, l.wait)
	defer cancel()
	person, from := a.Person, int64(0)
	if g.Exempt {
		person = ""
	}
	if g.Budget.Fen > 0 && !a.Demo {
		from = g.Budget.From.UnixMilli()
	}
	demo := 0
	if a.Demo {
		demo = 1
	}
	args := []any{a.ID, person, a.Provider, demo, a.PriceFen, a.Started.UnixMilli(), a.Started.Add(-records.Window).UnixMilli(), from}
	out, err := answer(ctx, pool, args)
	if stale(err) && ctx.Err() == nil { // the connection is of an earlier run of the server
		pool.Reset()
		out, err = answer(ctx, pool, args)
	}
	return out, err
}

var errNoAddress = errors.New("the address of the shared database is not known yet")

// stale reports that a connection was broken, and not that the server refused.
func stale(err error) bool {
	_, refused := errors.AsType[*pgconn.PgError](err)
	return err != nil && !refused
}

func answer(ctx context.Context, pool *pgxpool.Pool, args []any) (*records.Elsewhere, error) {
	rows, err := pool.Query(ctx, guardQuestion, args...)
	if err != nil {
		return nil, err
	}
	out := &records.Elsewhere{}
	var what, id, state, kind, charged string
	var started, settled, calls, fen int64
	_, err = pgx.ForEachRow(rows, []any{&what, &id, &started, &state, &kind, &charged, &settled, &calls, &fen}, func() error {
		switch what {
		case "attempt":
			out.Attempts = append(out.Attempts, heard(id, started, state, kind, charged, settled))
		case "spent":
			out.Spent = records.Spent{Calls: int(calls), Fen: fen}
		case "own":
			out.Own = records.Spent{Calls: int(calls), Fen: fen}
		}
		return nil
	})
	return out, err
}

// heard is an attempt as far as a desk learns of it.
func heard(id string, started int64, state, kind, charged string, settled int64) records.Attempt {
	a := records.Attempt{ID: id, Started: time.UnixMilli(started), State: records.State(state), Kind: identity.Kind(kind)}
	a.Charged, _ = identity.ParseCharged(charged)
	if settled > 0 {
		a.Settled = time.UnixMilli(settled)
	}
	return a
}

// release takes the claim of a call back that was not made. A question whose answer
// came too late may have left one too. A claim that stays
// counts as a call at the other desks, which at worst asks a clerk once more.
func (l *Link) release(ctx context.Context, id string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), guardLimit)
	defer cancel()
	if pool := l.ready(); pool != nil {
		_, _ = pool.Exec(ctx, "SELECT facedesk.release($1)", id)
	}
}
