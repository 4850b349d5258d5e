package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"facedesk/desk"
	"facedesk/records"
)

type correctOptions struct{ decision, reason, by string }

func (a *app) correctCommand() *cobra.Command {
	var o correctOptions
	cmd := &cobra.Command{
		Use: "correct ID --decision by_eye|doubt|left --reason TEXT", Short: "Note that a clerk's decision was wrong, what holds instead, and why", Args: exactly(1),
		Long: `Note that a clerk's decision was wrong, what holds instead, and why. ID is that of
the attempt or of the decision without one. The earlier decision stays in the
records; the correction is an event of its own, with who and when.`,
		Example: "  facedesk records correct 4f1c… --decision doubt --reason 'wrong key pressed'",
		RunE: func(cmd *cobra.Command, args []string) error {
			a.deletes = true
			return a.correct(cmd.Context(), args[0], o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.decision, "decision", "", "what holds: by_eye, doubt or left")
	f.StringVar(&o.reason, "reason", "", "why, in one line; no guest's name or number")
	f.StringVar(&o.by, "by", "", "who corrects; default: the user of this machine")
	return cmd
}

func (o correctOptions) check() error {
	known := []string{string(records.DecidedByEye), string(records.DecidedDoubt), string(records.DecidedLeft)}
	switch {
	case !slices.Contains(known, o.decision):
		return usagef("--decision 只能是 %s 之一", "--decision is one of %s", strings.Join(known, ", "))
	case strings.TrimSpace(o.reason) == "" || len([]rune(o.reason)) > longestEvidence || strings.ContainsAny(o.reason, "\r\n\t\x00"):
		return usagef("--reason 是一行文字，最多 %d 个字", "--reason is one line of at most %d characters", longestEvidence)
	}
	return nil
}

func (a *app) correct(ctx context.Context, id string, o correctOptions) error {
	if err := o.check(); err != nil {
		return err
	}
	in, err := a.load()
	if err != nil {
		return err
	}
	return a.withRecords(ctx, func(s records.Store) error {
		e := in.Event(a.now())
		e.Clerk, e.About, e.Decision, e.Reason = a.who(o.by), id, records.Decision(o.decision), o.reason
		return desk.CorrectDecision(ctx, s, e)
	})
}
