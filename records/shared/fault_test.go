package shared

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/records"
)

// The soak run raises these.
var (
	kills       = 1
	killRows    = 60
	manyDesks   = 4
	manyChecks  = 25
	cutsOfBytes = []int{1, 100, 900, 5_000, 20_000}
)

// whole fails unless the database has each of the desks' calls once, as the files
// have them.
func whole(t *testing.T, b base, want int, desks ...*desk) {
	t.Helper()
	for table, n := range map[string]int{"attempts": want, "attempts_started": want, "attempts_completed": want} {
		if got := b.count(t, "SELECT COUNT(*) FROM facedesk."+table); got != int64(n) {
			t.Errorf("%s has %d rows, want %d", table, got, n)
		}
	}
	if got := b.count(t, "SELECT COUNT(*) FROM facedesk.attempts WHERE state = 'verdict' AND vendor_order = 'N-' || id"); got != int64(want) {
		t.Errorf("%d rows are as they were written, want %d", got, want)
	}
	for i, d := range desks {
		if o := d.outbox(t); o.Waiting != 0 {
			t.Errorf("desk %d still has %d rows", i, o.Waiting)
		}
	}
}

// keepSending sends until all is there, whatever fails meanwhile.
func (d *desk) keepSending(t testing.TB, ctx context.Context) {
	t.Helper()
	for ctx.Err() == nil {
		if _, err := d.link.Send(ctx); err == nil {
			return
		}
	}
	t.Error("sending did not end")
}

// A server that is killed while rows come has each of them once in the end.
func TestKilledServer(t *testing.T) {
	b := newBase(t)
	d := newDesk(t, b)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	seed := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(seed, 0))
	t.Logf("seed %d", seed)
	rows := 0
	for kill := range kills {
		var wait sync.WaitGroup
		wait.Go(func() {
			for range 3 {
				_, _ = d.link.Send(ctx)
			}
		})
		at := random.IntN(killRows)
		for i := range killRows {
			if i == at {
				server.Kill()
			}
			d.call(t, fmt.Sprintf("k%d-%d", kill, i), "p")
			rows++
			if i%10 == 0 {
				_, _ = d.link.Send(ctx)
			}
		}
		wait.Wait()
		must(t, server.Run())
		d.keepSending(t, ctx)
	}
	whole(t, b, rows, d)
}

// A network that is cut at any byte loses and doubles nothing.
func TestCutNetwork(t *testing.T) {
	b := newBase(t)
	p := newProxy(t, fmt.Sprintf("127.0.0.1:%d", b.Port))
	d := deskAt(t, t.TempDir()+"/records.db", p.through(b.Address(b.role(t, "facedesk_desk"), b.name)))
	rows := 0
	for _, after := range cutsOfBytes {
		p.set(false, after)
		for range 20 {
			d.call(t, fmt.Sprint("c", rows), "p")
			rows++
		}
		_, err := d.link.Send(t.Context())
		if err != nil && identity.KindOf(err) != identity.Records {
			t.Errorf("%v", err)
		}
	}
	p.set(false, 0)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	d.keepSending(t, ctx)
	whole(t, b, rows, d)
}

// A database that was restored from an older dump gets the rows again. What was
// erased after the dump stays erased.
func TestRestoredDatabase(t *testing.T) {
	b := ownBase(t)
	d, other := newDesk(t, b), newDesk(t, b)
	for i := range 6 {
		d.call(t, fmt.Sprint("a", i), fmt.Sprint("p", i))
	}
	other.call(t, "b0", "q")
	d.send(t)
	other.send(t)
	dump, err := b.Tool("pg_dump", "-Fp", b.name)
	must(t, err)
	for i := range 6 {
		d.call(t, fmt.Sprint("later", i), fmt.Sprint("q", i))
	}
	_, err = d.file.Erase(t.Context(), []string{"p0"}, records.Event{ID: "erased", At: noon})
	must(t, err)
	d.send(t)
	must(t, b.Exec(t.Context(), "postgres", "DROP DATABASE "+b.name+" WITH (FORCE)"))
	must(t, b.Exec(t.Context(), "postgres", "CREATE DATABASE "+b.name))
	must(t, b.Load(b.name, dump))
	if n := b.count(t, "SELECT COUNT(*) FROM facedesk.attempts WHERE person = 'p0'"); n != 1 {
		t.Fatalf("the dump holds %d rows of the erased person", n)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	d.keepSending(t, ctx)
	other.keepSending(t, ctx)
	whole(t, b, 13, d, other)
	if n := b.count(t, "SELECT COUNT(*) FROM facedesk.attempts WHERE person = 'p0'"); n != 0 {
		t.Error("the backup has brought an erased person back")
	}
}

// A database that is gone altogether, and set up anew, gets everything again.
func TestEmptiedDatabase(t *testing.T) {
	b := ownBase(t)
	d := newDesk(t, b)
	d.call(t, "a", "p")
	d.send(t)
	b.exec(t, "TRUNCATE facedesk.attempts_started, facedesk.attempts_completed, facedesk.batches")
	d.send(t)
	whole(t, b, 1, d)
}

// Many desks call and send at once; another program sends from each file too.
func TestManyDesksAtOnce(t *testing.T) {
	b := newBase(t)
	var desks []*desk
	for range manyDesks {
		desks = append(desks, newDesk(t, b))
	}
	var wait sync.WaitGroup
	for i, d := range desks {
		store := NewStore(d.link)
		wait.Go(func() {
			for n := range manyChecks {
				id := fmt.Sprintf("d%d-%d", i, n)
				a := attempt(t, id, id)
				if err := store.Begin(t.Context(), a, perDay); err != nil {
					t.Errorf("%v: %v", err, cause(err))
					return
				}
				if err := store.Finish(t.Context(), answered(a)); err != nil {
					t.Errorf("%v: %v", err, cause(err))
					return
				}
			}
		})
		for range 2 {
			wait.Go(func() {
				for range manyChecks / 2 {
					<-d.link.Woke()
					d.link.wake()
					if _, err := d.link.Send(t.Context()); err != nil {
						t.Errorf("%v: %v", err, cause(err))
					}
				}
			})
		}
	}
	wait.Wait()
	for _, d := range desks {
		d.send(t)
	}
	whole(t, b, manyDesks*manyChecks, desks...)
	if n := b.count(t, "SELECT COUNT(*) FROM facedesk.attempts WHERE guarded_by = 'shared'"); n != int64(manyDesks*manyChecks) {
		t.Errorf("the guards of %d checks knew all desks", n)
	}
}

// A newer schema that takes our rows will do; one that does not keeps them waiting.
func TestSchemasOfOtherVersions(t *testing.T) {
	b := ownBase(t)
	d := newDesk(t, b)
	for _, c := range []struct{ sql, want string }{
		{"INSERT INTO facedesk.compatible VALUES (6, 2)", ""},
		{"ALTER TABLE facedesk.attempts_started ADD COLUMN novel TEXT NOT NULL DEFAULT ''", ""},
		{"INSERT INTO facedesk.compatible VALUES (7, 6)", "newer program"},
		{"DELETE FROM facedesk.compatible; INSERT INTO facedesk.compatible VALUES (0, 0)", "records shared setup"},
		{"DROP FUNCTION facedesk.hello(TEXT)", "records shared setup"},
	} {
		b.exec(t, c.sql)
		d.call(t, fmt.Sprint("a", len(c.sql), c.want), "p")
		_, err := d.link.Send(t.Context())
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.sql, err)
		}
	}
	if o := d.outbox(t); o.Waiting != 3 {
		t.Errorf("%d rows wait", o.Waiting)
	}
}

// Several programs may set the same database up at once.
func TestSetupAtOnce(t *testing.T) {
	name, err := server.Database(t.Context(), "template1")
	must(t, err)
	const programs = 3
	var wait sync.WaitGroup
	applied := make([]int, programs)
	for i := range programs {
		wait.Go(func() {
			n, err := Setup(t.Context(), Options{Address: server.Address("postgres", name)})
			if applied[i] = n; err != nil {
				t.Errorf("%v: %v", err, cause(err))
			}
		})
	}
	wait.Wait()
	sum := 0
	for _, n := range applied {
		sum += n
	}
	if sum != schema {
		t.Errorf("%d steps were carried out", sum)
	}
}

// An address by which rows would travel unprotected is refused, and so is one that
// leaves something to the environment.
func TestAddresses(t *testing.T) {
	for address, ok := range map[string]bool{
		"postgres://u:p@db.example.com/f?sslmode=verify-full":           true,
		"host=db.example.com user=u dbname=f sslmode=verify-full":       true,
		"postgres://u@127.0.0.1/f":                                      true,
		"postgres://u@[::1]/f?sslmode=disable":                          true,
		"postgres://u@localhost/f?sslmode=disable":                      true,
		"host=/run/postgresql user=u dbname=f":                          true,
		"postgres://u:p@db.example.com/f":                               false,
		"postgres://u:p@db.example.com/f?sslmode=require":               false,
		"postgres://u:p@db.example.com/f?sslmode=prefer":                false,
		"postgres://u:p@db.example.com/f?sslmode=verify-ca":             false,
		"postgres://u:p@db.example.com/f?sslmode=disable":               false,
		"postgres://u:p@127.0.0.1,db.example.com/f?sslmode=disable":     false,
		"postgres://u:p@127.0.0.1,db.example.com/f?sslmode=verify-full": true,
		"postgres://u:p@127.0.0.1.example.com/f?sslmode=disable":        false,
		"postgres://u:p@localhost.example.com/f?sslmode=disable":        false,
		"service=mine user=u dbname=f host=localhost":                   false,
		"not an address":          false,
		"":                        false,
		"mysql://u:p@localhost/f": false,
	} {
		if _, err := parseAddress(address, nil); (err == nil) != ok {
			t.Errorf("%s: %v", address, err)
		} else if err != nil && (strings.Contains(err.Error(), "example.com") || identity.KindOf(err) != identity.Configuration) {
			t.Errorf("%v", err)
		}
	}
}

// While the address cannot be read, the desk goes on alone, and sending says why.
func TestNoAddressYet(t *testing.T) {
	file, err := records.Open(t.Context(), t.TempDir()+"/records.db")
	must(t, err)
	t.Cleanup(func() { _ = file.Close() })
	locked := errors.New("the keyring is locked")
	d := &desk{file: file, link: NewLink(file, t.TempDir()+"/x", func(context.Context) (Options, error) { return Options{}, locked })}
	if _, err := d.link.Send(t.Context()); !errors.Is(err, locked) {
		t.Errorf("%v", err)
	}
	if b := d.press(t, attempt(t, "a", "p"), perDay); b != nil || d.row(t, "a").GuardedBy != records.GuardLocal {
		t.Errorf("%+v", b)
	}
	d.link.Close()
}
