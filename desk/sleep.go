package desk

import (
	"context"
	"os"
	"time"

	"github.com/godbus/dbus/v5"
)

// logind announces sleep on Linux desktops.
const (
	loginName      = "org.freedesktop.login1"
	loginPath      = dbus.ObjectPath("/org/freedesktop/login1")
	loginInterface = "org.freedesktop.login1.Manager"
)

// drawAfter is the time that the screen gets to draw before the machine sleeps.
// logind waits at most five seconds.
const drawAfter = 300 * time.Millisecond

// SleepWatch clears the screen before the machine sleeps, so that the machine
// does not wake up with the last guest's picture. Without logind it does
// nothing; the clocks then show that the machine slept.
type SleepWatch struct {
	Connect func(...dbus.ConnOption) (*dbus.Conn, error) // connects to the system bus
	Ask     chan<- chan<- struct{}                       // see ui.Desk.Sleep
}

// Run watches until ctx ends.
func (s SleepWatch) Run(ctx context.Context) {
	bus, err := s.Connect(dbus.WithContext(ctx))
	if err != nil {
		return
	}
	defer bus.Close()
	signals := make(chan *dbus.Signal, 4)
	bus.Signal(signals)
	err = bus.AddMatchSignalContext(ctx, dbus.WithMatchInterface(loginInterface), dbus.WithMatchMember("PrepareForSleep"))
	if err != nil {
		return
	}
	hold := inhibit(ctx, bus)
	for signal := range signals { // the channel closes with the connection, which ends with ctx
		begins, ok := sleepSignal(signal)
		if !ok {
			continue
		}
		if begins {
			s.clear(ctx)
		}
		hold.release()
		if !begins {
			hold = inhibit(ctx, bus)
		}
	}
	hold.release()
}

// sleepSignal reads logind's announcement. The bus also sends signals of its
// own.
func sleepSignal(s *dbus.Signal) (begins, ok bool) {
	if s.Name != loginInterface+".PrepareForSleep" || len(s.Body) != 1 {
		return false, false
	}
	begins, ok = s.Body[0].(bool)
	return begins, ok
}

// clear asks the window to clear the screen and waits until it is drawn.
func (s SleepWatch) clear(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, 10*drawAfter)
	defer cancel()
	done := make(chan struct{})
	select {
	case s.Ask <- done:
	case <-ctx.Done():
		return
	}
	select {
	case <-done:
		waitFor(ctx, drawAfter)
	case <-ctx.Done():
	}
}

// waitFor waits for d, or until ctx ends.
func waitFor(ctx context.Context, d time.Duration) {
	ctx, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	<-ctx.Done()
}

// delay is logind's lock that delays the sleep. The zero value delays nothing.
type delay struct{ file *os.File }

// inhibit takes logind's lock. If logind gives none, it returns the zero value.
func inhibit(ctx context.Context, bus *dbus.Conn) delay {
	var fd dbus.UnixFD
	err := bus.Object(loginName, loginPath).CallWithContext(ctx, loginInterface+".Inhibit", dbus.FlagNoAutoStart,
		"sleep", "Facedesk", "The guest's data are cleared from the screen", "delay").Store(&fd)
	if err != nil {
		return delay{}
	}
	return delay{os.NewFile(uintptr(fd), "inhibit")}
}

func (d delay) release() {
	if d.file != nil {
		_ = d.file.Close()
	}
}
