package export

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/records"
)

// many is a store of so many rows.
type many struct {
	records.Store
	rows int
}

func (m many) Each(_ context.Context, _ records.Filter, use func(records.Entry) error) error {
	for i := range m.rows {
		score := 99.5
		a := records.Attempt{ID: fmt.Sprint("id", i), Started: time.Date(2026, 3, 3, 9, 0, i, 0, time.Local), Day: "2026-03-03", Desk: "前台 2", Clerk: "=早班", Provider: "muzhiyun", Name: "欧*",
			Number: "**************002X", Person: "hash-of-him", Score: &score, State: records.StateVerdict, Outcome: identity.Match, Vendor: identity.Vendor{Order: "2025061510423300017"}, Charged: identity.ChargedYes, PriceFen: 150}
		if err := use(records.Entry{Attempt: &a}); err != nil {
			return err
		}
	}
	return nil
}

// No format tells the hash or the score; a CSV is safe in a spreadsheet; the
// progress is told.
func TestWrite(t *testing.T) {
	var out bytes.Buffer
	told := 0
	rows, err := Write(t.Context(), &out, many{rows: 2*Every + 1}, records.Filter{}, CSV, func(n int) { told = n })
	if err != nil || rows != 2*Every+1 || told != 2*Every {
		t.Errorf("%d rows, %d told, %v", rows, told, err)
	}
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), Mark))).ReadAll()
	if err != nil || len(all) != rows+1 || all[1][3] != "'=早班" || all[1][14] != "'2025061510423300017" {
		t.Errorf("%v: %v", err, all[1])
	}
	out.Reset()
	if _, err := Write(t.Context(), &out, many{rows: 1}, records.Filter{}, JSON, nil); err != nil || !json.Valid(out.Bytes()) {
		t.Errorf("%v: %s", err, out.String())
	}
	if strings.Contains(out.String(), "hash") || strings.Contains(out.String(), "99.5") {
		t.Error(out.String())
	}
}

// An export that is given up, or whose file is full, ends and says how far it came.
func TestWriteEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	rows, err := Write(ctx, io.Discard, many{rows: 5 * Every}, records.Filter{}, CSV, func(int) { cancel() })
	if !errors.Is(err, context.Canceled) || rows != Every {
		t.Errorf("%d, %v", rows, err)
	}
	full := errors.New("full")
	if _, err := Write(t.Context(), failing{full}, many{rows: 9999}, records.Filter{}, CSV, nil); !errors.Is(err, full) {
		t.Error(err)
	}
}

type failing struct{ error }

func (f failing) Write([]byte) (int, error) { return 0, f.error }

func BenchmarkWrite(b *testing.B) {
	for _, as := range []Format{CSV, JSON} {
		b.Run(string(as), func(b *testing.B) {
			for b.Loop() {
				if _, err := Write(b.Context(), io.Discard, many{rows: 5000}, records.Filter{}, as, nil); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(5000, "rows/op")
		})
	}
}
