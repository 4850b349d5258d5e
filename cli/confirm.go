package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"facedesk/config"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/providers"
)

func (a *app) confirmCodesCommand() *cobra.Command {
	var o verifyOptions
	var yes bool
	cmd := &cobra.Command{
		Use: "confirm-codes SERVICE", Short: "Make a test call with a document known to be genuine, and confirm the codes of its answer",
		Long: `The code table of some services is not published (slsj), so their answers pass
nobody until IT has seen them: this makes one call, which is charged, with a
document and a person known to belong together, shows the raw codes, and confirms
them if they are what a match should bring and you say yes.`,
		Example: "  facedesk config confirm-codes slsj --name 陳大文 --number H12345678 --photo known.jpg --consent",
		Args:    exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.provider, o.claim.Type = args[0], identity.DocumentType(o.docType)
			return a.confirmCodes(cmd.Context(), o, yes)
		},
	}
	claimFlags(cmd, &o)
	cmd.Flags().BoolVar(&yes, "yes", false, "confirm without asking")
	return cmd
}

func (a *app) confirmCodes(ctx context.Context, o verifyOptions, yes bool) error {
	in, err := a.load()
	if err != nil {
		return err
	}
	e, err := in.Entry(o.provider)
	if err != nil {
		return err
	}
	wanted := e.Descriptor.Confirmation
	if wanted == nil {
		return usagef("%s 的结果代码有文档，无需确认", "the codes of %s are documented; there is nothing to confirm", o.provider)
	}
	if o.claim.Name == "" || o.claim.Number == "" {
		return usagef("需要已知证件的 --name 和 --number", "--name and --number of a known document are needed")
	}
	r, err := a.check(ctx, o)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "%s: %s\n%s\n", wanted.Parts, r.Verdict.Vendor.Code, r.Verdict.Vendor.Message)
	if r.Verdict.Vendor.Code != wanted.Proof {
		return unproven(wanted.Proof, r.Verdict.Charged)
	}
	if !yes && !a.confirmed(ctx, identity.Text{ZH: "本人、证件、照片确属同一人，确认这些代码表示一致？", EN: "Do person, document and photo belong together, and do these codes say so?"}) {
		a.print(identity.Text{ZH: "未确认，设置没有改变。", EN: "Not confirmed; the settings are as before."})
		return nil
	}
	return a.keepConfirmation(o.provider, wanted.Give(in.Settings.Provider(o.provider).String(providers.KeyEndpoint)))
}

func unproven(proof string, charged identity.Charged) error {
	said := identity.Say("结果代码不是 "+proof+"，没有确认任何内容。", "The codes are not "+proof+", so nothing was confirmed.").
		Do("请确认证件与照片无误后重试，或向供应商索取代码表。", "Check document and photo and try again, or ask the vendor for its code table.")
	return &identity.Error{Kind: identity.Configuration, Charged: charged, Sent: true, What: said.What, Next: said.Next}
}

func (a *app) keepConfirmation(code string, settings [][2]string) error {
	var values []config.Value
	for _, s := range settings {
		values = append(values, config.Value{Key: "providers." + code + "." + s[0], Text: s[1]})
	}
	return a.change(false, func(in *desk.Installation, file string) error { return config.SetAll(in.Sources, file, values) })
}
