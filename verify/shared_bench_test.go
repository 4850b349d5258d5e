package verify

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/records"
	"facedesk/records/shared"
	"facedesk/records/shared/pgtest"
)

// BenchmarkCheckShared measures what a shared database on loopback adds to a check:
// the guard's question, and the rows that are sent behind. Checks with and without
// it take turns; medians.
func BenchmarkCheckShared(b *testing.B) {
	server, err := pgtest.Start("fsync=on")
	if err != nil {
		b.Fatal(err)
	}
	defer server.Remove()
	alone, err := records.Open(b.Context(), filepath.Join(b.TempDir(), "alone.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = alone.Close() }()
	checkers := [2]*Checker{newChecker(b, alone), newChecker(b, sharedStore(b, server))}
	var took [2][]time.Duration
	for n := 0; b.Loop(); n++ {
		for i, c := range checkers {
			start := time.Now()
			if _, err := c.Check(b.Context(), requestFor(fmt.Sprintf("%018d", n))); err != nil {
				b.Fatal(err)
			}
			took[i] = append(took[i], time.Since(start))
		}
	}
	b.ReportMetric(float64((median(took[1])-median(took[0])).Microseconds())/1000, "ms-more/check")
	b.ReportMetric(float64(median(took[0]).Microseconds())/1000, "ms-alone/check")
}

func newChecker(b *testing.B, store records.Store) *Checker {
	b.Helper()
	provider := &fake{answer: func(context.Context, identity.Request) (identity.Verdict, error) { return match, nil }}
	cfg, err := newConfig(store, func() Service {
		s := faceService(provider)
		s.Values[providers.KeyDayLimit] = 1e6
		return s
	})
	if err != nil {
		b.Fatal(err)
	}
	return New(cfg)
}

// sharedStore is a file whose rows are sent in the background.
func sharedStore(b *testing.B, server *pgtest.Server) records.Store {
	b.Helper()
	address := func(context.Context) (shared.Options, error) {
		return shared.Options{Address: server.Address("postgres", "postgres")}, nil
	}
	o, _ := address(b.Context())
	path := filepath.Join(b.TempDir(), "shared.db")
	_, err := shared.Setup(b.Context(), o)
	if err != nil {
		b.Fatal(err)
	}
	file, err := records.Open(b.Context(), path)
	if err == nil {
		err = file.Share(b.Context(), time.Now())
	}
	if err != nil {
		b.Fatal(err)
	}
	link := shared.NewLink(file, path, address)
	ctx, stop := context.WithCancel(b.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for ctx.Err() == nil {
			_, _ = link.Send(ctx)
			select {
			case <-link.Woke():
				time.Sleep(200 * time.Millisecond) // as the desk does
			case <-ctx.Done():
			}
		}
	}()
	b.Cleanup(func() { stop(); <-done; link.Close(); _ = file.Close() })
	if err := link.Open(b.Context()); err != nil {
		b.Fatal(err)
	}
	return shared.NewStore(link)
}
