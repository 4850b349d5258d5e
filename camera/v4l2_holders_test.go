//go:build linux

package camera

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
)

// A program that holds a file is found with its number; this one does not count.
func TestHolders(t *testing.T) {
	path := filepath.Join(t.TempDir(), "video0")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := Holders(path); len(got) > 0 {
		t.Errorf("before: %v", got)
	}
	other := exec.Command("cat")
	other.ExtraFiles = []*os.File{f}
	in, err := other.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	if got, want := Holders(path), []Holder{{PID: other.Process.Pid, Name: "cat"}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	_ = in.Close()
	if err := other.Wait(); err != nil {
		t.Error(err)
	}
	if got := Holders(path); len(got) > 0 {
		t.Errorf("afterwards: %v", got)
	}
}
