package cli

import (
	"bufio"
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"facedesk/identity"
	"facedesk/records"
)

type exportOptions struct {
	selection
	asCSV, asJSON bool
	by            string
}

func (a *app) exportCommand() *cobra.Command {
	var o exportOptions
	cmd := &cobra.Command{
		Use: "export --csv|--json", Short: "Print the attempts, consents and decisions of some business days, oldest first, without hash and score", Args: exactly(0),
		Long: `Print the attempts, consents and decisions of some business days, oldest first.
Names and numbers are masked; the hash of the person and the score are left out.
CSV is UTF-8 with a mark by which spreadsheets show Chinese, and no cell begins a
formula. JSON is one object a line. The export is recorded: who, when, how many
rows.`,
		Example: "  facedesk records export --csv --from 2026-11-01 --to 2026-11-30 > november.csv",
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.export(cmd.Context(), o) },
	}
	o.flags(cmd, "today")
	o.filters(cmd)
	cmd.Flags().BoolVar(&o.asCSV, "csv", false, "print CSV for spreadsheets")
	cmd.Flags().BoolVar(&o.asJSON, "json", false, "print JSON, one object a line")
	cmd.Flags().StringVar(&o.by, "by", "", "who exports; default: the user of this machine")
	return cmd
}

func (a *app) export(ctx context.Context, o exportOptions) error {
	if o.asCSV == o.asJSON {
		return usagef("one of --csv and --json is needed")
	}
	in, err := a.load()
	if err != nil {
		return err
	}
	days, ok := in.Days(o.from, o.to, a.now())
	if !ok {
		return notDays()
	}
	f, _ := o.filter(in, a, records.Filter{}) // the days were checked above
	f.From, f.To = days.From, days.To
	return a.withRecords(ctx, func(s records.Store) error {
		rows, err := a.exportTo(ctx, s, f, o.asCSV)
		if err != nil && rows == 0 {
			return err
		}
		e := in.Event(a.now())
		e.Event, e.Clerk, e.Rows = records.EventExported, a.who(o.by), rows
		return cmp.Or(err, s.Note(ctx, e))
	})
}

// exportTo prints the entries one by one and reports its progress. rows is how
// many it printed.
func (a *app) exportTo(ctx context.Context, s records.Store, f records.Filter, asCSV bool) (rows int, err error) {
	out := bufio.NewWriterSize(a.out, 64<<10)
	put := jsonLines(out)
	if asCSV {
		put = csvLines(out)
	}
	err = s.Each(ctx, f, func(e records.Entry) error {
		rows++
		if rows%progressEvery == 0 {
			fmt.Fprintln(a.err, a.say(identity.Text{ZH: fmt.Sprintf("已导出 %d 条……", rows), EN: fmt.Sprintf("%d rows exported …", rows)}))
		}
		return put(toJSON(e))
	})
	return rows, cmp.Or(err, out.Flush())
}

// progressEvery is the number of rows between two progress reports.
const progressEvery = 10_000

func jsonLines(out io.Writer) func(entryJSON) error {
	enc := json.NewEncoder(out)
	return func(e entryJSON) error { return enc.Encode(e) }
}

var csvHead = strings.Fields(`started day desk clerk service demo result name number type source consent_by face notice order charged yuan
	duration_ms repeat decision settled_by evidence about reason rows reference id`)

func csvLines(out io.Writer) func(entryJSON) error {
	w := newCSV(out)
	err := w.Write(csvHead)
	return func(e entryJSON) error { return cmp.Or(err, w.Write(csvRow(e)), flushed(w)) }
}

func flushed(w *csv.Writer) error {
	w.Flush()
	return w.Error()
}

func csvRow(e entryJSON) []string {
	cost := ""
	if e.Event == "" {
		cost = yuan(e.PriceFen)
		if e.Charged == identity.ChargedNo.String() {
			cost = yuan(0)
		}
	}
	row := []string{e.Started.Local().Format("2006-01-02 15:04:05"), e.Day, e.Desk, e.Clerk, e.Provider, strconv.FormatBool(e.Demo), e.result(),
		e.Name, e.Number, e.Type, e.Source, e.ConsentBy, strconv.FormatBool(e.Face), e.Notice, e.Order, e.Charged, cost,
		strconv.FormatInt(e.DurationMS, 10), strconv.FormatBool(e.Repeat), e.Decision, e.SettledBy, e.Evidence, e.About, e.Reason, strconv.Itoa(e.Rows), e.Reference, e.ID}
	for i := range row {
		row[i] = harmless(row[i])
	}
	return row
}
