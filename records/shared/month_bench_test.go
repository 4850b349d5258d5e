package shared

import (
	"fmt"
	"testing"

	"facedesk/records"
)

// How many calls the database has; the long tests have a million.
var benchRows = 20_000

// fill adds calls over half a year, as twenty desks would make them: two services,
// nine of ten a match, one of a thousand erased.
func (b base) fill(t testing.TB, rows int) {
	t.Helper()
	half := days(180).Milliseconds()
	from, each := noon.Add(-days(180)).UnixMilli(), half/int64(rows)
	for _, sql := range []string{
		`ALTER TABLE facedesk.attempts_started DISABLE TRIGGER USER; ALTER TABLE facedesk.attempts_completed DISABLE TRIGGER USER;
		ALTER TABLE facedesk.events_added DISABLE TRIGGER USER`,
		fmt.Sprintf(`INSERT INTO facedesk.attempts_started (id, started, day, desk, clerk, provider, name, number, person, document_type, nation, face, source, portrait_bytes,
				consent_to, consent_by, consent_at, price_fen, pid, boot, process_start, uptime, version, guarded_by, written_by)
			SELECT md5(CAST(i AS TEXT)), %[1]d + i * %[2]d, to_char(to_timestamp((%[1]d + i * %[2]d) / 1000) AT TIME ZONE INTERVAL '8 hours', 'YYYY-MM-DD'),
				'desk ' || i %% 20, 'clerk ' || i / 2000 %% 40, CASE WHEN i %% 20 = 0 THEN 'wapi' ELSE 'muzhiyun' END, chr(CAST(19968 + i %% 300 AS INTEGER)) || '*',
				'**************' || 1000 + i %% 9000, 'p' || i %% 400000, 'resident_id', 'CHN', 1, 'camera', 50000, 'muzhiyun', 'self', %[1]d + i * %[2]d, 150, 1, 'boot',
				1, 1, 'v', 'shared', 'front' || i %% 20 FROM generate_series(CAST(0 AS BIGINT), %[3]d) i`, from, each, rows-1),
		`INSERT INTO facedesk.attempts_completed (id, provider, started, finished, state, outcome, kind, vendor_code, vendor_order, charged, price_fen, duration_ms, written_by)
			SELECT id, provider, started, started + 900, CASE WHEN n % 50 = 0 THEN 'error' ELSE 'verdict' END, CASE WHEN n % 50 = 0 THEN '' WHEN n % 10 = 1 THEN 'face_mismatch' ELSE 'match' END,
				CASE WHEN n % 50 = 0 THEN 'not_sent' ELSE '' END, '0', 'N-' || n, CASE WHEN n % 50 = 0 THEN 'no' ELSE 'yes' END, 150, 900, written_by
			FROM (SELECT s.*, row_number() OVER (ORDER BY started) AS n FROM facedesk.attempts_started s) x`,
		`INSERT INTO facedesk.events_added (id, at, desk, event, provider, notice, written_by)
			SELECT 'e' || id, started - 60000, desk, 'consent_given', provider, 'abcd', written_by FROM facedesk.attempts_started`,
		`INSERT INTO facedesk.tombstones (id, kind, written_by) SELECT id, 'erased', written_by FROM facedesk.attempts_started WHERE started % 1000 = 0`,
		`ALTER TABLE facedesk.attempts_started ENABLE TRIGGER USER; ALTER TABLE facedesk.attempts_completed ENABLE TRIGGER USER;
		ALTER TABLE facedesk.events_added ENABLE TRIGGER USER`,
		`INSERT INTO facedesk.changed_days (day) SELECT DISTINCT day FROM facedesk.attempts_started`,
		"ANALYZE",
	} {
		b.exec(t, sql)
	}
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
