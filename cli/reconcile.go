package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"facedesk/config/plainfile"
	"facedesk/desk"
	"facedesk/desk/export"
	"facedesk/identity"
	"facedesk/records"
)

type reconcileOptions struct {
	service, from, to string
	order, amount, by string
	asJSON, settle    bool
}

func (a *app) reconcileCommand() *cobra.Command {
	var o reconcileOptions
	cmd := &cobra.Command{
		Use: "reconcile BILL.csv --service SERVICE --from DAY --to DAY", Short: "Compare a service's bill with the records by order number", Args: exactly(1),
		Long: `Compare a service's bill with the records by order number (the service's, or the
number of the attempt). Told are calls that are billed and were not known to be
charged, are billed twice, at another price or without a record, and calls that
are recorded as charged and not on the bill. The bill is CSV with
commas, semicolons or tabs, in UTF-8, UTF-16 or GBK; titles above the names of the
columns are skipped. Order numbers that a spreadsheet has rounded are refused.
With --settle, calls of which nobody knew whether they are charged are noted as
charged where the bill has them, with its line as evidence. That a call is not on
a bill proves nothing: some services bill by numbers that a lost answer would have
told. Ask the service, then "records settle".

Exit code 0: all agrees; 38: something differs.`,
		Example: "  facedesk records reconcile bill.csv --service muzhiyun --from 2026-11-01 --to 2026-11-30",
		RunE: func(cmd *cobra.Command, args []string) error {
			a.deletes = o.settle
			return a.reconcile(cmd.Context(), args[0], o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.service, "service", "", "whose bill it is")
	f.StringVar(&o.from, "from", "", "first day of the bill, such as 2026-11-01")
	f.StringVar(&o.to, "to", "", "last day of the bill")
	f.StringVar(&o.order, "column", "", "column of order numbers, by its name or its number from 1; default: the usual names")
	f.StringVar(&o.order, "order", "", "the same as --column")
	_ = f.MarkHidden("order") // its earlier name
	f.StringVar(&o.amount, "amount", "", "column of yuan, by its name or its number; default: the usual names")
	f.StringVar(&o.by, "by", "", "who settles; default: the user of this machine")
	f.BoolVar(&o.settle, "settle", false, "note what the bill tells about calls whose charge was unknown")
	f.BoolVar(&o.asJSON, "json", false, "print one JSON object")
	return cmd
}

// span returns the period of the bill. It includes the last day.
func (o reconcileOptions) span() (from, to time.Time, err error) {
	from, errFrom := time.ParseInLocation(time.DateOnly, o.from, identity.China())
	to, errTo := time.ParseInLocation(time.DateOnly, o.to, identity.China())
	if errFrom != nil || errTo != nil || to.Before(from) {
		return from, to, usagef("--from 和 --to 是账单的起止日期，如 2026-11-01", "--from and --to are days such as 2026-11-01, the first and the last of the bill")
	}
	return from, to.AddDate(0, 0, 1), nil
}

const maxBill = 16 << 20

func (a *app) reconcile(ctx context.Context, file string, o reconcileOptions) error {
	in, err := a.load()
	if err != nil {
		return err
	}
	if _, err := in.Entry(o.service); err != nil {
		return err
	}
	from, to, err := o.span()
	if err != nil {
		return err
	}
	data, err := plainfile.Read(file, maxBill)
	if err != nil {
		return usagef("账单读不出来：须为普通文件，不超过 16 MB", "the bill cannot be read; it must be a plain file of at most 16 MB")
	}
	bill, err := records.ParseBill(data, o.order, o.amount)
	if err != nil {
		return err
	}
	return a.withRecords(ctx, func(s records.Store) error {
		demo := false
		attempts, err := s.List(ctx, records.Filter{Provider: o.service, From: from, To: to, Demo: &demo})
		if err != nil {
			return err
		}
		if err := a.noteRead(ctx, s, len(attempts)); err != nil {
			return err
		}
		differ, agree := records.Reconcile(bill, attempts)
		settled := 0
		if o.settle {
			if settled, err = a.settleByBill(ctx, s, filepath.Base(file), differ, o.by); err != nil {
				return err
			}
		}
		if err := a.showDifferences(differ, agree, settled, o.asJSON); err != nil {
			return err
		}
		if len(differ) > settled {
			return billError{}
		}
		return nil
	})
}

// settleByBill settles the unknown charges that the bill contains. settled is
// how many it settled.
func (a *app) settleByBill(ctx context.Context, s records.Store, file string, differ []records.Difference, by string) (settled int, err error) {
	for _, d := range differ {
		if d.Finding != records.BilledUnknown || d.Attempt.State == records.StateOpen {
			continue
		}
		err := s.Settle(ctx, d.Attempt.ID, records.Settlement{
			At: a.now(), By: a.who(by), Charged: identity.ChargedYes, Evidence: fmt.Sprintf("%s:%d", file, d.Line.Row),
		})
		if err != nil {
			return settled, err
		}
		settled++
	}
	return settled, nil
}

// differenceJSON is one difference as scripts see it.
type differenceJSON struct {
	Finding  string    `json:"finding"`
	Row      int       `json:"row"`
	Order    string    `json:"order"`
	Fen      int64     `json:"bill_fen"`
	Attempt  string    `json:"attempt"`
	Started  time.Time `json:"started"`
	Charged  string    `json:"charged"`
	PriceFen int64     `json:"price_fen"`
}

func toDifferenceJSON(d records.Difference) differenceJSON {
	out := differenceJSON{Finding: string(d.Finding), Row: d.Line.Row, Order: d.Line.Order, Fen: d.Line.Fen,
		Attempt: d.Attempt.ID, Started: d.Attempt.Started, PriceFen: d.Attempt.PriceFen}
	if out.Order == "" {
		out.Order = d.Attempt.Vendor.Order
	}
	if d.Attempt.ID != "" {
		out.Charged = d.Attempt.Bill().String()
	}
	return out
}

func (a *app) showDifferences(differ []records.Difference, agree, settled int, asJSON bool) error {
	rows := make([]differenceJSON, len(differ))
	for i, d := range differ {
		rows[i] = toDifferenceJSON(d)
	}
	if asJSON {
		return json.NewEncoder(a.out).Encode(struct {
			Agree   int              `json:"agree"`
			Settled int              `json:"settled"`
			Differ  []differenceJSON `json:"differ"`
		}{agree, settled, rows})
	}
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	for _, r := range rows {
		fmt.Fprintf(w, "%s\t%s\tline %d\t%s\t%s\t%s\t\n", desk.DifferenceName(records.Finding(r.Finding)).In(a.language()), export.Plain(r.Order), r.Row, yuan(r.Fen), r.Attempt, r.Charged)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	a.print(identity.Text{ZH: fmt.Sprintf("一致 %d 笔，不一致 %d 笔，其中已登记 %d 笔。", agree, len(differ), settled),
		EN: fmt.Sprintf("%d agree, %d differ, %d of them settled.", agree, len(differ), settled)})
	return nil
}

// billError carries the exit code of a bill that differs from the records.
type billError struct{}

func (billError) Error() string        { return "the bill and the records differ" }
func (billError) Is(target error) bool { return target == errSilent }
