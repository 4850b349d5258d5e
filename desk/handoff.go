package desk

import (
	"context"
	"encoding/json"
	"net"
	"slices"
	"sync"
	"time"

	"facedesk/config"
	"facedesk/ui/session"
)

// The hotel's own software hands a guest over with one line on the window's socket:
// the word, a space, and a JSON object. The desk answers with one line; who waits gets
// another when the check has ended.
const (
	wordHand = "hand/1"
	wordWait = "hand-wait/1"

	handSchema = 1

	offerLimit = 400 * time.Millisecond // the session takes no offer that is older
	offerGrace = time.Second            // a window that hangs answers late, but never "taken" then

	// handBurst requests are allowed in handPeriod.
	handBurst  = 5
	handPeriod = 10 * time.Second
)

// Answers to a HandOff.
const (
	HandTaken   = "taken"
	HandBusy    = "busy"
	HandRefused = "refused"
)

// Reasons for busy and refused.
const (
	HandNotEmpty  = "desk"    // the desk is not empty, or a check goes on
	HandAnother   = "another" // another guest is being handed over at this moment
	HandRate      = "rate"    // too many in a short time
	HandClosed    = "closed"  // no window is open
	HandOffOff    = "off"     // the setting
	HandUser      = "user"    // another user of this machine
	HandInput     = "input"   // the guest's line did not come in time
	HandFormat    = "format"  // not one line of the JSON that is documented
	HandReference = "ref"     // no reference, or what may be a person's number
	HandGuest     = "guest"   // neither name nor number, or an unknown type
)

// HandAnswer is the answer to a HandOff, at once.
type HandAnswer struct {
	Schema int    `json:"schema"`
	Answer string `json:"answer"`
	Reason string `json:"reason"` // "" for taken
}

// HandEnd is what became of a guest who was taken. It holds nothing personal.
type HandEnd struct {
	Schema  int       `json:"schema"`
	Ref     string    `json:"ref"`
	Family  string    `json:"family"`  // see session.OfferFamily
	Outcome string    `json:"outcome"` // of a check that stands, "" where the decision replaced it
	Attempt string    `json:"attempt"` // id in the records, "" where there is none
	At      time.Time `json:"at"`
	Demo    bool      `json:"demo"`
	Edited  bool      `json:"edited"` // somebody else was checked
}

// HandOffOptions are what a HandOff needs.
type HandOffOptions struct {
	Setting func() string // of desk.hand_off; "" while the settings are not read
	Post    func(session.Msg)
	Clock   session.Clock // the session's
	Now     func() time.Time
}

// HandOff offers guests to the session. It implements session.OfferPort.
type HandOff struct {
	o HandOffOptions

	asking sync.Mutex // one at a time

	mu     sync.Mutex // guards the fields below
	last   uint64
	recent []time.Time
	offers map[uint64]*offer // that are not ended
}

// offer is a guest on the way. Its channels hold one value, so that the session never
// waits.
type offer struct {
	id     uint64
	ref    string
	answer chan bool
	end    chan session.OfferResult
}

// NewHandOff returns a HandOff. Post is set with Attach.
func NewHandOff(o HandOffOptions) *HandOff {
	return &HandOff{o: o, offers: map[uint64]*offer{}}
}

// Attach says where messages to the session go.
func (h *HandOff) Attach(post func(session.Msg)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.o.Post = post
}

// Answer implements session.OfferPort.
func (h *HandOff) Answer(a session.AnswerOffer) {
	if o := h.find(a.ID); o != nil {
		o.answer <- a.Taken
	}
}

// End implements session.OfferPort.
func (h *HandOff) End(e session.EndOffer) {
	if o := h.find(e.ID); o != nil {
		o.end <- e.Result
		h.forget(o)
	}
}

func (h *HandOff) find(id uint64) *offer {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.offers[id]
}

func (h *HandOff) forget(o *offer) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.offers, o.id)
}

// receive answers a request. It returns the offer that was taken, or nil.
func (h *HandOff) receive(ctx context.Context, c *net.UnixConn, text string, whole bool) *offer {
	o, reason := h.consider(ctx, c, text, whole)
	answer := HandAnswer{Schema: handSchema, Answer: HandTaken, Reason: reason}
	switch reason {
	case "":
	case HandNotEmpty, HandAnother, HandRate:
		answer.Answer = HandBusy
	default:
		answer.Answer = HandRefused
	}
	_ = c.SetDeadline(h.o.Now().Add(askLimit))
	_ = json.NewEncoder(c).Encode(answer) // who cannot be told has gone
	return o
}

// consider returns the offer that was taken, or why none was. Another user learns
// nothing but that.
func (h *HandOff) consider(ctx context.Context, c *net.UnixConn, text string, whole bool) (*offer, string) {
	setting := h.o.Setting()
	switch {
	case !sameUser(c):
		return nil, HandUser
	case !h.inTime():
		return nil, HandRate
	case setting == config.HandOffOff:
		return nil, HandOffOff
	case setting != config.HandOffOffer:
		return nil, HandNotEmpty
	case !whole:
		return nil, HandFormat
	}
	guest, reason := readGuest([]byte(text))
	if reason != "" {
		return nil, reason
	}
	if !h.asking.TryLock() {
		return nil, HandAnother
	}
	defer h.asking.Unlock()
	o := h.offer(guest)
	if !taken(ctx, o) {
		h.forget(o)
		return nil, HandNotEmpty
	}
	return o, ""
}

// inTime counts a request, and reports whether there are not too many.
func (h *HandOff) inTime() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	now := h.o.Now()
	h.recent = slices.DeleteFunc(h.recent, func(at time.Time) bool { return now.Sub(at) >= handPeriod })
	if len(h.recent) >= handBurst {
		return false
	}
	h.recent = append(h.recent, now)
	return true
}

// offer offers a guest to the session.
func (h *HandOff) offer(g session.Offered) *offer {
	h.mu.Lock()
	h.last++
	o := &offer{id: h.last, ref: g.Reference, answer: make(chan bool, 1), end: make(chan session.OfferResult, 1)}
	h.offers[o.id] = o
	post := h.o.Post
	h.mu.Unlock()
	g.ID, g.Until = o.id, h.o.Clock.Now().Awake+offerLimit
	post(g)
	return o
}

// taken waits for the session's answer.
func taken(ctx context.Context, o *offer) bool {
	select {
	case yes := <-o.answer:
		return yes
	case <-time.After(offerLimit + offerGrace):
	case <-ctx.Done():
	}
	return false
}

// tell waits for the end of an offer and writes it to who waits. A connection that is
// cut changes nothing.
func (h *HandOff) tell(ctx context.Context, c *net.UnixConn, o *offer) {
	defer h.forget(o)
	var r session.OfferResult
	select {
	case r = <-o.end:
	case <-ctx.Done():
		select {
		case r = <-o.end: // the window has closed
		default:
			return
		}
	}
	_ = c.SetDeadline(h.o.Now().Add(askLimit))
	_ = json.NewEncoder(c).Encode(HandEnd{
		Schema: handSchema, Ref: o.ref, Family: string(r.Family), Outcome: r.Outcome, Attempt: r.Attempt,
		At: r.At.Truncate(time.Second), Demo: r.Demo, Edited: r.Edited,
	})
}
