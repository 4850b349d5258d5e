// Package endings catches the signals that end the program in good order.
//
// They are caught as early as possible: the rest of the program takes some tenths
// of a second to initialise, and a signal meanwhile must not end a check without
// a word.
package endings

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"
)

var (
	caught = make(chan os.Signal, 1)
	begin  sync.Once
)

// Begin catches the signals from now on. It returns true, so that the initial
// value of a variable can call it. If the caller ignores SIGHUP (nohup), it stays
// ignored.
func Begin() bool {
	begin.Do(func() {
		all := []os.Signal{os.Interrupt, syscall.SIGTERM}
		if !signal.Ignored(syscall.SIGHUP) {
			all = append(all, syscall.SIGHUP)
		}
		signal.Notify(caught, all...)
	})
	return true
}

// Context returns a context that the first signal ends, also one that came since
// Begin. A second signal ends the program at once.
func Context() (ctx context.Context, stop func()) {
	Begin()
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		select {
		case <-caught:
		case <-ctx.Done():
		}
		signal.Stop(caught)
		cancel()
	}()
	return ctx, cancel
}
