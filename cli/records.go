package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"facedesk/identity"
	"facedesk/records"
)

type recordsOptions struct {
	asJSON    bool
	limit     int
	days      int
	unsettled bool
}

func (a *app) recordsCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "records", Short: "Look at the recorded attempts", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() }}
	var o recordsOptions
	list := &cobra.Command{
		Use: "list", Short: "List attempts, newest first; names and numbers are masked", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.listRecords(cmd.Context(), o) },
	}
	list.Flags().BoolVar(&o.asJSON, "json", false, "print a JSON array")
	list.Flags().IntVar(&o.limit, "limit", 100, "at most so many, 0 for all")
	list.Flags().IntVar(&o.days, "days", 0, "only those of the last so many days, 0 for all")
	list.Flags().BoolVar(&o.unsettled, "unsettled", false, "only unknown outcomes that nobody has decided about")
	var right bool
	clock := &cobra.Command{
		Use: "clock", Short: "Compare this machine's clock with the records; where they disagree, no old record is deleted", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.recordsClock(cmd.Context(), right) },
	}
	clock.Flags().BoolVar(&right, "right", false, "note that you have looked and the clock is right")
	seen := &cobra.Command{
		Use: "seen", Short: "Show what befell the file of the records, and note that IT has seen it", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.recordsSeen(cmd.Context()) },
	}
	cmd.AddCommand(list, clock, seen)
	cmd.AddCommand(a.moneyCommands()...)
	return cmd
}

// withRecords opens the records of this installation.
func (a *app) withRecords(ctx context.Context, use func(records.Store) error) error {
	in, err := a.load()
	if err != nil {
		return err
	}
	store, err := records.Open(ctx, in.Paths.RecordsFile(in.Settings))
	if err != nil {
		return err
	}
	defer store.Close()
	return use(store)
}

func (a *app) recordsSeen(ctx context.Context) error {
	in, err := a.load()
	if err != nil {
		return err
	}
	return a.withRecords(ctx, func(s records.Store) error {
		for _, n := range s.Notices() {
			a.print(n.Said(in.Paths.RecordsFile(in.Settings)).Text())
		}
		return s.Seen()
	})
}

func (a *app) recordsClock(ctx context.Context, right bool) error {
	return a.withRecords(ctx, func(s records.Store) error {
		clock := a.outside().Clock()
		err := s.Doubt(ctx, clock)
		if right {
			err = s.Vouch(ctx, clock)
		}
		if err == nil {
			a.print(identity.Text{ZH: "本机时钟与核验记录相符。", EN: "This machine's clock and the records agree."})
		}
		return err
	})
}

func (a *app) listRecords(ctx context.Context, o recordsOptions) error {
	return a.withRecords(ctx, func(s records.Store) error {
		f := records.Filter{Limit: o.limit, Unsettled: o.unsettled}
		if o.days > 0 {
			f.From = a.now().AddDate(0, 0, -o.days)
		}
		list, err := s.List(ctx, f)
		if err != nil {
			return err
		}
		return a.showRecords(list, o.asJSON)
	})
}

// attemptJSON is one row as scripts see it.
type attemptJSON struct {
	Attempt    string    `json:"attempt"`
	Started    time.Time `json:"started"`
	Provider   string    `json:"provider"`
	Demo       bool      `json:"demo"`
	State      string    `json:"state"`
	Outcome    string    `json:"outcome"`
	Kind       string    `json:"kind"`
	Name       string    `json:"name"`   // masked
	Number     string    `json:"number"` // masked
	Type       string    `json:"type"`
	Source     string    `json:"source"`
	ConsentBy  string    `json:"consent_by"`
	VendorCode string    `json:"vendor_code"`
	Order      string    `json:"order"`
	Changed    string    `json:"changed"` // where the answer differs from the manual
	Charged    string    `json:"charged"`
	PriceFen   int64     `json:"price_fen"`
	DurationMS int64     `json:"duration_ms"`
	Repeat     bool      `json:"repeat"`
	Decision   string    `json:"decision"`
	Settled    bool      `json:"settled"`
	SettledBy  string    `json:"settled_by"`
	Evidence   string    `json:"evidence"`
}

func toJSON(r records.Attempt) attemptJSON {
	out := attemptJSON{
		Attempt: r.ID, Started: r.Started, Provider: r.Provider, Demo: r.Demo, State: string(r.State),
		Kind: string(r.Kind), Name: r.Name, Number: r.Number, Type: string(r.DocumentType), Source: string(r.Source),
		ConsentBy: string(r.Consent.By), VendorCode: r.Vendor.Code, Order: r.Vendor.Order, Changed: r.Vendor.Changed, Charged: r.Bill().String(),
		PriceFen: r.PriceFen, DurationMS: r.Duration.Milliseconds(), Repeat: r.Repeat,
		Decision: string(r.Decision), Settled: !r.Settled.IsZero(), SettledBy: r.SettledBy, Evidence: r.SettledEvidence,
	}
	if r.State == records.StateVerdict {
		out.Outcome = r.Outcome.String()
	}
	return out
}

func (a *app) showRecords(list []records.Attempt, asJSON bool) error {
	rows := make([]attemptJSON, len(list))
	for i, r := range list {
		rows[i] = toJSON(r)
	}
	if asJSON {
		return json.NewEncoder(a.out).Encode(rows)
	}
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "started\tservice\tresult\tcharged\tname\tnumber\tattempt\t")
	for _, r := range rows {
		result, demo := r.Outcome+r.Kind, ""
		if result == "" {
			result = r.State
		}
		if r.Demo {
			demo = "demo"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", r.Started.Local().Format("2006-01-02 15:04:05"),
			r.Provider, result, r.Charged, r.Name, r.Number, r.Attempt, demo)
	}
	return w.Flush()
}
