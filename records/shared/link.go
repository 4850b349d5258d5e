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
const schema = 5

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
	from func(context.Context) (Options, error)
	woke chan struct{}
	wait time.Duration // how long the guard waits

	opening sync.Mutex // one reads the address at a time

	mu   sync.Mutex    // guards the fields below
	pool *pgxpool.Pool // nil until the address could be read
	// The last erasure and the last settlement of IT's that were carried out here.
	erasedTo, settledTo int64
}

// NewLink returns the link between the file at a path and a database, whose address
// from reads. Neither is asked for anything yet.
func NewLink(file *records.SQLite, path string, from func(context.Context) (Options, error)) *Link {
	return &Link{file: file, lock: path + lockSuffix, from: from, woke: make(chan struct{}, 1), wait: guardLimit}
}

// lockSuffix names the lock of the program that sends from a file.
const lockSuffix = ".send"

// Open reads the address. It does not wait for the database. Send does the same if
// it failed.
func (l *Link) Open(ctx context.Context) error {
	l.opening.Lock()
	defer l.opening.Unlock()
	if l.ready() != nil {
		return nil
	}
	o, err := l.from(ctx)
	if err != nil {
		return err
	}
	cfg, err := parseAddress(o.Address, o.Roots)
	if err != nil {
		return err
	}
	pool, err := pgxpool.NewWithConfig(context.WithoutCancel(ctx), cfg)
	if err != nil {
		return unreachable(err)
	}
	l.mu.Lock()
	l.pool = pool
	l.mu.Unlock()
	return nil
}

// ready returns the connections, nil while there is no address.
func (l *Link) ready() *pgxpool.Pool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.pool
}

// Close closes the connections. It does not close the file.
func (l *Link) Close() {
	if pool := l.ready(); pool != nil {
		pool.Close()
	}
}

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
	err = l.ready().QueryRow(ctx, "SELECT version, oldest, up_to FROM facedesk.hello($1)", generation).Scan(&h.version, &h.oldest, &h.upTo)
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
	if err := l.Open(ctx); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 2*connectLimit)
	defer cancel()
	_, err := l.hello(ctx, "")
	return err
}

func recordsError(s identity.Sentences, cause error) *identity.Error {
	return &identity.Error{Kind: identity.Records, What: s.What, Next: s.Next, Charged: identity.ChargedNo, Cause: cause}
}
