package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"facedesk/cli/doctor"
	"facedesk/config"
	"facedesk/identity"
	"facedesk/readers"
)

// doctorOptions are the flags of doctor.
type doctorOptions struct {
	json   bool
	report output
	sam    bool
}

func (a *app) doctorCommand() *cobra.Command {
	var o doctorOptions
	cmd := &cobra.Command{
		Use: "doctor", Short: "Look whether everything a check needs is in place; makes no paid call", Args: exactly(0),
		Long: `Look at everything that a check at the desk needs, all at once and within five
seconds, whatever hangs. What is unfinished then is told as waiting, never as ok.
No paid call is made: each service is only connected to, and asked for its time.
Each camera that no program holds is opened for one picture, which is dropped; the
desk's window is asked about the one that it holds.

What is printed holds no name, number, key or other text that somebody typed, so
that it can be sent to anybody. Run it in the desk's own session: elsewhere the
display cannot be seen.

Exit codes: 0 nothing has failed (warnings are possible); 32 something has failed;
33 nothing has failed, but something gave no result in time.`,
		Example: "  facedesk doctor\n  facedesk doctor --report doctor.txt\n  facedesk doctor --json --lang en",
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.doctor(cmd.Context(), o) },
	}
	f := cmd.Flags()
	f.BoolVar(&o.json, "json", false, "print one JSON object")
	o.report.flags(f, "report", "", "write the report to this file too, for this user only; with --json as JSON")
	f.BoolVar(&o.sam, "sam", false, "show the number of the card reader's security module, for its vendor")
	return cmd
}

// doctor looks at the machine and prints what it sees. The error carries the exit
// code.
func (a *app) doctor(ctx context.Context, o doctorOptions) error {
	if err := o.report.free(); err != nil {
		return err
	}
	m := a.machine(a.windows)
	each := func(r doctor.Result) { r.Write(a.out, a.language()) }
	if o.json {
		each = nil
	}
	seen := m.Look(ctx, each)
	if o.json {
		_, _ = a.out.Write(seen.JSON(a.language()))
	} else {
		fmt.Fprintln(a.out, a.say(seen.Sum()))
	}
	if o.report.file != "" {
		if err := o.report.write(reportData(seen, a.language(), o.json)); err != nil {
			return err
		}
	}
	if o.sam {
		if err := a.module(ctx, m); err != nil {
			return err
		}
	}
	return doctorError(seen)
}

// doctorError returns the error with the exit code. All has been printed.
func doctorError(seen doctor.Report) error {
	switch seen.State() {
	case doctor.Failed:
		return reported{&identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo, What: seen.Sum()}}
	case doctor.Waiting:
		return reported{&identity.Error{Kind: identity.Busy, Charged: identity.ChargedNo, What: seen.Sum()}}
	}
	return nil
}

// reportData is a report as a file holds it.
func reportData(seen doctor.Report, l identity.Language, asJSON bool) []byte {
	if asJSON {
		return seen.JSON(l)
	}
	return []byte(seen.Text(l))
}

// module prints the number of the card reader's security module. It is no part of the
// report, because it identifies the device.
func (a *app) module(ctx context.Context, m *doctor.Machine) error {
	in, err := m.Load()
	if err != nil {
		return err
	}
	port := in.Settings.String(config.KeyReaderPort)
	if port == "" {
		return readerFault(readers.Absent)
	}
	number, err := readers.Number(ctx, port, 0, a.now)
	if err != nil {
		return readerFault(readers.WrongAnswer)
	}
	fmt.Fprintln(a.out, "SAM "+number)
	return nil
}
