//go:build soak

package verify

import (
	"testing"

	"facedesk/cli/soaktest"
)

// A thousand desk programs are killed: nothing is paid twice, nothing is lost.
func TestSoakKilled(t *testing.T) {
	const kills = 1001 // seven at a time
	killDesks(t, kills, soaktest.Seed(t))
	soaktest.Count(t, "kills", kills)
}
