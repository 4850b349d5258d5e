//go:build soak

package alerts

import (
	"os/exec"
	"testing"
)

// Prometheus loads the rules, and each says what it should of desks in trouble.
func TestSoakRules(t *testing.T) {
	for _, args := range [][]string{{"check", "rules", "facedesk.rules.yml"}, {"test", "rules", "facedesk_test.yml"}} {
		if out, err := exec.CommandContext(t.Context(), "promtool", args...).CombinedOutput(); err != nil {
			t.Errorf("%v: %v\n%s", args, err, out)
		}
	}
}
