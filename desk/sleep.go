package desk

import (
	"context"
	"os"
	"time"

	"github.com/godbus/dbus/v5"
)

// logind is what announces sleep on Linux desktops.
const (
	loginName      = "org.freedesktop.login1"
	loginPath      = dbus.ObjectPath("/org/freedesktop/login1")
	loginInterface = "org.freedesktop.login1.Manager"
)

// drawAfter is what the screen gets to draw before the machine sleeps; logind
// itself waits no longer than five seconds.
const drawAfter = 300 * time.Millisecond

// SleepWatch has the screen cleared before the machine sleeps, so that it does
// not wake up with the last guest's picture. Without logind nothing happens: the
// clocks tell of the sleep afterwards.
type SleepWatch struct {
	Connect func(...dbus.ConnOption) (*dbus.Conn, error) // to the system's bus
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
	for signal := range signals { // closed with the connection, which ends with ctx
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

// sleepSignal reads logind's announcement. The bus has signals of its own, which
// come unasked.
func sleepSignal(s *dbus.Signal) (begins, ok bool) {
	if s.Name != loginInterface+".PrepareForSleep" || len(s.Body) != 1 {
		return false, false
	}
	begins, ok = s.Body[0].(bool)
	return begins, ok
}

// clear has the screen cleared and waits until it is drawn.
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

// waitFor waits, no longer than ctx lasts.
func waitFor(ctx context.Context, d time.Duration) {
	ctx, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	<-ctx.Done()
}

// delay is logind's lock that holds the sleep up; nil holds nothing.
type delay struct{ file *os.File }

// inhibit takes the lock, if logind gives one.
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
