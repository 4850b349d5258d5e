package shared

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"

	"facedesk/records"
)

// A desk's role can add its own rows and ask the guard, and nothing else.
func TestDeskRoleIsNarrow(t *testing.T) {
	b := newBase(t)
	newDesk(t, b).call(t, "a1", "p")
	role := b.role(t, "facedesk_desk")
	c, err := pgx.Connect(t.Context(), b.Address(role, b.name))
	must(t, err)
	defer func() { _ = c.Close(t.Context()) }()
	for _, sql := range []string{
		"SELECT * FROM facedesk.attempts", "SELECT * FROM facedesk.attempts_started", "SELECT * FROM facedesk.events", "SELECT * FROM facedesk.tallies",
		"SELECT * FROM facedesk.claims", "SELECT * FROM facedesk.batches", "SELECT * FROM facedesk.tombstones",
		"DELETE FROM facedesk.attempts_started", "UPDATE facedesk.attempts_started SET name = ''", "TRUNCATE facedesk.batches",
		"INSERT INTO facedesk.attempts_started (id, started, written_by) VALUES ('x', 1, 'another desk')",
		"INSERT INTO facedesk.batches (generation, up_to, written_by) VALUES ('g', 1, 'another desk')",
		"INSERT INTO facedesk.tombstones (id, kind, written_by) VALUES ('a1', 'gone', 'another desk')",
		"INSERT INTO facedesk.erasures (id) VALUES ('a1')", "INSERT INTO facedesk.retentions (kept_since) VALUES (9999999999999)",
		"INSERT INTO facedesk.claims (id, person, provider, demo, price_fen, started, written_by) VALUES ('x', '', '', 0, 0, 0, 'x')",
		"INSERT INTO facedesk.attempts_started (id, started, received) VALUES ('x', 1, 'infinity')",
		"INSERT INTO facedesk.batches (generation, up_to, received) VALUES ('g', 1, 'infinity')",
		"INSERT INTO facedesk.tombstones (id, kind, received) VALUES ('x', 'gone', 'infinity')",
		"INSERT INTO facedesk.attempts_started (id, started, price_fen) VALUES ('x', 1, -1)",
		"INSERT INTO facedesk.attempts_completed (id, finished, state, price_fen) VALUES ('x', 1, 'verdict', -1)",
		"SELECT * FROM facedesk.guard('y', 'p', 'slsj', 0, -1, 1, 0, 1)",
		"SELECT facedesk.note_access('x', 0, '', '', 'records_exported', 1)",
		"CREATE TABLE facedesk.mine (x int)", "CREATE FUNCTION facedesk.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
	} {
		if _, err := c.Exec(t.Context(), sql); err == nil {
			t.Errorf("a desk may: %s", sql)
		}
	}
	for _, sql := range []string{
		"INSERT INTO facedesk.attempts_started (id, started) VALUES ('mine', 1)", "SELECT * FROM facedesk.hello('g')",
		"SELECT * FROM facedesk.guard('x', 'p', 'slsj', 0, 1, 1, 0, 1)", "SELECT facedesk.release('x')", "SELECT * FROM facedesk.erased_since(0)",
	} {
		if _, err := c.Exec(t.Context(), sql); err != nil {
			t.Errorf("a desk may not: %s: %v", sql, err)
		}
	}
}

// What a desk says about another desk's call does not count.
func TestDesksCannotChangeEachOther(t *testing.T) {
	b := newBase(t)
	d := newDesk(t, b)
	d.call(t, "a1", "p")
	d.send(t)
	c, err := pgx.Connect(t.Context(), b.Address(b.role(t, "facedesk_desk"), b.name))
	must(t, err)
	defer func() { _ = c.Close(t.Context()) }()
	for _, sql := range []string{
		"INSERT INTO facedesk.attempts_completed (id, finished, state, outcome) VALUES ('a1', 9999999999999, 'verdict', 'face_mismatch')",
		"INSERT INTO facedesk.attempts_settled (id, settled, settled_charged) VALUES ('a1', 9999999999999, 'no')",
		"INSERT INTO facedesk.attempts_decided (id, decision, decided) VALUES ('a1', 'doubt', 9999999999999)",
		"INSERT INTO facedesk.tombstones (id, kind) VALUES ('a1', 'gone'), ('a1', 'erased')",
		"SELECT facedesk.release('a1')",
	} {
		_, err := c.Exec(t.Context(), sql)
		must(t, err)
	}
	if n := b.count(t, "SELECT COUNT(*) FROM facedesk.attempts WHERE id = 'a1' AND outcome = 'match' AND settled = 0 AND decision = '' AND name <> ''"); n != 1 {
		t.Error("another desk has changed the row")
	}
}

// Functions that run with the owner's rights look for names in no place that a
// desk could write to.
func TestDefinersPinTheirPath(t *testing.T) {
	b := newBase(t)
	n := b.count(t, `SELECT COUNT(*) FROM pg_proc p JOIN pg_namespace s ON s.oid = p.pronamespace
		WHERE s.nspname = 'facedesk' AND (NOT prosecdef OR NOT 'search_path=pg_catalog, pg_temp' = ANY (proconfig))`)
	if n != 0 {
		t.Errorf("%d functions", n)
	}
	if n := b.count(t, `SELECT COUNT(*) FROM information_schema.routine_privileges WHERE routine_schema = 'facedesk' AND grantee = 'PUBLIC'`); n != 0 {
		t.Errorf("%d functions are everybody's", n)
	}
}

// A desk that takes the id of another desk's call, or of its event, first or later,
// keeps nothing of it away.
func TestIdsOfDesksDoNotCollide(t *testing.T) {
	b := newBase(t)
	d, other := newDesk(t, b), newDesk(t, b)
	c, err := pgx.Connect(t.Context(), b.Address(b.role(t, "facedesk_desk"), b.name))
	must(t, err)
	defer func() { _ = c.Close(t.Context()) }()
	take := func(sql string) {
		_, err := c.Exec(t.Context(), sql)
		must(t, err)
	}
	take("INSERT INTO facedesk.attempts_started (id, started, day, person, name) VALUES ('a1', 1, '2026-11-28', 'q', '假*')")
	take("INSERT INTO facedesk.attempts_completed (id, finished, state, outcome, charged) VALUES ('a1', 9999999999999, 'error', '', 'no')")
	take("INSERT INTO facedesk.events_added (id, at, event) VALUES ('e1', 1, 'doubt')")
	take("SELECT * FROM facedesk.guard('a2', 'q', 'slsj', 0, 1, 1, 0, 1)")
	d.call(t, "a1", "p")
	must(t, d.file.Note(t.Context(), records.Event{ID: "e1", At: noon, Event: records.EventGiven, Provider: "slsj"}))
	d.send(t)
	if n := b.count(t, "SELECT COUNT(*) FROM facedesk.attempts WHERE id = 'a1' AND outcome = 'match' AND person = 'p' AND charged = 'yes' AND provider = 'slsj'"); n != 1 {
		t.Errorf("the true row is there %d times", n)
	}
	if n := b.count(t, "SELECT COUNT(*) FROM facedesk.events WHERE id = 'e1' AND event = 'consent_given'"); n != 1 {
		t.Errorf("the true event is there %d times", n)
	}
	if blocked := d.press(t, attempt(t, "a2", "r"), perDay); blocked != nil {
		t.Fatal(blocked)
	}
	take("INSERT INTO facedesk.attempts_started (id, started) VALUES ('a2', 1)")
	if blocked := other.press(t, attempt(t, "b1", "r"), perDay); blocked == nil || blocked.Reason != records.BlockedInFlight {
		t.Errorf("the claim of a call was taken away: %+v", blocked)
	}
	it := b.archive(t, "facedesk_it")
	_, err = it.Erase(t.Context(), []string{"q"}, records.Event{ID: "noted", At: noon})
	must(t, err)
	d.send(t)
	if d.row(t, "a1").Person != "p" || b.count(t, "SELECT COUNT(*) FROM facedesk.attempts WHERE id = 'a1' AND person = 'p'") != 1 {
		t.Error("the true row was erased with the other")
	}
}

// Nobody is told the id of a call whose row has not come.
func TestIdOfACallUnderWayIsNotTold(t *testing.T) {
	b := newBase(t)
	one, two := newDesk(t, b), newDesk(t, b)
	if blocked := one.press(t, attempt(t, "a1", "p"), perDay); blocked != nil {
		t.Fatal(blocked)
	}
	heard, err := two.link.ask(t.Context(), attempt(t, "b1", "p"), perDay)
	must(t, err)
	if len(heard.Attempts) != 1 || heard.Attempts[0].ID != "" {
		t.Errorf("%+v", heard.Attempts)
	}
}

// A desk that got another role sends all it has once more, and nothing is doubled.
func TestAnotherRoleDoublesNothing(t *testing.T) {
	b := newBase(t)
	d := newDesk(t, b)
	d.call(t, "a1", "p")
	must(t, d.file.Note(t.Context(), records.Event{ID: "e1", At: noon, Event: records.EventGiven, Provider: "slsj"}))
	d.send(t)
	renamed := NewLink(d.file, d.path, func(context.Context) (Options, error) {
		return Options{Address: b.Address(b.role(t, "facedesk_desk"), b.name)}, nil
	})
	defer renamed.Close()
	_, err := renamed.Send(t.Context())
	must(t, err)
	if n := b.count(t, "SELECT (SELECT COUNT(*) FROM facedesk.attempts_started) + (SELECT COUNT(*) FROM facedesk.events_added)"); n != 2 {
		t.Errorf("%d rows", n)
	}
}
