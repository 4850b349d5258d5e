package paidcall

import (
	"io"
	"testing"
	"time"

	"facedesk/identity"
)

// The boundary is the connection, not the request: once it is established,
// bytes may have been sent.
func TestTheConnectionIsTheBoundary(t *testing.T) {
	w := newWatch(t.Context())
	defer w.stop()
	if e := w.fault(io.ErrUnexpectedEOF); e.Kind != identity.NotSent || e.Sent || e.Charged != identity.ChargedNo {
		t.Errorf("before the connection: %+v", e)
	}
	w.stands(time.Hour)
	if e := w.fault(io.ErrUnexpectedEOF); e.Kind != identity.UnknownOutcome || !e.Sent || e.Charged != identity.ChargedUnknown {
		t.Errorf("on a connection that stands: %+v", e)
	}
}
