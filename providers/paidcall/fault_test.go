package paidcall

import (
	"testing"

	"facedesk/identity"
)

func TestHTTPFault(t *testing.T) {
	for status := -1; status <= 1000; status++ {
		kind, charged := identity.UnknownOutcome, identity.ChargedUnknown
		switch {
		case status >= 300 && status < 400:
			kind = identity.Configuration
		case status >= 400 && status < 500:
			kind, charged = identity.Configuration, identity.ChargedNo
		case status == 502 || status == 504:
		case status >= 500 && status < 600:
			kind = identity.Busy
		}
		e := HTTPFault(status)
		if e.Kind != kind || e.Charged != charged || e.What.ZH == "" || e.What.EN == "" {
			t.Errorf("HTTPFault(%d) = %s, charged %s, %q", status, e.Kind, e.Charged, e.What.EN)
		}
	}
}

func TestUnreadable(t *testing.T) {
	wantFault(t, Unreadable(), identity.UnknownOutcome, textUnreadable)
}
