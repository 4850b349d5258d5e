package cli

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"facedesk/cli/early/endings"
	"facedesk/config"
	"facedesk/identity"
)

// Version is the version of the program. The build sets it.
var Version = "development"

// Built is the date of the program's commit (RFC 3339). The build sets it.
var Built string

// System is the path of the system's settings. SystemOwner is the user who may
// own that file besides root. A build for another place sets them. No
// environment variable changes them, because the file can lock what a user may
// set.
var (
	System      = config.SystemFile
	SystemOwner string // user number
)

// built returns the time of Built, or the time that the Go toolchain noted. It
// is zero if both are unknown.
func built() time.Time {
	text := Built
	if info, ok := debug.ReadBuildInfo(); ok && text == "" {
		for _, s := range info.Settings {
			if s.Key == "vcs.time" {
				text = s.Value
			}
		}
	}
	at, _ := time.Parse(time.RFC3339, text) // a text that is no time gives zero
	return at
}

// app holds everything that a command uses of the operating system.
type app struct {
	in       io.Reader
	out, err io.Writer
	env      []string
	now      func() time.Time
	lang     string       // flag --lang
	started  bool         // the command line is valid and a command runs
	shared   bool         // flag --shared of the records
	pinStdin bool         // flag --pin-stdin of the records
	deletes  bool         // the command erases or deletes, which the shared database lets IT do only
	tells    bool         // the exit code shows the result, whatever becomes of standard output
	log      *slog.Logger // of the window; nil before beginLog
	windows  Windows      // nil if the program was built without windows
}

// Main runs the command line and returns the exit code (see --help). windows
// opens the windows; nil means that this program has none.
func Main(args []string, windows Windows) (code int) {
	forgetEnvironment()
	keepOn()
	out := &stdout{to: os.Stdout}
	a := &app{in: os.Stdin, out: out, err: os.Stderr, env: os.Environ(), now: time.Now, windows: windows}
	defer func() {
		if r := recover(); r != nil {
			// The value of the panic may contain what a user typed. Only the
			// stack is printed.
			fmt.Fprintf(a.err, "facedesk: internal fault.\n%s", debug.Stack())
			code = exitFault
		}
	}()
	ctx, stop := endings.Context()
	defer stop()
	root := a.root()
	root.SetArgs(args)
	err := a.unprinted(root.ExecuteContext(ctx), out.fault)
	a.explain(err)
	return a.exitCode(err)
}

// Commands returns the tree of commands, of which manual pages and completions
// are made. A command that is run writes to out.
func Commands(out io.Writer) *cobra.Command {
	return (&app{in: os.Stdin, out: out, err: os.Stderr, env: os.Environ(), now: time.Now}).root()
}

// forgetEnvironment removes the variables that make the Go library trust other
// certificates. A user who starts the program could otherwise redirect a locked
// service. The setting network.ca_file is the only way to add certificates.
func forgetEnvironment() {
	for _, name := range []string{"SSL_CERT_FILE", "SSL_CERT_DIR"} {
		_ = os.Unsetenv(name)
	}
	for _, v := range os.Environ() { // what would complete the address of the shared database
		if name, _, _ := strings.Cut(v, "="); strings.HasPrefix(name, "PG") {
			_ = os.Unsetenv(name)
		}
	}
}

const rootHelp = `Facedesk checks a person at the counter: name, document number and face, at a
verification service. Without a network: configure it with "facedesk config",
look whether everything is in place with "facedesk doctor", and try it all
against the built-in sandbox with "facedesk demo".

` + exitHelp + `
FACEDESK_HOME=DIR keeps settings, records, logs and the keyring entries of one
installation apart; /etc/facedesk/settings.toml holds there too.
FACEDESK_LANG=zh or en chooses the language of messages, zh-Hant that of the window.`

func (a *app) root() *cobra.Command {
	var o windowOptions
	root := &cobra.Command{
		Use: "facedesk", Short: "Check a person at the counter", Long: rootHelp, Args: noCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return a.window(cmd.Context(), o) },
		SilenceErrors: true, SilenceUsage: true, Version: Version,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
		PersistentPreRun:  func(*cobra.Command, []string) { a.started = true },
	}
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	f := root.Flags()
	f.BoolVar(&o.demo, "demo", false, "open the window on the sandbox inside the program; without a display, run the demo check")
	f.BoolVar(&o.kiosk, "kiosk", false, "full screen, without a way out but the administrator PIN")
	f.StringVar(&o.camera, "camera", "", "camera to use (facedesk cameras); default: ui.camera, or the first; in a demo its own")
	f.StringVar(&o.display, "customer-display", "", "monitor for the guest's own window, by its name in xrandr, or auto; default: desk.customer_display")
	f.StringVar(&o.metrics, "metrics-file", "", "write Prometheus metrics to this file, as metrics.file does")
	root.PersistentFlags().StringVar(&a.lang, "lang", "", "language of messages: zh or en (of the window: zh-Hant too)")
	root.AddCommand(a.verifyCommand(), a.handCommand(), a.demoCommand(), a.portraitCommand(), a.configCommand(), a.bundleCommand(), a.keyringCommand(),
		a.backupCommand(), a.clerksCommand(), a.kioskCommand(), a.doctorCommand(), a.recordsCommand(), a.sandboxCommand(), a.servicesCommand(), a.camerasCommand(),
		a.readersCommand(), a.noticeCommand(), a.licensesCommand())
	root.SetFlagErrorFunc(flagError)
	complete(root)
	return root
}

// explain prints an error for a person. It skips an error that was printed
// before.
func (a *app) explain(err error) {
	var e *identity.Error
	switch {
	case err == nil, errors.Is(err, errSilent):
	case errors.As(err, &e):
		fmt.Fprintln(a.err, "facedesk: "+e.Full().In(a.language()))
	default:
		a.printError(saidOf(err))
		if a.exitCode(err) == exitUsage {
			fmt.Fprintln(a.err, a.say(usageHelp))
		}
	}
}
