package cli

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"facedesk/config"
	"facedesk/config/atomicfile"
	"facedesk/config/bundle"
	"facedesk/identity"
	"facedesk/providers"
)

// creation are the flags of bundle create.
type creation struct {
	key, settings, secrets, expires, out string
	desks, to                            []string
	serial                               uint64
	pin                                  bool
}

func (a *app) bundleCreateCommand() *cobra.Command {
	var c creation
	cmd := &cobra.Command{
		Use: "create --key FILE --for DESK… --expires DATE -o FILE", Short: "Seal settings and keys for desks", Args: exactly(0),
		Long: `Seal a settings file and secrets for the desks named by --for. At a desk the settings
replace its file; only its name, devices and PINs stay where the bundle has none.

Asked for, in this order: the passphrase of the signing key; the passphrase of the
bundle, unless --to gives desks' keys; the PIN with --pin; each secret with
--secrets prompt (an empty line leaves one out).`,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.createBundle(cmd.Context(), c) },
	}
	f := cmd.Flags()
	f.StringVar(&c.key, "key", "", "IT's signing key, as keygen made it")
	f.StringVar(&c.settings, "settings", "", "settings file to seal (facedesk config example shows one)")
	f.StringVar(&c.secrets, "secrets", "", "file of secrets as for config secret import, or prompt")
	f.StringArrayVar(&c.desks, "for", nil, `name of a desk (desk.name), may be repeated; "*" for every desk`)
	f.StringVar(&c.expires, "expires", "", "last day on which desks take it, such as 2026-12-31")
	f.StringArrayVar(&c.to, "to", nil, "encrypt to this desk's key (bundle identity) instead of to a passphrase; may be repeated")
	f.Uint64Var(&c.serial, "serial", 0, "number of the bundle; default: one more than the last one of this key")
	f.BoolVar(&c.pin, "pin", false, "ask for an administrator's PIN and put its hash into the settings")
	f.StringVarP(&c.out, "output", "o", "", "file to write, such as desk.fdb")
	return cmd
}

func (a *app) createBundle(ctx context.Context, c creation) error {
	head, err := a.headOf(c)
	if err != nil {
		return err
	}
	in, err := a.installation()
	if err != nil {
		return err
	}
	content, err := readContent(in.Schema, c)
	if err != nil {
		return err
	}
	keyFile, err := readFile(c.key, 1<<16)
	if err != nil {
		return err
	}
	asked, err := a.askForBundle(ctx, in.Schema, c)
	if err != nil {
		return err
	}
	key, err := bundle.ReadSigningKey(keyFile, asked.key)
	if err != nil {
		return err
	}
	if err := asked.complete(in.Schema, &content, c.pin); err != nil {
		return err
	}
	to := bundle.ToDesks(c.to)
	if len(to) == 0 {
		to = bundle.ByPassphrase(asked.bundle)
	}
	var b bytes.Buffer
	if err := bundle.Seal(&b, head, content, to, key); err != nil {
		return err
	}
	if err := keepSerial(c.key, head.Serial); err != nil { // before the file is there: no number is given twice
		return err
	}
	if err := atomicfile.Write(c.out, b.Bytes(), 0o600); err != nil {
		return cannotWrite(c.out, err)
	}
	if c.pin && config.TrivialPIN(asked.pin) {
		a.warn(trivialPIN)
	}
	a.print(head.Said().Then(identity.Text{ZH: "已写入 " + c.out + "。", EN: "Written to " + c.out + "."}))
	return nil
}

// headOf checks the flags and returns what the bundle says in the clear.
func (a *app) headOf(c creation) (h bundle.Head, err error) {
	switch {
	case c.key == "" || c.out == "" || len(c.desks) == 0 || c.expires == "":
		return h, usagef("需要 --key、--for、--expires 和 -o", "--key, --for, --expires and -o are wanted")
	case c.settings == "" && c.secrets == "" && !c.pin:
		return h, usagef("需要 --settings、--secrets 或 --pin", "--settings, --secrets or --pin is wanted")
	}
	for _, desk := range c.desks {
		if strings.TrimSpace(desk) == "" {
			return h, usagef("--for 需要柜台名称", "--for needs the name of a desk")
		}
	}
	day, err := time.ParseInLocation(time.DateOnly, c.expires, identity.China())
	if err != nil {
		return h, usagef("--expires 是日期，如 2026-12-31", "--expires is a day such as 2026-12-31")
	}
	expires := day.AddDate(0, 0, 1).Add(-time.Second)
	if expires.Before(a.now()) {
		return h, usagef("--expires 的日期已过", "--expires is over already")
	}
	if _, err := os.Lstat(c.out); !errors.Is(err, fs.ErrNotExist) { // it may be the signing key
		return h, existsAlready(c.out)
	}
	serial, err := nextSerial(c.key, c.serial)
	return bundle.Head{Serial: serial, Created: a.now().UTC().Truncate(time.Second), Expires: expires.UTC(), Desks: c.desks, ToDesks: len(c.to) > 0}, err
}

// readContent reads the files and checks them as a desk will.
func readContent(schema *config.Schema, c creation) (p bundle.Payload, err error) {
	if c.settings != "" {
		data, err := readFile(c.settings, 1<<20)
		if err != nil {
			return p, err
		}
		if err := schema.CheckFile(c.settings, data); err != nil {
			return p, err
		}
		p.Settings = string(data)
	}
	if c.secrets != "" && c.secrets != "prompt" {
		data, err := readFile(c.secrets, 1<<20)
		if err != nil {
			return p, err
		}
		p.Secrets, err = schema.ParseSecrets(c.secrets, data)
		if err != nil {
			return p, err
		}
	}
	return p, nil
}

// asked is what was typed for a new bundle.
type asked struct {
	key, bundle, pin string
	secrets          map[string]string // by name
}

// askForBundle asks for everything at once, so that a script can give it in lines.
func (a *app) askForBundle(ctx context.Context, schema *config.Schema, c creation) (out asked, err error) {
	_, typed := a.terminal()
	prompts, places := []identity.Text{keyPassphrase}, []*string{&out.key}
	var again, pinAgain string
	ask := func(prompt identity.Text, into *string) {
		prompts, places = append(prompts, prompt), append(places, into)
	}
	if len(c.to) == 0 {
		if ask(bundlePassphrase, &out.bundle); typed {
			ask(againPIN, &again)
		}
	}
	if c.pin {
		if ask(administratorPIN, &out.pin); typed {
			ask(againPIN, &pinAgain)
		}
	}
	var names []config.SecretName
	if c.secrets == "prompt" {
		names = schema.SecretNames()
	}
	values := make([]string, len(names))
	for i, n := range names {
		ask(identity.Text{ZH: n.Name, EN: n.Name}, &values[i])
	}
	lines, err := a.hiddenLines(ctx, prompts...)
	if err != nil {
		return out, err
	}
	for i, line := range lines {
		*places[i] = line
	}
	out.secrets = map[string]string{}
	for i, n := range names {
		out.secrets[n.Name] = values[i]
	}
	if !typed {
		again, pinAgain = out.bundle, out.pin
	}
	if len(c.to) == 0 {
		err = checkPassphrase(out.bundle, again)
	}
	if err == nil && out.pin != pinAgain {
		err = differentPINs()
	}
	return out, err
}

// complete puts what was typed into the content.
func (t asked) complete(schema *config.Schema, p *bundle.Payload, pin bool) error {
	if pin {
		hash, err := config.HashPIN(t.pin, rand.Reader)
		if err != nil {
			return err
		}
		data, err := schema.PutText("settings", []byte(p.Settings), config.Value{Key: config.KeyPINHash, Text: hash})
		if err != nil {
			return err
		}
		p.Settings = string(data)
	}
	for name, text := range t.secrets {
		if text == "" {
			continue
		}
		value, err := config.ParseSecret(text)
		if err != nil {
			return err
		}
		if p.Secrets == nil {
			p.Secrets = map[string]providers.Secret{}
		}
		p.Secrets[name] = value
	}
	return nil
}
