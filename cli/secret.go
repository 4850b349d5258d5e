package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"facedesk/config"
	"facedesk/config/plainfile"
	"facedesk/identity"
)

func (a *app) secretCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "secret", Short: "Keep the services' keys in the keyring"}
	cmd.AddCommand(
		&cobra.Command{Use: "set SERVICE.NAME", Short: "Store a secret; its value is read from standard input or a hidden prompt, never from the command line",
			Args: exactly(1),
			RunE: func(cmd *cobra.Command, args []string) error { return a.setSecret(cmd.Context(), args[0]) }},
		&cobra.Command{Use: "import FILE|-", Short: "Store secrets from TOML: a table for each service, in it name = \"value\"",
			Args: exactly(1),
			RunE: func(cmd *cobra.Command, args []string) error { return a.importSecrets(cmd.Context(), args[0]) }},
		&cobra.Command{Use: "list", Short: "List the names of the stored secrets", Args: exactly(0),
			RunE: func(cmd *cobra.Command, _ []string) error { return a.listSecrets(cmd.Context()) }},
		&cobra.Command{Use: "delete SERVICE.NAME", Short: "Remove a secret", Args: exactly(1),
			RunE: func(cmd *cobra.Command, args []string) error { return a.deleteSecret(cmd.Context(), args[0]) }},
	)
	return cmd
}

func (a *app) setSecret(ctx context.Context, name string) error {
	in, err := a.installation()
	if err != nil {
		return err
	}
	if err := in.Secrets.Known(name); err != nil { // fails before it asks for the value
		return err
	}
	text, err := a.readSecret(ctx, name)
	if err != nil {
		return err
	}
	value, err := config.ParseSecret(text)
	if err != nil {
		return err
	}
	if err := in.Secrets.Set(ctx, name, value); err != nil {
		return err
	}
	fmt.Fprintln(a.out, a.say(identity.Text{ZH: "已存入密钥环：", EN: "Stored in the keyring: "})+name)
	return nil
}

// readSecret reads a secret from a hidden prompt on a terminal. Without a
// terminal it reads one line.
func (a *app) readSecret(ctx context.Context, name string) (string, error) {
	if fd, typed := a.terminal(); typed {
		lines, err := a.hidden(ctx, fd, name)
		return strings.Join(lines, ""), err
	}
	text, err := a.piped(ctx, 2*config.MaxSecret)
	return string(text), err
}

func (a *app) importSecrets(ctx context.Context, file string) error {
	in, err := a.installation()
	if err != nil {
		return err
	}
	data, err := a.readImport(ctx, file)
	if err != nil {
		return err
	}
	names, err := in.Secrets.Import(ctx, file, data)
	for _, name := range names {
		fmt.Fprintln(a.out, a.say(identity.Text{ZH: "已存入密钥环：", EN: "Stored in the keyring: "})+name)
	}
	return err
}

func (a *app) readImport(ctx context.Context, file string) ([]byte, error) {
	const most = 1 << 20
	if file == "-" {
		return a.piped(ctx, most)
	}
	data, err := plainfile.Read(file, most)
	if err != nil {
		return nil, usagef("密钥文件读不出来：须为普通文件，不超过 1 MB（- 表示标准输入）", "the file of secrets cannot be read; it must be a plain file of at most 1 MB (- reads standard input)")
	}
	return data, nil
}

func (a *app) listSecrets(ctx context.Context) error {
	in, err := a.installation()
	if err != nil {
		return err
	}
	names, err := in.Secrets.List(ctx)
	for _, name := range names {
		fmt.Fprintln(a.out, name)
	}
	return err
}

func (a *app) deleteSecret(ctx context.Context, name string) error {
	in, err := a.installation()
	if err != nil {
		return err
	}
	return in.Secrets.Delete(ctx, name)
}
