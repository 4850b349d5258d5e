package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"facedesk/config"
	"facedesk/identity"
	"facedesk/providers"
)

// provenCodes is what a test call must bring before codes can be confirmed.
const provenCodes = "01/01/01"

func (a *app) confirmCodesCommand() *cobra.Command {
	var o verifyOptions
	var yes bool
	cmd := &cobra.Command{
		Use: "confirm-codes SERVICE", Short: "Make a test call with a document known to be genuine, and confirm the codes of its answer",
		Long: `The code table of slsj is not published, so its answers pass nobody until IT has
seen them: this makes one call, which is charged, with a document and a person
known to belong together, shows the raw codes (result/idcardResult/photoResult),
and sets providers.slsj.codes_confirmed if they are 01/01/01 and you say yes.`,
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
	if _, err := in.entry(o.provider); err != nil {
		return err
	}
	if _, has := in.settings.Provider(o.provider)[providers.KeyCodesConfirmed]; !has {
		return usagef("the codes of %s are documented; there is nothing to confirm", o.provider)
	}
	if o.claim.Name == "" || o.claim.Number == "" {
		return usagef("--name and --number of a known document are needed")
	}
	r, err := a.check(ctx, o)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.out, "result/idcardResult/photoResult: %s\n%s\n", r.Verdict.Vendor.Code, r.Verdict.Vendor.Message)
	if r.Verdict.Vendor.Code != provenCodes {
		return &identity.Error{Kind: identity.Configuration, Charged: r.Verdict.Charged, Text: identity.Text{
			ZH: "结果代码不是 " + provenCodes + "，没有确认任何内容。请确认证件与照片无误后重试，或向供应商索取代码表。",
			EN: "The codes are not " + provenCodes + ", so nothing was confirmed. Make sure of document and photo and try again, or ask the vendor for its table."}}
	}
	if !yes && !a.confirmed(ctx, identity.Text{ZH: "本人、证件、照片确属同一人，确认这些代码表示一致？", EN: "Person, document and photo belong together, and these codes mean so?"}) {
		a.print(identity.Text{ZH: "未确认，设置没有改变。", EN: "Not confirmed; the settings are as before."})
		return nil
	}
	prefix := "providers." + o.provider + "."
	endpoint := in.settings.Provider(o.provider).String(providers.KeyEndpoint)
	return a.change(false, func(in *installation, file string) error {
		err := config.Set(in.sources, file, prefix+providers.KeyConfirmedEndpoint, endpoint)
		if err != nil {
			return err
		}
		return config.Set(in.sources, file, prefix+providers.KeyCodesConfirmed, "true")
	})
}
