package desk

import (
	"bufio"
	"context"
	"errors"
	"net"
	"strings"
)

// TakeGuests makes Serve take guests from the hotel's own software, too. Call it
// before Serve.
func (i *Instance) TakeGuests(h *HandOff) { i.guests = h }

// Serve calls raise for each later start, one after the other, until the
// instance is closed or ctx ends. A start gets its answer when raise has
// returned. While raise hangs, waiting starts give up by themselves.
func (i *Instance) Serve(ctx context.Context, raise func(context.Context)) {
	if i.listener == nil {
		return
	}
	defer context.AfterFunc(ctx, func() { _ = i.listener.Close() })()
	slots := make(chan struct{}, visitors)
	for {
		c, err := i.listener.AcceptUnix()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil { // most likely no descriptors are left
			waitFor(ctx, retryEvery)
			continue
		}
		slots <- struct{}{}
		go func() {
			defer func() { <-slots }()
			i.attend(ctx, c, raise)
		}()
	}
}

// attend answers one request. Whoever waits for an end keeps the connection.
func (i *Instance) attend(ctx context.Context, c *net.UnixConn, raise func(context.Context)) {
	_ = c.SetDeadline(i.now().Add(askLimit))
	line, whole := readLine(c)
	word, rest, _ := strings.Cut(line, " ")
	switch {
	case line == askRaise:
		i.raise(ctx, c, raise)
	case line == askCamera:
		i.tellCamera(c)
	case i.guests != nil && (word == wordHand || word == wordWait):
		o := i.guests.receive(ctx, c, rest, whole)
		if o != nil && word == wordWait {
			i.waiting.Go(func() {
				defer c.Close()
				i.guests.tell(ctx, c, o)
			})
			return
		}
	}
	_ = c.Close()
}

func (i *Instance) raise(ctx context.Context, c net.Conn, raise func(context.Context)) {
	i.raising.Lock()
	defer i.raising.Unlock()
	if raise(ctx); ctx.Err() != nil { // the window is closing
		return
	}
	_ = c.SetDeadline(i.now().Add(askLimit))
	_, _ = c.Write([]byte(answered))
}

// readLine returns the text up to the first line break, with it. whole is false if
// there is none, or none within the limit.
func readLine(c net.Conn) (line string, whole bool) {
	text, err := bufio.NewReaderSize(c, lineLimit).ReadSlice('\n')
	return string(text), err == nil
}
