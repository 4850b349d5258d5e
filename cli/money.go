package cli

import (
	"context"
	"fmt"
	"os/user"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"facedesk/config"
	"facedesk/desk"
	"facedesk/desk/export"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/records"
)

// moneyCommands are the commands for the person who is responsible for the
// money.
func (a *app) moneyCommands() []*cobra.Command {
	return []*cobra.Command{a.settleCommand(), a.spentCommand(), a.reconcileCommand(), a.statementCommand()}
}

type settleOptions struct{ charged, by, evidence string }

func (a *app) settleCommand() *cobra.Command {
	var o settleOptions
	cmd := &cobra.Command{
		Use: "settle ATTEMPT --charged yes|no", Short: "Note what the service says about a call whose outcome or charge is unknown", Args: exactly(1),
		Long: `Note what became of a call whose outcome or charge is unknown, after asking the
service or by its bill. Kept are who notes it, when, and the evidence. The call
then no longer keeps the guest from being checked. Whether it was charged is noted
once; without --charged that can be noted later. With --shared IT settles a call
of any desk, such as one whose file is lost.`,
		Example: "  facedesk records settle 4f1c… --charged no --evidence 'phoned the service, ticket 1207'",
		RunE: func(cmd *cobra.Command, args []string) error {
			a.deletes = true
			return a.settleRecord(cmd.Context(), args[0], o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.charged, "charged", "", "yes or no, as the service says; default: still not known")
	f.StringVar(&o.by, "by", "", "who notes it; default: the user of this machine")
	f.StringVar(&o.evidence, "evidence", "", "what tells so: a line of a bill, a ticket, a phone call; no guest's name or number")
	return cmd
}

// longestEvidence is the limit in characters.
const longestEvidence = 200

func (o settleOptions) settlement(by string, now time.Time) (records.Settlement, error) {
	charged, ok := identity.ParseCharged(o.charged)
	if !ok && o.charged != "" {
		return records.Settlement{}, usagef("--charged 只能是 yes 或 no", "--charged is yes or no")
	}
	if len([]rune(o.evidence)) > longestEvidence || strings.ContainsAny(o.evidence, "\r\n\t\x00") {
		return records.Settlement{}, usagef("--evidence 是一行文字，最多 %d 个字", "--evidence is one line of at most %d characters", longestEvidence)
	}
	return records.Settlement{At: now, By: by, Charged: charged, Evidence: o.evidence}, nil
}

func (a *app) settleRecord(ctx context.Context, id string, o settleOptions) error {
	f, err := o.settlement(a.who(o.by), a.now())
	if err != nil {
		return err
	}
	return a.withRecords(ctx, func(s records.Store) error { return s.Settle(ctx, id, f) })
}

// who returns the person that a command acts for.
func (a *app) who(asked string) string {
	if asked != "" {
		return asked
	}
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "command line"
}

func (a *app) liftCommand() *cobra.Command {
	var by string
	cmd := &cobra.Command{
		Use: "lift SERVICE", Short: "Lift the day's spending limit of a service until the business day ends; asks for the duty manager's PIN", Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error { return a.lift(cmd.Context(), args[0], by) },
	}
	cmd.Flags().StringVar(&by, "by", "", "who lifts it; default: the user of this machine")
	return cmd
}

func (a *app) lift(ctx context.Context, code, by string) error {
	in, err := a.load()
	if err != nil {
		return err
	}
	if _, err := in.Entry(code); err != nil {
		return err
	}
	if err := a.askManager(ctx, in); err != nil {
		return err
	}
	e := records.Event{ID: uuid.NewString(), At: a.now(), Event: records.EventLimitLifted, Provider: code,
		Desk: in.Settings.String(config.KeyDeskName), Clerk: a.who(by)}
	if err := a.withRecords(ctx, func(s records.Store) error { return s.Note(ctx, e) }); err != nil {
		return err
	}
	a.print(identity.Text{ZH: "当日限额已解除，至营业日结束。", EN: "The day's limit is lifted until the business day ends."})
	return nil
}

// askManager asks for the duty manager's PIN. If none is set, it asks for the
// administrator's. Everybody needs it.
func (a *app) askManager(ctx context.Context, in *desk.Installation) error {
	return a.askPIN(ctx, in.ManagerPIN(), desk.NewManagerDoor(a.outside()))
}

func (a *app) spentCommand() *cobra.Command {
	return &cobra.Command{
		Use: "spent", Short: "Show what each service has cost in this business day, and how many prepaid calls are left", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.spent(cmd.Context()) },
	}
}

func (a *app) spent(ctx context.Context) error {
	in, err := a.load()
	if err != nil {
		return err
	}
	return a.withRecords(ctx, func(s records.Store) error {
		from := config.BusinessDay(in.Settings, a.now())
		sum, err := s.Tallies(ctx, records.TallyFilter{From: records.DayOf(from)})
		if err == nil {
			err = a.noteRead(ctx, s, callsOf(sum))
		}
		if err != nil {
			return err
		}
		fmt.Fprintf(a.out, "# %s\n", from.Format(time.RFC3339))
		w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
		fmt.Fprintln(w, "service\tcalls\tyuan\tlimit\tprepaid left\t")
		for _, e := range in.Entries {
			if err := a.spentAt(ctx, s, w, e.Descriptor.Code, in.Settings.Provider(e.Descriptor.Code), from); err != nil {
				return err
			}
		}
		return w.Flush()
	})
}

func (a *app) spentAt(ctx context.Context, s records.Store, w *tabwriter.Writer, code string, v providers.Values, from time.Time) error {
	day, err := s.Spent(ctx, code, from)
	if err != nil {
		return err
	}
	limit, left := "-", "-"
	if yuan := v.Number(providers.KeyDayLimit); yuan > 0 {
		limit = fmt.Sprintf("%.2f", yuan)
		if day.Lifted {
			limit += " lifted"
		}
	}
	if bought := v.Int(providers.KeyPrepaid); bought > 0 {
		used, err := s.Spent(ctx, code, providers.PrepaidSince(v))
		if err != nil {
			return err
		}
		left = fmt.Sprint(max(bought-used.Calls, 0))
	}
	fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%s\t\n", code, day.Calls, yuan(day.Fen), limit, left)
	return nil
}

// yuan formats an amount in fen as yuan.
func yuan(fen int64) string { return export.Yuan(fen) }
