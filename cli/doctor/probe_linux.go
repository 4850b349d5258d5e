package doctor

import (
	"errors"
	"io/fs"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

// space looks at the disk of a folder, or of its parent while it does not exist.
func space(folder string) (Space, error) {
	var s unix.Statfs_t
	err := unix.Statfs(folder, &s)
	if errors.Is(err, fs.ErrNotExist) && filepath.Dir(folder) != folder {
		return space(filepath.Dir(folder))
	}
	return Space{Free: s.Bavail * uint64(s.Bsize), ReadOnly: s.Flags&unix.ST_RDONLY != 0}, err //nolint:gosec // a block size is positive
}

// slept returns how long the machine has slept since it was started.
func slept() time.Duration {
	var all, awake unix.Timespec
	if unix.ClockGettime(unix.CLOCK_BOOTTIME, &all) != nil || unix.ClockGettime(unix.CLOCK_MONOTONIC, &awake) != nil {
		return 0
	}
	return time.Duration(all.Nano() - awake.Nano())
}
