package cli

import (
	"context"

	"github.com/spf13/cobra"

	"facedesk/identity"
	"facedesk/records"
)

func (a *app) recordsCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "records", Short: "Look at what is recorded, add it up, export it, and answer for it", Long: recordsHelp}
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
	cmd.PersistentFlags().BoolVar(&a.shared, "shared", false, "of all desks, from the shared database (secret shared.reader; for settling, correcting, erasing and deleting, shared.it)")
	cmd.AddCommand(clock, seen, a.sharedCommand(), a.keyCommand())
	cmd.PersistentFlags().BoolVar(&a.pinStdin, "pin-stdin", false, "the first line of standard input is the duty manager's PIN")
	cmd.AddCommand(a.behindPIN(a.peopleCommands()...)...)
	cmd.AddCommand(a.behindPIN(a.moneyCommands()...)...)
	cmd.AddCommand(a.liftCommand(), a.sheetCommand()) // these ask by themselves
	return cmd
}

const recordsHelp = `Look at what is recorded, add it up, export it, and answer for it.

Where a duty manager's PIN is set ("facedesk config pin set --manager"), or else an
administrator's, what reads or changes records asks for it, as the window does: at a
hidden prompt, or with --pin-stdin as the first line of standard input. Wrong tries
are counted together with the window's. root, who may write /etc, needs none; the
examination of clock and file (clock, seen), and what concerns the shared database's
setup, asks for none.
`

// withRecords opens the records of this installation, or those of all desks
// (--shared), calls use and closes them.
func (a *app) withRecords(ctx context.Context, use func(records.Store) error) error {
	in, err := a.load()
	if err != nil {
		return err
	}
	if a.shared {
		return a.withArchive(ctx, in, use)
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
