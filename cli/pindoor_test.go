package cli

import (
	"testing"
	"time"
)

// Starting the program again is no way to guess faster.
func TestPINTriesOutliveAStart(t *testing.T) {
	now := time.Date(2025, 6, 1, 8, 0, 0, 0, time.UTC)
	a := &app{env: []string{"FACEDESK_HOME=" + t.TempDir()}, now: func() time.Time { return now }}
	first := &pinDoor{app: a}
	for range 5 {
		if right, _ := first.check("0000"); right {
			t.Fatal("no PIN is set, and one is right")
		}
	}
	if right, wait := (&pinDoor{app: a}).check("0000"); right || wait != 30*time.Second {
		t.Errorf("after another start: %v, %v", right, wait)
	}
}
