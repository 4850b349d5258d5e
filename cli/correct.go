package cli

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"facedesk/identity"
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
		RunE:    func(cmd *cobra.Command, args []string) error { return a.correct(cmd.Context(), args[0], o) },
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
		return usagef("--decision is one of %s", strings.Join(known, ", "))
	case strings.TrimSpace(o.reason) == "" || len([]rune(o.reason)) > longestEvidence || strings.ContainsAny(o.reason, "\r\n\t\x00"):
		return usagef("--reason is one line of at most %d characters", longestEvidence)
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
		list, err := s.Entries(ctx, records.Filter{ID: id})
		if err != nil {
			return err
		}
		if id == "" || len(list) == 0 || !decided(list[0]) {
			return identity.Bad("", identity.Say("没有这条记录，或其中没有可更正的处理。未作任何更改。", "There is no such record, or it holds no decision to correct. Nothing was changed.").
				Do("请用 facedesk records list 查看编号。", "Look up its id with: facedesk records list."))
		}
		e := in.Event(a.now())
		e.Clerk, e.About, e.Decision, e.Reason, e.Demo = a.who(o.by), id, records.Decision(o.decision), o.reason, demoEntry(list[0])
		return s.Correct(ctx, e)
	})
}

// decided reports whether an entry holds a clerk's decision.
func decided(e records.Entry) bool {
	if e.Attempt != nil {
		return e.Attempt.Decision != records.DecidedNothing
	}
	return slices.Contains([]string{string(records.DecidedByEye), string(records.DecidedDoubt), string(records.DecidedLeft)}, e.Event.Event)
}

func demoEntry(e records.Entry) bool {
	if e.Attempt != nil {
		return e.Attempt.Demo
	}
	return e.Event.Demo
}
