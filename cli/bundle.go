package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"facedesk/config"
	"facedesk/config/bundle"
	"facedesk/desk/provision"
	"facedesk/identity"
)

const bundleHelp = `Carry settings and keys to the desks in a file that only they can open and only IT
can make: encrypted by age, to a passphrase or to the desks' own keys, and signed.

On IT's machine, offline:
  facedesk bundle keygen -o it.key                 once; it.key.pub goes to the desks
  facedesk bundle create --key it.key --settings settings.toml --secrets keys.toml \
    --for front-1 --for front-2 --expires 2026-12-31 -o desk.fdb
At each desk:
  sudo facedesk bundle trust it.key.pub            once
  facedesk bundle import --desk front-1 desk.fdb

Passphrases are read from hidden prompts, or as lines of standard input, in the
order in which they would be asked for. docs/provisioning.md says more.
`

func (a *app) bundleCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "bundle", Short: "Carry settings and keys to the desks in a signed, encrypted file", Long: bundleHelp}
	cmd.AddCommand(a.bundleKeygenCommand(), a.bundleCreateCommand(), a.bundleTrustCommand(), a.bundleIdentityCommand(),
		a.bundleImportCommand(), a.bundleShowCommand(), a.bundleRollbackCommand())
	return cmd
}

func (a *app) bundleTrustCommand() *cobra.Command {
	return &cobra.Command{
		Use: "trust [KEYFILE]", Short: "Trust IT's signing key on this machine (as root); without a file, list the trusted keys by fingerprint",
		Args: atMostOne,
		Long: `Add IT's public key (the .pub file of keygen) to ` + provision.TrustFile + ` in the folder of the
system's settings, which only root may write. Compare the fingerprint with the one
that IT tells you. To stop trusting a key, delete its line from that file.`,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listTrusted()
			}
			return a.trustKey(args[0])
		},
	}
}

func (a *app) listTrusted() error {
	t, err := provision.ReadTrust(a.outside().System, "")
	if err != nil {
		return err
	}
	a.printKeys(t.Keys)
	return nil
}

func (a *app) printKeys(keys []bundle.Key) {
	for _, k := range keys {
		a.print(identity.Text{ZH: "信任的签名公钥，指纹 " + k.Fingerprint(), EN: "Trusted signing key, fingerprint " + k.Fingerprint()})
	}
}

func (a *app) trustKey(file string) error {
	data, err := readFile(file, 1<<16)
	if err != nil {
		return err
	}
	keys, err := bundle.ParseKeys(data)
	if err != nil {
		return err
	}
	known, err := provision.AddTrust(a.outside().System, keys)
	if err != nil {
		return err
	}
	a.printKeys(known)
	return nil
}

func (a *app) bundleIdentityCommand() *cobra.Command {
	return &cobra.Command{
		Use: "identity", Short: "Print this desk's own key, to which IT can encrypt bundles (create --to); made on the first call", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			place, err := a.place(false)
			if err != nil {
				return err
			}
			public, err := place.Identity(cmd.Context())
			if err != nil {
				return err
			}
			a.print(identity.Text{ZH: public, EN: public})
			return nil
		},
	}
}

// place returns where bundles are installed.
func (a *app) place(system bool) (provision.Place, error) {
	in, err := a.installation()
	if err != nil {
		return provision.Place{}, err
	}
	if system {
		return provision.ForSystem(in.Sources), nil
	}
	return in.Provisioning(), nil
}

func (a *app) bundleRollbackCommand() *cobra.Command {
	var system bool
	cmd := &cobra.Command{
		Use: "rollback", Short: "Go back to the settings and keys before the last import; once more goes forward again; by the administrator PIN where one is set", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			place, err := a.place(system)
			if err != nil {
				return err
			}
			if !system { // it may bring another PIN back, or none
				if err := a.byPIN(cmd.Context()); err != nil {
					return err
				}
			}
			if err := place.Rollback(cmd.Context()); err != nil {
				return err
			}
			a.print(identity.Text{ZH: "已恢复到上一次更改（导入或退回）之前。窗口开着的话，请重新启动它。", EN: "What the last import or rollback had changed is as before it. If the window is open, start it again."})
			return nil
		},
	}
	cmd.Flags().BoolVar(&system, "system", false, "go back with the system's settings instead of your own settings and keys")
	return cmd
}

// hiddenLines reads one line for each prompt: from hidden prompts on a terminal,
// else from standard input.
func (a *app) hiddenLines(ctx context.Context, prompts ...identity.Text) ([]string, error) {
	if fd, typed := a.terminal(); typed {
		said := make([]string, len(prompts))
		for i, p := range prompts {
			said[i] = a.say(p)
		}
		return a.hidden(ctx, fd, said...)
	}
	text, err := a.piped(ctx, int64(len(prompts))*(config.MaxSecret+2))
	if err != nil {
		return nil, err
	}
	if len(text) == 0 {
		return nil, nothingEntered()
	}
	lines := strings.Split(strings.ReplaceAll(strings.TrimSuffix(string(text), "\n"), "\r", ""), "\n")
	if len(lines) != len(prompts) {
		return nil, missingLines(prompts)
	}
	return lines, nil
}

func missingLines(prompts []identity.Text) error {
	var zh, en []string
	for _, p := range prompts {
		zh, en = append(zh, p.ZH), append(en, p.EN)
	}
	return identity.Bad("", identity.Say("标准输入应依次有这些行："+strings.Join(zh, "、")+"。未作任何更改。",
		"Standard input should have these lines: "+strings.Join(en, ", ")+". Nothing was changed."))
}
