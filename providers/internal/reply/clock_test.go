package reply

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"facedesk/identity"
)

// The error of a wrong clock is named if the service tells its own time.
func TestSkewed(t *testing.T) {
	now := func() time.Time { return time.Date(2025, 6, 15, 15, 6, 40, 0, time.UTC) }
	fault := Fault(identity.Clock, identity.Vendor{}, identity.ChargedNo)
	for date, want := range map[string]string{
		"Sun, 15 Jun 2025 14:36:40 GMT": "about 30 minutes fast",
		"Sun, 15 Jun 2025 15:26:45 GMT": "about 20 minutes slow",
		"Sun, 15 Jun 2025 15:06:50 GMT": "",
		"yesterday":                     "",
		"":                              "",
	} {
		err := skewed(fault, http.Header{"Date": {date}}, now)
		if got := err.Error(); strings.Contains(got, "minutes") != (want != "") || !strings.Contains(got, want) {
			t.Errorf("%s: %s", date, got)
		}
	}
	other := Fault(identity.Busy, identity.Vendor{}, identity.ChargedNo)
	same := skewed(other, http.Header{"Date": {"Sun, 15 Jun 2025 14:36:40 GMT"}}, now)
	if !errors.Is(same, other) || same.Error() != other.Error() || strings.Contains(fault.Error(), "minutes") {
		t.Error("another fault speaks of the clock, or the fault itself was changed")
	}
}
