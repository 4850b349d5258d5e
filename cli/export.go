package cli

import (
	"cmp"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"facedesk/desk/export"
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
		return usagef("需要 --csv 或 --json 之一", "one of --csv and --json is needed")
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
		as := export.JSON
		if o.asCSV {
			as = export.CSV
		}
		rows, err := export.Write(ctx, a.out, s, f, as, a.exported)
		if err != nil && rows == 0 {
			return err
		}
		e := in.Event(a.now())
		e.Event, e.Clerk, e.Rows = records.EventExported, a.who(o.by), rows
		return cmp.Or(err, s.Note(ctx, e))
	})
}

// exported reports the progress of an export.
func (a *app) exported(rows int) {
	fmt.Fprintln(a.err, a.say(identity.Text{ZH: fmt.Sprintf("已导出 %d 条……", rows), EN: fmt.Sprintf("%d rows exported …", rows)}))
}
