// Package export writes the records for other programs: masked, without the hash
// of a person and without a score. The command line and the window share it.
package export

import (
	"bufio"
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"facedesk/identity"
	"facedesk/records"
)

// Format is that of an export.
type Format string

// The formats. A CSV is UTF-8 with a mark by which spreadsheets show Chinese, and
// no cell of it begins a formula. JSON is one object a line.
const (
	CSV  Format = "csv"
	JSON Format = "json"
)

// Every is the number of rows between two reports of the progress.
const Every = 10_000

// Write writes the entries that match, oldest first. Rows is how many it wrote,
// also if it fails. Progress is called after each 10,000.
func Write(ctx context.Context, out io.Writer, s records.Store, f records.Filter, as Format, progress func(rows int)) (rows int, err error) {
	buffered := bufio.NewWriterSize(out, 64<<10)
	put := jsonLines(buffered)
	if as == CSV {
		put = csvLines(buffered)
	}
	err = s.Each(ctx, f, func(e records.Entry) error {
		rows++
		if rows%Every == 0 {
			progress(rows)
		}
		return cmp.Or(put(Of(e)), ctx.Err())
	})
	return rows, cmp.Or(err, buffered.Flush())
}

func jsonLines(out io.Writer) func(Entry) error {
	enc := json.NewEncoder(out)
	return func(e Entry) error { return enc.Encode(e) }
}

var csvHead = strings.Fields(`started day desk clerk service demo result name number type source consent_by face notice order charged yuan
	duration_ms repeat decision settled_by evidence about reason rows reference id claim_source decided_by`)

func csvLines(out io.Writer) func(Entry) error {
	w := NewCSV(out)
	err := w.Write(csvHead)
	return func(e Entry) error { return cmp.Or(err, w.Write(csvRow(e)), flushed(w)) }
}

func flushed(w *csv.Writer) error {
	w.Flush()
	return w.Error()
}

func csvRow(e Entry) []string {
	cost := ""
	if e.Event == "" {
		cost = Yuan(e.PriceFen)
		if e.Charged == identity.ChargedNo.String() {
			cost = Yuan(0)
		}
	}
	row := []string{e.Started.Local().Format("2006-01-02 15:04:05"), e.Day, e.Desk, e.Clerk, e.Provider, strconv.FormatBool(e.Demo), e.Result(),
		e.Name, e.Number, e.Type, e.Source, e.ConsentBy, strconv.FormatBool(e.Face), e.Notice, e.Order, e.Charged, cost,
		strconv.FormatInt(e.DurationMS, 10), strconv.FormatBool(e.Repeat), e.Decision, e.SettledBy, e.Evidence, e.About, e.Reason, strconv.Itoa(e.Rows), e.Reference, e.ID, e.Claim, e.DecidedBy}
	for i := range row {
		row[i] = Harmless(row[i])
	}
	return row
}

// Yuan formats an amount in fen as yuan.
func Yuan(fen int64) string { return strconv.FormatFloat(float64(fen)/100, 'f', 2, 64) }
