package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"facedesk/config/bundle"
	"facedesk/desk"
	"facedesk/desk/provision"
	"facedesk/identity"
)

// importing are the flags of bundle import and show.
type importing struct {
	system, secretsOnly bool
	desk, fingerprint   string
	serial              uint64
}

func (a *app) bundleImportCommand() *cobra.Command {
	var o importing
	cmd := &cobra.Command{
		Use: "import FILE", Short: "Install a bundle: settings into your file, keys into the keyring, all or nothing", Args: exactly(1),
		Long: `Install a bundle. The signature is checked first, against the keys that this machine
trusts (bundle trust) or, where it trusts none, against --fingerprint. Settings go to
your own file and keys to the keyring; with --system, as root, the settings go to
/etc/facedesk/settings.toml and no keys are stored. Then the desk's user imports the
same file with --secrets-only. "facedesk bundle rollback" takes it back.`,
		RunE: func(cmd *cobra.Command, args []string) error { return a.importBundle(cmd.Context(), args[0], o) },
	}
	f := cmd.Flags()
	f.BoolVar(&o.system, "system", false, "install the settings for the whole machine, and no keys")
	f.BoolVar(&o.secretsOnly, "secrets-only", false, "install the keys, and no settings")
	f.StringVar(&o.desk, "desk", "", "this desk's name, where desk.name is not set yet")
	f.StringVar(&o.fingerprint, "fingerprint", "", "fingerprint of IT's signing key as IT tells it, where this machine trusts no key")
	f.Uint64Var(&o.serial, "serial", 0, "number of the bundle as IT tells it, where this desk has lost count")
	return cmd
}

func (a *app) bundleShowCommand() *cobra.Command {
	var o importing
	var content bool
	cmd := &cobra.Command{
		Use: "show FILE", Short: "Show what a bundle says: number, desks, expiry; with --content its settings and the names of its keys", Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error { return a.showBundle(cmd.Context(), args[0], o, content) },
	}
	cmd.Flags().StringVar(&o.fingerprint, "fingerprint", "", "fingerprint of IT's signing key, where this machine trusts no key")
	cmd.Flags().BoolVar(&content, "content", false, "open it, and show the settings and the names of the keys")
	return cmd
}

func (a *app) showBundle(ctx context.Context, file string, o importing, content bool) error {
	data, trust, err := a.readBundle(file, o.fingerprint)
	if err != nil {
		return err
	}
	s, err := bundle.Read(strings.NewReader(string(data)), trust.Has)
	if err != nil {
		return err
	}
	a.print(s.Said())
	a.print(identity.Text{ZH: "签名公钥指纹：" + s.Signer.Fingerprint(), EN: "Signed by the key with the fingerprint " + s.Signer.Fingerprint()})
	if !content {
		return nil
	}
	with, err := a.opener(ctx, s.Head, false)
	if err != nil {
		return err
	}
	p, err := s.Open(with)
	if err != nil {
		return err
	}
	in, err := a.installation()
	if err != nil {
		return err
	}
	fmt.Fprint(a.out, in.Schema.WithoutPINs(p.Settings))
	for _, n := range in.Schema.SecretNames() {
		if _, there := p.Secrets[n.Name]; there {
			fmt.Fprintln(a.out, "# "+a.say(identity.Text{ZH: "密钥 ", EN: "key "})+n.Name)
		}
	}
	return nil
}

// readBundle reads a file and whom this machine trusts.
func (a *app) readBundle(file, fingerprint string) ([]byte, provision.Trust, error) {
	data, err := readFile(file, bundle.MaxSize)
	if err != nil {
		return nil, provision.Trust{}, err
	}
	trust, err := provision.ReadTrust(a.outside().System, fingerprint)
	return data, trust, err
}

func (a *app) importBundle(ctx context.Context, file string, o importing) error {
	if o.system && o.secretsOnly {
		return usagef("--system 只装设置，--secrets-only 只装密钥，只能选一个", "--system installs settings only, --secrets-only keys only: one of them is wanted")
	}
	data, trust, err := a.readBundle(file, o.fingerprint)
	if err != nil {
		return err
	}
	place, err := a.place(o.system)
	if err != nil {
		return err
	}
	checked, err := place.Check(ctx, data, trust.Has, provision.Options{Desk: o.desk, Serial: o.serial, SecretsOnly: o.secretsOnly,
		Clock: bundle.Clock{Now: a.now(), Built: built()}})
	if err != nil {
		return err
	}
	a.print(checked.Said())
	with, err := a.opener(ctx, checked.Head, o.system)
	if err != nil {
		return err
	}
	ready, err := checked.Open(with)
	if err != nil {
		return err
	}
	if err := a.guardBundle(ctx, ready, trust, o.system); err != nil {
		return err
	}
	if err := ready.Install(ctx); err != nil {
		return err
	}
	a.saidInstalled(place, ready)
	return nil
}

// guardBundle asks for the present PIN where a bundle would replace it and only a
// typed fingerprint vouches for it: anybody can type one of his own.
func (a *app) guardBundle(ctx context.Context, ready *provision.Ready, trust provision.Trust, system bool) error {
	if !trust.Typed() || system || !ready.ChangesPIN() {
		return nil
	}
	door, err := a.presentDoor()
	if door == nil {
		return err
	}
	if _, typed := a.terminal(); !typed {
		return identity.Bad("", identity.Say("配置包会更换管理员 PIN，而本机没有信任的签名公钥，未作任何更改。", "The bundle would replace the administrator's PIN, and this machine trusts no signing key. Nothing was changed.").
			Do("请先由 root 运行 facedesk bundle trust，或在终端里导入并输入现在的 PIN。", "Have root run facedesk bundle trust, or import at a terminal, where the present PIN is asked for."))
	}
	return a.byPIN(ctx)
}

// presentDoor asks for the administrator's PIN; it is nil where none is set.
func (a *app) presentDoor() (*desk.PINDoor, error) {
	in, err := a.installation()
	if err != nil {
		return nil, err
	}
	return in.PINChange(a.outside(), false), nil
}

// byPIN lets by who knows the administrator's PIN, and everybody where none is set.
func (a *app) byPIN(ctx context.Context) error {
	door, err := a.presentDoor()
	if door == nil {
		return err
	}
	lines, err := a.pinLines(ctx, presentPIN)
	if err != nil {
		return err
	}
	return a.pass(door, lines[0])
}

// opener asks for the passphrase, or takes the desk's own key.
func (a *app) opener(ctx context.Context, h bundle.Head, system bool) (bundle.Opener, error) {
	if h.ToDesks {
		place, err := a.place(system)
		if err != nil {
			return bundle.Opener{}, err
		}
		return place.Opener(ctx)
	}
	lines, err := a.hiddenLines(ctx, bundlePassphrase)
	if err != nil {
		return bundle.Opener{}, err
	}
	return bundle.Passphrase(lines[0]), nil
}

func (a *app) saidInstalled(place provision.Place, ready *provision.Ready) {
	if ready.Settings() != "" {
		fmt.Fprintln(a.out, a.say(identity.Text{ZH: "已写入 ", EN: "Written to "})+place.File())
	}
	for _, name := range ready.Names() {
		fmt.Fprintln(a.out, a.say(identity.Text{ZH: "已存入密钥环：", EN: "Stored in the keyring: "})+name)
	}
	back := "facedesk bundle rollback"
	if place.Secrets == nil {
		back += " --system"
	}
	a.print(identity.Text{ZH: "导入完成。窗口开着的话，请重新启动它；" + back + " 可退回。", EN: "Imported. If the window is open, start it again; " + back + " takes it back."})
}
