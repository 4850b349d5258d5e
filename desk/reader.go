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

// Reader watches the card reader and the scanner that the settings name. It watches
// none at first.
type Reader struct {
	ctx  context.Context // ends the watches
	now  func() time.Time
	post func(session.Msg)

	mu            sync.Mutex
	card, scanner watched
}

// watched is a device and the goroutine that watches it.
type watched struct {
	path string
	stop context.CancelFunc // nil while none is watched
	done chan struct{}      // closed when the watch has ended
}

// NewReader returns a reader that reports to the session until ctx ends.
func NewReader(ctx context.Context, now func() time.Time, post func(session.Msg)) *Reader {
	return &Reader{ctx: ctx, now: now, post: post}
}

// Watch watches the card reader on a port from now on, and no other; "" watches none.
func (r *Reader) Watch(port string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	ended := r.card.change(r.ctx, port, func(ctx context.Context) {
		readers.Run(ctx, readers.Options{Port: port, Now: r.now, Today: r.today, Report: r.report})
	})
	if ended {
		r.post(session.ReaderReported{})
	}
}

// Scan reads a scanner directly from now on, and no other; "" reads none.
func (r *Reader) Scan(device string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	ended := r.scanner.change(r.ctx, device, func(ctx context.Context) {
		readers.RunScanner(ctx, readers.ScannerOptions{Device: device, Now: r.now, Report: r.reportScan})
	})
	if ended {
		r.post(session.ScannerReported{})
	}
}

// change ends the watch over one device and begins that over another. It reports
// whether none is watched any more.
func (w *watched) change(ctx context.Context, path string, watch func(context.Context)) (ended bool) {
	if path == w.path {
		return false
	}
	if w.stop != nil {
		w.stop()
		<-w.done
	}
	*w = watched{path: path}
	if path == "" {
		return true
	}
	ctx, w.stop = context.WithCancel(ctx)
	done := make(chan struct{})
	w.done = done
	go func() {
		defer close(done)
		watch(ctx)
	}()
	return false
}

func (r *Reader) today() time.Time { return identity.Day(r.now()) }

func (r *Reader) reportScan(s readers.Scan) {
	if s.State == readers.CardRead {
		r.post(session.Scanned{Text: s.Text, Ended: s.Ended})
		return
	}
	r.post(session.ScannerReported{State: ReaderState(s.State)})
}

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
