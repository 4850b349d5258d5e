package camera

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// scripted is a source whose Run is a function of the test.
type scripted func(ctx context.Context, sink Sink) error

func (s scripted) Run(ctx context.Context, sink Sink) error { return s(ctx, sink) }

func numbered(p *pool, n uint64) *Frame {
	return &Frame{Data: append(p.get(1), byte(n)), Seq: n, pool: p}
}

func TestNewestFrameWins(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPool()
		stream := Start(t.Context(), scripted(func(ctx context.Context, sink Sink) error {
			sink.State(Status{State: Starting})
			sink.State(Status{State: Live})
			for n := range uint64(10) {
				sink.Frame(numbered(p, n))
			}
			<-ctx.Done()
			return nil
		}))
		synctest.Wait()
		if f := <-stream.Frames(); f.Seq != 9 || f.Data[0] != 9 {
			t.Errorf("frame %d with %v", f.Seq, f.Data)
		}
		if s := <-stream.States(); s.State != Live {
			t.Errorf("state %v", s.State)
		}
		select {
		case f := <-stream.Frames():
			t.Errorf("frame %d was queued", f.Seq)
		case s := <-stream.States():
			t.Errorf("state %v was queued", s.State)
		default:
		}
		stream.Close()
		<-stream.Done()
	})
}

func TestNoFrameFromBeforeAnInterruption(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stream := Start(t.Context(), scripted(func(ctx context.Context, sink Sink) error {
			sink.State(Status{State: Live})
			sink.Frame(numbered(newPool(), 1))
			sink.State(Status{State: Lost})
			<-ctx.Done()
			return nil
		}))
		synctest.Wait()
		select {
		case f := <-stream.Frames():
			t.Errorf("frame %d from before", f.Seq)
		default:
		}
		if s := stream.Status(); s.State != Lost {
			t.Errorf("state %v", s.State)
		}
		stream.Close()
		<-stream.Done()
	})
}

// The channels close however the stream ends, even if the source goes on.
func TestStreamEnds(t *testing.T) {
	for name, tc := range map[string]struct {
		end  func(s *Stream, cancel context.CancelFunc)
		fail error
		hang time.Duration
	}{
		"close":                 {end: func(s *Stream, _ context.CancelFunc) { s.Close() }},
		"close twice":           {end: func(s *Stream, _ context.CancelFunc) { s.Close(); s.Close() }},
		"context":               {end: func(_ *Stream, cancel context.CancelFunc) { cancel() }},
		"source gives up":       {end: func(*Stream, context.CancelFunc) {}, fail: &Error{State: Unsupported}},
		"source hangs, close":   {end: func(s *Stream, _ context.CancelFunc) { s.Close() }, hang: time.Minute},
		"source hangs, context": {end: func(_ *Stream, cancel context.CancelFunc) { cancel() }, hang: time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				stream := Start(ctx, scripted(func(ctx context.Context, sink Sink) error {
					if tc.fail != nil {
						return tc.fail
					}
					<-ctx.Done()
					time.Sleep(tc.hang)
					sink.State(Status{State: Live})
					sink.Frame(numbered(newPool(), 1))
					return nil
				}))
				begun := time.Now()
				tc.end(stream, cancel)
				for range stream.Frames() {
					t.Error("a frame after the end")
				}
				for range stream.States() {
					t.Error("a state after the end")
				}
				if d := time.Since(begun); d != 0 {
					t.Errorf("the channels closed after %v", d)
				}
				<-stream.Done()
				if !errors.Is(stream.Err(), tc.fail) {
					t.Errorf("Err %v", stream.Err())
				}
			})
		})
	}
}

func TestRelease(t *testing.T) {
	p := newPool()
	f := numbered(p, 1)
	memory := &f.Data[:1][0]
	f.Release()
	f.Release()
	if f.Data != nil {
		t.Error("Data is still there")
	}
	if again := numbered(p, 2); &again.Data[0] != memory {
		t.Error("the memory was not used again")
	}
	if other := numbered(p, 3); &other.Data[0] == memory {
		t.Error("released twice, the memory was lent twice")
	}
}

func TestStatesHaveNames(t *testing.T) {
	seen := map[string]bool{}
	for s := Starting; s <= Unsupported; s++ {
		if name := s.String(); name == "unknown" || seen[name] {
			t.Errorf("state %d is called %q", s, name)
		}
		seen[s.String()] = true
	}
	if (Unsupported + 1).String() != "unknown" {
		t.Error("a state too many has a name")
	}
}

func TestStateOf(t *testing.T) {
	wrapped := &Error{State: Busy, Err: context.Canceled}
	for _, tc := range []struct {
		err  error
		want State
	}{{nil, Live}, {wrapped, Busy}, {context.Canceled, Failed}, {at("/dev/video0", Lost, context.Canceled), Lost}, {at("x", Lost, wrapped), Busy}} {
		if got := StateOf(tc.err); got != tc.want {
			t.Errorf("%v: %v, want %v", tc.err, got, tc.want)
		}
	}
}
