package records

import (
	"context"
	"database/sql"
	"math"
	"net/url"
	"strings"
)

const (
	// chunk is the number of rows copied in one transaction.
	chunk = 200
	// holeTries is how many row numbers beside an unreadable place are tried
	// one by one. After that the search leaps ahead, further each time.
	holeTries = 400
	// mostHoles ends the search in a file that is mostly unreadable.
	mostHoles = 2000
	// someRow is where the search begins if the last row cannot be found.
	someRow = 1 << 20
)

// putter writes rows in one transaction. It is the store's once or write.
type putter func(context.Context, func(context.Context, *sql.Tx) error) error

// salvage reads a file row by row around unreadable places, the newest first.
// If there were such places, it reads the file once more from the other end.
type salvage struct {
	name  string
	db    *sql.DB
	found Notice
	since int64 // when the rows of the file began to flow to a shared database; 0: never

	walks []*walk
}

// walk reads one table in one direction.
type walk struct {
	table string
	up    bool
	at    int64 // number of the last row
	leap  int64
	holes int
	have  []string // columns of the table in the file
}

func newSalvage(ctx context.Context, name string) (*salvage, error) {
	db, err := sql.Open("sqlite3", source(name, url.Values{"mode": {"ro"}, "_busy_timeout": {"200"}}))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	f := &salvage{name: name, db: db}
	_ = db.QueryRowContext(ctx, "SELECT shared_since FROM outbox").Scan(&f.since) // an older file has none
	for _, table := range []string{"attempts", "events"} {
		have, err := columnsOf(ctx, db, table)
		if err != nil { // not even the header can be read
			f.found.Broken++
			continue
		}
		f.walks = append(f.walks, &walk{table: table, at: math.MaxInt64, leap: holeTries, have: have})
	}
	return f, nil
}

func columnsOf(ctx context.Context, db *sql.DB, table string) ([]string, error) {
	rows, err := db.QueryContext(ctx, "SELECT * FROM "+table+" LIMIT 0")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return rows.Columns()
}

func (f *salvage) close() error { return f.db.Close() }

// step copies the next rows. done reports that there are none left.
func (f *salvage) step(ctx context.Context, put putter) (done bool, err error) {
	if len(f.walks) == 0 {
		return true, put(ctx, datedByAttempts)
	}
	w := f.walks[0]
	got, end, err := f.next(ctx, w)
	switch {
	case err == nil && end:
		f.leave(w)
	case err != nil && ctx.Err() == nil: // if ctx has ended, the reading was cut short instead
		got = append(got, f.around(ctx, w)...)
	}
	return false, f.store(ctx, got, put)
}

// leave ends a walk. If it met unreadable places, a walk in the other direction
// follows.
func (f *salvage) leave(w *walk) {
	if f.walks = f.walks[1:]; w.holes > 0 && !w.up {
		f.walks = append(f.walks, &walk{table: w.table, up: true, leap: holeTries, have: w.have})
	}
}

// datedByAttempts sets the clock's row of a new file from its attempts.
func datedByAttempts(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "UPDATE clock SET agreed = (SELECT COALESCE(MAX(started), 0) FROM attempts) WHERE agreed = 0")
	return err
}

// next reads one chunk. With an error it returns the rows before the error.
func (f *salvage) next(ctx context.Context, w *walk) (got []line, end bool, err error) {
	where := "rowid < $1 ORDER BY rowid DESC"
	if w.up {
		where = "rowid > $1 ORDER BY rowid"
	}
	got, err = f.read(ctx, w, where+" LIMIT "+number(chunk), w.at)
	if len(got) > 0 {
		w.at, w.leap = got[len(got)-1].number, holeTries
	}
	return got, len(got) < chunk, err
}

// around tries the rows beside an unreadable place one by one, and then leaps
// ahead.
func (f *salvage) around(ctx context.Context, w *walk) (got []line) {
	f.found.Broken++
	w.holes++
	sign := int64(-1)
	if w.up {
		sign = 1
	}
	switch {
	case w.holes > mostHoles || w.leap > math.MaxInt64/4:
		w.at = sign * math.MaxInt64 // ends the walk
		return nil
	case w.at == math.MaxInt64:
		w.at = someRow
		return nil
	}
	leap := w.leap
	for i := int64(1); i <= holeTries; i++ {
		near, err := f.read(ctx, w, "rowid = $1", w.at+sign*i)
		if got = append(got, near...); err == nil && len(near) > 0 {
			leap = holeTries
		}
	}
	w.at, w.leap = w.at+sign*leap, leap*2
	return got
}

// line is a row of attempts or of events.
type line struct {
	number  int64
	attempt *Attempt
	event   *Event
	doubted bool // its checksum is wrong
}

func (f *salvage) read(ctx context.Context, w *walk, where string, arg int64) (out []line, err error) {
	rows, err := f.db.QueryContext(ctx, "SELECT rowid, "+strings.Join(w.have, ", ")+" FROM "+w.table+" NOT INDEXED WHERE "+where, arg)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		r := line{}
		if w.table == "events" {
			r.event = &Event{}
		} else {
			r.attempt = &Attempt{}
		}
		var seal int64
		err := rows.Scan(append([]any{&r.number}, places(r.columns(), w.have, &seal)...)...)
		r.doubted = err != nil || broken(r.columns(), seal)
		out = append(out, r)
	}
	return out, rows.Err()
}

func (r line) columns() []column {
	if r.event != nil {
		return r.event.columns()
	}
	return r.attempt.columns()
}

// places returns where to scan the columns of a file into. A column that this
// version does not know is left out.
func places(cs []column, have []string, seal *int64) []any {
	out := make([]any, len(have))
	for i, name := range have {
		out[i] = new(any)
		if name == "seal" {
			out[i] = seal
		}
		for _, c := range cs {
			if c.name == name {
				out[i] = c.value
			}
		}
	}
	return out
}

func (f *salvage) store(ctx context.Context, got []line, put putter) error {
	if len(got) == 0 {
		return nil
	}
	added, doubted := 0, 0
	err := put(ctx, func(ctx context.Context, tx *sql.Tx) error {
		added, doubted = 0, 0
		if err := f.carrying(ctx, tx, true); err != nil {
			return err
		}
		for _, r := range got {
			n, err := r.carry(ctx, tx)
			if err != nil {
				return err
			}
			if added += n; r.doubted {
				doubted += n
			}
		}
		return f.carrying(ctx, tx, false)
	})
	f.found.Salvaged, f.found.Broken = f.found.Salvaged+added, f.found.Broken+doubted
	return err
}

// carrying makes the rows that follow flow to the shared database if they did so
// from the file that is salvaged.
func (f *salvage) carrying(ctx context.Context, tx *sql.Tx, on bool) error {
	_, err := tx.ExecContext(ctx, `UPDATE outbox SET carrying = $1,
		shared_since = CASE WHEN $2 > 0 AND (shared_since = 0 OR shared_since > $2) THEN $2 ELSE shared_since END`, flag{&on}, f.since)
	return err
}
