package atomicfile

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// A fresh file replaces none, is its owner's alone, and leaves nothing where it fails.
func TestFresh(t *testing.T) {
	dir := t.TempDir()
	put := func(text string) func(io.Writer) error {
		return func(w io.Writer) error { _, err := io.WriteString(w, text); return err }
	}
	for i, want := range []string{"a.csv", "a-2.csv", "a-3.csv"} {
		file, err := Fresh(dir, "a.csv", put(want))
		if err != nil || file != filepath.Join(dir, want) {
			t.Errorf("%d: %s, %v", i, file, err)
		}
		if data, _ := os.ReadFile(file); string(data) != want {
			t.Errorf("%s holds %q", file, data)
		}
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%v, %v", info.Mode(), err)
		}
	}
	full := errors.New("full")
	if _, err := Fresh(dir, "b.csv", func(w io.Writer) error { _ = put("half")(w); return full }); !errors.Is(err, full) {
		t.Error(err)
	}
	if _, err := Fresh(filepath.Join(dir, "none"), "b.csv", put("")); err == nil {
		t.Error("a folder that is not there takes a file")
	}
	if left, _ := os.ReadDir(dir); len(left) != 3 {
		t.Errorf("%v", left)
	}
}
