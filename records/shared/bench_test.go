package shared

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"facedesk/records"
)

var exempt = records.Guard{Exempt: true}

// BenchmarkCatchUp sends 10,000 rows that have waited.
func BenchmarkCatchUp(b *testing.B) {
	base := newBase(b)
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
		base.exec(b, "TRUNCATE facedesk.attempts_started, facedesk.attempts_completed, facedesk.events_added, facedesk.batches, facedesk.attempts_now, facedesk.events_now")
		start := time.Now()
		if n := d.send(b); n != rows {
			b.Fatal(n)
		}
		b.ReportMetric(time.Since(start).Seconds(), "s/10,000rows")
	}
}

// BenchmarkGuard measures the guard's question, with as many calls of the day as
// many desks make for as many persons, or for one, beside the shortest question there is.
func BenchmarkGuard(b *testing.B) {
	base := newBase(b)
	d := newDesk(b, base)
	base.exec(b, `INSERT INTO facedesk.attempts_started (id, started, provider, person, price_fen) SELECT 's' || n, `+fmt.Sprint(noon.UnixMilli())+`, 'slsj', 'p' || n, 150 FROM generate_series(1, 5000) n`)
	base.exec(b, `INSERT INTO facedesk.attempts_completed (id, started, provider, finished, state, charged, price_fen) SELECT 's' || n, `+fmt.Sprint(noon.UnixMilli())+`, 'slsj', 1, 'verdict', 'yes', 150 FROM generate_series(1, 5000) n`)
	base.exec(b, `INSERT INTO facedesk.attempts_started (id, started, provider, person, price_fen) SELECT 'o' || n, `+fmt.Sprint(noon.UnixMilli())+`, 'wapi', 'one', 150 FROM generate_series(1, 5000) n`)
	base.exec(b, `INSERT INTO facedesk.attempts_completed (id, started, provider, finished, state, charged, price_fen) SELECT 'o' || n, `+fmt.Sprint(noon.UnixMilli())+`, 'wapi', 1, 'verdict', 'yes', 150 FROM generate_series(1, 5000) n`)
	base.exec(b, "ANALYZE")
	guard := records.Guard{PerDay: 3, Budget: records.Budget{From: noon.Add(-time.Hour), Fen: 1 << 40}}
	var one, persons, same, money []time.Duration
	timed := func(into *[]time.Duration, do func()) {
		start := time.Now()
		do()
		*into = append(*into, time.Since(start))
	}
	ask := func(id string, g records.Guard) {
		_, err := d.link.ask(b.Context(), attempt(b, id, id), g)
		must(b, err)
	}
	for n := 0; b.Loop(); n++ {
		timed(&one, func() {
			var x int
			must(b, d.link.ready().QueryRow(b.Context(), "SELECT 1").Scan(&x))
		})
		timed(&persons, func() { ask(fmt.Sprint("a", n), records.Guard{PerDay: 3}) })
		timed(&same, func() {
			a := attempt(b, fmt.Sprint("c", n), "one")
			a.Provider = "wapi"
			_, err := d.link.ask(b.Context(), a, records.Guard{PerDay: 3})
			must(b, err)
		})
		timed(&money, func() { ask(fmt.Sprint("b", n), guard) })
	}
	for name, all := range map[string][]time.Duration{"ms-shortest": one, "ms-person": persons, "ms-person-of-5000": same, "ms-money": money} {
		slices.Sort(all)
		b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, name)
	}
}
