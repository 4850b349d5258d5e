package desk

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"facedesk/config"
	"facedesk/config/atomicfile"
	"facedesk/config/plainfile"
	"facedesk/identity"
)

// PINDoor checks the administrator's PIN and delays further tries after wrong
// ones. A file keeps the count of tries, so that it outlives the program and
// all processes of an installation share it.
type PINDoor struct {
	outside Outside
	manager bool            // the duty manager's PIN, not the administrator's
	clerk   string          // code of the clerk whose PIN it is, "" for the two others
	stored  []string        // hashes of which one must be met, instead of that of the settings; see PINChange
	mu      sync.Mutex      // not held while files are read or the hash is computed
	mine    config.PINTries // as this process wrote them last, by its own clock
	unkept  bool            // the file could not be written, so mine counts
}

// triesLimit limits how long to wait for another process that holds the tries.
const triesLimit = time.Second

// NewPINDoor returns the PIN check of an installation.
func NewPINDoor(o Outside) *PINDoor { return &PINDoor{outside: o} }

// NewManagerDoor returns the door for the duty manager of an installation.
func NewManagerDoor(o Outside) *PINDoor { return &PINDoor{outside: o, manager: true} }

func (p *PINDoor) hash() (hash string, broken bool, err error) {
	in, err := p.outside.Load()
	if err != nil {
		return "", true, err
	}
	broken = len(in.Faults) > 0
	switch {
	case p.clerk != "":
		c, _ := clerkOf(in, p.clerk)
		return c.Hash, broken, nil
	case p.manager:
		return in.ManagerPIN(), broken, nil
	}
	hash, err = config.PINHash(in.Settings)
	return hash, broken, err
}

// Set reports whether the settings are behind a PIN. Settings files that cannot be
// read count as behind a PIN, because they may hold one. Where none is known then, no
// PIN is right, and why says so: IT mends the file.
func (p *PINDoor) Set() (barred bool, why identity.Text) {
	hash, broken, err := p.hash()
	if hash != "" {
		return true, identity.Text{}
	}
	if broken || err != nil {
		return true, noPINFits
	}
	return false, identity.Text{}
}

var noPINFits = identity.Text{
	ZH: "设置文件损坏，从中读不到管理员 PIN，因此任何 PIN 都打不开设置。须由 IT 改正设置文件（facedesk doctor 会指出错误所在）。",
	EN: "The settings file is broken and no administrator's PIN is known, so no PIN opens the settings. IT must mend the file (facedesk doctor names the fault).",
}

// Check counts a try as wrong before it checks the PIN. So neither a second
// process nor the end of this one gives a free try. It returns whether the PIN
// is right and the wait before the next try.
func (p *PINDoor) Check(pin string) (bool, time.Duration) {
	var wait time.Duration
	after := p.change(func(t config.PINTries, now time.Time) config.PINTries {
		if wait = t.Wait(now); wait > 0 {
			return t
		}
		return t.Wrong(now)
	})
	switch {
	case wait > 0:
		return false, wait
	case p.right(pin):
		p.Reset()
		return true, 0
	}
	return false, after.Wait(p.outside.Now())
}

// Reset forgets the wrong tries.
func (p *PINDoor) Reset() {
	p.change(func(config.PINTries, time.Time) config.PINTries { return config.PINTries{} })
}

func (p *PINDoor) right(pin string) bool {
	hashes := p.stored
	if hashes == nil {
		hash, _, err := p.hash()
		if err != nil {
			return false
		}
		hashes = []string{hash}
	}
	return slices.ContainsFunc(hashes, func(hash string) bool {
		right, err := config.CheckPIN(hash, pin)
		return right && err == nil
	})
}

// change reads the tries, changes them and writes them. A lock keeps other
// processes away meanwhile.
func (p *PINDoor) change(how func(config.PINTries, time.Time) config.PINTries) config.PINTries {
	file := p.triesFile()
	if file == "" {
		return how(config.LostTries(p.outside.Now()), p.outside.Now())
	}
	_ = os.MkdirAll(filepath.Dir(file), 0o700)
	lock := lockOf(file + ".lock")
	ctx, cancel := context.WithTimeout(context.Background(), triesLimit)
	defer cancel()
	_, _ = lock.TryLockContext(ctx, retryEvery)
	defer func() { _ = lock.Close() }()
	now := p.outside.Now()
	tries := how(p.known(file, now).Settled(now), now)
	p.remember(file, tries)
	return tries
}

// triesFile returns the path of the tries, or "" if the installation has no
// folder for settings. Without a folder no PIN is right.
func (p *PINDoor) triesFile() string {
	in, _ := p.outside.Load() // where the settings cannot be read, no PIN is right
	if in == nil {
		return ""
	}
	switch {
	case p.clerk != "":
		return filepath.Join(in.tries, "clerk-"+p.clerk+"-pin-tries")
	case p.manager:
		return filepath.Join(in.tries, "manager-pin-tries")
	}
	return filepath.Join(in.tries, "pin-tries")
}

// known returns the tries of the file. This process's own tries count instead
// if the file could not be written, or if the file holds the same: a changed
// wall clock does not affect them.
func (p *PINDoor) known(file string, now time.Time) config.PINTries {
	kept := readTries(file, now)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.unkept || kept.Same(p.mine) {
		return p.mine
	}
	return kept
}

// readTries counts a damaged file as the highest number of tries. Otherwise
// damaging the file would remove the wait.
func readTries(file string, now time.Time) config.PINTries {
	data, err := plainfile.Read(file, 1<<10)
	if errors.Is(err, fs.ErrNotExist) {
		return config.PINTries{}
	}
	var tries config.PINTries
	if err != nil || tries.UnmarshalText(data) != nil {
		return config.LostTries(now)
	}
	return tries
}

func (p *PINDoor) remember(file string, tries config.PINTries) {
	data, err := tries.MarshalText()
	if err == nil {
		err = atomicfile.Write(file, data, 0o600)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.mine, p.unkept = tries, err != nil
}
