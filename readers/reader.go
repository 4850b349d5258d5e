package readers

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"time"
)

const (
	// pollEvery is the time between two questions whether a card lies there. Readers
	// ask for at least 300 ms.
	pollEvery = 300 * time.Millisecond
	// defaultLinger is how long the outcome of a card is reported. Whether the card
	// still lies there cannot be asked.
	defaultLinger = 4 * time.Second
)

// badAnswers are how many faulty answers in a row are passed over: lines have
// interference.
const badAnswers = 2

// errNotReady says that the security module does not work.
var errNotReady = errors.New("the security module is not ready")

// reader speaks with one open reader. It reads a card once for each time that it is
// laid down.
type reader struct {
	link    *link
	today   func() time.Time
	lingers time.Duration

	state State
	since time.Time // when the state began
	empty bool      // no card was found since the last one: the next is laid down anew
	asked bool      // a card was selected since the line was opened
	lies  bool      // the last card that was delivered may lie there still
	bad   int       // how often in a row the answer was at fault
}

// greet asks whether a reader is there and works.
func (r *reader) greet(ctx context.Context) error {
	a, err := r.link.ask(ctx, askStatus)
	switch {
	case err != nil:
		return err
	case a.status != swDone:
		return fmt.Errorf("%w: status %02X", errNotReady, a.status)
	}
	return nil
}

// poll asks once for a card, and reads it if it was laid down anew. It reports
// every change of the state.
func (r *reader) poll(ctx context.Context, report func(Event)) error {
	a, err := r.link.ask(ctx, find)
	var gone *lineError
	if err != nil && !errors.As(err, &gone) && r.bad < badAnswers {
		r.bad++
		return ctx.Err()
	}
	if err != nil {
		return err
	}
	r.bad = 0
	switch {
	case a.status != swFound:
		return r.none(a.status, report)
	case !r.empty:
		r.become(Event{State: Lift}, report)
		return nil
	}
	r.empty, r.asked = false, true
	r.become(Event{State: Reading}, report)
	event, err := r.read(ctx)
	r.lies = event.Card != nil // what broke off is read once more
	if err != nil {
		return err
	}
	r.become(event, report)
	return nil
}

// none counts an answer that there is no card.
func (r *reader) none(status byte, report func(Event)) error {
	if status != swNoCard {
		return fmt.Errorf("%w: status %02X to find", errNotReady, status)
	}
	r.empty = true
	if !r.asked {
		r.lies = false // a card that was selected is not found again, though it lies there
	}
	if r.link.now().Sub(r.since) >= r.lingers || r.state <= Waiting {
		r.become(Event{State: Waiting}, report)
	}
	return nil
}

// become reports a state, unless it is the present one without anything new.
func (r *reader) become(e Event, report func(Event)) {
	if e.State == r.state && e.Card == nil && !r.since.IsZero() {
		return
	}
	r.state, r.since = e.State, r.link.now()
	report(e)
}

// read selects the card and reads its text. What the line did to the answer
// is the card's fault as well: it must be laid down once more. An error is of the
// line alone.
func (r *reader) read(ctx context.Context) (Event, error) {
	a, err := r.link.ask(ctx, choose)
	if err == nil && a.status != swDone {
		return Event{State: Lift, Err: statusError(a.status)}, nil
	}
	if err == nil {
		a, err = r.link.ask(ctx, read)
		defer r.link.wipe()
	}
	var gone *lineError
	switch {
	case errors.As(err, &gone), ctx.Err() != nil:
		return Event{}, err
	case err != nil:
		return Event{State: Lift, Err: err}, nil
	}
	return r.outcome(a), nil
}

func statusError(status byte) error { return fmt.Errorf("the reader answers %02X", status) }

// outcome is what came of reading a card.
func (r *reader) outcome(a answer) Event {
	switch a.status {
	case swDone:
		return r.card(a.data)
	case swCardRefuses, swModuleRefuses, swNotVerified:
		return Event{State: Unverified, Err: statusError(a.status)}
	case swUnknownCard:
		return Event{State: UnknownMark, Err: statusError(a.status)}
	}
	return Event{State: Lift, Err: statusError(a.status)}
}

// card parses the data of a read: two lengths, the text, the photo.
func (r *reader) card(data []byte) Event {
	text, photo := binary.BigEndian.Uint16(data), binary.BigEndian.Uint16(data[2:])
	if text != textSize || photo != photoSize {
		return Event{State: Lift, Err: errForeign}
	}
	card, err := parseText(data[sizesSize:sizesSize+textSize], r.today())
	var unknown unknownMark
	switch {
	case errors.As(err, &unknown):
		return Event{State: UnknownMark, Mark: unknown.mark, Err: err}
	case err != nil:
		return Event{State: Lift, Err: err}
	}
	return Event{State: CardRead, Card: card}
}
