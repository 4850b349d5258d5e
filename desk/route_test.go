package desk

import (
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/providers/all"
)

// For a child the command line chooses the service that compares no face, as
// the window does.
func TestRouteOfAChild(t *testing.T) {
	home := t.TempDir()
	now := func() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }
	o := Outside{Env: []string{"FACEDESK_HOME=" + home, "HOME=" + home}, Now: now, Services: all.List()}
	s, err := o.Open(t.Context(), StationOptions{Demo: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for number, face := range map[string]bool{"11010520120301001X": true, "110105201203020011": false, "11010519491231002X": true} {
		got, err := s.Route(t.Context(), identity.Subject{Name: "张三", Document: identity.Document{Type: identity.ResidentID, Number: number, Nation: "CHN"}}, "")
		if err != nil || got.Face != face {
			t.Errorf("%s: %s, %v", number, got.Code, err)
		}
	}
	if got, err := s.Route(t.Context(), identity.Subject{}, "slsj"); got.Code != "slsj" || err != nil {
		t.Errorf("asked for slsj: %s, %v", got.Code, err)
	}
}
