package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"facedesk/desk"
	"facedesk/desk/export"
	"facedesk/identity"
	"facedesk/records"
)

// peopleCommands are the commands for the person who is responsible for the
// recorded data.
func (a *app) peopleCommands() []*cobra.Command {
	return []*cobra.Command{a.listCommand(), a.showCommand(), a.searchCommand(), a.personCommand(),
		a.statsCommand(), a.exportCommand(), a.consentsCommand(), a.purgeCommand(), a.correctCommand()}
}

// selection holds the flags that select entries.
type selection struct {
	from, to                      string
	service, clerk, desk, outcome string
}

func (s *selection) flags(cmd *cobra.Command, whenEmpty string) {
	f := cmd.Flags()
	f.StringVar(&s.from, "from", "", "first business day, such as 2026-11-01; default: "+whenEmpty)
	f.StringVar(&s.to, "to", "", "last business day; default: today")
}

func (s *selection) filters(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&s.service, "service", "", "only calls of this service")
	f.StringVar(&s.clerk, "clerk", "", "only those of this clerk")
	f.StringVar(&s.desk, "desk", "", "only those of this desk")
	f.StringVar(&s.outcome, "outcome", "", "only those with this outcome, kind of failure or event, such as match, not_sent, by_eye")
}

// filter adds the selection to f. Without --from it has no earliest day.
func (s selection) filter(in *desk.Installation, a *app, f records.Filter) (records.Filter, error) {
	f.Provider, f.Clerk, f.Desk, f.Result = s.service, s.clerk, s.desk, s.outcome
	if s.from == "" && s.to == "" {
		return f, nil
	}
	days, ok := in.Days(s.from, s.to, a.now())
	if !ok {
		return f, notDays()
	}
	f.From, f.To = days.From, days.To
	return f, nil
}

func notDays() error {
	return usagef("--from 和 --to 是起止日期，如 2026-11-01", "--from and --to are days such as 2026-11-01, the first and the last")
}

func (a *app) listCommand() *cobra.Command {
	var s selection
	var f records.Filter
	var days int
	var asJSON bool
	cmd := &cobra.Command{
		Use: "list", Short: "List attempts, consents and decisions, newest first; names and numbers are masked", Args: exactly(0),
		Long: `List attempts, consents and decisions, newest first; names and numbers are masked.
That somebody listed, searched or added up records is recorded as an event: the
user of this machine, when, how many rows (--accesses).`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if days < 0 || f.Limit < 0 {
				return usagef("--days 和 --limit 须为 0 或更大", "--days and --limit are 0 or more")
			}
			if days > 0 {
				f.From = a.now().AddDate(0, 0, -days)
			}
			return a.listEntries(cmd.Context(), s, f, asJSON)
		},
	}
	s.flags(cmd, "all days")
	s.filters(cmd)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON array")
	cmd.Flags().IntVar(&f.Limit, "limit", 100, "at most so many, 0 for all")
	cmd.Flags().IntVar(&days, "days", 0, "only those of the last so many days, 0 for all")
	cmd.Flags().BoolVar(&f.Unsettled, "unsettled", false, "only unknown outcomes that nobody has decided about")
	cmd.Flags().BoolVar(&f.Accesses, "accesses", false, "also who read, exported and deleted records")
	return cmd
}

func (a *app) listEntries(ctx context.Context, s selection, f records.Filter, asJSON bool) error {
	in, err := a.load()
	if err != nil {
		return err
	}
	if f, err = s.filter(in, a, f); err != nil {
		return err
	}
	return a.withRecords(ctx, func(store records.Store) error {
		list, err := store.Entries(ctx, f)
		if err == nil {
			err = a.noteRead(ctx, store, len(list))
		}
		if err != nil {
			return err
		}
		return a.showEntries(list, asJSON)
	})
}

func (a *app) showCommand() *cobra.Command {
	return &cobra.Command{
		Use: "show ID", Short: "Show everything about one attempt or event, with the corrections of its decision, as JSON", Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error { return a.showEntry(cmd.Context(), args[0]) },
	}
}

func (a *app) showEntry(ctx context.Context, id string) error {
	return a.withRecords(ctx, func(s records.Store) error {
		list, err := s.Entries(ctx, records.Filter{ID: id, Accesses: true})
		if err != nil {
			return err
		}
		if id == "" || len(list) == 0 {
			return identity.Bad("", identity.Say("没有这条记录。", "There is no such record.").
				Do("请用 facedesk records list 查看编号。", "Look up its id with: facedesk records list."))
		}
		more, err := s.Entries(ctx, records.Filter{About: id, Oldest: true})
		if err == nil {
			err = a.noteRead(ctx, s, len(list)+len(more))
		}
		if err != nil {
			return err
		}
		out := make([]export.Entry, 0, len(list)+len(more))
		for _, e := range append(list, more...) {
			out = append(out, export.Of(e))
		}
		w := json.NewEncoder(a.out)
		w.SetIndent("", "  ")
		return w.Encode(out)
	})
}

func (a *app) purgeCommand() *cobra.Command {
	var by string
	cmd := &cobra.Command{
		Use: "purge", Short: "Delete now what is older than the notice promises (notice.retention_days)", Args: exactly(0),
		Long: `Delete now what is older than the notice promises (notice.retention_days). The
window does so every day. Open calls and unknown outcomes that nobody has
settled stay. While this machine's clock and the records disagree, nothing is
deleted. The deletion is recorded, with its count.`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			a.deletes = true
			return a.purge(cmd.Context(), by)
		},
	}
	cmd.Flags().StringVar(&by, "by", "", "who deletes; default: the user of this machine")
	return cmd
}

func (a *app) purge(ctx context.Context, by string) error {
	in, err := a.load()
	if err != nil {
		return err
	}
	return a.withRecords(ctx, func(s records.Store) error {
		n, err := in.Purge(ctx, s, a.outside().Clock(), a.who(by))
		if err == nil {
			a.print(identity.Text{ZH: fmt.Sprintf("已删除 %d 条到期记录。", n), EN: fmt.Sprintf("%d old records were deleted.", n)})
		}
		return err
	})
}

func (a *app) consentsCommand() *cobra.Command {
	var s selection
	var asJSON bool
	cmd := &cobra.Command{
		Use: "consents", Short: "Count consents given, declined and withdrawn by version of the notice and recipient, and deletions; without a name", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.consents(cmd.Context(), s, asJSON) },
	}
	s.flags(cmd, "all days")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON array")
	return cmd
}

// auditJSON is one line for an auditor.
type auditJSON struct {
	Event   string `json:"event"`
	Notice  string `json:"notice"`
	Service string `json:"service"`
	By      string `json:"by"`
	Face    bool   `json:"face"`
	Times   int    `json:"times"`
	Rows    int    `json:"rows"`
}

func (a *app) consents(ctx context.Context, s selection, asJSON bool) error {
	in, err := a.load()
	if err != nil {
		return err
	}
	demo := false
	f, err := s.filter(in, a, records.Filter{Demo: &demo})
	if err != nil {
		return err
	}
	return a.withRecords(ctx, func(store records.Store) error {
		all, err := store.Audit(ctx, f)
		if err == nil {
			err = a.noteRead(ctx, store, len(all))
		}
		if err != nil {
			return err
		}
		rows := make([]auditJSON, len(all))
		for i, r := range all {
			rows[i] = auditJSON{r.Event, r.Notice, r.Provider, string(r.By), r.Face, r.Times, r.Rows}
		}
		if asJSON {
			return json.NewEncoder(a.out).Encode(rows)
		}
		table := [][]string{strings.Fields("event notice service by face times rows")}
		for _, r := range rows {
			table = append(table, []string{r.Event, r.Notice, r.Service, r.By, fmt.Sprint(r.Face), fmt.Sprint(r.Times), fmt.Sprint(r.Rows)})
		}
		return a.table(table)
	})
}
