package cli

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"facedesk/desk"
	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/sandbox"
	"facedesk/ui/session"
	"facedesk/verify"
)

// verifyOptions are the flags of one check.
type verifyOptions struct {
	claim         identity.Claim
	docType       string
	photo         string
	camera        string
	choice        choice
	provider      string
	fault         string
	consent       bool
	confirmRepeat bool
	demo          bool
	reader        bool
	card          string               // the test person whose card is laid down
	under14       bool                 // the card says so
	source        identity.ClaimSource // of name and number; "": typed
	asJSON        bool
}

const verifyHelp = `Check one person: at most one paid call, recorded before and after.

A photo is sent only with --consent: the guest was told who receives it, why and
for how long, and agreed; under fourteen, the guardian was and did.
Under fourteen, known from the number, a service that compares no face comes
first and no photo is sent; --provider names another.
With --demo nothing leaves this machine: the services are a sandbox inside the
program, and "facedesk sandbox persons" lists whom they know.
With --json, "what" says what was found or what happened, "next" what to do, and
"message" both, with what became of the money where there is no verdict.

`

func (a *app) verifyCommand() *cobra.Command {
	var o verifyOptions
	cmd := &cobra.Command{
		Use: "verify", Short: "Check one person", Long: verifyHelp + exitHelp, Args: exactly(0),
		Example: `  facedesk verify --demo --consent --name 张三 --number 11010519491231002X
  facedesk verify --demo --consent --card 张三
  facedesk verify --name 张三 --number 11010519491231002X --photo guest.jpg --consent --json`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o.claim.Type = identity.DocumentType(o.docType)
			return a.verify(cmd.Context(), o)
		},
	}
	claimFlags(cmd, &o)
	f := cmd.Flags()
	f.StringVar(&o.provider, "provider", "", "service; default: the first of documents.<type>.providers that is set up and takes this person")
	f.BoolVar(&o.confirmRepeat, "confirm-repeat", false, "make a guarded call although it may be charged again")
	f.BoolVar(&o.demo, "demo", false, "check against the sandbox inside the program, with dummy credentials and a picture of its own")
	f.StringVar(&o.fault, "fault", "", "with --demo, what befalls the connection: closed, cut, reset, half, garbage, nothttp, hang, big, portal, gzip, plaingzip, version, lengths, behind, delay:2s, status:503")
	f.BoolVar(&o.reader, "reader", false, "take name and number from the card on the reader that reader.port names")
	f.StringVar(&o.card, "card", "", "with --demo, read the card of this test person on a simulated reader")
	f.BoolVar(&o.asJSON, "json", false, "print one JSON object")
	return cmd
}

// claimFlags adds the flags that say who is checked.
func claimFlags(cmd *cobra.Command, o *verifyOptions) {
	f := cmd.Flags()
	f.StringVar(&o.claim.Name, "name", "", "name as on the document")
	f.StringVar(&o.claim.Number, "number", "", "document number")
	f.StringVar(&o.docType, "type", "", "document type of GA/T 517 (111, 414, 511, 516, 553, …); default: as the number shows")
	f.StringVar(&o.claim.Nation, "nation", "", "nation, three letters as the document has them (GBR, RKS); default: CHN where the document implies it")
	f.StringVar(&o.camera, "camera", "", "take the photo with this camera (facedesk cameras; demo with --demo)")
	f.StringVar(&o.photo, "photo", "", "photo file (JPEG, PNG, BMP, TIFF, GIF, WebP)")
	o.choice.flags(cmd)
	f.BoolVar(&o.consent, "consent", false, "the guest agreed that the photo is sent to this service; under fourteen, the guardian did")
}

// verify runs a check and reports it. It always prints a report, so a script
// always gets its JSON object. Wrong flags are the only exception.
func (a *app) verify(ctx context.Context, o verifyOptions) error {
	if o.fault != "" && !o.demo {
		return usagef("--fault 只能与 --demo 一起用", "--fault goes with --demo only")
	}
	card, err := a.readCard(ctx, &o)
	if err != nil {
		return a.cardFailed(o, err)
	}
	if o.claim.Name == "" && o.claim.Number == "" && !o.demo {
		return usagef("需要 --name 和 --number", "--name and --number are needed")
	}
	r, err := a.check(ctx, o)
	if !errors.As(err, new(usageError)) {
		err = verify.Ended(ctx, r.Attempt, err)
	}
	if err != nil && identity.KindOf(err) == "" {
		return err
	}
	r.warnings = append(card, r.warnings...)
	return a.report(r, err, o.asJSON)
}

// cardFailed reports a card that was not read. Nothing was sent.
func (a *app) cardFailed(o verifyOptions, err error) error {
	if identity.KindOf(err) == "" {
		return err
	}
	return a.report(checked{Result: verify.Result{Provider: o.provider, Demo: o.demo}}, err, o.asJSON)
}

// checked is everything known about a check at its end.
type checked struct {
	verify.Result
	request  identity.Request
	warnings []identity.Text
}

func (a *app) check(ctx context.Context, o verifyOptions) (checked, error) {
	r := checked{Result: verify.Result{Provider: o.provider, Demo: o.demo}}
	subject, err := a.subject(o)
	if err != nil {
		return r, err
	}
	options, err := stationOptions(o)
	if err != nil {
		return r, err
	}
	d, err := a.outside().Open(ctx, options)
	if err != nil {
		return r, err
	}
	defer d.Close()
	descriptor, err := d.Route(ctx, subject, o.provider)
	if err != nil {
		return r, err
	}
	r.Provider, r.Demo = descriptor.Code, o.demo || d.IsDemo(ctx, descriptor.Code)
	r.request = identity.Request{Subject: subject, Provider: descriptor.Code, Repeat: o.confirmRepeat, ClaimSource: cmp.Or(o.source, identity.ClaimTyped)}
	r.warnings = slices.Concat(d.Notices(), notes(o.claim), nameWarnings(descriptor, subject.Name))
	if descriptor.Face {
		if err := a.addFace(ctx, d, descriptor, o, &r); err != nil {
			return r, err
		}
	}
	result, err := d.Checker.Check(ctx, r.request)
	result.Provider, result.Demo = r.Provider, result.Demo || r.Demo
	r.Result = result
	r.warnings = append(r.warnings, result.Warnings...)
	for _, n := range d.Notices() { // what happened to the records during the check
		if !slices.Contains(r.warnings, n) {
			r.warnings = append(r.warnings, n)
		}
	}
	return r, err
}

// faultClosed points the demo at a port where no server listens.
const faultClosed = "closed"

// stationOptions reads --demo and --fault.
func stationOptions(o verifyOptions) (desk.StationOptions, error) {
	if o.fault == faultClosed {
		return desk.StationOptions{Demo: o.demo, Closed: true}, nil
	}
	fault, err := sandbox.ParseFault(o.fault)
	if err != nil {
		return desk.StationOptions{}, usagef("--fault：%v", "--fault: %v", err)
	}
	return desk.StationOptions{Demo: o.demo, Fault: fault}, nil
}

// subject reads the claim. Its error contains every complaint, each with its
// next step.
func (a *app) subject(o verifyOptions) (identity.Subject, error) {
	subject, complaints := o.claim.Parse(a.now())
	if len(complaints) == 0 {
		return subject, nil
	}
	all := *complaints[0]
	for _, c := range complaints[1:] {
		all.What, all.Next = all.What.Then(c.What), all.Next.Then(c.Next)
	}
	return identity.Subject{}, &all
}

// addFace adds the consent and the portrait to a request that needs them.
func (a *app) addFace(ctx context.Context, d *desk.Station, descriptor providers.Descriptor, o verifyOptions, r *checked) error {
	consent, err := a.consent(r.request, o)
	if err != nil {
		return err
	}
	p, err := a.portraitFor(ctx, desk.CameraSettings(d.Settings), o, descriptor.Spec(d.Values(descriptor.Code)))
	r.request.Consent, r.request.Portrait = consent, p.Portrait
	if err == nil && d.Consented(ctx, consent, descriptor.Face, r.Demo) != nil {
		r.warnings = append(r.warnings, identity.Text{ZH: "客人的同意未能写入记录，请自行留存。", EN: "The guest's consent could not be recorded; keep evidence of it yourself."})
	}
	r.warnings = append(r.warnings, p.warnings...)
	if err == nil && len(p.lifted) > 0 {
		err = d.NoteAccepted(ctx, a.now(), session.RecordAccepted{Stops: p.lifted, Demo: r.Demo})
	}
	return err
}

// consent makes the consent from the flags. It is bound to the chosen service.
func (a *app) consent(req identity.Request, o verifyOptions) (identity.Consent, error) {
	by, whose := identity.BySelf, identity.Text{ZH: "客人本人的同意", EN: "the guest's consent"}
	if minor, known := req.Subject.Document.Minor(a.now()); minor && known || o.under14 {
		by, whose = identity.ByGuardian, identity.Text{ZH: "监护人的同意（客人未满十四周岁）", EN: "the consent of the guardian, because the guest is under fourteen"}
	}
	if !o.consent {
		return identity.Consent{}, usageError{identity.Text{ZH: "发送照片须有" + whose.ZH + "（--consent）", EN: "a photo is sent only with " + whose.EN + " (--consent)"}}
	}
	return identity.Consent{Recipient: req.Provider, By: by, At: a.now()}, nil
}

// notes returns remarks about a claim that has no errors.
func notes(c identity.Claim) []identity.Text {
	var out []identity.Text
	for _, n := range c.Notes() {
		out = append(out, n.Text)
	}
	return out
}

func nameWarnings(d providers.Descriptor, name string) []identity.Text {
	if d.Names.Warn == 0 || len([]rune(name)) <= d.Names.Warn {
		return nil
	}
	return []identity.Text{{
		ZH: "姓名较长，" + d.Name.ZH + "的文档对长度说法不一，可能被拒绝。",
		EN: "The name is long; the manual of " + d.Name.EN + " contradicts itself on the limit and it may be refused.",
	}}
}
