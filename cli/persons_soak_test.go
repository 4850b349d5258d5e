//go:build soak

package cli_test

import (
	"testing"

	"facedesk/cli/soaktest"
)

// Every test person brings out what the table says, and nobody else passes.
func TestSoakEveryPerson(t *testing.T) {
	d := newDesk(t)
	list := persons(t, d)
	t.Run("persons", func(t *testing.T) { verifyPersons(t, d, list) })
	soaktest.Count(t, "persons", len(list))
}
