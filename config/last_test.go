package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// kept is place after a start at which all was well.
func kept(t *testing.T, system, user string) Sources {
	t.Helper()
	src := place(t, system, user)
	must(t, Keep(src))
	return src
}

func breakFile(t *testing.T, file, text string) {
	t.Helper()
	must(t, os.WriteFile(file, []byte(text), 0o600))
}

const brokenFile = "[ui\nkiosk = false\n"

// Whatever a file was broken to, the last good settings hold, with their locks.
func TestLastGoodSettings(t *testing.T) {
	hash, err := HashPIN("4821", strings.NewReader(strings.Repeat("a", 99)))
	must(t, err)
	for _, system := range []bool{true, false} {
		for _, text := range []string{"", brokenFile, "\x00\x00", "version = 9\n", "nonsense = 1\n", "[desk]\nname = 1\n"} {
			src := kept(t, "locked = ['ui.*']\n[ui]\nkiosk = true\npin_hash = '"+hash+"'\n", "[desk]\nname = 'front-1'\n")
			file := src.User
			if system {
				file = src.System.File
			}
			breakFile(t, file, text)
			s, faults, err := LoadLast(src)
			if err != nil || len(faults) == 0 || faults[0].Origin.File != file {
				t.Fatalf("system %v, %q: %v, faults %v", system, text, err, faults)
			}
			if s.String(KeyDeskName) != "front-1" || !s.Bool(KeyKiosk) || !s.Locked(KeyKiosk) {
				t.Errorf("system %v, %q: name %q, kiosk %v, locked %v", system, text, s.String(KeyDeskName), s.Bool(KeyKiosk), s.Locked(KeyKiosk))
			}
			from := src.System.File // what was read: its lines are those of the copy
			if system {
				from = lastOf(from)
			}
			if _, origin := s.Get(KeyKiosk); origin.File != from || origin.Line != 3 {
				t.Errorf("the origin is %v", origin)
			}
			if err := Set(src, src.User, KeyKiosk, "false"); err == nil {
				t.Errorf("system %v, %q: the kiosk can be ended by a setting", system, text)
			}
		}
	}
}

// Files that can be used are used, and faults that no copy can mend stay faults.
func TestNoLastGoodSettings(t *testing.T) {
	whole := kept(t, "[ui]\nkiosk = true\n", "[desk]\nname = 'x'\n")
	if _, faults, err := LoadLast(whole); err != nil || faults != nil {
		t.Errorf("%v %v", faults, err)
	}
	for name, spoil := range map[string]func(src *Sources){
		"never kept":               func(src *Sources) { must(t, os.Remove(lastOf(src.User))) },
		"a variable that is wrong": func(src *Sources) { src.Env = []string{"FACEDESK_UI_SOUND=perhaps"} },
		"a copy that is broken":    func(src *Sources) { breakFile(t, lastOf(src.User), brokenFile) },
		"a copy that is empty":     func(src *Sources) { breakFile(t, lastOf(src.User), "") },
		"a copy that is a link to nothing": func(src *Sources) {
			must(t, os.Remove(lastOf(src.User)))
			must(t, os.Symlink("/nowhere", lastOf(src.User)))
		},
		"a copy that others can write": func(src *Sources) { must(t, os.Chmod(lastOf(src.User), 0o666)) },
	} {
		src := kept(t, "", "[desk]\nname = 'x'\n")
		breakFile(t, src.User, brokenFile)
		spoil(&src)
		if s, _, err := LoadLast(src); err == nil || s != nil {
			t.Errorf("%s: it loads", name)
		}
	}
}

// An attacker with the user's account writes the copy and breaks the file.
func TestACopyOfTheUsersOpensNothing(t *testing.T) {
	const system = "locked = ['ui.kiosk', 'providers.*']\n[ui]\nkiosk = true\n[providers.travel]\nendpoint = 'https://real.example.com/'\n"
	for name, copied := range map[string]string{
		"another endpoint": "[providers.travel]\nendpoint = 'https://evil.example.com/'\n",
		"another proxy":    "[network]\nproxy = 'http://evil.example.com:1/'\n",
		"no kiosk":         "[ui]\nkiosk = false\n",
		"a lock":           "locked = ['desk.*']\n",
	} {
		src := kept(t, system, "[desk]\nname = 'x'\n")
		breakFile(t, src.User, brokenFile)
		breakFile(t, lastOf(src.User), copied)
		if s, _, err := LoadLast(src); err == nil || s != nil {
			t.Errorf("%s: it loads", name)
		}
	}
	// What the system's file does not lock, he could write into the file itself.
	src := kept(t, "", "[ui]\nkiosk = true\n")
	breakFile(t, src.User, brokenFile)
	breakFile(t, lastOf(src.User), "[ui]\nkiosk = false\n")
	if _, _, err := LoadLast(src); err != nil || !KioskIfBroken(src) {
		t.Errorf("broken settings are no kiosk: %v", err)
	}
}

// Only root's copy of the system's file counts.
func TestACopyOfTheSystemsIsRoots(t *testing.T) {
	src := kept(t, "locked = ['ui.*']\n[ui]\nkiosk = true\n", "")
	breakFile(t, src.System.File, brokenFile)
	if _, _, err := LoadLast(src); err != nil {
		t.Fatal(err)
	}
	must(t, os.Chmod(lastOf(src.System.File), 0o666))
	if _, _, err := LoadLast(src); err == nil {
		t.Error("a copy that others can write counts")
	}
	must(t, os.Chmod(lastOf(src.System.File), 0o644))
	must(t, os.Chmod(filepath.Dir(src.System.File), 0o777))
	if _, _, err := LoadLast(src); err == nil {
		t.Error("a copy in a folder that others can write counts")
	}
}

// A file that others could write may say anything: its copy counts, it does not.
func TestAnOpenFileIsNotBelieved(t *testing.T) {
	src := kept(t, "locked = ['ui.*']\n[ui]\nkiosk = true\n", "")
	breakFile(t, src.System.File, "[ui]\nkiosk = false\n")
	must(t, os.Chmod(src.System.File, 0o666))
	s, faults, err := LoadLast(src)
	if err != nil || len(faults) != 1 || !s.Bool(KeyKiosk) || !s.Locked(KeyKiosk) {
		t.Errorf("%v %v", err, faults)
	}
}

// Nor are the PINs that somebody has written into an open file, broken or whole.
func TestPINsOfAnOpenFileAreNotBelieved(t *testing.T) {
	before, err := HashPIN("4821", strings.NewReader(strings.Repeat("a", 99)))
	must(t, err)
	foreign, err := HashPIN("7391", strings.NewReader(strings.Repeat("b", 99)))
	must(t, err)
	for _, broken := range []string{"", "nonsense = 1\n"} {
		src := kept(t, "locked = ['ui.*', 'desk.*']\n[ui]\nkiosk = true\npin_hash = '"+before+"'\n", "")
		breakFile(t, src.System.File, broken+"[ui]\npin_hash = '"+foreign+"'\n[desk]\n")
		must(t, os.Chmod(src.System.File, 0o666))
		s, _, err := LoadLast(src)
		must(t, err)
		if hash, _ := PINHash(s); hash != before || src.StoredPIN(KeyPINHash) != before {
			t.Errorf("%q: a foreign PIN is right: settings %v, stored %v", broken, hash == foreign, src.StoredPIN(KeyPINHash) == foreign)
		}
	}
}

// The user's file brings no PIN that the system's file locks, at no moment.
func TestALockedPINIsTheSystems(t *testing.T) {
	foreign, err := HashPIN("7391", strings.NewReader(strings.Repeat("b", 99)))
	must(t, err)
	src := place(t, "locked = ['ui.*']\n", "[ui]\npin_hash = '"+foreign+"'\n")
	if src.StoredPIN(KeyPINHash) != "" {
		t.Error("it counts")
	}
}

// Locks and PINs that IT has just written beside a mistake count already.
func TestWhatIsLeftOfABrokenFileStillLocks(t *testing.T) {
	before, err := HashPIN("4821", strings.NewReader(strings.Repeat("a", 99)))
	must(t, err)
	after, err := HashPIN("7391", strings.NewReader(strings.Repeat("b", 99)))
	must(t, err)
	src := kept(t, "locked = ['ui.kiosk']\n[ui]\nkiosk = true\npin_hash = '"+before+"'\n", "[network]\nproxy = 'http://proxy.example.com:1/'\n")
	breakFile(t, src.System.File, "locked = ['network.*']\n[ui]\npin_hash = '"+after+"'\nnonsense = 1\n")
	if _, _, err := LoadLast(src); err == nil {
		t.Error("what a broken file locks can be set by the user")
	}
	must(t, os.Remove(src.User))
	s, _, err := LoadLast(src)
	must(t, err)
	if hash, _ := PINHash(s); hash != after || src.StoredPIN(KeyPINHash) != after || !s.Locked(KeyKiosk) || !s.Locked(KeyProxy) {
		t.Errorf("the old PIN is right again, or locks are gone: %q", hash)
	}
	for _, torn := range []string{"", brokenFile, "[ui]\npin_hash = '$argon2id$torn'\n"} {
		breakFile(t, src.System.File, torn) // the copy is of the file before
		s, _, err := LoadLast(src)
		must(t, err)
		if hash, _ := PINHash(s); hash != before || src.StoredPIN(KeyPINHash) != before {
			t.Errorf("%q: the PIN is gone: %q, stored %q", torn, hash, src.StoredPIN(KeyPINHash))
		}
	}
}

// A bundle that replaces a broken file keeps the machine's name and PINs.
func TestReplacingABrokenFileKeepsItsPIN(t *testing.T) {
	hash, err := HashPIN("4821", strings.NewReader(strings.Repeat("a", 99)))
	must(t, err)
	src := kept(t, "", "[ui]\nkiosk = true\npin_hash = '"+hash+"'\n[desk]\nname = 'front-1'\n")
	breakFile(t, src.User, "\x00\x00")
	data, err := Replacement(src, src.User, "bundle", []byte("[ui]\nkiosk = true\n"), nil)
	if err != nil || !strings.Contains(string(data), hash) || !strings.Contains(string(data), "front-1") {
		t.Errorf("%v: %s", err, data)
	}
}

// Copies follow the files, belong to those who may read these, and go with them.
func TestCopiesFollow(t *testing.T) {
	src := kept(t, "[ui]\nsound = true\n", "[desk]\nname = 'x'\n")
	for file, mode := range map[string]os.FileMode{src.User: 0o600, src.System.File: 0o644} {
		info, err := os.Stat(lastOf(file))
		if err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v %v", file, info, err)
		}
	}
	must(t, Set(src, src.User, KeyDeskName, "y"))
	must(t, Keep(src))
	breakFile(t, src.User, brokenFile)
	must(t, Keep(src))
	if got := contents(t, lastOf(src.User)); !strings.Contains(got, "'y'") && !strings.Contains(got, `"y"`) {
		t.Errorf("%q", got)
	}
	must(t, os.Remove(src.User))
	must(t, Keep(src))
	if _, err := os.Stat(lastOf(src.User)); err == nil {
		t.Error("the copy of a removed file stays")
	}
}

// A system's file that is cut at the end of a line is whole for every reader. It does
// not become the last good one while it has lost protection, until IT confirms it; what
// a command writes is confirmed.
func TestACutFileIsNotTheLastGoodOne(t *testing.T) {
	hash, err := HashPIN("4821", strings.NewReader(strings.Repeat("a", 99)))
	must(t, err)
	lines := []string{"version = 1\n", "locked = ['ui.*', 'network.proxy']\n", "[desk]\nname = 'x'\n", "[ui]\n", "kiosk = true\n", "pin_hash = '" + hash + "'\n"}
	whole := strings.Join(lines, "")
	for n := range len(lines) {
		src := kept(t, whole, "")
		breakFile(t, src.System.File, strings.Join(lines[:n+1], ""))
		lost := src.Lost()
		if err := KeepSystem(src, false); (err == nil) != (n == len(lines)-1) || (len(lost) == 0) != (err == nil) {
			t.Errorf("cut behind line %d: %v, lost %v", n+1, err, lost)
		}
		if got := contents(t, lastOf(src.System.File)); got != whole {
			t.Errorf("cut behind line %d: the copy is %q", n+1, got)
		}
		s, faults, err := LoadLast(src)
		if must(t, err); !s.Bool(KeyKiosk) || !s.Locked(KeyKiosk) || (len(faults) == 0) != (n == len(lines)-1) {
			t.Errorf("cut behind line %d: kiosk %v, faults %v", n+1, s.Bool(KeyKiosk), faults)
		}
		must(t, KeepSystem(src, true))
		if got := contents(t, lastOf(src.System.File)); got == whole && n < len(lines)-1 || len(src.Lost()) > 0 {
			t.Errorf("cut behind line %d: confirmed, and the copy is %q", n+1, got)
		}
	}
	for name, change := range map[string]func(src Sources) error{
		"set":    func(src Sources) error { return Set(src, src.System.File, KeyKiosk, "false") },
		"unset":  func(src Sources) error { return Unset(src, src.System.File, KeyPINHash) },
		"bundle": func(src Sources) error { return src.WriteFile(src.System.File, []byte("[desk]\nname = 'y'\n")) },
		"another name": func(src Sources) error {
			breakFile(t, src.System.File, strings.Replace(whole, "'x'", "'y'", 1))
			return nil
		},
		"a broader lock": func(src Sources) error {
			breakFile(t, src.System.File, strings.Replace(whole, "network.proxy", "network.*", 1))
			return nil
		},
	} {
		src := kept(t, whole, "")
		must(t, change(src))
		if lost := src.Lost(); len(lost) > 0 {
			t.Errorf("%s: lost %v", name, lost)
		}
		must(t, KeepSystem(src, false))
	}
}

// A lock holds nothing without its value: a file that was cut behind its locks has lost
// the prices and the service's address.
func TestALockWithoutItsValueIsLost(t *testing.T) {
	lines := []string{
		"locked = ['providers.*', 'records.path']\n", "[ui]\nsound = true\n",
		"[providers.travel]\nprice = 1.5\n", "endpoint = 'https://example.com/x'\n", "[records]\npath = '/srv/r.db'\n",
	}
	whole := strings.Join(lines, "")
	for n := range len(lines) {
		src := kept(t, whole, "")
		breakFile(t, src.System.File, strings.Join(lines[:n+1], ""))
		lost := src.Lost()
		if err := KeepSystem(src, false); (err == nil) != (n == len(lines)-1) || (len(lost) == 0) != (err == nil) {
			t.Errorf("cut behind line %d: %v, lost %v", n+1, err, lost)
		}
	}
	src := kept(t, whole, "")
	breakFile(t, src.System.File, strings.NewReplacer("1.5", "1.2", "[ui]\nsound = true\n", "").Replace(whole)) // another value is no cut
	if lost := src.Lost(); len(lost) > 0 {
		t.Errorf("lost %v", lost)
	}
}

// A file that has lost its locks cannot be used by a command either: it would ask for no
// PIN and take what is locked. One change of it confirms nothing else.
func TestCommandsTakeNoFileThatHasLostItsLocks(t *testing.T) {
	const whole = "version = 1\nlocked = ['desk.name']\n[ui]\nkiosk = true\n"
	for name, cut := range map[string]string{"cut": "version = 1\n", "blank": " \n\t\n", "a comment": "# x\n"} {
		src := kept(t, whole, "")
		breakFile(t, src.System.File, cut)
		if _, err := Load(src); err == nil {
			t.Errorf("%s: it is loaded", name)
		}
		if err := Set(src, src.User, KeyDeskName, "y"); err == nil {
			t.Errorf("%s: what is locked is written", name)
		}
		must(t, Set(src, src.System.File, KeyDeskName, "z"))
		if got := contents(t, lastOf(src.System.File)); got != whole || len(src.Lost()) == 0 {
			t.Errorf("%s: another change has confirmed the loss: %q", name, got)
		}
		must(t, KeepSystem(src, true))
		if _, err := Load(src); err != nil {
			t.Errorf("%s: confirmed, and %v", name, err)
		}
	}
	src := kept(t, "version = 1\n[ui]\nkiosk = true\n", "")
	breakFile(t, src.System.File, "version = 1\n")
	must(t, Set(src, src.System.File, KeyKiosk, "true")) // brings it back
	if _, err := Load(src); err != nil {
		t.Error(err)
	}
}
