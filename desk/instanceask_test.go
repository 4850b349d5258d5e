package desk

import (
	"context"
	"errors"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"facedesk/config"
	"facedesk/ui/session"
)

// The doctor learns from the window how its camera is, and nothing where no window
// answers; asking raises no window.
func TestAskCamera(t *testing.T) {
	p := config.Paths{Logs: t.TempDir(), Service: "facedesk"}
	ctx, cancel := context.WithTimeout(t.Context(), answerLimit)
	defer cancel()
	if _, err := AskCamera(ctx, p, ""); err == nil || HasWindow(p, "") != "" {
		t.Errorf("%v, window %q", err, HasWindow(p, ""))
	}
	i, err := ClaimWindow(p, "", time.Now)
	must(t, err)
	defer i.Close()
	i.Camera = func() CameraSeen {
		return CameraSeen{Device: "usb:1", State: session.CameraLive, Problems: []session.Hint{"dark"}}
	}
	go i.Serve(t.Context(), func(context.Context) { t.Error("a window was raised") })
	seen, err := AskCamera(ctx, p, "")
	if err != nil || seen.Device != "usb:1" || seen.State != session.CameraLive || !slices.Equal(seen.Problems, []session.Hint{"dark"}) {
		t.Errorf("%+v, %v", seen, err)
	}
	if pid := HasWindow(p, ""); pid != strconv.Itoa(os.Getpid()) {
		t.Errorf("window %q", pid)
	}
}

// A window that hangs holds the doctor up no longer than he waits.
func TestAskCameraOfAWindowThatHangs(t *testing.T) {
	p := config.Paths{Logs: t.TempDir(), Service: "facedesk"}
	i, err := ClaimWindow(p, "", time.Now) // it does not serve
	must(t, err)
	defer i.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := AskCamera(ctx, p, ""); err == nil || errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
