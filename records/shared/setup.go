package shared

import (
	"context"
	"database/sql"
	"embed"
	"io/fs"
	"time"

	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Files returns the SQL of all versions of the schema, for IT to read.
func Files() fs.FS {
	sub, err := fs.Sub(migrations, "migrations")
	if err != nil {
		panic(err) // the folder is embedded
	}
	return sub
}

// setupLimit is long: a new version may have to go through millions of rows.
const setupLimit = 10 * time.Minute

// Setup brings the database's schema up to date. It must be run as the owner of the
// schema, who may create roles the first time. Several programs may do so at once:
// one of them at a time does. A schema that is newer than this program's stays as it
// is. applied is how many versions were added.
func Setup(ctx context.Context, o Options) (applied int, err error) {
	db, err := open(o)
	if err != nil {
		return 0, err
	}
	defer func() { _ = db.Close() }()
	ctx, cancel := context.WithTimeout(ctx, setupLimit)
	defer cancel()
	if err := createSchema(ctx, db); err != nil {
		return 0, unreachable(err)
	}
	applied, err = migrate(ctx, db)
	if err != nil {
		return applied, unreachable(err)
	}
	return applied, nil
}

// open returns connections for reading and for IT's work.
func open(o Options) (*sql.DB, error) {
	cfg, err := parseAddress(o.Address, o.Roots)
	if err != nil {
		return nil, err
	}
	return stdlib.OpenDB(*cfg.ConnConfig), nil
}

// createSchema may meet another program that does the same.
func createSchema(ctx context.Context, db *sql.DB) (err error) {
	const tries = 3
	for range tries {
		if _, err = db.ExecContext(ctx, "CREATE SCHEMA IF NOT EXISTS facedesk"); err == nil {
			return nil
		}
	}
	return err
}

func migrate(ctx context.Context, db *sql.DB) (int, error) {
	p, err := versions(db)
	if err != nil {
		return 0, err
	}
	done, err := p.Up(ctx)
	return len(done), err
}

// versions is what applies the versions of the schema, one program at a time.
func versions(db *sql.DB) (*goose.Provider, error) {
	const period, tries = 1, 600 // seconds
	one, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(period, tries), lock.WithUnlockTimeout(period, tries))
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectPostgres, db, Files(), goose.WithTableName("facedesk.versions"),
		goose.WithSessionLocker(one), goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
}
