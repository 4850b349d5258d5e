//go:build soak

package records

import (
	"testing"

	"facedesk/cli/soaktest"
)

// TestSoakDamage spoils the file 120 times.
func TestSoakDamage(t *testing.T) {
	const times = 120
	someDamage(t, times)
	soaktest.Count(t, "damages", times)
}
