package cli

import (
	"context"
	"fmt"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"facedesk/config"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/records"
	"facedesk/records/shared"
)

func (a *app) sharedCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "shared", Short: "Set up the database that the desks of a company share, and send to it", Args: exactly(0),
		Long: `Set up the database that the desks of a company share, and send to it. Roles, TLS,
backups: docs/shared-records.md. Addresses are secrets, such as
postgres://user:password@host:5432/database?sslmode=verify-full:
  facedesk config secret set shared.it      whoever sets up, erases and deletes
  facedesk config secret set shared.desk    at each desk, its own
  facedesk config secret set shared.reader  whoever reads with --shared
A desk shares its records from then on when records.shared is true and
records.operator names, for the notice, who keeps the database.`}
	var show bool
	setup := &cobra.Command{
		Use: "setup", Short: "Create or renew the tables, roles and functions in the shared database (secret shared.it)", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if show {
				return a.printSetup()
			}
			return a.setUpShared(cmd.Context())
		},
	}
	setup.Flags().BoolVar(&show, "print", false, "print the SQL instead")
	cmd.AddCommand(setup,
		&cobra.Command{Use: "send", Short: "Send now what waits for the shared database", Args: exactly(0),
			RunE: func(cmd *cobra.Command, _ []string) error { return a.sendShared(cmd.Context()) }},
		&cobra.Command{Use: "status", Short: "Say whether the shared database answers, and what waits for it", Args: exactly(0),
			RunE: func(cmd *cobra.Command, _ []string) error { return a.sharedStatus(cmd.Context()) }},
	)
	return cmd
}

// withArchive opens the shared database with the role that the command needs.
func (a *app) withArchive(ctx context.Context, in *desk.Installation, use func(records.Store) error) error {
	secret := config.SecretReader
	if a.deletes {
		secret = config.SecretIT
	}
	o, err := in.Database(secret)(ctx)
	if err != nil {
		return err
	}
	archive, err := shared.OpenArchive(ctx, o)
	if err != nil {
		return err
	}
	defer archive.Close()
	return use(archive)
}

func (a *app) printSetup() error {
	fmt.Fprintln(a.out, "CREATE SCHEMA IF NOT EXISTS facedesk;")
	return fs.WalkDir(shared.Files(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(shared.Files(), path)
		up, _, _ := strings.Cut(string(text), "-- +goose Down")
		fmt.Fprintln(a.out, up)
		return err
	})
}

func (a *app) setUpShared(ctx context.Context) error {
	in, err := a.load()
	if err != nil {
		return err
	}
	o, err := in.Database(config.SecretIT)(ctx)
	if err != nil {
		return err
	}
	n, err := shared.Setup(ctx, o)
	if err != nil {
		return err
	}
	said := identity.Text{ZH: fmt.Sprintf("共享记录库已就绪，执行了 %d 个升级步骤。", n), EN: fmt.Sprintf("The shared database is ready; %d steps were carried out.", n)}
	if n == 0 {
		said = identity.Text{ZH: "共享记录库已就绪，无需更改。", EN: "The shared database is ready; nothing had to be changed."}
	}
	a.print(said)
	return nil
}

// withLink opens this desk's file and its link to the shared database.
func (a *app) withLink(ctx context.Context, use func(*desk.Installation, *records.SQLite, *shared.Link) error) error {
	in, err := a.load()
	if err != nil {
		return err
	}
	if !in.Shares() {
		return &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo,
			What: identity.Text{ZH: "此柜台没有开启共享记录。", EN: "This desk does not share its records."},
			Next: identity.Text{ZH: "请设置 records.shared 和 records.operator。", EN: "Set records.shared and records.operator."}}
	}
	file, err := records.Open(ctx, in.Paths.RecordsFile(in.Settings))
	if err != nil {
		return err
	}
	defer file.Close()
	link := in.Link(file)
	defer link.Close()
	return use(in, file, link)
}

func (a *app) sendShared(ctx context.Context) error {
	return a.withLink(ctx, func(_ *desk.Installation, _ *records.SQLite, l *shared.Link) error {
		n, err := l.Send(ctx)
		a.print(identity.Text{ZH: fmt.Sprintf("已发送 %d 条记录。", n), EN: fmt.Sprintf("%d rows were sent.", n)})
		return err
	})
}

func (a *app) sharedStatus(ctx context.Context) error {
	return a.withLink(ctx, func(_ *desk.Installation, file *records.SQLite, l *shared.Link) error {
		o, err := file.Outbox(ctx)
		if err != nil {
			return err
		}
		a.print(desk.Waiting(o, a.now()))
		if err := l.Check(ctx); err != nil {
			return err
		}
		a.print(identity.Text{ZH: "共享记录库可用。", EN: "The shared database answers."})
		return nil
	})
}

func (a *app) keyCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "key", Short: "Carry the key by which a person is found to the other desks of the company", Args: exactly(0),
		Long: `Carry the key by which a person is found to the other desks of the company, so that
the same person is found at each of them. Whoever has the key and the records can
find out whose they are by trying numbers: carry it as a password.`,
		Example: "  facedesk records key export | ssh desk2 facedesk records key import"}
	var replace bool
	imported := &cobra.Command{Use: "import", Short: "Store the key of another desk, read from standard input or a hidden prompt", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.importKey(cmd.Context(), replace) }}
	imported.Flags().BoolVar(&replace, "replace", false, "replace the key that is here; old records can then no longer be found by person")
	fresh := &cobra.Command{Use: "new", Short: "Make a new key where the keyring has lost it; old records can then no longer be found by person", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.newKey(cmd.Context()) }}
	cmd.AddCommand(imported, fresh, &cobra.Command{Use: "export", Short: "Print this desk's key", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.exportKey(cmd.Context()) }})
	return cmd
}

func (a *app) importKey(ctx context.Context, replace bool) error {
	in, err := a.installation()
	if err != nil {
		return err
	}
	text, err := a.readSecret(ctx, config.SecretHashKey)
	if err != nil {
		return err
	}
	key, err := config.ParseSecret(text)
	if err != nil {
		return err
	}
	if err := in.Keyring.ImportHashKey(ctx, key, replace); err != nil {
		return err
	}
	a.print(identity.Text{ZH: "记录密钥已存入密钥环。", EN: "The key of the records is stored in the keyring."})
	return nil
}

func (a *app) exportKey(ctx context.Context) error {
	in, err := a.load()
	if err != nil {
		return err
	}
	key, err := in.HashKey(ctx, a.outside())
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.out, "%x\n", key)
	return err
}

// newKey makes a key although there are records, after it has said what that means.
func (a *app) newKey(ctx context.Context) error {
	in, err := a.installation()
	if err != nil {
		return err
	}
	if !a.confirmed(ctx, identity.Text{
		ZH: "换新密钥后，旧记录无法再按人查找，防止重复付费的次数限制和提醒会忘掉以前的核验。继续吗？",
		EN: "With a new key old records can no longer be found by person, and the guards against paying twice forget earlier checks. Go on?"}) {
		return nothingEntered()
	}
	if _, err := in.Keyring.HashKey(ctx, a.outside().Random, nil); err != nil {
		return err
	}
	a.print(identity.Text{ZH: "密钥环中有记录密钥了；原来有的话，没有改动。", EN: "The keyring has a key of the records; one that was there is unchanged."})
	return nil
}
