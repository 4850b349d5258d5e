package records

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
	"time"
)

// How many rows are read; the long tests have a million.
var benchRows, eachRows = 20_000, 5_000

// fill writes so many attempts over half a year, as a few desks would: two services,
// six clerks in shifts, nine of ten a match.
func fill(b testing.TB, s *SQLite, rows int) {
	b.Helper()
	const half = 180 * 24 * time.Hour
	from := noon.Add(-half)
	const one = `WITH RECURSIVE n(i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < $2)
		INSERT INTO attempts (id, started, finished, day, desk, clerk, provider, demo, repeated, name, number, person, document_type, nation, face, source,
			portrait_bytes, consent_to, consent_by, consent_at, state, outcome, kind, vendor_code, vendor_message, vendor_order, charged, price_fen, duration_ms,
			pid, boot, process_start, version, decision, decided, settled, settled_by)
		SELECT printf('%032x', i), $3 + i * $4, $3 + i * $4 + 900, date(($3 + i * $4) / 1000, 'unixepoch', '+8 hours'), 'desk ' || (i % 3), 'clerk ' || (i / 2000 % 6),
			CASE WHEN i % 20 = 0 THEN 'wapi' ELSE 'muzhiyun' END, 0, 0, char(19968 + i % 300) || '*', '**************' || (1000 + i % 9000),
			printf('%064x', i % 400000), 'resident_id', 'CHN', 1, 'camera', 50000, 'muzhiyun', 'self', $3 + i * $4,
			CASE WHEN i % 50 = 0 THEN 'error' ELSE 'verdict' END, CASE WHEN i % 50 = 0 THEN '' WHEN i % 10 = 1 THEN 'face_mismatch' ELSE 'match' END,
			CASE WHEN i % 5000 = 0 THEN 'quota' WHEN i % 50 = 0 THEN 'not_sent' ELSE '' END, '0', '', 'N-' || i, CASE WHEN i % 50 = 0 THEN 'no' ELSE 'yes' END, 150, 900,
			1, 'boot', 1, 'v', '', 0, 0, '' FROM n`
	for i := 0; i < rows; i += 50_000 {
		must(b, s.write(b.Context(), func(_ context.Context, tx *sql.Tx) error {
			_, err := tx.Exec(one, i, min(i+50_000, rows), from.UnixMilli(), half.Milliseconds()/int64(rows))
			return err
		}))
	}
}

func person(n int) string { return fmt.Sprintf("%064x", n) }

func openForBench(b *testing.B) *SQLite {
	b.Helper()
	s, err := Open(b.Context(), filepath.Join(b.TempDir(), "records.db"))
	must(b, err)
	b.Cleanup(func() { _ = s.Close() })
	return s
}

// sealNewest writes the checksums of the newest attempts.
func sealNewest(b testing.TB, s *SQLite, rows int) {
	b.Helper()
	must(b, s.write(b.Context(), func(ctx context.Context, tx *sql.Tx) error {
		return reseal(ctx, tx, "ORDER BY started DESC, id DESC LIMIT "+number(rows))
	}))
}

// Whatever a shift lead asks about any 31 days is answered at once.
func BenchmarkMonth(b *testing.B) {
	s := openForBench(b)
	fill(b, s, benchRows)
	to := noon.AddDate(0, 0, -60)
	month := Filter{From: to.AddDate(0, 0, -31), To: to, Limit: 200}
	with := func(change func(*Filter)) Filter {
		f := month
		change(&f)
		return f
	}
	for name, f := range map[string]Filter{
		"list":    month,
		"clerk":   with(func(f *Filter) { f.Clerk = "clerk 3" }),
		"service": with(func(f *Filter) { f.Provider = "wapi" }),
		"result":  with(func(f *Filter) { f.Result = "quota" }),
		"both":    with(func(f *Filter) { f.Result, f.Clerk = "quota", "clerk 5" }),
		"nobody":  with(func(f *Filter) { f.Clerk = "nobody" }),
		"person":  with(func(f *Filter) { f.Persons = []string{person(7), person(8), person(9), person(1 << 40)} }),
		"name":    with(func(f *Filter) { f.Name = "丁*" }),
		"unknown": with(func(f *Filter) { f.Unsettled = true }),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Entries(b.Context(), f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	days := TallyFilter{From: DayOf(month.From), To: DayOf(month.To)}
	for name, by := range map[string][]Dimension{"total": nil, "by day": {ByDay}, "by all": Dimensions()} {
		b.Run("stats "+name, func(b *testing.B) {
			for b.Loop() {
				if got, err := s.Tallies(b.Context(), days, by...); err != nil || len(got) == 0 {
					b.Fatal(err)
				}
			}
		})
	}
}

// An export of 100,000 rows holds a page of them in memory at once.
func BenchmarkEach(b *testing.B) {
	s := openForBench(b)
	fill(b, s, eachRows)
	sealNewest(b, s, eachRows)
	for b.Loop() {
		n := 0
		must(b, s.Each(b.Context(), Filter{}, func(Entry) error { n++; return nil }))
		if n != eachRows {
			b.Fatal(n)
		}
	}
	b.ReportMetric(float64(eachRows), "rows/op")
}
