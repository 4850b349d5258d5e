package desktop

import (
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
	if err := beside(time.Millisecond).show(func(func()) error { select {} }); !errors.Is(err, ui.ErrNoWindow) {
		t.Errorf("%v", err)
	}
	w, closed := beside(50*time.Millisecond), make(chan struct{})
	time.AfterFunc(200*time.Millisecond, func() { close(closed) })
	err := w.show(func(drawn func()) error {
		drawn()
		<-closed
		return nil
	})
	if err != nil {
		t.Errorf("after it was drawn: %v", err)
	}
}

// A panic of the window becomes an error without its value, and the rest of the
// program ends in good order.
func TestPanicBecomesAnError(t *testing.T) {
	w := beside(time.Hour)
	err := w.show(func(drawn func()) error {
		drawn()
		panic("张三 110101199001010015")
	})
	fault, ok := errors.AsType[*ui.Fault](err)
	if !ok || len(fault.Stack) == 0 || err.Error() != "internal fault" {
		t.Errorf("%#v", err)
	}
	if err := w.show(func(func()) error { return ui.ErrNoWindow }); !errors.Is(err, ui.ErrNoWindow) {
		t.Errorf("%v", err)
	}
}
