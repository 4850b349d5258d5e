package shared

import (
	"fmt"
	"testing"
	"time"

	"facedesk/records"
)

var exempt = records.Guard{Exempt: true}

// BenchmarkCatchUp sends 10,000 rows that have waited.
func BenchmarkCatchUp(b *testing.B) {
	base := newBase(b, server)
	d := newDesk(b, base)
	const rows = 10_000
	for i := range rows {
		e := records.Event{ID: fmt.Sprint("e", i), At: noon, Event: records.EventGiven, Provider: "slsj"}
		if i%2 == 0 {
			a := attempt(b, fmt.Sprint("a", i), fmt.Sprint("p", i))
			must(b, d.file.Begin(b.Context(), a, exempt))
			must(b, d.file.Finish(b.Context(), answered(a)))
			continue
		}
		must(b, d.file.Note(b.Context(), e))
	}
	for b.Loop() {
		must(b, d.file.Renew(b.Context()))
		base.exec(b, "TRUNCATE facedesk.attempts_started, facedesk.attempts_completed, facedesk.events_added, facedesk.batches")
		start := time.Now()
		if n := d.send(b); n != rows {
			b.Fatal(n)
		}
		b.ReportMetric(time.Since(start).Seconds(), "s/10,000rows")
	}
}
