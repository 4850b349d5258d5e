package readers

import (
	"context"
	"io"
	"time"
)

// Line is an open serial port. Read returns 0 bytes and no error when the time of
// SetReadTimeout is over.
type Line interface {
	io.ReadWriteCloser
	SetReadTimeout(t time.Duration) error
	ResetInputBuffer() error
}

const (
	// readPause is the longest wait of one read, after which the context is looked at.
	readPause = 50 * time.Millisecond
	// quietFor is how long a line must be silent before it is asked again after a
	// fault. Then nothing of the earlier answer is still to come.
	quietFor = 200 * time.Millisecond
	// quietLimit is how long that silence is waited for.
	quietLimit = 2 * time.Second
)

// link asks questions on a line, one at a time.
type link struct {
	line Line
	now  func() time.Time
	// buffer holds an answer and the noise before it. It never grows, so that
	// nothing of a card stays behind in an older one.
	buffer [maxNoise + longest + 64]byte
	used   int
	dirty  bool // the last answer was at fault; more of it may come
}

func newLink(line Line, now func() time.Time) (*link, error) {
	return &link{line: line, now: now}, line.SetReadTimeout(readPause)
}

// wipe overwrites what was read.
func (l *link) wipe() {
	clear(l.buffer[:])
	l.used = 0
}

// ask sends a command and returns the answer, which is valid until the next call.
// The caller wipes it. A *lineError says that the line itself failed.
func (l *link) ask(ctx context.Context, c command) (answer, error) {
	l.wipe()
	if err := l.settle(ctx); err != nil {
		return answer{}, err
	}
	if _, err := l.line.Write(request(c.code)); err != nil {
		return answer{}, &lineError{err}
	}
	a, err := l.await(ctx, c.limit)
	if err == nil && !c.fits(a) {
		err = errForeign
	}
	l.dirty = err != nil
	return a, err
}

// settle drops what came unasked. After a fault it waits until the line is silent.
func (l *link) settle(ctx context.Context) error {
	if !l.dirty {
		return lineFault(l.line.ResetInputBuffer())
	}
	began := l.now()
	for last := began; l.now().Sub(last) < quietFor; {
		n, err := l.line.Read(l.buffer[:])
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			return &lineError{err}
		case n > 0:
			last = l.now()
		}
		if l.now().Sub(began) > quietLimit {
			return errForeign // it never stops talking
		}
	}
	l.wipe()
	l.dirty = false
	return nil
}

// await reads until one answer is whole or the limit is over.
func (l *link) await(ctx context.Context, limit time.Duration) (answer, error) {
	for until := l.now().Add(limit); ; {
		n, err := l.line.Read(l.buffer[l.used:])
		if err != nil {
			return answer{}, &lineError{err}
		}
		l.used += n
		a, whole, err := parse(l.buffer[:l.used])
		switch {
		case whole || err != nil:
			return a, err
		case ctx.Err() != nil:
			return answer{}, ctx.Err()
		case l.used == len(l.buffer):
			return answer{}, errNoise
		case l.now().After(until):
			return answer{}, l.late()
		}
	}
}

// late says what is missing when the time is over.
func (l *link) late() error {
	if l.used == 0 {
		return errSilent
	}
	return errCut
}

// lineError says that a line failed: most often it was unplugged.
type lineError struct{ err error }

func (e *lineError) Error() string { return "serial line: " + e.err.Error() }
func (e *lineError) Unwrap() error { return e.err }

func lineFault(err error) error {
	if err == nil {
		return nil
	}
	return &lineError{err}
}
