package desk

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

const sleepBus = `<busconfig><type>session</type><listen>unix:path=SOCKET</listen><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`

// aBus starts a private bus and returns its address.
func aBus(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	config := filepath.Join(dir, "bus.conf")
	if err := os.WriteFile(config, []byte(strings.Replace(sleepBus, "SOCKET", filepath.Join(dir, "bus"), 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "dbus-daemon", "--nofork", "--print-address", "--config-file="+config)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err = cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	addr, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(addr)
}

// manager acts as logind and hands out the lock.
type manager struct{ locks chan *os.File }

// Inhibit returns one end of a pipe. The other end shows when it is closed.
func (m manager) Inhibit(what, who, why, mode string) (dbus.UnixFD, *dbus.Error) {
	r, w, err := os.Pipe()
	if err != nil || what != "sleep" || mode != "delay" {
		return 0, dbus.NewError("bad", nil)
	}
	m.locks <- r
	return dbus.UnixFD(w.Fd()), nil
}

// TestSleepWatch: the screen is cleared before the machine sleeps, and the lock
// is released after that. When the machine wakes up, the watch takes a new
// lock.
func TestSleepWatch(t *testing.T) {
	addr := aBus(t)
	login, err := dbus.Connect(addr)
	if err != nil {
		t.Fatal(err)
	}
	defer login.Close()
	m := manager{make(chan *os.File, 4)}
	if err = login.Export(m, loginPath, loginInterface); err != nil {
		t.Fatal(err)
	}
	if _, err = login.RequestName(loginName, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ask, ended := make(chan chan<- struct{}), make(chan struct{})
	connect := func(o ...dbus.ConnOption) (*dbus.Conn, error) { return dbus.Connect(addr, o...) }
	go func() {
		defer close(ended)
		SleepWatch{Connect: connect, Ask: ask}.Run(ctx)
	}()
	<-m.locks // the watch holds the lock
	tell := func(begins bool) {
		if err := login.Emit(loginPath, loginInterface+".PrepareForSleep", begins); err != nil {
			t.Fatal(err)
		}
	}
	tell(true)
	done := <-ask
	select {
	case <-m.locks:
		t.Fatal("a new lock before the screen was cleared")
	default:
	}
	close(done)
	tell(false)
	<-m.locks // the watch holds a new lock
	cancel()
	<-ended
}

// Without a bus nothing happens.
func TestSleepWatchWithoutABus(t *testing.T) {
	SleepWatch{Connect: func(...dbus.ConnOption) (*dbus.Conn, error) { return dbus.Connect("unix:path=/nowhere") }}.Run(t.Context())
}

// The clocks of a desk agree while the machine is awake.
func TestClock(t *testing.T) {
	noon := time.Date(2025, 6, 15, 12, 0, 0, 0, time.UTC)
	c := NewClock(func() time.Time { return noon })
	a, b := c.Now(), c.Now()
	if a.Awake != 0 || b.Passed < a.Passed || a.Wall != noon {
		t.Errorf("%+v, %+v", a, b)
	}
}
