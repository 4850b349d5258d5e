package desk

import (
	"context"
	"strings"
	"sync"
	"time"

	"facedesk/identity"
	"facedesk/readers"
	"facedesk/ui/session"
)

// Reader watches the card reader that the settings name. It is closed at first.
type Reader struct {
	ctx  context.Context // ends the watch
	now  func() time.Time
	post func(session.Msg)

	mu   sync.Mutex
	port string
	stop context.CancelFunc // of the present watch
	done chan struct{}      // closed when it has ended
}

// NewReader returns a reader that reports to the session until ctx ends.
func NewReader(ctx context.Context, now func() time.Time, post func(session.Msg)) *Reader {
	return &Reader{ctx: ctx, now: now, post: post}
}

// Watch watches the reader on a port from now on, and no other; "" watches none.
func (r *Reader) Watch(port string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if port == r.port {
		return
	}
	if r.stop != nil {
		r.stop()
		<-r.done
		r.stop = nil
	}
	r.port = port
	if port == "" {
		r.post(session.ReaderReported{})
		return
	}
	ctx, stop := context.WithCancel(r.ctx)
	done := make(chan struct{})
	r.stop, r.done = stop, done
	go func() {
		defer close(done)
		readers.Run(ctx, readers.Options{Port: port, Now: r.now, Today: r.today, Report: r.report})
	}()
}

func (r *Reader) today() time.Time { return identity.Day(r.now()) }

// report passes an event on. The card comes before the state, so that the form is
// filled in first.
func (r *Reader) report(e readers.Event) {
	if e.Card != nil {
		r.post(session.CardLaid{Card: CardOf(*e.Card)})
	}
	r.post(session.ReaderReported{State: ReaderState(e.State), Mark: e.Mark})
}

// ReaderState converts a reader's state to the one on the screen.
func ReaderState(s readers.State) session.ReaderState {
	return session.ReaderState(strings.ReplaceAll(s.String(), "-", "_"))
}
