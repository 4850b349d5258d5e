//go:build soak

package apetime

import (
	"testing"

	"facedesk/cli/soaktest"
	"facedesk/providers/providertest"
)

func TestSoakMutations(t *testing.T) {
	soaktest.Count(t, "mutations", providertest.Soak(t, service()))
}
