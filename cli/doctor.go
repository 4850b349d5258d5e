package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"facedesk/config"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/records"
)

func (a *app) doctorCommand() *cobra.Command {
	var sam bool
	cmd := &cobra.Command{
		Use: "doctor", Short: "Look whether everything a check needs is in place; makes no paid call", Args: exactly(0),
		Long: `Look at settings, keyring, records, cameras and the connection to each service.
No paid call is made. Each camera that no program holds is opened for one picture,
which is dropped; one that the desk's window holds is left to it.`,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.doctor(cmd.Context(), sam) },
	}
	cmd.Flags().BoolVar(&sam, "sam", false, "show the number of the card reader's security module, for its vendor")
	return cmd
}

// diagnosis prints findings and remembers whether one of them is bad.
type diagnosis struct {
	*app
	sick  bool
	names []string // of the secrets that are set
}

func (d *diagnosis) ok(format string, args ...any) {
	fmt.Fprintf(d.out, d.mark("正常", "ok")+format+"\n", args...)
}
func (d *diagnosis) note(format string, args ...any) {
	fmt.Fprintf(d.out, d.mark("注意", "note")+format+"\n", args...)
}
func (d *diagnosis) bad(what string, err error) {
	d.sick = true
	text := err.Error()
	if e, ok := errors.AsType[*identity.Error](err); ok {
		text = string(e.Kind) + ": " + d.say(e.Said().Text())
	}
	fmt.Fprintln(d.out, d.mark("故障", "FAIL")+what+strings.ReplaceAll(text, "\n", "\n        "))
}

// mark begins a line with how things stand, in four columns.
func (d *diagnosis) mark(zh, en string) string {
	return d.say(identity.Text{ZH: "  " + zh + "  ", EN: fmt.Sprintf("  %-4s  ", en)})
}

func (d *diagnosis) head(zh, en string) { d.print(identity.Text{ZH: zh, EN: en}) }

// doctor checks the version, the settings, the keyring, the records, the cameras
// and the connection to each service. It returns an error with the exit code for
// configuration if something is wrong.
func (a *app) doctor(ctx context.Context, sam bool) error {
	d := &diagnosis{app: a}
	fmt.Fprintf(a.out, "Facedesk %s, %s\n", Version, a.now().Format(time.RFC3339))
	in, err := a.load()
	if in == nil {
		return err
	}
	d.settings(in, err)
	d.crashes(in)
	d.keyring(ctx, in)
	if in.Settings != nil {
		d.records(ctx, in)
		d.reader(ctx, in, sam)
		d.cameras(ctx, in)
		d.services(ctx, in)
	}
	if d.sick {
		return &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo,
			What: identity.Text{ZH: "有项目需要处理（见上面的“故障”）。", EN: "Something needs attention (see FAIL above)."}}
	}
	return nil
}

func (d *diagnosis) settings(in *desk.Installation, err error) {
	d.head("设置", "Settings")
	if err != nil {
		d.bad("", err)
		return
	}
	for _, s := range in.Settings.All() {
		if !s.Origin.BuiltIn() {
			d.ok("%s = %s (%s)", s.Field.Key, shownValue(s), s.Origin)
		}
	}
	for _, f := range in.Findings() {
		d.bad("", &identity.Error{Kind: identity.Configuration, What: identity.Text{ZH: f.In(identity.Chinese), EN: f.In(identity.English)}})
	}
	for _, key := range []string{config.KeyCompany, config.KeyPhone} {
		if in.Settings.String(key) == "" {
			d.note("%s", d.say(identity.Text{ZH: key + " 为空，告知书不完整。", EN: key + " is empty; the consent notice is incomplete."}))
		}
	}
	for _, advice := range in.Advice() {
		d.note("%s", d.say(advice))
	}
}

// crashes prints the file of the newest crash report of the window.
func (d *diagnosis) crashes(in *desk.Installation) {
	all := desk.CrashReports(in.Paths)
	if len(all) == 0 {
		return
	}
	last := all[len(all)-1]
	d.note("%s", d.say(identity.Text{
		ZH: "窗口曾异常退出，报告（不含个人信息）：" + last + "。请交给软件维护人员，处理后可删除。",
		EN: "The window crashed; the report, which holds no personal data, is " + last + ". Give it to the maintainers of the program, then delete it."}))
}

func (d *diagnosis) keyring(ctx context.Context, in *desk.Installation) {
	d.head("密钥环", "Keyring")
	state, err := in.Secrets.State(ctx)
	if err != nil {
		d.bad("", err)
		return
	}
	d.ok("%s", state)
	names, err := in.Secrets.List(ctx)
	if err != nil {
		d.bad("", err)
		return
	}
	d.names = names
	for _, name := range in.Secrets.Names() {
		if !slices.Contains(names, name.Name) && !neededHere(in, name) {
			continue
		}
		if slices.Contains(names, name.Name) {
			d.ok("%s", name.Name)
		} else {
			d.note("%s", d.say(identity.Text{ZH: name.Name + " 未设置", EN: name.Name + " is not set"}))
		}
	}
}

// neededHere reports whether this desk needs a secret: those of the services and,
// if it shares its records, its address of the shared database.
func neededHere(in *desk.Installation, name config.SecretName) bool {
	if name.Name == config.SecretDesk {
		return in.Settings != nil && in.Settings.Bool(config.KeyShared)
	}
	_, err := in.Entry(name.Provider)
	return err == nil
}

func (d *diagnosis) records(ctx context.Context, in *desk.Installation) {
	d.head("记录", "Records")
	file := in.Paths.RecordsFile(in.Settings)
	store, err := records.Open(ctx, file)
	if err != nil {
		d.bad("", err)
		return
	}
	defer store.Close()
	d.ok("%s", file)
	if err := store.Examine(ctx); err != nil {
		d.bad("", err)
	}
	for _, n := range store.Notices() {
		said := n.Said(file)
		d.bad("", &identity.Error{Kind: identity.Records, What: said.What, Next: said.Next})
	}
	if err := store.Doubt(ctx, d.outside().Clock()); err != nil {
		d.bad("", err)
	}
	d.changes(ctx, store)
	d.shared(ctx, in, store)
}

// changes prints which fields of the services' answers lately differed from the
// manuals, so that IT looks at them.
func (d *diagnosis) changes(ctx context.Context, store records.Store) {
	rows, err := store.List(ctx, records.Filter{Changed: true, From: d.now().Add(-lately)})
	if err != nil {
		d.bad("", err)
		return
	}
	seen := map[string]int{}
	for _, r := range rows {
		seen[r.Provider+" "+r.Vendor.Changed]++
	}
	for _, r := range rows {
		if n := seen[r.Provider+" "+r.Vendor.Changed]; n > 0 {
			d.note("%s", d.say(identity.Text{
				ZH: fmt.Sprintf("%s 的答复与文档不符（%d 次，最近 %s）：%s。请把此情况告知软件维护人员。", r.Provider, n, r.Started.Local().Format(time.DateTime), r.Vendor.Changed),
				EN: fmt.Sprintf("%s gives answers that differ from its manual (%d times, last %s): %s. Report this to the maintainers of the program.",
					r.Provider, n, r.Started.Local().Format(time.DateTime), r.Vendor.Changed)}))
			seen[r.Provider+" "+r.Vendor.Changed] = 0
		}
	}
}

// lately is how far back doctor looks for answers that differ from a manual.
const lately = 30 * 24 * time.Hour

// services checks the connection to each service that has secrets: name lookup,
// TCP and TLS. It sends no request. If the keyring cannot be read, it checks
// all services.
func (d *diagnosis) services(ctx context.Context, in *desk.Installation) {
	d.head("核验服务（不产生费用）", "Services (no paid call)")
	for _, e := range in.Entries {
		code := e.Descriptor.Code
		v := in.Settings.Provider(code)
		if d.names != nil && !slices.ContainsFunc(d.names, func(name string) bool { return strings.HasPrefix(name, code+".") }) {
			d.note("%s: %s", code, d.say(identity.Text{ZH: "未设置密钥，未使用", EN: "has no secrets, so it is not in use"}))
			continue
		}
		if v.String(providers.KeyEndpoint) == "" {
			d.note("%s: %s", code, d.say(identity.Text{ZH: "没有接口地址", EN: "no endpoint is set"}))
			continue
		}
		client, err := in.Client(v)
		if err == nil {
			err = client.Probe(ctx, v.String(providers.KeyEndpoint))
		}
		if err != nil {
			d.bad(code+": ", err)
			continue
		}
		d.ok("%s %s", code, v.String(providers.KeyEndpoint))
	}
}
