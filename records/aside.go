package records

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

const (
	// pendingSuffix is what a file is called while its rows are taken over, also
	// where the program ended in between.
	pendingSuffix = ".pending"
	asideMark     = ".damaged-"
	carriedMark   = ".carried-"
)

// ours reports whether a file that cannot be read may be set aside: one that has
// been the records before, has their name, or looks like a database. Anybody
// else's is left as it is.
func (s *SQLite) ours(known bool) bool {
	if known || filepath.Base(s.abs) == "records.db" {
		return true
	}
	const magic = "SQLite format 3\x00"
	f, err := os.Open(s.abs)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, len(magic))
	_, err = io.ReadFull(f, head)
	return err == nil && bytes.Equal(head, []byte(magic))
}

// replaceDamaged sets the file aside and begins a new one. The lock between
// processes is held.
func (s *SQLite) replaceDamaged(ctx context.Context) error {
	if ctx.Err() != nil { // whoever waited has gone
		return context.Cause(ctx)
	}
	_ = s.disconnect() // it is damaged as it is
	if err := s.setAside(); err != nil {
		return err
	}
	return s.connect(ctx)
}

// setAside renames the file, with what belongs to it, to the date of its last
// change.
func (s *SQLite) setAside() error {
	info, err := os.Stat(s.abs)
	if err != nil {
		return err
	}
	base := s.abs + asideMark + info.ModTime().UTC().Format("20060102-150405")
	name := base
	for i := 2; exists(name) || exists(name+pendingSuffix); i++ {
		name = base + "-" + strconv.Itoa(i)
	}
	return renameAll(s.abs, name+pendingSuffix)
}

// renameAll renames a database with its log of changes. The index of that log is
// made anew.
func renameAll(from, to string) error {
	err := os.Rename(from+"-wal", to+"-wal")
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	_ = os.Remove(from + "-shm") // it may not be there
	return errors.Join(err, os.Rename(from, to))
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// pending are the files whose rows are still to be taken over.
func (s *SQLite) pending() []string {
	folder := filepath.Dir(s.abs)
	entries, _ := os.ReadDir(folder) // none to be seen
	var out []string
	for _, e := range entries {
		name := filepath.Join(folder, e.Name())
		if strings.HasPrefix(name, s.abs+asideMark) && strings.HasSuffix(name, pendingSuffix) ||
			strings.HasPrefix(name, s.abs+carriedMark) && strings.HasSuffix(name, pendingSuffix) {
			out = append(out, name)
		}
	}
	return out
}

// salvageWait is how long whoever opens the records waits for the rows of a
// damaged file; the newest come first, and the rest follows behind.
const salvageWait = 1500 * time.Millisecond

// carryOn takes over the rows of pending files.
func (s *SQLite) carryOn(ctx context.Context) error {
	for _, name := range s.pending() {
		if err := s.carryFrom(ctx, name); err != nil {
			return err
		}
	}
	return nil
}

func (s *SQLite) carryFrom(ctx context.Context, name string) error {
	from, err := newSalvage(ctx, name)
	if err != nil {
		return err
	}
	soon, cancel := context.WithTimeout(ctx, salvageWait)
	defer cancel()
	for soon.Err() == nil {
		if done, err := from.step(soon, s.once); err != nil {
			return errors.Join(err, from.close())
		} else if done {
			return s.carried(from)
		}
	}
	s.behind.Go(func() { s.carryBehind(from) })
	return nil
}

// carryBehind goes on where nobody waits. What cannot be written now is taken up
// at the next start, since the file keeps its name.
func (s *SQLite) carryBehind(from *salvage) {
	for s.ended.Err() == nil {
		if done, err := from.step(s.ended, s.write); err != nil {
			break
		} else if done {
			_ = s.carried(from) // likewise
			return
		}
	}
	_ = from.close()
}

// carried ends a salvage: it says so to IT, whoever of several programs is first.
func (s *SQLite) carried(from *salvage) error {
	n := from.found
	if err := from.close(); err != nil {
		return err
	}
	name := strings.TrimSuffix(from.name, pendingSuffix)
	if strings.HasPrefix(name, s.abs+carriedMark) {
		n.Reason = NoticeMoved
		if os.Remove(from.name) != nil {
			return nil //nolint:nilerr // another program was first
		}
		return s.notice(n)
	}
	n.Reason, n.Aside = NoticeDamaged, filepath.Base(name)
	if renameAll(from.name, name) != nil {
		return nil //nolint:nilerr // another program was first
	}
	return s.notice(n)
}
