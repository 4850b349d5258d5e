package desktop

import (
	"errors"
	"testing"

	"facedesk/ui"
)

// A panic of the window comes back as an error without its value, so that the rest
// of the program ends in good order.
func TestPanicBecomesAnError(t *testing.T) {
	w := &Windows{jobs: make(chan func())}
	go func() {
		for job := range w.jobs {
			job()
		}
	}()
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
