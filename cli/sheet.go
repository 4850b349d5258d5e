package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"facedesk/config"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/records"
)

type sheetOptions struct {
	day, by     string
	shift, to   string // codes of clerks
	print, yuan bool
	out         output
}

func (a *app) sheetCommand() *cobra.Command {
	var o sheetOptions
	cmd := &cobra.Command{
		Use: "sheet --print|-o FILE", Short: "Print one business day on paper or as a PDF: totals, consents, decisions, open calls; masked", Args: exactly(0),
		Long: `Print one business day: calls by service, outcome and clerk, consents, decisions
by eye, and calls whose outcome is not known. Names and numbers are masked. --print
gives it to the default printer (lp) and leaves no file. Sums of yuan need the duty
manager's PIN. The printing is recorded: who, when, how many rows.

With --shift it is the sheet with which that clerk hands over, as the window prints
it: what he did since he signed in, what is open, and two lines to sign.`,
		Example: "  facedesk records sheet --day 2026-11-28 --print\n  facedesk records sheet -o today.pdf\n  facedesk records sheet --shift 0012 --to 0013 --print",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := notBlank(cmd, "day", "shift", "to"); err != nil {
				return err
			}
			return a.sheet(cmd.Context(), o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.day, "day", "", "the business day, such as 2026-11-28; default: today")
	f.BoolVar(&o.print, "print", false, "print it on the default printer")
	o.out.flags(f, "output", "o", "write it as a PDF to this file")
	f.BoolVar(&o.yuan, "yuan", false, "with sums; asks for the duty manager's PIN")
	f.StringVar(&o.shift, "shift", "", "the shift of the clerk with this code, instead of a day")
	f.StringVar(&o.to, "to", "", "code of the clerk who takes over; default: written by hand")
	f.StringVar(&o.by, "by", "", "who prints; default: the user of this machine")
	return cmd
}

// notBlank refuses flags that are given without a value, as by a script whose variable
// is empty: without them another sheet would be printed.
func notBlank(cmd *cobra.Command, names ...string) error {
	for _, name := range names {
		if f := cmd.Flags().Lookup(name); f.Changed && strings.TrimSpace(f.Value.String()) == "" {
			return usagef("--%s 是空的", "--%s is empty", name)
		}
	}
	return nil
}

func (a *app) sheet(ctx context.Context, o sheetOptions) error {
	switch {
	case o.print == (o.out.file != ""):
		return usagef("需要 --print 或 -o 文件之一", "one of --print and -o FILE is needed")
	case o.shift == "" && o.to != "", o.shift != "" && (o.day != "" || o.yuan):
		return usagef("--to 与 --shift 同用，--day 和 --yuan 不能与 --shift 同用", "--to goes with --shift, and neither --day nor --yuan does")
	}
	if err := o.out.free(); err != nil {
		return err
	}
	in, err := a.load()
	if err != nil {
		return err
	}
	day, ok := in.Days(o.day, o.day, a.now())
	if !ok {
		return usagef("--day 是日期，如 2026-11-28", "--day is a day such as 2026-11-28")
	}
	if o.shift != "" {
		return a.shiftSheet(ctx, in, o)
	}
	if o.yuan {
		if err := a.askManager(ctx, in); err != nil {
			return err
		}
	}
	return a.withRecords(ctx, func(s records.Store) error { return a.printSheet(ctx, in, s, day, o) })
}

func (a *app) printSheet(ctx context.Context, in *desk.Installation, s records.Store, day desk.Days, o sheetOptions) error {
	sheet, err := in.DaySheet(ctx, s, day, o.yuan)
	if err != nil {
		return err
	}
	sheet.Made, sheet.By = a.now(), a.who(o.by)
	return a.putOut(ctx, in, s, sheet, o)
}

// shiftSheet prints what a clerk hands over.
func (a *app) shiftSheet(ctx context.Context, in *desk.Installation, o sheetOptions) error {
	from, err := clerkNamed(in, o.shift)
	if err != nil {
		return err
	}
	to, err := clerkNamed(in, o.to)
	if err != nil {
		return err
	}
	if from == to {
		return usagef("--shift 和 --to 是同一个人", "--shift and --to are the same clerk")
	}
	return a.withRecords(ctx, func(s records.Store) error {
		sheet, err := in.HandOverSheet(ctx, s, from, to, false, a.now())
		if err != nil {
			return err
		}
		sheet.By = a.who(o.by)
		return a.putOut(ctx, in, s, sheet, o)
	})
}

// clerkNamed is the code of a clerk as the records keep it. Where nobody signs in, it
// is what the settings say, as it is written there.
func clerkNamed(in *desk.Installation, code string) (string, error) {
	switch {
	case code == "" || indexOf(in.Settings.Clerks(), code) >= 0:
		return config.NormaliseCode(code), nil
	case in.Settings.Bool(config.KeySignIn):
		return "", noSuchClerk()
	}
	return strings.TrimSpace(code), nil
}

// paper is a sheet that can be printed.
type paper interface {
	Title() string
	PDF(identity.Language) ([]byte, error)
	Rows() int
}

// putOut prints a sheet, or writes it to the file, and notes that.
func (a *app) putOut(ctx context.Context, in *desk.Installation, s records.Store, sheet paper, o sheetOptions) error {
	pdf, err := sheet.PDF(a.language())
	if err != nil {
		return err
	}
	if o.print {
		err = desk.Print(ctx, sheet.Title(), pdf)
	} else {
		err = o.out.write(pdf)
	}
	if err != nil {
		return err
	}
	e := in.Event(a.now())
	e.Event, e.Clerk, e.Rows = records.EventPrinted, a.who(o.by), sheet.Rows()
	return s.Note(ctx, e)
}
