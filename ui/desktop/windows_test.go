package desktop

import (
	"context"
	"errors"
	"testing"
	"time"

	"facedesk/ui"
)

// beside returns Windows whose main goroutine is a goroutine of the test.
func beside(limit time.Duration) *Windows {
	w := &Windows{jobs: make(chan func()), limit: limit}
	go func() {
		for job := range w.jobs {
			job()
		}
	}()
	return w
}

// A window that hangs before it is drawn is given up. A window that was drawn
// has no limit.
func TestWindowThatIsNeverDrawn(t *testing.T) {
	if err := beside(time.Millisecond).show(t.Context(), func(func()) error { select {} }); !errors.Is(err, ui.ErrNoWindow) {
		t.Errorf("%v", err)
	}
	w, closed := beside(50*time.Millisecond), make(chan struct{})
	time.AfterFunc(200*time.Millisecond, func() { close(closed) })
	err := w.show(t.Context(), func(drawn func()) error {
		drawn()
		<-closed
		return nil
	})
	if err != nil {
		t.Errorf("after it was drawn: %v", err)
	}
}

// A machine that is slow and at work is waited for: the window comes, and no word about
// OpenGL is true.
func TestWindowOfASlowMachine(t *testing.T) {
	const limit = 200 * time.Millisecond
	err := beside(limit).show(t.Context(), func(drawn func()) error {
		for begun, used := time.Now(), processorTime(); processorTime()-used < limit || time.Since(begun) < 2*limit; {
			_ = time.Now() // at work
		}
		drawn()
		return nil
	})
	if err != nil {
		t.Errorf("%v", err)
	}
}

// A window that hangs when it is to close keeps nobody from ending the program.
func TestWindowThatNeverCloses(t *testing.T) {
	ctx, end := context.WithCancel(t.Context())
	err := beside(50*time.Millisecond).show(ctx, func(drawn func()) error {
		drawn()
		end()
		select {}
	})
	if err != nil {
		t.Errorf("%v", err)
	}
}

// A panic of the window becomes an error without its value, and the rest of the
// program ends in good order.
func TestPanicBecomesAnError(t *testing.T) {
	w := beside(time.Hour)
	err := w.show(t.Context(), func(drawn func()) error {
		drawn()
		panic("张三 110101199001010015")
	})
	fault, ok := errors.AsType[*ui.Fault](err)
	if !ok || len(fault.Stack) == 0 || err.Error() != "internal fault" {
		t.Errorf("%#v", err)
	}
	if err := w.show(t.Context(), func(func()) error { return ui.ErrNoWindow }); !errors.Is(err, ui.ErrNoWindow) {
		t.Errorf("%v", err)
	}
}
