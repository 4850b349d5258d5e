package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"facedesk/config/keyringtest"
)

// A desk moves to another machine with its records, their key and its settings, and
// nothing of another desk is ever replaced.
func TestBackup(t *testing.T) {
	const pass = "passphrase of a backup\n"
	d := front(t)
	for _, set := range [][2]string{{"notice.company", "Hotel"}, {"providers.muzhiyun.endpoint", "https://unreachable.invalid/facecheck"}} {
		if r := d.run("", "config", "set", set[0], set[1]); r.code != 0 {
			t.Fatal(r.err)
		}
	}
	if r := d.run("k1234567\n", "config", "secret", "set", "muzhiyun.app_code"); r.code != 0 {
		t.Fatal(r.err)
	}
	claim := []string{"--consent", "--photo", photo(t), "--provider", "muzhiyun", "--name", "张三", "--number", "11010519491231002X"}
	if got, _ := d.verify(t, claim...); got.Kind != "not_sent" {
		t.Fatalf("%+v", got)
	}
	key := d.run("", "records", "key", "export").out
	file := filepath.Join(t.TempDir(), "desk.backup")
	folder := filepath.Dir(file) // a device would have a file beside it as well
	if r := d.run(pass, "backup", "create", "-o", folder); r.code != 32 {
		t.Errorf("in the place of a folder: %d %s", r.code, r.out)
	}
	if _, err := os.Stat(folder + "-2"); err == nil {
		t.Error("a backup stands beside the folder")
	}
	if r := d.run(pass, "backup", "create", "-o", file); r.code != 0 {
		t.Fatalf("create: %d %s", r.code, r.err)
	}
	data, err := os.ReadFile(file)
	if err != nil || strings.Contains(string(data), "SQLite format") || strings.Contains(string(data), "Hotel") || strings.Contains(string(data), strings.TrimSpace(key)) {
		t.Fatalf("the backup can be read, %v", err)
	}
	if r := d.run(pass, "backup", "restore", file); r.code != 32 || !strings.Contains(r.err, "already") {
		t.Errorf("over a desk that is there: %d %s", r.code, r.err)
	}

	_, env := keyringtest.Start(t)
	next := installed(t, env)
	next.env = append(next.env, "FACEDESK_LANG=en")
	cut := file + ".cut"
	if err := os.WriteFile(cut, data[:len(data)-100], 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ stdin, file, want string }{
		{"another passphrase\n", file, "passphrase is wrong"}, {pass, cut, "damaged"}, {pass, file + ".none", "There is no file"}, {"", file, "Nothing was entered"},
	} {
		if r := next.run(c.stdin, "backup", "restore", c.file); r.code == 0 || !strings.Contains(r.err, c.want) {
			t.Errorf("%d %s, want %s", r.code, r.err, c.want)
		}
		if left, _ := filepath.Glob(next.home + "/*.*"); len(left) > 0 {
			t.Errorf("%s: left %v", c.want, left)
		}
	}
	if r := next.run(pass, "backup", "restore", file); r.code != 0 {
		t.Fatalf("restore: %d %s", r.code, r.err)
	}
	if got := next.run("", "records", "key", "export").out; got != key {
		t.Error("another key")
	}
	if r := next.run("11010519491231002X\n", "records", "search"); r.code != 0 || !strings.Contains(r.out, "muzhiyun") {
		t.Errorf("the person is not found: %d %s%s", r.code, r.out, r.err)
	}
	if r := next.run("", "config", "show", "notice.company"); !strings.Contains(r.out, "Hotel") {
		t.Errorf("%s%s", r.out, r.err)
	}
}

// Where the records find no place, neither settings nor key are left behind.
func TestARestoreThatFailsChangesNothing(t *testing.T) {
	const pass = "passphrase of a backup\n"
	d := front(t)
	folder := filepath.Join(t.TempDir(), "records")
	for _, set := range [][2]string{{"notice.company", "Hotel"}, {"records.path", filepath.Join(folder, "records.db")}} {
		if r := d.run("", "config", "set", set[0], set[1]); r.code != 0 {
			t.Fatal(r.err)
		}
	}
	key := d.run("", "records", "key", "export").out // there is one to carry
	file := filepath.Join(t.TempDir(), "desk.backup")
	if r := d.run(pass, "backup", "create", "-o", file); r.code != 0 {
		t.Fatalf("create: %d %s", r.code, r.err)
	}
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(folder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, env := keyringtest.Start(t)
	next := installed(t, env)
	next.env = append(next.env, "FACEDESK_LANG=en")
	if r := next.run(pass, "backup", "restore", file); r.code != 32 || !strings.Contains(r.err, "Nothing was changed") {
		t.Errorf("%d %s", r.code, r.err)
	}
	if left, _ := filepath.Glob(next.home + "/*.toml"); len(left) > 0 {
		t.Errorf("left %v", left)
	}
	if got := next.run("", "records", "key", "export").out; got == key || key == "" {
		t.Error("the key is left")
	}
}

// A log that a killed program left of records that were moved away is not taken for
// that of the restored ones.
func TestARestoreBesideALeftLogChangesNothing(t *testing.T) {
	const pass = "passphrase of a backup\n"
	d := front(t)
	key := d.run("", "records", "key", "export").out
	file := filepath.Join(t.TempDir(), "desk.backup")
	if r := d.run(pass, "backup", "create", "-o", file); r.code != 0 {
		t.Fatalf("create: %d %s", r.code, r.err)
	}
	_, env := keyringtest.Start(t)
	next := installed(t, env)
	next.env = append(next.env, "FACEDESK_LANG=en")
	for _, end := range []string{"-wal", "-journal"} {
		left := filepath.Join(next.home, "records.db"+end)
		if err := os.WriteFile(left, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		if r := next.run(pass, "backup", "restore", file); r.code != 32 || !strings.Contains(r.err, left) || !strings.Contains(r.err, "Nothing was changed") {
			t.Errorf("%s: %d %s", end, r.code, r.err)
		}
		if err := os.Remove(left); err != nil {
			t.Fatal(err)
		}
	}
	if got := next.run("", "records", "key", "export").out; got == key {
		t.Error("the key is left")
	}
}
