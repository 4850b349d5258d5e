package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"facedesk/identity"
)

func TestSet(t *testing.T) {
	for _, c := range []struct{ name, before, key, text, after string }{
		{"new file", "", "desk.name", "前台 \"1\" \\", "version = 1\n\n[desk]\nname = \"前台 \\\"1\\\" \\\\\"\n"},
		{"in place, comments stay", "# head\n[desk] # t\n  name  =  'old'  # why\n# tail\n", "desk.name", "new", "# head\n[desk] # t\n  name  =  \"new\"  # why\n# tail\n"},
		{"beside its kin in the table", "[desk]\nname = 'x' # c\n\n# about the screen\n[ui]\nlanguage = 'en'\n", "desk.clerk", "y", "[desk]\nname = 'x' # c\nclerk = \"y\"\n\n# about the screen\n[ui]\nlanguage = 'en'\n"},
		{"into an empty table", "[desk] # empty\n[ui]\n", "desk.name", "x", "[desk] # empty\nname = \"x\"\n[ui]\n"},
		{"last line without a break", "[desk]\nname = 'x'", "desk.clerk", "y", "[desk]\nname = 'x'\nclerk = \"y\"\n"},
		{"header without a break", "[desk]", "desk.clerk", "y", "[desk]\nclerk = \"y\"\n"},
		{"new table", "[desk]\nname = 'x'\n# end\n", "providers.travel.price", "0.5", "[desk]\nname = 'x'\n# end\n\n[providers.travel]\nprice = 0.5\n"},
		{"new table after an open line", "# only this", "guard.per_day", "7", "# only this\n\n[guard]\nper_day = 7\n"},
		{"beside a dotted key", "desk.name = 'x'\nguard.per_day = 2\n", "desk.clerk", "y", "desk.name = 'x'\ndesk.clerk = \"y\"\nguard.per_day = 2\n"},
		{"beside a dotted key in a table", "[providers]\ntravel.price = 1\n[ui]\n", "providers.travel.codes_confirmed", "true", "[providers]\ntravel.price = 1\ntravel.codes_confirmed = true\n[ui]\n"},
		{"inline, in place", "desk = { name = 'x', clerk = 'y' }\n", "desk.name", "z", "desk = { name = \"z\", clerk = 'y' }\n"},
		{"inline, added", "desk = { name = 'x' } # c\n", "desk.clerk", "y", "desk = { name = 'x', clerk = \"y\" } # c\n"},
		{"inline, empty", "desk = {}\n", "desk.clerk", "y", "desk = { clerk = \"y\" }\n"},
		{"inline, further up", "providers = { plain = { sign_mode = 'md5' } }\n", "providers.travel.price", "1", "providers = { plain = { sign_mode = 'md5' }, travel.price = 1 }\n"},
		{"list over lines", "[documents.111]\nproviders = [\n  'plain', # first\n]\n", "documents.111.providers", "resident,plain", "[documents.111]\nproviders = [\"resident\", \"plain\"]\n"},
		{"after text over lines", "[desk]\nname = '''a\nx'''\n[ui]\n", "desk.clerk", "y", "[desk]\nname = '''a\nx'''\nclerk = \"y\"\n[ui]\n"}, // the wrong name stays wrong
		{"duration as written", "", "network.connect_timeout", "10s", "version = 1\n\n[network]\nconnect_timeout = \"10s\"\n"},
		{"line breaks as they are", "[desk]\r\nname = 'x'\r\n", "desk.clerk", "y", "[desk]\r\nname = 'x'\r\nclerk = \"y\"\r\n"},
		{"byte order mark", "\xef\xbb\xbf[desk]\nname = 'x'\n", "desk.name", "y", "\xef\xbb\xbf[desk]\nname = \"y\"\n"},
		{"mends a wrong value, leaves another", "[guard]\nper_day = 0\n[ui]\nlanguage = 3\n", "guard.per_day", "1", "[guard]\nper_day = 1\n[ui]\nlanguage = 3\n"},
		{"equal value", "[guard]\nper_day = 1\n", "guard.per_day", "1", "[guard]\nper_day = 1\n"},
		{"a new table would not be TOML", "desk.name.x = 1\n", "desk.clerk", "y", "!"},
		{"broken file", "[guard\nper_day = 1\n", "guard.per_day", "2", "!"},
		{"file of a later version", "version = 2\n[guard]\nper_day = 1\n", "guard.per_day", "2", "!"},
		{"written twice", "[guard]\nper_day = 1\nper_day = 2\n", "guard.per_day", "3", "!"},
		{"wrong value", "[guard]\nper_day = 1\n", "guard.per_day", "0", "!"},
		{"unknown key", "", "desk.nome", "x", "!"},
		{"secret", "", "travel.app_key", "S3CR3T", "!"},
		{"group", "", "desk", "x", "!"},
		{"lock by command", "", "locked", "x", "!"},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := place(t, "", c.before)
			err := Set(src, src.User, c.key, c.text)
			if c.after == "!" {
				refused(t, err)
				unchanged(t, src, c.before)
				return
			}
			must(t, err)
			if got := contents(t, src.User); got != c.after {
				t.Errorf("got\n%q\nwant\n%q", got, c.after)
			}
		})
	}
}

// unchanged checks that the user's file is as before and nothing lies about.
func unchanged(t *testing.T, src Sources, before string) {
	t.Helper()
	got, err := os.ReadFile(src.User)
	if string(got) != before || before == "" && !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the file has changed: %q %v", got, err)
	}
	entries, err := os.ReadDir(filepath.Dir(src.User))
	must(t, err)
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".user.toml") {
			t.Errorf("%s was left behind", e.Name())
		}
	}
}

func TestUnset(t *testing.T) {
	for _, c := range []struct{ name, before, key, after string }{
		{"a line with its comment", "[desk]\n# above\n  name = 'x' # beside\nclerk = 'y'\n", "desk.name", "[desk]\n# above\nclerk = 'y'\n"},
		{"the last line", "[desk]\nname = 'x'", "desk.name", "[desk]\n"},
		{"several lines", "[documents.111]\nproviders = [\n 'plain',\n]\n[ui]\n", "documents.111.providers", "[documents.111]\n[ui]\n"},
		{"first of an inline table", "desk = { name = 'x', clerk = 'y' }\n", "desk.name", "desk = { clerk = 'y' }\n"},
		{"last of an inline table", "desk = { name = 'x', clerk = 'y' }\n", "desk.clerk", "desk = { name = 'x' }\n"},
		{"all of an inline table", "desk = { name = 'x' }\n", "desk.name", "desk = {  }\n"},
		{"a foreign key", "[desk]\nnome = 'x'\nname = 'y'\n", "desk.nome", "[desk]\nname = 'y'\n"},
		{"a secret that should not be there", "[providers.travel]\napp_key = 'x'\n", "providers.travel.app_key", "[providers.travel]\n"},
		{"written twice", "[guard]\nper_day = 1\nper_day = 2\n", "guard.per_day", "[guard]\n"},
		{"not there", "[desk]\n", "desk.name", "[desk]\n"},
		{"unknown and not there", "[desk]\n", "desk.nome", "!"},
		{"a whole group", "desk = { name = 'x' }\n", "desk", "!"},
		{"broken file", "desk.name = 'x'\n[", "desk.name", "!"},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := place(t, "", c.before)
			err := Unset(src, src.User, c.key)
			if c.after == "!" {
				refused(t, err)
				unchanged(t, src, c.before)
				return
			}
			must(t, err)
			if got := contents(t, src.User); got != c.after {
				t.Errorf("got\n%q\nwant\n%q", got, c.after)
			}
		})
	}
}

func TestLockedKeysAreNotEdited(t *testing.T) {
	const user = "[desk]\nname = 'x'\n"
	src := place(t, "locked = ['desk.*']\n", user)
	refused(t, Set(src, src.User, "desk.name", "y"), "desk.name is locked by "+src.System.File+":1:1")
	refused(t, Unset(src, src.User, "desk.name"), "locked")
	unchanged(t, src, user)
	must(t, Set(src, src.User, "ui.language", "en"))
	must(t, Set(src, src.System.File, "desk.name", "y"))
	if got := contents(t, src.System.File); got != "locked = ['desk.*']\n\n[desk]\nname = \"y\"\n" {
		t.Errorf("%q", got)
	}
}

// An edit never lets anybody read more than before.
func TestSetKeepsTheMode(t *testing.T) {
	mode := func(file string) fs.FileMode {
		info, err := os.Stat(file)
		must(t, err)
		return info.Mode().Perm()
	}
	src := place(t, "", "")
	must(t, Set(src, src.User, "ui.language", "en"))
	must(t, Set(src, src.System.File, "ui.language", "en"))
	if mode(src.User) != 0o600 || mode(src.System.File) != 0o644 {
		t.Errorf("new files: %v %v", mode(src.User), mode(src.System.File))
	}
	for _, file := range []string{src.User, src.System.File} {
		for i, was := range []fs.FileMode{0o600, 0o640, 0o644, 0o400, 0o660} {
			must(t, os.Chmod(file, was))
			must(t, Set(src, file, "desk.name", strconv.Itoa(i)))
			must(t, Unset(src, file, "desk.clerk"))
			if got := mode(file); got != was {
				t.Errorf("%s: %v became %v", file, was, got)
			}
		}
	}
}

func TestSetMakesFolders(t *testing.T) {
	src := place(t, "", "")
	src.User = filepath.Join(filepath.Dir(src.User), "a", "b", "settings.toml")
	must(t, Set(src, src.User, "ui.language", "en"))
	if info, err := os.Stat(filepath.Dir(src.User)); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%v %v", info, err)
	}
}

func TestSetFollowsLinks(t *testing.T) {
	src := place(t, "", "[ui]\n")
	link := filepath.Join(t.TempDir(), "link.toml")
	must(t, os.Symlink(src.User, link))
	must(t, Set(src, link, "ui.language", "en"))
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link was replaced")
	}
	if got := contents(t, src.User); got != "[ui]\nlanguage = \"en\"\n" {
		t.Errorf("%q", got)
	}
}

func TestReplaceFileRefused(t *testing.T) {
	const user = "[ui]\nlanguage = 'zh'\n"
	src := place(t, "", user)
	stop := errors.New("stop")
	err := replaceFile(src.User, []byte("new"), false, func(written []byte) error {
		if string(written) != "new" || contents(t, src.User) != user {
			t.Errorf("%q", written)
		}
		return stop
	})
	if !errors.Is(err, stop) {
		t.Error(err)
	}
	unchanged(t, src, user)
}

func TestRenameFails(t *testing.T) {
	src := place(t, "", "")
	must(t, os.MkdirAll(filepath.Join(src.User, "full"), 0o700)) // a folder in the file's place
	refused(t, replaceFile(src.User, []byte("x"), false, func([]byte) error { return nil }), "cannot be written")
	entries, err := os.ReadDir(filepath.Dir(src.User))
	must(t, err)
	if slices.ContainsFunc(entries, func(e os.DirEntry) bool { return strings.HasPrefix(e.Name(), ".user.toml") }) {
		t.Error("a temporary file was left behind")
	}
}

// FuzzSet: whatever the file, it is either unchanged or no worse than before,
// and holds the value.
func FuzzSet(f *testing.F) {
	for _, seed := range []string{"", "[desk]\nname = 'x'", "desk = {}", "desk.name = 1 # c", "providers = { travel = { price = 1, } }", "[desk]\r\n", "\xef\xbb\xbf"} {
		f.Add([]byte(seed), "desk.name", "x")
		f.Add([]byte(seed), "providers.travel.price", "0.5")
	}
	s := schema()
	f.Fuzz(func(t *testing.T, before []byte, key, text string) {
		field, ok := s.Field(key)
		if !ok {
			return
		}
		v, wrong := parseText(field, text)
		doc, broken := parse("f", before)
		if wrong != nil || broken != nil {
			return
		}
		after := doc.put(key, literal(v))
		if _, old := s.read("f", before, false); len(old) > 0 {
			return
		}
		l, complaints := s.read("f", after, false)
		if len(complaints) == 0 && FormatText(l.values[key].value) != FormatText(v) {
			t.Fatalf("%q became %q, which reads %v", before, after, l.values[key].value)
		}
		if len(complaints) > 0 && !strings.Contains(complaints.Error(), "TOML") {
			t.Fatalf("%q became %q: %v", before, after, complaints)
		}
	})
}

// One value that cannot be written keeps all others from being written.
func TestSetAll(t *testing.T) {
	system := place(t, "locked = [\"desk.clerk\"]\n", "").System
	schema := NewSchema(nil)
	for _, bad := range []Value{{KeyRetentionDays, "abc"}, {"no.such.key", "1"}, {KeyDeskClerk, "locked"}, {KeyCompany, "某酒店110101199001010015"}} {
		file := filepath.Join(t.TempDir(), "settings.toml")
		src := Sources{Schema: schema, System: system, User: file}
		must(t, os.WriteFile(file, []byte("# mine\n[desk]\nname = \"old\"\n"), 0o600))
		if err := SetAll(src, file, []Value{{KeyDeskName, "new"}, bad}); identity.KindOf(err) == "" {
			t.Errorf("%v: %v", bad, err)
		}
		if data, _ := os.ReadFile(file); string(data) != "# mine\n[desk]\nname = \"old\"\n" {
			t.Errorf("%v left %q", bad, data)
		}
		fresh := filepath.Join(t.TempDir(), "settings.toml")
		if _ = SetAll(src, fresh, []Value{{KeyDeskName, "new"}, bad}); fileExists(fresh) {
			t.Errorf("%v left a file where there was none", bad)
		}
		must(t, SetAll(src, file, []Value{{KeyDeskName, "new"}, {KeyRetentionDays, "30"}}))
		s, err := Load(src)
		must(t, err)
		if s.String(KeyDeskName) != "new" || s.Int(KeyRetentionDays) != 30 {
			t.Error("not written")
		}
	}
}

func fileExists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// Edits at the same time lose nothing of each other.
func TestEditsAtTheSameTime(t *testing.T) {
	src := place(t, "", "version = 1\n")
	keys := []string{"desk.name", "desk.clerk", "notice.company", "notice.phone", "notice.contact", "notice.reason"}
	var all sync.WaitGroup
	for _, key := range keys {
		all.Go(func() {
			if err := Set(src, src.User, key, "here"); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	s := loaded(t, src)
	for _, key := range keys {
		if s.String(key) != "here" {
			t.Errorf("%s was lost", key)
		}
	}
}
