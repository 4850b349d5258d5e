package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"facedesk/config"
	"facedesk/desk/export"
	"facedesk/identity"
	"facedesk/records"
)

type statementOptions struct {
	month         string
	asCSV, asJSON bool
}

func (a *app) statementCommand() *cobra.Command {
	var o statementOptions
	cmd := &cobra.Command{
		Use: "statement", Short: "Monthly statement of this hotel: calls and yuan by desk, service, result and charge", Args: exactly(0),
		Long: `Calls and yuan of one month, by desk, service, result and charge, without demos
and without a name. A call counts to the month of its business day. What is
charged "unknown" is still to be settled with the service.`,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.statement(cmd.Context(), o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.month, "month", "", "such as 2026-11; default: the last whole month")
	f.BoolVar(&o.asCSV, "csv", false, "print CSV with a mark by which spreadsheets show Chinese")
	f.BoolVar(&o.asJSON, "json", false, "print a JSON array")
	return cmd
}

// monthOf returns the start and the end of a month in business days.
func (o statementOptions) monthOf(set *config.Settings, now time.Time) (from, to time.Time, err error) {
	now = now.In(identity.China())
	first := time.Date(now.Year(), now.Month(), 1, 12, 0, 0, 0, identity.China()).AddDate(0, -1, 0)
	if o.month != "" {
		at, err := time.ParseInLocation("2006-01", o.month, identity.China())
		if err != nil {
			return from, to, usagef("--month 的写法如 2026-11", "--month is such as 2026-11")
		}
		first = at
	}
	endOfDay := func(t time.Time) time.Time { // the end of the business day that contains 23:59:59
		return config.BusinessDay(set, time.Date(t.Year(), t.Month(), t.Day(), 23, 59, 59, 0, t.Location()))
	}
	begin := time.Date(first.Year(), first.Month(), 1, 0, 0, 0, 0, first.Location())
	return endOfDay(begin), endOfDay(begin.AddDate(0, 1, 0)), nil
}

// totalJSON is one line of a statement.
type totalJSON struct {
	Desk    string `json:"desk"`
	Service string `json:"service"`
	Result  string `json:"result"`
	Charged string `json:"charged"`
	Calls   int    `json:"calls"`
	Fen     int64  `json:"fen"`
}

func (a *app) statement(ctx context.Context, o statementOptions) error {
	in, err := a.load()
	if err != nil {
		return err
	}
	from, to, err := o.monthOf(in.Settings, a.now())
	if err != nil {
		return err
	}
	return a.withRecords(ctx, func(s records.Store) error {
		totals, err := s.Tallies(ctx, records.TallyFilter{From: records.DayOf(from), To: records.DayOf(to.AddDate(0, 0, -1))},
			records.ByDesk, records.ByService, records.ByOutcome, records.ByCharge)
		if err == nil {
			err = a.noteRead(ctx, s, callsOf(totals))
		}
		if err != nil {
			return err
		}
		rows := make([]totalJSON, len(totals))
		for i, t := range totals {
			rows[i] = totalJSON{t.Desk, t.Provider, t.Result, t.Bill.String(), t.Calls, t.Fen + t.UnknownFen}
		}
		switch {
		case o.asJSON:
			return json.NewEncoder(a.out).Encode(rows)
		case o.asCSV:
			return a.statementCSV(rows)
		}
		return a.statementText(in.Settings.String(config.KeyCompany), from, to, rows)
	})
}

func (a *app) statementText(company string, from, to time.Time, rows []totalJSON) error {
	fmt.Fprintf(a.out, "%s\n%s – %s\n\n", company, from.Format("2006-01-02 15:04"), to.Format("2006-01-02 15:04"))
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "desk\tservice\tresult\tcharged\tcalls\tyuan\t")
	sums := map[string]*totalJSON{}
	order := []string{"yes", "unknown", "no"}
	for _, charged := range order {
		sums[charged] = &totalJSON{}
	}
	for _, r := range rows {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d\t%s\t\n", export.Plain(r.Desk), r.Service, r.Result, r.Charged, r.Calls, yuan(r.Fen))
		sums[r.Charged].Calls += r.Calls
		sums[r.Charged].Fen += r.Fen
	}
	for _, charged := range order {
		fmt.Fprintf(w, "\t\ttotal\t%s\t%d\t%s\t\n", charged, sums[charged].Calls, yuan(sums[charged].Fen))
	}
	return w.Flush()
}

func (a *app) statementCSV(rows []totalJSON) error {
	table := [][]string{{"desk", "service", "result", "charged", "calls", "yuan"}}
	for _, r := range rows {
		table = append(table, []string{r.Desk, r.Service, r.Result, r.Charged, strconv.Itoa(r.Calls), yuan(r.Fen)})
	}
	return a.csv(table)
}
