package sealed

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// An image that machines will be copied from has no identity yet, and is told so.
func TestAnImageHasNoIdentity(t *testing.T) {
	file := filepath.Join(t.TempDir(), "machine-id")
	for id, ok := range map[string]bool{"": false, "\n": false, "uninitialized\n": false, strings.Repeat("a", 32) + "\n": true} {
		if err := os.WriteFile(file, []byte(id), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := identified(file); (err == nil) != ok {
			t.Errorf("%q: %v", id, err)
		}
	}
	if err := identified(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a missing one is taken")
	}
}
