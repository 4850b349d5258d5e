package shared

import (
	"context"
	"crypto/x509"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"facedesk/identity"
	"facedesk/records"
)

// schema is the version of the schema that this program writes.
const schema = 1

// Options say which database to use.
type Options struct {
	Address string         // of PostgreSQL, with the password
	Roots   *x509.CertPool // nil: the system's
}

// Link connects a desk's file to the shared database. Several goroutines may use
// it, and several programs may send from one file: one of them at a time does.
type Link struct {
	file *records.SQLite
	lock string
	pool *pgxpool.Pool
	woke chan struct{}
	wait time.Duration // how long the guard waits

	mu       sync.Mutex // guards the fields below
	erasedTo int64      // the last erasure of IT's that was carried out here
}

// Connect prepares the link between the file at a path and the database. It does
// not wait for the database, and there need not be one yet.
func Connect(file *records.SQLite, path string, o Options) (*Link, error) {
	cfg, err := parseAddress(o.Address, o.Roots)
	if err != nil {
		return nil, err
	}
	pool, err := pgxpool.NewWithConfig(context.Background(), cfg)
	if err != nil {
		return nil, unreachable(err)
	}
	return &Link{file: file, lock: path + lockSuffix, pool: pool, woke: make(chan struct{}, 1), wait: guardLimit}, nil
}

// lockSuffix names the lock of the program that sends from a file.
const lockSuffix = ".send"

// Close closes the connections. It does not close the file.
func (l *Link) Close() { l.pool.Close() }

// Woke tells that there may be something to send.
func (l *Link) Woke() <-chan struct{} { return l.woke }

func (l *Link) wake() {
	select {
	case l.woke <- struct{}{}:
	default: // somebody was told already
	}
}

// hello is what the database says of itself and of a file.
type hello struct {
	version, oldest int
	upTo            int64
}

func (l *Link) hello(ctx context.Context, generation string) (h hello, err error) {
	err = l.pool.QueryRow(ctx, "SELECT version, oldest, up_to FROM facedesk.hello($1)", generation).Scan(&h.version, &h.oldest, &h.upTo)
	if err != nil {
		return h, unreachable(err)
	}
	return h, h.fits()
}

// fits returns an error if this program must not write to the database. A newer
// schema that still takes our rows will do.
func (h hello) fits() error {
	switch {
	case h.version < schema:
		return setupNeeded(nil)
	case h.oldest > schema:
		return tooOld()
	}
	return nil
}

// Check asks the database whether this desk can send to it.
func (l *Link) Check(ctx context.Context) error {
	_, err := l.hello(ctx, "")
	return err
}

func recordsError(s identity.Sentences, cause error) *identity.Error {
	return &identity.Error{Kind: identity.Records, What: s.What, Next: s.Next, Charged: identity.ChargedNo, Cause: cause}
}
