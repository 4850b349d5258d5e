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
	// pendingSuffix marks a file whose rows are still being copied into the new
	// one. The name stays if the program ends meanwhile.
	pendingSuffix = ".pending"
	asideMark     = ".damaged-"
	carriedMark   = ".carried-"
)

// ours reports whether a file that cannot be read may be set aside. It may if
// it was the records before, has their name, or looks like a database. Any
// other file stays as it is.
func (s *SQLite) ours(known bool) bool {
	if known || filepath.Base(s.abs) == builtInName {
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

// replaceDamaged sets the file aside and begins a new one. The caller holds the
// lock between processes.
func (s *SQLite) replaceDamaged(ctx context.Context) error {
	if ctx.Err() != nil { // the caller has given up
		return context.Cause(ctx)
	}
	_ = s.disconnect() // an error adds nothing: the file is damaged anyway
	if err := s.setAside(); err != nil {
		return err
	}
	return s.connect(ctx)
}

// setAside renames the file and its companions. The new name has the date of
// the last change.
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

// renameAll renames a database and its write-ahead log. SQLite makes the index
// of that log anew.
func renameAll(from, to string) error {
	err := os.Rename(from+"-wal", to+"-wal")
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	_ = os.Remove(from + "-shm") // the file may not exist
	return errors.Join(err, os.Rename(from, to))
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// pending returns the files whose rows are still to be copied.
func (s *SQLite) pending() []string {
	folder := filepath.Dir(s.abs)
	entries, _ := os.ReadDir(folder) // a folder that cannot be read has none
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

// salvageWait is how long opening the records waits for the rows of a damaged
// file. The newest rows come first. The others follow in the background.
const salvageWait = 1500 * time.Millisecond

// carryOn copies the rows of pending files.
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

// carryBehind copies the remaining rows in the background. If they cannot be
// written now, the next start goes on, because the file keeps its name.
func (s *SQLite) carryBehind(from *salvage) {
	for s.ended.Err() == nil {
		if done, err := from.step(s.ended, s.write); err != nil {
			break
		} else if done {
			_ = s.carried(from) // the next start goes on
			return
		}
	}
	_ = from.close()
}

// carried ends a salvage and writes the notice for IT. Of several programs only
// the first writes it.
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
