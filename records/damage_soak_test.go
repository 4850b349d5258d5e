//go:build soak

package records

import "testing"

// TestSoakDamage damages the file 120 times.
func TestSoakDamage(t *testing.T) { someDamage(t, 120) }
