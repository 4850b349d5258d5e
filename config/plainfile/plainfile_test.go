package plainfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "f")
	if err := os.WriteFile(file, []byte("0123456789"), 0o600); err != nil {
		t.Fatal(err)
	}
	link := file + ".link"
	if err := os.Symlink(file, link); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		limit int64
		want  error
	}{
		{file, 10, nil}, {link, 10, nil}, {file, 9, ErrSize},
		{filepath.Dir(file), 10, ErrKind}, {"/dev/null", 10, ErrKind}, {"/dev/zero", 10, ErrKind},
		{file + ".gone", 10, fs.ErrNotExist},
	} {
		data, err := Read(c.name, c.limit)
		if !errors.Is(err, c.want) || (err == nil) != (string(data) == "0123456789") {
			t.Errorf("%s, %d: %q, %v", c.name, c.limit, data, err)
		}
	}
}

// Files below /proc are plain and say that they are empty.
func TestReadGrowing(t *testing.T) {
	if _, err := os.Stat("/proc/self/status"); err != nil {
		return // not this system
	}
	if data, err := Read("/proc/self/status", 1<<16); err != nil || !strings.Contains(string(data), "Name:") {
		t.Errorf("%q, %v", data, err)
	}
}
