package reply

import "testing"

// Every pattern can be compiled: one that cannot would end the program at an answer.
func TestWarm(t *testing.T) {
	if len(patterns) < 20 {
		t.Errorf("%d patterns", len(patterns))
	}
	Warm()
}
