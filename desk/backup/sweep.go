package backup

import (
	"os"
	"path/filepath"
	"time"
)

// The folders in which records are copied, beside the records.
const (
	createPattern  = ".backup-*"
	restorePattern = ".restore-*"
)

// abandoned is the age from which a copy belongs to a backup that was killed.
const abandoned = time.Hour

// Sweep removes the copies of records that killed backups have left in a folder.
// Nobody would erase a guest in them.
func Sweep(folder string, now time.Time) error {
	for _, pattern := range []string{createPattern, restorePattern} {
		found, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			return err
		}
		for _, dir := range found {
			info, err := os.Lstat(dir)
			if err != nil || !info.IsDir() || now.Sub(info.ModTime()) < abandoned {
				continue
			}
			if err := os.RemoveAll(dir); err != nil {
				return err
			}
		}
	}
	return nil
}
