package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"facedesk/desk/export"
	"facedesk/records"
)

type statsOptions struct {
	selection
	by            []string
	asJSON, asCSV bool
}

func (a *app) statsCommand() *cobra.Command {
	var o statsOptions
	cmd := &cobra.Command{
		Use: "stats", Short: "Add up calls and yuan by day, service, clerk and outcome, without demos", Args: exactly(0),
		Long: `Add up calls and yuan of some business days, without demos and without a name.
"charged" are the calls that the service bills; "unknown" those of which nobody
knows yet, with what they may cost.`,
		Example: "  facedesk records stats --from 2026-11-01 --to 2026-11-30 --by day,clerk",
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.stats(cmd.Context(), o) },
	}
	o.flags(cmd, "today")
	f := cmd.Flags()
	f.StringVar(&o.service, "service", "", "only calls of this service")
	f.StringVar(&o.clerk, "clerk", "", "only those of this clerk")
	f.StringVar(&o.desk, "desk", "", "only those of this desk")
	f.StringSliceVar(&o.by, "by", []string{"service", "outcome"}, "some of day, desk, service, clerk, outcome, charge, with commas between")
	f.BoolVar(&o.asJSON, "json", false, "print a JSON array")
	f.BoolVar(&o.asCSV, "csv", false, "print CSV with a mark by which spreadsheets show Chinese")
	return cmd
}

// dimensions reads --by. It returns the dimensions in the order of the table.
func (o statsOptions) dimensions() (by []records.Dimension, err error) {
	for _, name := range o.by {
		if !slices.Contains(records.Dimensions(), records.Dimension(name)) {
			return nil, usagef("--by 可选 day、desk、service、clerk、outcome、charge 中的几项", "--by takes some of day, desk, service, clerk, outcome, charge")
		}
	}
	for _, d := range records.Dimensions() {
		if slices.Contains(o.by, string(d)) {
			by = append(by, d)
		}
	}
	return by, nil
}

func (a *app) stats(ctx context.Context, o statsOptions) error {
	in, err := a.load()
	if err != nil {
		return err
	}
	by, err := o.dimensions()
	if err != nil {
		return err
	}
	days, ok := in.Days(o.from, o.to, a.now())
	if !ok {
		return notDays()
	}
	return a.withRecords(ctx, func(s records.Store) error {
		all, err := s.Tallies(ctx, records.TallyFilter{From: days.First, To: days.Last, Provider: o.service, Clerk: o.clerk, Desk: o.desk}, by...)
		if err == nil {
			err = a.noteRead(ctx, s, callsOf(all))
		}
		if err != nil {
			return err
		}
		return a.showTallies(all, by, o)
	})
}

func callsOf(all []records.Tally) (calls int) {
	for _, t := range all {
		calls += t.Calls
	}
	return calls
}

func (a *app) showTallies(all []records.Tally, by []records.Dimension, o statsOptions) error {
	if o.asJSON {
		rows := make([]map[string]any, len(all))
		for i, t := range all {
			rows[i] = map[string]any{"calls": t.Calls, "charged": t.Charged, "unknown": t.Unknown, "fen": t.Fen, "unknown_fen": t.UnknownFen}
			for _, d := range by {
				rows[i][string(d)] = t.Of(d)
			}
		}
		return json.NewEncoder(a.out).Encode(rows)
	}
	head := make([]string, len(by))
	for i, d := range by {
		head[i] = string(d)
	}
	table := [][]string{append(head, "calls", "charged", "yuan", "unknown", "unknown_yuan")}
	sum := records.Tally{}
	for _, t := range all {
		table = append(table, tallyRow(t, by))
		sum.Add(t)
	}
	if o.asCSV {
		return a.csv(table)
	}
	if len(by) > 0 {
		total := tallyRow(sum, by)
		for i := range by {
			total[i] = ""
		}
		total[0] = "total"
		table = append(table, total)
	}
	return a.table(table)
}

func tallyRow(t records.Tally, by []records.Dimension) []string {
	var row []string
	for _, d := range by {
		row = append(row, t.Of(d))
	}
	return append(row, fmt.Sprint(t.Calls), fmt.Sprint(t.Charged), yuan(t.Fen), fmt.Sprint(t.Unknown), yuan(t.UnknownFen))
}

// table prints rows in columns. The first row has the names of the columns.
func (a *app) table(rows [][]string) error {
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	for _, r := range rows {
		for i := range r {
			r[i] = export.Plain(r[i])
		}
		fmt.Fprintln(w, strings.Join(r, "\t")+"\t")
	}
	return w.Flush()
}
