package cli

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"facedesk/config/atomicfile"
	"facedesk/config/plainfile"
	"facedesk/desk"
	"facedesk/desk/backup"
	"facedesk/identity"
)

func (a *app) backupCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "backup", Short: "Carry records, their key and settings to another machine", Args: exactly(0),
		Long: `Carry a desk to another machine: its records, the key by which they find a person,
and your settings, encrypted by a passphrase (a hidden prompt, or one line of standard
input). The services' keys are not in it: "facedesk bundle" brings those.`}
	var out string
	create := &cobra.Command{Use: "create -o FILE", Short: "Write a backup; no file is replaced", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.createBackup(cmd.Context(), out) }}
	create.Flags().StringVarP(&out, "output", "o", "", "file to write")
	cmd.AddCommand(create, &cobra.Command{Use: "restore FILE", Short: "Bring a backup to a machine that has no records and settings yet", Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error { return a.restoreBackup(cmd.Context(), args[0]) }})
	return cmd
}

var backupPassphrase = identity.Text{ZH: "备份的口令", EN: "Passphrase of the backup"}

func backupOf(in *desk.Installation) backup.Desk {
	return backup.Desk{Sources: in.Sources, Schema: in.Schema, Keyring: in.Keyring, Default: in.Paths.Records}
}

func (a *app) createBackup(ctx context.Context, file string) error {
	if file == "" {
		return usagef("需要 -o 文件", "-o FILE is wanted")
	}
	if err := plainfile.Check(file); err != nil {
		return cannotWrite(file, err)
	}
	in, err := a.load()
	if err != nil {
		return err
	}
	passphrase, err := a.newPassphrase(ctx, backupPassphrase)
	if err != nil {
		return err
	}
	name, err := atomicfile.Fresh(filepath.Dir(file), filepath.Base(file), func(w io.Writer) error {
		return backupOf(in).Create(ctx, w, in.Paths.RecordsFile(in.Settings), passphrase)
	})
	if err != nil && identity.KindOf(err) == "" {
		return cannotWrite(file, err)
	}
	if err != nil {
		return err
	}
	fmt.Fprintln(a.out, a.say(identity.Text{ZH: "已写入 ", EN: "Written to "})+name)
	return nil
}

func (a *app) restoreBackup(ctx context.Context, file string) error {
	in, err := a.installation()
	if err != nil {
		return err
	}
	if err := plainfile.Check(file); err != nil {
		return cannotRead(file, err)
	}
	f, err := os.Open(file)
	if err != nil {
		return cannotRead(file, err)
	}
	defer f.Close()
	lines, err := a.hiddenLines(ctx, backupPassphrase)
	if err != nil {
		return err
	}
	place, err := backupOf(in).Restore(ctx, bufio.NewReader(f), lines[0])
	if err != nil {
		return err
	}
	a.print(identity.Text{ZH: "已恢复，记录在 " + place + "。请再导入各服务的密钥（facedesk bundle import）。",
		EN: "Restored; the records are in " + place + ". Store the services' keys next (facedesk bundle import)."})
	return nil
}
