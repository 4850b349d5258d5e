package cli_test

import (
	"encoding/json"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// handed is the answer of facedesk hand.
type handed struct{ Answer, Reason, Message string }

func answerOf(t *testing.T, out string) (a handed) {
	t.Helper()
	if err := json.Unmarshal([]byte(out), &a); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return a
}

// Where hand-off is off, no window need be opened to find out.
func TestHandOffIsOff(t *testing.T) {
	d := newDesk(t, "FACEDESK_LANG=en")
	const guest = `{"schema":1,"name":"张三"}`
	r := d.run(guest, "hand")
	if a := answerOf(t, r.out); r.code != 39 || a.Answer != "refused" || a.Reason != "off" || !strings.Contains(a.Message, "desk.hand_off") {
		t.Errorf("exit %d: %s%s", r.code, r.out, r.err)
	}
	d.env = append(d.env, "FACEDESK_DESK_HAND_OFF=offer")
	r = d.run(guest, "hand")
	if a := answerOf(t, r.out); r.code != 33 || a.Answer != "busy" || a.Reason != "closed" {
		t.Errorf("exit %d: %s%s", r.code, r.out, r.err)
	}
}

// Software that forgets to close its end does not wait for ever.
func TestHandInputThatDoesNotEnd(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "FACEDESK_LANG=en")
	cmd := exec.CommandContext(t.Context(), binary, "hand")
	cmd.Env = d.env
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	begun := time.Now()
	if _, err := in.Write([]byte(`{"schema":1}`)); err != nil {
		t.Fatal(err)
	}
	out, _ := cmd.Output() // the exit code is looked at below
	if a := answerOf(t, string(out)); cmd.ProcessState.ExitCode() != 31 || a.Reason != "input" || time.Since(begun) > 30*time.Second {
		t.Errorf("exit %d after %v: %s", cmd.ProcessState.ExitCode(), time.Since(begun), out)
	}
}
