package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"facedesk/config"
	"facedesk/desk"
	"facedesk/identity"
)

const configHelp = `Settings are TOML, in layers: built in, then /etc/facedesk/settings.toml, then
the user's settings.toml (facedesk config show names it), then environment
variables (FACEDESK_PROVIDERS_SLSJ_ENDPOINT for providers.slsj.endpoint). The
file in /etc may lock values: locked = ["providers.*"]. A locked endpoint locks
its whole way: proxy, CA, time limits, signature; a locked day_limit locks its
prices, its day and its records. FACEDESK_HOME moves your own
file, never the one in /etc, which must be writable by root alone. Secrets are
never in settings; they live in the keyring.
`

func (a *app) configCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "config", Short: "Show, check and change settings and secrets", Long: configHelp}
	cmd.AddCommand(a.configShowCommand(), a.configExampleCommand(), a.configCheckCommand(), a.configKeepCommand(), a.configSetCommand(), a.configUnsetCommand(),
		a.secretCommand(), a.confirmCodesCommand(), a.pinCommand())
	return cmd
}

func (a *app) configShowCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "show [PREFIX]", Short: "Show every setting with where it comes from", Args: atMostOne,
		RunE: func(_ *cobra.Command, args []string) error {
			in, err := a.load()
			if err != nil {
				return err
			}
			return a.showSettings(in, strings.Join(args, ""), asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON array")
	return cmd
}

type settingJSON struct {
	Key    string `json:"key"`
	Value  string `json:"value"`
	Origin string `json:"origin"`
	Locked bool   `json:"locked"`
}

func (a *app) showSettings(in *desk.Installation, prefix string, asJSON bool) error {
	rows := []settingJSON{}
	for _, s := range in.Settings.All() {
		if strings.HasPrefix(s.Field.Key, prefix) {
			rows = append(rows, settingJSON{s.Field.Key, shownValue(s), s.Origin.String(), s.Locked})
		}
	}
	if asJSON {
		return json.NewEncoder(a.out).Encode(rows)
	}
	fmt.Fprintf(a.out, "# your settings: %s\n# records: %s\n", in.Paths.User, in.Paths.RecordsFile(in.Settings))
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	for _, r := range rows {
		locked := ""
		if r.Locked {
			locked = "locked"
		}
		fmt.Fprintf(w, "%s\t= %s\t%s\t%s\n", r.Key, r.Value, r.Origin, locked)
	}
	return w.Flush()
}

// shownValue returns a setting as text. It hides the hash of a PIN, because a
// short PIN can be found from its hash by trial.
func shownValue(s config.Setting) string {
	text := config.FormatText(s.Value)
	if config.HoldsHash(s.Field.Key) && text != "" {
		return "***"
	}
	return text
}

func (a *app) configExampleCommand() *cobra.Command {
	return &cobra.Command{
		Use: "example", Short: "Print a settings file that explains every setting, all commented out", Args: exactly(0),
		RunE: func(*cobra.Command, []string) error {
			in, err := a.installation()
			if err != nil {
				return err
			}
			_, err = fmt.Fprint(a.out, in.Schema.Example())
			return err
		},
	}
}

func (a *app) configCheckCommand() *cobra.Command {
	return &cobra.Command{
		Use: "check", Short: "Check the settings; every complaint with file, line and column", Args: exactly(0),
		RunE: func(*cobra.Command, []string) error { return a.checkSettings() },
	}
}

func (a *app) configKeepCommand() *cobra.Command {
	var confirmed bool
	cmd := &cobra.Command{
		Use: "keep", Short: "Check the system's settings and keep a copy, with which the window works on if the file breaks (as root)", Args: exactly(0),
		Long: `Check the system's settings and keep a copy beside them (settings.last.toml).
If the file cannot be used later, the window works on with the copy: a kiosk stays a
kiosk, and what was locked stays locked. A copy that others than root could write does
not count. On a kiosk a unit of the system runs this at each start and after each
change of the file; the window keeps a copy of the user's file by itself.

A file that has lost locks, a locked value, the kiosk or a PIN which the copy has may
have been cut off. The copy then holds and stays as it is, and doctor tells, until
--confirm says that it was meant. What facedesk itself writes (config set, bundle import) needs no confirmation.`,
		RunE: func(*cobra.Command, []string) error {
			in, err := a.installation()
			if err != nil {
				return err
			}
			return config.KeepSystem(in.Sources, confirmed)
		},
	}
	cmd.Flags().BoolVar(&confirmed, "confirm", false, "take a file that has lost locks, a locked value, the kiosk or a PIN, because that was meant")
	return cmd
}

func (a *app) checkSettings() error {
	in, err := a.load()
	var complaints config.Complaints
	if errors.As(err, &complaints) {
		for _, c := range complaints {
			fmt.Fprintln(a.out, c.In(a.language()))
		}
		return reported{err}
	}
	if err != nil {
		return err
	}
	if findings := in.Findings(); len(findings) > 0 {
		for _, f := range findings {
			fmt.Fprintln(a.out, f.In(a.language()))
		}
		return reported{findings.Err()}
	}
	a.print(identity.Text{ZH: "设置无误。", EN: "The settings are in order."})
	for _, advice := range in.Advice() {
		fmt.Fprintln(a.out, "! "+a.say(advice))
	}
	return nil
}

func (a *app) configSetCommand() *cobra.Command {
	var system bool
	cmd := &cobra.Command{
		Use: "set KEY VALUE", Short: "Change a setting; lists are written a,b,c and durations 30s", Args: exactly(2),
		Example: "  facedesk config set providers.wapi.endpoint https://example.org/pyi/62/169\n  facedesk config set documents.111.providers muzhiyun,apetime",
		RunE: func(_ *cobra.Command, args []string) error {
			return a.change(system, func(in *desk.Installation, file string) error {
				if err := a.guardPIN(in, system, args[0]); err != nil {
					return err
				}
				return config.Set(in.Sources, file, args[0], args[1])
			})
		},
	}
	cmd.Flags().BoolVar(&system, "system", false, "change /etc/facedesk/settings.toml instead of your own file")
	return cmd
}

func (a *app) configUnsetCommand() *cobra.Command {
	var system bool
	cmd := &cobra.Command{
		Use: "unset KEY", Short: "Remove a setting from your file", Args: exactly(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.change(system, func(in *desk.Installation, file string) error {
				if err := a.guardPIN(in, system, args[0]); err != nil {
					return err
				}
				return config.Unset(in.Sources, file, args[0])
			})
		},
	}
	cmd.Flags().BoolVar(&system, "system", false, "change /etc/facedesk/settings.toml instead of your own file")
	return cmd
}

func (a *app) change(system bool, how func(in *desk.Installation, file string) error) error {
	in, err := a.installation()
	if err != nil {
		return err
	}
	file := in.Paths.User
	if system {
		file = in.Paths.System.File
	}
	if err := how(in, file); err != nil {
		return err
	}
	fmt.Fprintln(a.out, a.say(identity.Text{ZH: "已写入 ", EN: "Written to "})+file)
	return nil
}
