package verify

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/records"
)

// BenchmarkCheck measures what a check costs beside the service's own time:
// the guards, the two durable writes, and the redaction. It reports that
// overhead, how many times the bare provider a check takes, and how many durable
// writes of one page by themselves the overhead is, all in the same run (medians).
// The last figure is the one to compare between machines and loads: a check makes
// two such writes at least.
func BenchmarkCheck(b *testing.B) {
	store, err := records.Open(b.Context(), filepath.Join(b.TempDir(), "x.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	const service = 2 * time.Millisecond // spent on the processor, as a stand-in for the network
	provider := &fake{answer: func(context.Context, identity.Request) (identity.Verdict, error) {
		for end := time.Now().Add(service); time.Now().Before(end); {
		}
		return match, nil
	}}
	cfg, err := newConfig(store, func() Service { return faceService(provider) })
	if err != nil {
		b.Fatal(err)
	}
	c := New(cfg)
	page, err := os.Create(filepath.Join(b.TempDir(), "page"))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = page.Close() }()
	var bare, whole, durable []time.Duration
	for n := 0; b.Loop(); n++ {
		req := requestFor(fmt.Sprintf("%018d", n))
		durable = append(durable, writeDurably(b, page))
		start := time.Now()
		_, _ = provider.Verify(b.Context(), req)
		mid := time.Now()
		if _, err := c.Check(b.Context(), req); err != nil {
			b.Fatal(err)
		}
		bare, whole = append(bare, mid.Sub(start)), append(whole, time.Since(mid))
	}
	alone, checked := median(bare), median(whole)
	b.ReportMetric(float64((checked - alone).Nanoseconds()), "overhead-ns/check")
	b.ReportMetric(float64(checked)/float64(alone), "ratio-to-bare")
	write := median(durable)
	b.ReportMetric(float64(write.Nanoseconds()), "durable-write-ns")
	b.ReportMetric(float64(checked-alone)/float64(write), "durable-writes/check")
}

// writeDurably appends a page to a file and waits for the disk.
func writeDurably(b *testing.B, f *os.File) time.Duration {
	b.Helper()
	start := time.Now()
	if _, err := f.Write(make([]byte, 4096)); err != nil {
		b.Fatal(err)
	}
	if err := f.Sync(); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

// median is steadier than the mean on a machine that does other things too.
func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}
