package paidcall

import (
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"strings"
	"sync"
	"testing"

	"facedesk/identity"
)

// fewCuts is a sample; TestSoakCuts cuts a thousand exchanges of each kind.
const fewCuts = 100

// An exchange without TLS is cut at a random byte of the request or the answer,
// by an orderly close or a reset. It gives no answer and is never sent twice.
func TestCutAnywhere(t *testing.T) { cutAnywhere(t, rand.New(rand.NewPCG(1, 2)), fewCuts) }

func cutAnywhere(t *testing.T, rng *rand.Rand, cuts int) {
	t.Helper()
	body := strings.Repeat("image=/9j/4AAQ", 200)
	request := len(body) + 150 // with about 150 bytes of header
	for range cuts {
		at, hard := rng.IntN(request+len(okAnswer)), rng.IntN(2) == 0
		s := serve(t, nil, func(p *peer) {
			if at < request {
				_, _ = io.CopyN(io.Discard, p, int64(at))
			} else {
				p.request()
				p.say(okAnswer[:at-request])
			}
			if hard {
				p.reset()
			}
		})
		c := call("http://" + s.addr())
		c.Body = []byte(body)
		answer, err := New(Config{}).Post(t.Context(), c)
		switch kind := identity.KindOf(err); {
		case err == nil:
			t.Fatalf("cut at %d: answer %q", at, answer.Body)
		case kind == identity.NotSent && at == 0 && hard: // reset while connecting
		case kind != identity.UnknownOutcome:
			t.Fatalf("cut at %d: %s (cause %v)", at, kind, errors.Unwrap(err))
		}
		s.oneAtMost(t)
	}
}

// relay passes n bytes each way between its client and the target, and then
// cuts.
func relay(p *peer, target string, up, down int64) {
	conn, err := net.Dial("tcp", target)
	if err != nil {
		return
	}
	var both sync.WaitGroup
	cut := func() { p.reset(); _ = p.raw.Close(); _ = conn.Close() }
	both.Go(func() { _, _ = io.CopyN(conn, p, up); cut() })
	both.Go(func() { _, _ = io.CopyN(p, conn, down); cut() })
	both.Wait()
}

// An exchange over TLS is cut at a random byte in either direction. If the
// error says that nothing was sent, the server received nothing.
func TestCutAnywhereInTLS(t *testing.T) { cutAnywhereInTLS(t, rand.New(rand.NewPCG(3, 4)), fewCuts) }

func cutAnywhereInTLS(t *testing.T, rng *rand.Rand, cuts int) {
	t.Helper()
	ca := newAuthority(t)
	secure := ca.issue(t, "127.0.0.1", nil)
	count := map[identity.Kind]int{}
	for range cuts {
		up, down := rng.Int64N(3000), int64(1<<20)
		if rng.IntN(2) == 0 {
			up, down = 1<<20, rng.Int64N(1400)
		}
		target := serve(t, secure, answered(okAnswer))
		wire := serve(t, nil, func(p *peer) { relay(p, target.addr(), up, down) })
		_, err := New(Config{RootCAs: ca.pool()}).Post(t.Context(), call("https://"+wire.addr()))
		kind := identity.KindOf(err)
		count[kind]++
		wire.oneAtMost(t)
		_, requests := target.oneAtMost(t)
		switch {
		case err == nil && requests != 1:
			t.Fatalf("cut at %d/%d: an answer without a request", up, down)
		case kind == identity.NotSent && requests != 0:
			t.Fatalf("cut at %d/%d: said not sent, but the server has the request", up, down)
		case err != nil && kind != identity.NotSent && kind != identity.UnknownOutcome:
			t.Fatalf("cut at %d/%d: %v", up, down, err)
		}
	}
	if count[""] == 0 || count[identity.NotSent] == 0 || count[identity.UnknownOutcome] == 0 {
		t.Errorf("the cuts did not reach every stage: %v", count)
	}
}
