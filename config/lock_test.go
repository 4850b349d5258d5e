package config

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/gofrs/flock"
)

// A locked endpoint locks everything that decides where its calls end, however
// the endpoint was locked, and against the user's file, the environment and
// "config set" alike.
func TestALockedEndpointLocksItsWay(t *testing.T) {
	for _, lock := range []string{"providers.travel.endpoint", "providers.travel.*", "providers.*", "*"} {
		for key, text := range map[string]string{
			KeyProxy: "http://127.0.0.1:3128", KeyCAFile: "/tmp/own.pem", KeyConnectTimeout: "1s", "providers.travel.timeout": "1s",
			"providers.travel.endpoint": "https://mine.example/",
		} {
			src := place(t, "locked = ['"+lock+"']\n", "")
			refused(t, Set(src, src.User, key, text), key+" is locked by "+src.System.File+":1:1")
			if s := loaded(t, src); !s.Locked(key) {
				t.Errorf("%s: %s does not count as locked", lock, key)
			}
			src.Env = []string{Variable(key) + "=" + text}
			_, err := Load(src)
			refused(t, err, key+" is locked")
			src.Env = nil
			must(t, os.WriteFile(src.User, []byte(key+" = '"+text+"'\n"), 0o600))
			_, err = Load(src)
			refused(t, err, key+" is locked")
		}
	}
}

// What lies on no locked way stays free.
func TestOtherWaysStayFree(t *testing.T) {
	src := place(t, "locked = ['providers.plain.endpoint']\n", "")
	for key, text := range map[string]string{"providers.travel.timeout": "1s", "providers.travel.endpoint": "https://mine.example/", "providers.plain.sign_mode": "secret", KeyDeskName: "x"} {
		must(t, Set(src, src.User, key, text))
	}
	src = place(t, "locked = ['desk.*', 'providers.travel.price']\n", "")
	must(t, Set(src, src.User, KeyProxy, "http://127.0.0.1:3128"))
}

// The system's file holds under a folder of one's own.
func TestTheSystemHoldsUnderHome(t *testing.T) {
	src := place(t, "locked = ['ui.*', 'providers.*']\n[ui]\nkiosk = true\npin_hash = '"+somePIN(t)+"'\n", "")
	paths, err := FindPaths(src.System, []string{VariableHome + "=" + t.TempDir()})
	must(t, err)
	env := []string{VariableHome + "=" + filepath.Dir(paths.User)}
	s := loaded(t, paths.Sources(schema(), env))
	hash, err := PINHash(s)
	if err != nil || hash == "" || !s.Bool(KeyKiosk) || !s.Locked(KeyKiosk) || !s.Locked(KeyProxy) {
		t.Errorf("PIN %v %v, kiosk %v", hash != "", err, s.Bool(KeyKiosk))
	}
	refused(t, Set(paths.Sources(schema(), env), paths.User, KeyKiosk, "false"), "locked")
}

func somePIN(t *testing.T) string {
	t.Helper()
	hash, err := HashPIN("4821", zeros{})
	must(t, err)
	return hash
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { return len(p), nil }

// Whoever else can write the system's file, a folder on the way to it or the place
// where a link leads could lift its locks: nothing is loaded or set then, and it
// is a kiosk.
func TestASystemFileThatOthersCanWrite(t *testing.T) {
	const text = "[desk]\nname = 'x'\n"
	for name, spoil := range map[string]func(t *testing.T, src *Sources){
		"the world": func(t *testing.T, src *Sources) { must(t, os.Chmod(src.System.File, 0o646)) },
		"a group": func(t *testing.T, src *Sources) {
			must(t, os.Chmod(src.System.File, 0o664))
			givenAway(t, src.System.File)
		},
		"the folder":      func(t *testing.T, src *Sources) { must(t, os.Chmod(filepath.Dir(src.System.File), 0o707)) },
		"a link's target": func(t *testing.T, src *Sources) { linked(t, src, 0o777) },
		"a dangling link": func(t *testing.T, src *Sources) { must(t, os.Remove(linked(t, src, 0o700))) },
		"a link to itself": func(t *testing.T, src *Sources) {
			must(t, os.Remove(src.System.File))
			must(t, os.Symlink(src.System.File, src.System.File))
		},
	} {
		src := place(t, text, "")
		src.User = filepath.Join(t.TempDir(), "user.toml") // beside no file of the system
		spoil(t, &src)
		_, err := Load(src)
		refused(t, err, src.System.File)
		refused(t, Set(src, src.User, KeyDeskName, "y"), src.System.File)
		if !KioskIfBroken(src) {
			t.Errorf("%s: no kiosk", name)
		}
	}
	src := place(t, text, "")
	linked(t, &src, 0o755)
	if s := loaded(t, src); s.String(KeyDeskName) != "x" {
		t.Error("a link that IT made is not followed")
	}
}

// givenAway gives a file to a group that is not root's, where that can be done.
func givenAway(t *testing.T, file string) {
	t.Helper()
	if os.Getuid() == 0 {
		must(t, os.Chown(file, 0, 65534))
	}
}

// linked moves the system's file into a folder with these rights behind two links.
func linked(t *testing.T, src *Sources, mode os.FileMode) (target string) {
	t.Helper()
	dir := t.TempDir()
	must(t, os.Chmod(dir, mode))
	target = filepath.Join(dir, "real.toml")
	must(t, os.Rename(src.System.File, target))
	middle := src.System.File + ".middle"
	must(t, os.Symlink(target, middle))
	must(t, os.Symlink(filepath.Base(middle), src.System.File))
	return target
}

// Whose the file is decides too: another user could give himself the right to write.
func TestASystemFileOfAnotherUser(t *testing.T) {
	src := place(t, "[desk]\nname = 'x'\n", "")
	if os.Getuid() != 0 {
		src.System.Owner = 0
	} else {
		must(t, os.Chown(src.System.File, 65534, 65534))
	}
	_, err := Load(src)
	refused(t, err, "can be written by others than root")
}

// The first edits of all, in a folder that is not there yet, lose nothing either.
func TestFirstEditsAtTheSameTime(t *testing.T) {
	src := place(t, "", "")
	src.User = filepath.Join(t.TempDir(), "new", "folder", "settings.toml")
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

// An edit that has to wait too long is refused: written without the lock, it could
// be lost or lose another.
func TestAnEditThatCannotWait(t *testing.T) {
	defer func(was time.Duration) { editLimit = was }(editLimit)
	editLimit = 20 * time.Millisecond
	src := place(t, "", "version = 1\n")
	other := flock.New(filepath.Dir(src.User), flock.SetFlag(os.O_RDONLY))
	must(t, other.Lock())
	defer other.Close()
	refused(t, Set(src, src.User, KeyDeskName, "x"), "Another program", "Nothing was changed")
	if contents(t, src.User) != "version = 1\n" {
		t.Error("written all the same")
	}
}
