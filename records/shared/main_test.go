package shared

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"facedesk/identity"
	"facedesk/records"
	"facedesk/records/shared/pgtest"
)

// server is shared by all tests. Those that only need tables share a database too,
// which is empty before each: to copy one takes longer than most tests.
var server *pgtest.Server

const common = "common"

func TestMain(m *testing.M) {
	s, err := pgtest.Start()
	if err != nil {
		fmt.Fprintln(os.Stderr, "the tests need PostgreSQL (package postgresql):", err)
		os.Exit(1)
	}
	server = s
	code := 1
	if err := template(s); err != nil {
		fmt.Fprintln(os.Stderr, err, cause(err))
	} else {
		code = m.Run()
	}
	s.Remove()
	os.Exit(code)
}

// template makes the database that the tests copy.
func template(s *pgtest.Server) error {
	if err := s.Exec(context.Background(), "postgres", "CREATE DATABASE template2"); err != nil {
		return err
	}
	if _, err := Setup(context.Background(), Options{Address: s.Address("postgres", "template2")}); err != nil {
		return err
	}
	return s.Exec(context.Background(), "postgres", "CREATE DATABASE "+common+" TEMPLATE template2")
}

// base is a database with the schema.
type base struct {
	*pgtest.Server
	name string
}

// newBase returns the database that the tests share, and empties it afterwards.
func newBase(t testing.TB) base {
	t.Helper()
	b := base{server, common}
	t.Cleanup(func() {
		if n, err := b.unlike(); err != nil || n != 0 {
			t.Errorf("%d rows are not shown as they are: %v", n, err)
		}
		if err := b.Exec(context.Background(), common, emptied()); err != nil {
			t.Errorf("the database cannot be emptied: %v", err)
		}
	})
	return b
}

// unlike counts the rows that the tables show otherwise than their parts say.
func (b base) unlike() (n int64, err error) {
	c, err := pgx.Connect(context.Background(), b.Address("postgres", b.name))
	if err != nil {
		return 0, err
	}
	defer func() { _ = c.Close(context.Background()) }()
	for _, name := range []string{"attempts", "events"} {
		var some int64
		now, computed := "SELECT * FROM facedesk."+name+"_now", "SELECT * FROM facedesk."+name+"_computed"
		err = errors.Join(err, c.QueryRow(context.Background(), "SELECT COUNT(*) FROM (("+now+" EXCEPT "+computed+") UNION ALL ("+computed+" EXCEPT "+now+")) x").Scan(&some))
		n += some
	}
	return n, err
}

// emptied is SQL that empties the tables.
func emptied() (sql string) {
	for _, t := range strings.Fields(`attempts_started attempts_completed attempts_decided attempts_settled settlements events_added tombstones erasures retentions
		batches claims costs totals changed_days gates attempts_now events_now`) {
		sql += "DELETE FROM facedesk." + t + "; "
	}
	return sql
}

// ownBase returns a database for a test that changes more than rows.
func ownBase(t testing.TB) base {
	t.Helper()
	name, err := server.Database(t.Context(), "template2")
	must(t, err)
	t.Cleanup(func() {
		_ = server.Exec(context.Background(), "postgres", "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)")
	})
	return base{server, name}
}

// role makes a role with a login, as IT does for a desk.
func (b base) role(t testing.TB, group string) string {
	t.Helper()
	name := strings.ReplaceAll(b.name+"_"+group+"_"+fmt.Sprint(nextRole()), "-", "_")
	b.exec(t, "CREATE ROLE "+name+" LOGIN IN ROLE "+group)
	return name
}

var roles int

func nextRole() int { roles++; return roles }

// admin is the superuser's connection to the database that was used last.
var admin *pgx.Conn

func (b base) admin(t testing.TB) *pgx.Conn {
	t.Helper()
	if admin != nil && admin.Config().Database == b.name && admin.Ping(t.Context()) == nil {
		return admin
	}
	if admin != nil {
		_ = admin.Close(context.Background())
	}
	c, err := pgx.Connect(t.Context(), b.Address("postgres", b.name))
	must(t, err)
	admin = c
	return c
}

func (b base) exec(t testing.TB, sql string) {
	t.Helper()
	_, err := b.admin(t).Exec(t.Context(), sql)
	must(t, err)
}

// count returns the number that a query gives.
func (b base) count(t testing.TB, sql string, args ...any) (n int64) {
	t.Helper()
	must(t, b.admin(t).QueryRow(t.Context(), sql, args...).Scan(&n))
	return n
}

// desk is a file with a link to a database.
type desk struct {
	file *records.SQLite
	link *Link
	path string
}

func newDesk(t testing.TB, b base) *desk {
	t.Helper()
	return deskAt(t, filepath.Join(t.TempDir(), "records.db"), b.Address(b.role(t, "facedesk_desk"), b.name))
}

func deskAt(t testing.TB, path, address string) *desk {
	t.Helper()
	file, err := records.Open(t.Context(), path)
	must(t, err)
	t.Cleanup(func() { _ = file.Close() })
	must(t, file.Share(t.Context(), noon.Add(-time.Hour)))
	link := NewLink(file, path, func(context.Context) (Options, error) { return Options{Address: address}, nil })
	must(t, link.Open(t.Context()))
	t.Cleanup(link.Close)
	link.wait = time.Minute // the machine may be slow
	return &desk{file: file, link: link, path: path}
}

var noon = time.Date(2026, 11, 28, 12, 0, 0, 0, time.Local)

// attempt returns an attempt of this process for a person.
func attempt(t testing.TB, id, person string) records.Attempt {
	t.Helper()
	self, err := records.Self()
	must(t, err)
	return records.Attempt{
		ID: id, Started: noon, Desk: "前台", Clerk: "李", Provider: "slsj", Name: "张*", Number: "1101**********002X", Person: person,
		DocumentType: identity.ResidentID, Nation: "CHN", Face: true, Source: identity.SourceCamera, PortraitBytes: 49_152, PriceFen: 150,
		Consent: identity.Consent{Recipient: "slsj", By: identity.BySelf, At: noon}, Process: self, Version: "1", Uptime: time.Hour, Reference: "R-" + id,
	}
}

// answered completes an attempt.
func answered(a records.Attempt) records.Attempt {
	score := 0.9
	a.State, a.Outcome, a.Charged, a.Finished, a.Duration = records.StateVerdict, identity.Match, identity.ChargedYes, a.Started.Add(time.Second), time.Second
	a.Vendor, a.Score = identity.Vendor{Code: "01", Message: "一致", Order: "N-" + a.ID}, &score
	return a
}

// call makes a whole call.
func (d *desk) call(t testing.TB, id, person string) records.Attempt {
	t.Helper()
	a := attempt(t, id, person)
	must(t, d.file.Begin(t.Context(), a, records.Guard{Exempt: true}))
	a = answered(a)
	must(t, d.file.Finish(t.Context(), a))
	return a
}

func (d *desk) send(t testing.TB) int {
	t.Helper()
	n, err := d.link.Send(t.Context())
	if err != nil {
		t.Fatalf("%v: %v", err, cause(err))
	}
	return n
}

func (d *desk) outbox(t testing.TB) records.Outbox {
	t.Helper()
	o, err := d.file.Outbox(t.Context())
	must(t, err)
	return o
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("%v: %v", err, cause(err))
	}
}

func cause(err error) error {
	if e, ok := err.(*identity.Error); ok { //nolint:errorlint // for printing
		return e.Cause
	}
	return nil
}
