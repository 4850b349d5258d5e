package backup

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A killed backup's copy goes; one that is being made, and other folders, stay.
func TestSweep(t *testing.T) {
	folder, now := t.TempDir(), time.Now()
	for name, age := range map[string]time.Duration{
		".backup-1": 2 * time.Hour, ".restore-1": 2 * time.Hour, ".backup-2": time.Minute, "backup-3": 2 * time.Hour, "records.db": 2 * time.Hour,
	} {
		dir := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Join(dir, "x"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(dir, now.Add(-age), now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	if err := Sweep(folder, now); err != nil {
		t.Error(err)
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 3 || left[0].Name() != ".backup-2" || left[1].Name() != "backup-3" || left[2].Name() != "records.db" {
		t.Errorf("%v %v", left, err)
	}
}
