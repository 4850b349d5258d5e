package desk

import (
	"testing"

	"facedesk/identity"
)

// A proxy on this machine makes no demo of a service that is elsewhere; what is
// reached on this machine is one, whatever a proxy is set to.
func TestDemoIsNotTheProxys(t *testing.T) {
	o, _ := installation(t, "network.proxy = \"http://127.0.0.1:3128\"\nproviders.wapi.endpoint = \"https://192.0.2.1/pyi\"\nproviders.muzhiyun.endpoint = \"http://localhost:9/check\"\n")
	s, err := o.Open(t.Context(), StationOptions{})
	must(t, err)
	defer s.Close()
	if got := s.demos(t.Context(), []string{"wapi", "muzhiyun"}); got["wapi"] || !got["muzhiyun"] {
		t.Errorf("%v", got)
	}
}

// The order of services that the program chooses itself is no finding, though a
// service of it cannot be used.
func TestBuiltInRoutesAreNoFinding(t *testing.T) {
	o, _ := installation(t, "")
	in, err := o.Load()
	must(t, err)
	if found := in.Findings(); len(found) != 0 {
		t.Errorf("%v", found)
	}
	if in.unusable("slsj", identity.OrdinaryPassport) == (identity.Text{}) {
		t.Error("slsj counts as usable")
	}
}
