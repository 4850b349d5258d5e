//go:build soak

package paidcall

import (
	"testing"

	"facedesk/cli/soaktest"
)

// A thousand exchanges without TLS and a thousand with TLS are cut at random
// bytes.
func TestSoakCuts(t *testing.T) {
	const cuts = 1000
	rng := soaktest.Random(t)
	cutAnywhere(t, rng, cuts)
	cutAnywhereInTLS(t, rng, cuts)
	soaktest.Count(t, "cuts", 2*cuts)
}
