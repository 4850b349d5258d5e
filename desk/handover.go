package desk

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net"
	"time"

	"facedesk/config"
)

// ErrHandCut means that the desk ended before it said what became of the guest.
var ErrHandCut = errors.New("the desk ended before it told")

// NotRead is the answer where the guest's line did not come in time.
func NotRead() HandAnswer {
	return HandAnswer{Schema: handSchema, Answer: HandRefused, Reason: HandInput}
}

// answerWithin limits the wait for the answer to a hand-over.
const answerWithin = askLimit + offerLimit + offerGrace + askLimit

// HandOver hands a guest, one line of JSON, over to the window of an installation. It
// calls answered with the answer. If the guest was taken and wait is set, it returns
// what became of him; ctx may end before that, which changes nothing at the desk.
// session is the value of XDG_RUNTIME_DIR.
func HandOver(ctx context.Context, p config.Paths, session string, guest []byte, wait bool, now func() time.Time, answered func(HandAnswer)) (*HandEnd, error) {
	if len(wordWait)+len(guest)+2 > lineLimit {
		answered(HandAnswer{Schema: handSchema, Answer: HandRefused, Reason: HandFormat})
		return nil, nil
	}
	c := dialWindow(ctx, instanceDirs(p, session))
	if c == nil {
		answered(HandAnswer{Schema: handSchema, Answer: HandBusy, Reason: HandClosed})
		return nil, nil
	}
	defer c.Close()
	defer context.AfterFunc(ctx, func() { _ = c.Close() })()
	word := wordHand
	if wait {
		word = wordWait
	}
	_ = c.SetDeadline(now().Add(answerWithin))
	_, _ = c.Write(append(append([]byte(word+" "), guest...), '\n')) // what cannot be written is not answered
	lines := json.NewDecoder(bufio.NewReader(c))
	var a HandAnswer
	if lines.Decode(&a) != nil {
		return nil, ErrHandCut
	}
	answered(a)
	if a.Answer != HandTaken || !wait {
		return nil, nil
	}
	_ = c.SetDeadline(time.Time{})
	var end HandEnd
	if lines.Decode(&end) != nil {
		return nil, errors.Join(ErrHandCut, ctx.Err())
	}
	return &end, nil
}

// dialWindow connects to the window, nil if none is open.
func dialWindow(ctx context.Context, dirs []string) net.Conn {
	for _, dir := range dirs {
		if c, err := dial(ctx, dir); err == nil {
			return c
		}
	}
	return nil
}
