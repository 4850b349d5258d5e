package desktop

import (
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"facedesk/ui/screens"
)

// A folder shows its folders and then its pictures. It leaves out hidden files,
// other files and pipes. A link shows as its target.
func TestReadFolder(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.jpg", "A.PNG", "d.HEIC", "notes.txt", ".hidden.jpg", "pipe.jpg"} {
		if name == "pipe.jpg" {
			if err := syscall.Mkfifo(filepath.Join(dir, name), 0o600); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"Zoo", ".secret"} {
		if err := os.Mkdir(filepath.Join(dir, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for from, to := range map[string]string{"c.jpg": "b.jpg", "a folder": "Zoo", "gone.jpg": "nowhere"} {
		if err := os.Symlink(to, filepath.Join(dir, from)); err != nil {
			t.Fatal(err)
		}
	}
	got := readFolder(dir)
	want := []screens.FileEntry{{Name: "a folder", Folder: true}, {Name: "Zoo", Folder: true}, {Name: "A.PNG"}, {Name: "b.jpg"}, {Name: "c.jpg"}, {Name: "d.HEIC"}}
	if got.Path != dir || got.Fault || !slices.Equal(got.Entries, want) {
		t.Errorf("%+v", got)
	}
	if _, err := readFile(filepath.Join(dir, "pipe.jpg")); err == nil {
		t.Error("a pipe is read")
	}
	if data, err := readFile(filepath.Join(dir, "c.jpg")); err != nil || string(data) != "b.jpg" {
		t.Errorf("%q, %v", data, err)
	}
	if f := readFolder(filepath.Join(dir, "gone")); !f.Fault || len(f.Entries) > 0 {
		t.Errorf("a folder that is not there: %+v", f)
	}
}
