package desk

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/argon2"

	"facedesk/config"
)

// tried is an installation whose PIN is 8029. The test sets its clock.
type tried struct {
	home string
	now  time.Time
	door *PINDoor
}

// cheapHash is a hash of 8029 at the lowest cost that is accepted. These tests
// count tries and do not measure the hash.
var cheapHash = sync.OnceValue(func() string {
	salt, text := []byte("salt salt"), base64.RawStdEncoding.EncodeToString
	return "$argon2id$v=19$m=7168,t=1,p=1$" + text(salt) + "$" + text(argon2.IDKey([]byte("8029"), salt, 1, 7<<10, 1, 16))
})

func newTried(t *testing.T) *tried {
	t.Helper()
	d := &tried{home: t.TempDir(), now: time.Date(2025, 6, 1, 8, 0, 0, 0, time.UTC)}
	must(t, os.WriteFile(filepath.Join(d.home, "settings.toml"), fmt.Appendf(nil, "[ui]\npin_hash = %q\n", cheapHash()), 0o600))
	d.restart()
	return d
}

// restart acts as another start of the program or as a second process.
func (d *tried) restart() {
	d.door = NewPINDoor(Outside{Env: []string{"FACEDESK_HOME=" + d.home}, Now: func() time.Time { return d.now }})
}

func (d *tried) file() string { return filepath.Join(d.home, "logs", "pin-tries") }

// wrong enters a wrong PIN this many times and checks the wait after the last.
func (d *tried) wrong(t *testing.T, times int, want time.Duration) {
	t.Helper()
	for i := range times {
		right, wait := d.door.Check("1357")
		if last := i == times-1; right || last && wait != want {
			t.Fatalf("try %d: %v, wait %v, want %v", i+1, right, wait, want)
		}
	}
}

// Starting the program again gives no extra tries.
func TestPINTriesOutliveAStart(t *testing.T) {
	d := newTried(t)
	d.wrong(t, 5, 30*time.Second)
	d.restart()
	d.wrong(t, 1, 30*time.Second)
	d.now = d.now.Add(30 * time.Second)
	d.wrong(t, 1, time.Minute)
}

func TestRightPINForgetsTheTries(t *testing.T) {
	d := newTried(t)
	d.wrong(t, 4, 0)
	if right, wait := d.door.Check("8029"); !right || wait != 0 {
		t.Fatal(right, wait)
	}
	d.restart()
	d.wrong(t, 5, 30*time.Second)
}

// A torn or damaged file keeps the wait, and the wait ends.
func TestSpoiltTriesKeepTheBrake(t *testing.T) {
	for _, text := range []string{"", "\n", "x", "0", "5", "5 ", "5 2025-06-01T08:0", "-1 2025-06-01T08:00:00Z", "9223372036854775807 2025-06-01T08:00:00Z",
		"99999999999999999999 2025-06-01T08:00:00Z", "\x00\x00\x00\x00", "\xff\xfe5\x00", "0 2025-06-01T08:00:00Z trailing"} {
		d := newTried(t)
		d.wrong(t, 2, 0)
		must(t, os.WriteFile(d.file(), []byte(text), 0o600))
		d.restart()
		if right, wait := d.door.Check("8029"); right || wait != 10*time.Minute {
			t.Errorf("%q: %v, %v", text, right, wait)
			continue
		}
		d.now = d.now.Add(4 * time.Minute)
		d.restart()
		d.wrong(t, 1, 6*time.Minute)
		d.now = d.now.Add(6 * time.Minute)
		if right, _ := d.door.Check("8029"); !right {
			t.Errorf("%q: the wait does not end", text)
		}
	}
}

// A file that is cut at any byte keeps the wait.
func TestCutTriesKeepTheBrake(t *testing.T) {
	d := newTried(t)
	d.wrong(t, 6, 30*time.Second)
	whole, err := os.ReadFile(d.file())
	must(t, err)
	for n := range len(whole) {
		must(t, os.WriteFile(d.file(), whole[:n], 0o600))
		d.restart()
		if right, wait := d.door.Check("8029"); right || wait < 30*time.Second {
			t.Errorf("%q: %v, %v", whole[:n], right, wait)
		}
	}
}

// If the file cannot be written, the count holds until the program ends.
func TestTriesWithoutAFile(t *testing.T) {
	d := newTried(t)
	must(t, os.WriteFile(filepath.Join(d.home, "logs"), nil, 0o600))
	if right, wait := d.door.Check("8029"); right || wait != 10*time.Minute {
		t.Fatal(right, wait)
	}
	d.now = d.now.Add(10 * time.Minute)
	d.wrong(t, 1, 10*time.Minute)
}

// A clock that is set back neither shortens a wait nor makes it endless.
func TestClockSetBackDuringTheWait(t *testing.T) {
	for _, again := range []bool{false, true} {
		d := newTried(t)
		d.wrong(t, 5, 30*time.Second)
		d.now = d.now.Add(-48 * time.Hour)
		if again {
			d.restart()
		}
		d.wrong(t, 1, 30*time.Second)
		d.now = d.now.Add(29 * time.Second)
		d.wrong(t, 1, time.Second)
		d.now = d.now.Add(time.Second)
		if right, _ := d.door.Check("8029"); !right {
			t.Errorf("restarted %v: the wait does not end", again)
		}
	}
}

// Several processes share the count of tries.
func TestTriesAreShared(t *testing.T) {
	d := newTried(t)
	var all sync.WaitGroup
	for range 4 {
		door := NewPINDoor(d.door.outside)
		all.Go(func() {
			for range 5 {
				if before := door.change(func(t config.PINTries, _ time.Time) config.PINTries { return t }); before.Wait(d.now) == 0 {
					_, _ = door.Check("1357")
				}
			}
		})
	}
	all.Wait()
	text, err := os.ReadFile(d.file())
	must(t, err)
	if !strings.HasPrefix(string(text), "5 ") {
		t.Errorf("counted %q", text)
	}
}
