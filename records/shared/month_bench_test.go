package shared

import (
	"fmt"
	"testing"
	"time"

	"facedesk/records"
)

// How many calls the database has; the long tests have a million.
var benchRows = 20_000

// fill adds calls over half a year, as twenty desks would have sent them: two services,
// nine of ten a match, a decision after what is none, a consent before each call, one of
// a thousand erased. Indexes are made afterwards, and what triggers keep is filled by the
// views that say what is right.
func (b base) fill(t testing.TB, rows int) {
	t.Helper()
	begun := time.Now()
	from, each := noon.Add(-days(180)).UnixMilli(), days(180).Milliseconds()/int64(rows)
	parts, shown := b.dropIndexes(t, "NOT LIKE"), b.dropIndexes(t, "LIKE")
	call := fmt.Sprintf(`(SELECT n, md5(CAST(n AS TEXT)) AS id, %d + n * %d AS at, 'desk ' || n %% 20 AS desk, 'clerk ' || n / 2000 %% 40 AS clerk, 'front' || n %% 20 AS role,
		CASE WHEN n %% 20 = 0 THEN 'wapi' ELSE 'muzhiyun' END AS provider, n %% 50 = 0 AS failed, n %% 10 = 1 AS other
		FROM generate_series(CAST(0 AS BIGINT), %d) n) c`, from, each, rows-1)
	for _, sql := range []string{
		"SET session_replication_role = replica; SET work_mem = '256MB'",
		`INSERT INTO facedesk.attempts_started (id, started, day, desk, clerk, provider, name, number, person, document_type, nation, face, source, portrait_bytes,
				consent_to, consent_by, consent_at, price_fen, pid, boot, process_start, uptime, version, guarded_by, written_by)
			SELECT id, at, to_char(to_timestamp(at / 1000) AT TIME ZONE INTERVAL '8 hours', 'YYYY-MM-DD'), desk, clerk, provider, chr(CAST(19968 + n % 300 AS INTEGER)) || '*',
				'**************' || 1000 + n % 9000, 'p' || n % 400000, 'resident_id', 'CHN', 1, 'camera', 50000, provider, 'self', at, 150, 1, 'boot',
				1, at - 1000000, 'v', 'shared', role FROM ` + call,
		`INSERT INTO facedesk.attempts_completed (id, provider, started, finished, state, outcome, kind, vendor_code, vendor_message, vendor_order, charged, price_fen, duration_ms, written_by)
			SELECT id, provider, at, at + 900, CASE WHEN failed THEN 'error' ELSE 'verdict' END, CASE WHEN failed THEN '' WHEN other THEN 'face_mismatch' ELSE 'match' END,
				CASE WHEN failed THEN 'not_sent' ELSE '' END, '0', '', 'N-' || n, CASE WHEN failed THEN 'no' ELSE 'yes' END, 150, 900, role FROM ` + call,
		"INSERT INTO facedesk.attempts_decided (id, decision, decided, written_by) SELECT id, 'by_eye', at + 9000, role FROM " + call + " WHERE failed OR other",
		`INSERT INTO facedesk.events_added (id, at, desk, clerk, event, provider, by_whom, face, notice, written_by)
			SELECT 'e' || id, at - 60000, desk, clerk, 'consent_given', provider, 'self', 1, 'abcd', role FROM ` + call,
		"INSERT INTO facedesk.tombstones (id, kind, written_by) SELECT id, 'erased', role FROM " + call + " WHERE n % 1000 = 7",
		parts,
		"ANALYZE",
		"INSERT INTO facedesk.attempts_now SELECT * FROM facedesk.attempts_computed",
		"INSERT INTO facedesk.events_now SELECT * FROM facedesk.events_computed",
		`INSERT INTO facedesk.costs (id, written_by, provider, started, calls, fen)
			SELECT id, written_by, provider, started, CASE charged WHEN 'no' THEN 0 ELSE 1 END, CASE charged WHEN 'no' THEN 0 ELSE price_fen END FROM facedesk.attempts_now`,
		"INSERT INTO facedesk.changed_days (day) SELECT DISTINCT day FROM facedesk.attempts_now",
		"SET session_replication_role = origin",
		shown,
		"VACUUM ANALYZE",
	} {
		b.exec(t, sql)
	}
	t.Logf("%d rows filled in %v", rows, time.Since(begun).Round(time.Second))
}

// dropIndexes drops the indexes that hold no key of the tables that are shown (LIKE), or
// of the others, and returns the SQL that makes them again.
func (b base) dropIndexes(t testing.TB, like string) string {
	t.Helper()
	var drop, again string
	must(t, b.admin(t).QueryRow(t.Context(), `SELECT string_agg('DROP INDEX facedesk.' || indexname, ';'), string_agg(indexdef, ';') FROM pg_indexes
		WHERE schemaname = 'facedesk' AND tablename `+like+` '%_now' AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = indexname)`).Scan(&drop, &again))
	b.exec(t, drop)
	return again
}

// Whatever an office asks about any 31 days of all desks is answered at once.
func BenchmarkSharedMonth(b *testing.B) {
	base := ownBase(b)
	base.fill(b, benchRows)
	a := base.archive(b, "facedesk_reader")
	to := noon.AddDate(0, 0, -60)
	month := records.Filter{From: to.AddDate(0, 0, -31), To: to, Limit: 200}
	with := func(change func(*records.Filter)) records.Filter {
		f := month
		change(&f)
		return f
	}
	for name, f := range map[string]records.Filter{
		"list":    month,
		"newest":  {Limit: 100},
		"clerk":   with(func(f *records.Filter) { f.Clerk = "clerk 3" }),
		"nobody":  with(func(f *records.Filter) { f.Clerk = "nobody" }),
		"desk":    with(func(f *records.Filter) { f.Desk = "desk 7" }),
		"service": with(func(f *records.Filter) { f.Provider = "wapi" }),
		"result":  with(func(f *records.Filter) { f.Result = "face_mismatch" }),
		"person":  with(func(f *records.Filter) { f.Persons = []string{"p7", "p8", "p9", "nobody"} }),
		"name":    with(func(f *records.Filter) { f.Name = "丁*" }),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_, err := a.Entries(b.Context(), f)
				must(b, err)
			}
		})
	}
	span := records.TallyFilter{From: records.DayOf(month.From), To: records.DayOf(month.To)}
	_, err := a.Tallies(b.Context(), span) // adds up all days
	must(b, err)
	desk := newDesk(b, base)
	for name, by := range map[string][]records.Dimension{"total": nil, "by_day": {records.ByDay}, "by_all": records.Dimensions()} {
		b.Run("stats_"+name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				desk.call(b, fmt.Sprint(name, b.Elapsed().Nanoseconds(), nextRole()), "p") // today has changed meanwhile
				desk.send(b)
				b.StartTimer()
				got, err := a.Tallies(b.Context(), span, by...)
				must(b, err)
				if len(got) == 0 {
					b.Fatal("no totals")
				}
			}
		})
	}
}
