package cli

import (
	"context"
	"sync"

	"facedesk/desk"
	"facedesk/identity"
	"facedesk/readers"
	readersandbox "facedesk/readers/sandbox"
)

// windowReader gives the window its card reader: the one that the settings name, or
// in a demo without one a reader that does not exist.
type windowReader struct {
	ctx    context.Context
	reader *desk.Reader

	mu      sync.Mutex
	sandbox *readersandbox.Reader // of the demo, nil until it is wanted
}

// watch implements desk.SetupOptions.Reader.
func (w *windowReader) watch(demo bool, port, scanner string) (own bool) {
	if port == "" && demo {
		port = w.demoPort()
		own = port != ""
	}
	w.reader.Watch(port)
	w.reader.Scan(scanner)
	return own
}

// demoPort starts the demo's reader and returns its port. It returns "" where there
// are no pseudo-terminals.
func (w *windowReader) demoPort() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.sandbox == nil {
		r, err := readersandbox.Start(readersandbox.Options{Baud: readers.DefaultBaud})
		if err != nil {
			return ""
		}
		w.sandbox = r
		context.AfterFunc(w.ctx, r.Close)
	}
	return w.sandbox.Path()
}

// lay implements session.Ports.LayCard.
func (w *windowReader) lay(person identity.Claim) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if card, ok := cardFor(person); ok && w.sandbox != nil {
		w.sandbox.Lay(card)
	}
}
