//go:build soak

package session

import (
	"testing"

	"facedesk/cli/soaktest"
)

// Five hundred rows of six hundred messages keep every promise.
func TestSoakPromises(t *testing.T) {
	const rows = 500
	promises(t, soaktest.Seed(t), rows)
	soaktest.Count(t, "messages", 600*rows)
}
