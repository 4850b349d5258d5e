package cli_test

import (
	"strings"
	"testing"

	"facedesk/config/keyringtest"
	"facedesk/records/shared/pgtest"
)

// must runs a command that has to succeed, and returns what it prints.
func (d desk) must(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	r := d.run(stdin, args...)
	if r.code != 0 {
		t.Fatalf("facedesk %s: exit %d: %s%s", strings.Join(args, " "), r.code, r.out, r.err)
	}
	return r.out
}

// sharedDesk is a desk with a keyring, the sandbox for its services, and a role of
// its own at a database.
func sharedDesk(t *testing.T, s *pgtest.Server, name string, endpoints map[string]string, credentials string) desk {
	t.Helper()
	_, env := keyringtest.Start(t)
	d := installed(t, env)
	setUp(t, d, endpoints, credentials)
	if err := s.Exec(t.Context(), "shared", "CREATE ROLE "+name+" LOGIN IN ROLE facedesk_desk"); err != nil {
		t.Fatal(err)
	}
	d.must(t, s.Address(name, "shared"), "config", "secret", "set", "shared.desk")
	for key, value := range map[string]string{
		"records.shared": "true", "records.operator": "某某云", "desk.name": name, "guard.in_demo": "true", "guard.per_day": "1",
	} {
		d.must(t, "", "config", "set", key, value)
	}
	return d
}

// IT sets up the database; two desks share the key and their records. The second
// desk knows of the first one's check, and an office reads, adds up, exports, erases
// and purges all of it.
func TestDesksShareTheirRecords(t *testing.T) {
	s, err := pgtest.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Remove)
	if err := s.Exec(t.Context(), "postgres", "CREATE DATABASE shared"); err != nil {
		t.Fatal(err)
	}
	_, env := keyringtest.Start(t)
	office := installed(t, env)
	office.must(t, s.Address("postgres", "shared"), "config", "secret", "set", "shared.it")
	if out := office.must(t, "", "records", "shared", "setup"); !strings.Contains(out, "5 steps") {
		t.Error(out)
	}
	office.must(t, "", "records", "shared", "setup") // once more does no harm
	if err := s.Exec(t.Context(), "shared", "CREATE ROLE office LOGIN IN ROLE facedesk_reader"); err != nil {
		t.Fatal(err)
	}
	office.must(t, s.Address("office", "shared"), "config", "secret", "set", "shared.reader")

	endpoints, credentials := startSandbox(t, office)
	one, two := sharedDesk(t, s, "front1", endpoints, credentials), sharedDesk(t, s, "front2", endpoints, credentials)
	key := one.must(t, "", "records", "key", "export")
	two.must(t, key, "records", "key", "import")
	office.must(t, key, "records", "key", "import")

	p := persons(t, one)[0]
	for _, q := range persons(t, one) {
		if q.Expect == "match" && q.Provider != "slsj" {
			p = q
			break
		}
	}
	args := []string{"--consent", "--photo", photo(t), "--provider", p.Provider, "--type", p.Type, "--nation", p.Nation, "--name", p.Name, "--number", p.Number}
	if got, code := one.verify(t, args...); got.Outcome != "match" {
		t.Fatalf("%+v, exit %d", got, code)
	}
	got, _ := two.verify(t, args...)
	if got.Kind != "guarded" {
		t.Errorf("the second desk does not know of the first one's check: %+v", got)
	}
	if out := one.must(t, "", "records", "list", "--json"); !strings.Contains(out, `"guarded_by":"`) {
		t.Error(out)
	}
	one.must(t, "", "records", "shared", "send")
	two.must(t, "", "records", "shared", "send")
	if out := one.must(t, "", "records", "shared", "status"); !strings.Contains(out, " 0 ") {
		t.Error(out)
	}
	for _, c := range []struct {
		args  []string
		stdin string
		want  string
	}{
		{[]string{"list"}, "", "match"},
		{[]string{"search"}, p.Number, "match"},
		{[]string{"person", "show"}, p.Number, `"outcome":"match"`},
		{[]string{"stats", "--by", "desk"}, "", "total"},
		{[]string{"export", "--csv"}, "", "front1"},
		{[]string{"consents"}, "", "event"},
		{[]string{"purge"}, "", "0"},
		{[]string{"person", "erase", "--yes"}, p.Number, ""},
	} {
		if out := office.must(t, c.stdin, append(append([]string{"records"}, c.args...), "--shared")...); !strings.Contains(out, c.want) {
			t.Errorf("records %s --shared: %s", strings.Join(c.args, " "), out)
		}
	}
	one.must(t, "", "records", "shared", "send") // fetches the erasure
	if out := one.must(t, p.Number, "records", "search"); strings.Contains(out, "match") {
		t.Errorf("the desk still knows the person:\n%s", out)
	}
	lost := "INSERT INTO facedesk.attempts_started (id, started, day, provider, written_by, received) VALUES ('lost', 1790000000000, '2026-09-21', 'wapi', 'front9', '2026-09-21')"
	if err := s.Exec(t.Context(), "shared", lost); err != nil {
		t.Fatal(err)
	}
	office.must(t, "", "records", "settle", "lost", "--charged", "no", "--evidence", "工单 7", "--shared")
	if r := office.run("", "records", "settle", "lost", "--charged", "yes", "--shared"); r.code == 0 || !strings.Contains(r.err, "noted before") {
		t.Errorf("settled twice: %+v", r)
	}
	if out := office.must(t, "", "records", "show", "lost", "--shared"); !strings.Contains(out, "工单 7") || !strings.Contains(out, `"charged": "no"`) {
		t.Error(out)
	}
	if r := office.run("", "records", "clock", "--right", "--shared"); r.code == 0 {
		t.Error("what belongs to a desk is done in the database")
	}
	if r := one.run("", "doctor"); strings.Contains(r.out, "FAIL") || !strings.Contains(r.out, "0") {
		t.Errorf("doctor:\n%s", r.out)
	}
}

// Without the name of the operator nothing leaves the desk, and IT is told. An
// address without a checked certificate is refused.
func TestSharingNeedsAnOperatorAndTLS(t *testing.T) {
	_, env := keyringtest.Start(t)
	d := installed(t, env)
	d.must(t, "", "config", "set", "records.shared", "true")
	if r := d.run("", "config", "check"); r.code == 0 || !strings.Contains(r.out+r.err, "records.operator") {
		t.Errorf("exit %d: %s%s", r.code, r.out, r.err)
	}
	if r := d.run("", "records", "shared", "send"); r.code == 0 {
		t.Error("records leave the machine")
	}
	d.must(t, "", "config", "set", "records.operator", "某某云")
	d.must(t, "postgres://desk:S3CR3T@db.example.com/facedesk?sslmode=require", "config", "secret", "set", "shared.desk")
	r := d.run("", "records", "shared", "send")
	if r.code == 0 || !strings.Contains(r.err, "sslmode=verify-full") || strings.Contains(r.err, "S3CR3T") || strings.Contains(r.err, "example.com") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
}
