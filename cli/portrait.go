package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"facedesk/assets"
	"facedesk/camera"
	"facedesk/config/plainfile"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/imaging"
	"facedesk/imaging/capture"
	"facedesk/ui/session"
)

// picture is a portrait with its warnings. lifted are the problems that would
// have stopped it without --lift.
type picture struct {
	identity.Portrait
	warnings []identity.Text
	lifted   []session.Hint
}

// portraitFor makes the portrait of a check. It uses the file of --photo or the
// camera of --camera. A demo without either uses the built-in picture.
func (a *app) portraitFor(ctx context.Context, settings camera.Settings, o verifyOptions, spec identity.PortraitSpec) (picture, error) {
	switch {
	case o.photo != "" && o.camera != "":
		return picture{}, usagef("--photo 和 --camera 只能选一个", "--photo or --camera, not both")
	case o.photo == "" && o.choice.given():
		return picture{}, usagef("--face 和 --crop 只能与 --photo 一起用", "--face and --crop go with --photo only")
	case o.camera != "":
		return a.shoot(ctx, settings, o, spec)
	case o.photo == "" && !o.demo:
		return picture{}, usagef("该服务要比对人脸：请用 --photo 文件 指定照片，或用 --camera 编号 指定摄像头", "this service compares a face: name a photo with --photo FILE, or a camera with --camera ID")
	case o.photo == "":
		return a.makePortrait(assets.DemoPortrait(), choice{}, spec, identity.SourceDemo)
	}
	data, err := readPhoto(o.photo)
	if err != nil {
		return picture{}, err
	}
	return a.makePortrait(data, o.choice, spec, identity.SourceFile)
}

func (a *app) makePortrait(data []byte, c choice, spec identity.PortraitSpec, src identity.Source) (picture, error) {
	chosen, err := c.parsed()
	if err != nil {
		return picture{}, err
	}
	p, report, err := a.newMaker().PortraitChosen(data, chosen, spec, src)
	out := picture{Portrait: p}
	var problems []imaging.Code
	for _, w := range report.Warnings() {
		out.warnings, problems = append(out.warnings, w.Text()), append(problems, w.Code)
	}
	out.lifted = liftedOf(problems)
	if stop, stopped := report.Stop(); stopped {
		err = liftable(err, stop.Code)
	}
	return out, err
}

// newMaker returns a maker that judges photos by the settings. If the settings
// cannot be read, it uses the default limits; the check itself reports that
// error.
func (a *app) newMaker() *imaging.Maker {
	m := desk.NewMaker()
	if in, err := a.load(); err == nil {
		m = m.By(desk.Marks(in.Settings))
	}
	return m
}

// liftedOf returns the problems that would have stopped the portrait without
// --lift.
func liftedOf(problems []imaging.Code) []session.Hint {
	return desk.Hints(slices.DeleteFunc(slices.Clone(problems), func(c imaging.Code) bool { return !slices.Contains(capture.Stops(), c) }))
}

// liftable adds to an error that --lift accepts the photo, if it does.
func liftable(err error, stop imaging.Code) error {
	e, ok := errors.AsType[*identity.Error](err)
	if !ok || !slices.Contains(capture.Stops(), stop) {
		return err
	}
	said := *e
	said.Next = identity.Text{ZH: e.Next.ZH + "如果本来就可以，请加 --lift。", EN: e.Next.EN + " If it will do as it is, add --lift."}
	return &said
}

// readPhoto reads a photo file up to the size limit of a photo.
func readPhoto(name string) ([]byte, error) {
	data, err := plainfile.Read(name, imaging.MaxFileBytes)
	if err == nil {
		return data, nil
	}
	said := identity.Say("无法读取照片文件：须为普通文件。", "The photo file cannot be read; it must be a plain file.").Do("请检查路径和权限。", "Check its path and rights.")
	if errors.Is(err, plainfile.ErrSize) {
		said = identity.Say(fmt.Sprintf("照片文件超过 %d MB。", imaging.MaxFileBytes>>20), fmt.Sprintf("The photo file is larger than %d MB.", imaging.MaxFileBytes>>20)).Do("请另选照片。", "Choose another photo.")
	}
	return nil, &identity.Error{Kind: identity.BadInput, Field: identity.FieldPhoto, Charged: identity.ChargedNo, Cause: err, What: said.What, Next: said.Next}
}

type portraitOptions struct {
	out      output
	provider string
	maxBytes int
	choice   choice
	asJSON   bool
}

func (a *app) portraitCommand() *cobra.Command {
	var o portraitOptions
	cmd := &cobra.Command{
		Use: "portrait IN", Short: "Make the portrait that would be sent from a photo file",
		Long: `Find the face, crop to head and shoulders, and encode under a service's limit:
the same portrait that "facedesk verify" sends. Nothing is sent.

The largest face near the middle counts. Where another is half as large or more,
there is no portrait until one was chosen: the message lists them by number and
place, for --face and --crop.

` + exitHelp,
		Example: `  facedesk portrait guest.jpg -o portrait.jpg --provider muzhiyun
  facedesk portrait two.jpg -o portrait.jpg --max-bytes 51200 --face 2`,
		Args: exactly(1),
		RunE: func(_ *cobra.Command, args []string) error { return a.portrait(args[0], o) },
	}
	f := cmd.Flags()
	o.out.flags(f, "output", "o", "file to write (JPEG)")
	f.StringVar(&o.provider, "provider", "", "keep under this service's limit, as set up")
	f.IntVar(&o.maxBytes, "max-bytes", 0, "keep under this many bytes")
	o.choice.flags(cmd)
	f.BoolVar(&o.asJSON, "json", false, "print one JSON object")
	return cmd
}

func (a *app) portrait(file string, o portraitOptions) error {
	if o.out.file == "" {
		return usagef("请用 -o 指定要写入的文件", "name the file to write: -o OUT")
	}
	spec, err := a.spec(o)
	if err != nil {
		return err
	}
	if err := o.out.free(); err != nil {
		return err
	}
	data, err := readPhoto(file)
	if err != nil {
		return err
	}
	p, err := a.makePortrait(data, o.choice, spec, identity.SourceFile)
	if err != nil {
		return err
	}
	if err := o.out.write(p.JPEG); err != nil {
		return err
	}
	return a.showPortrait(p.Portrait, spec, p.warnings, o.asJSON)
}

// spec returns the limit for the portrait. Exactly one of --provider and
// --max-bytes must be given.
func (a *app) spec(o portraitOptions) (identity.PortraitSpec, error) {
	if (o.provider == "") == (o.maxBytes == 0) {
		return identity.PortraitSpec{}, usagef("请给出上限：--provider 代码 或 --max-bytes 字节数", "give a limit: either --provider CODE or --max-bytes N")
	}
	if o.maxBytes < 0 {
		return identity.PortraitSpec{}, usagef("--max-bytes 须大于 0", "--max-bytes must be positive")
	}
	if o.provider == "" {
		return identity.PortraitSpec{MaxBytes: o.maxBytes}, nil
	}
	in, err := a.load()
	if err != nil {
		return identity.PortraitSpec{}, err
	}
	e, err := in.Entry(o.provider)
	if err != nil {
		return identity.PortraitSpec{}, err
	}
	if !e.Descriptor.Face {
		return identity.PortraitSpec{}, usagef("%s 不收照片", "%s takes no photo", o.provider)
	}
	return e.Descriptor.Spec(in.Settings.Provider(o.provider)), nil
}

type portraitJSON struct {
	Bytes       int `json:"bytes"`
	Base64Chars int `json:"base64_chars"`
	Width       int `json:"width"`
	Height      int `json:"height"`
}

func portraitFigures(p identity.Portrait) portraitJSON {
	return portraitJSON{Bytes: len(p.JPEG), Base64Chars: base64Chars(p), Width: p.Width, Height: p.Height}
}

func base64Chars(p identity.Portrait) int {
	if p.Empty() {
		return 0
	}
	return p.Base64Chars()
}

func (a *app) showPortrait(p identity.Portrait, spec identity.PortraitSpec, warnings []identity.Text, asJSON bool) error {
	if asJSON {
		return json.NewEncoder(a.out).Encode(struct {
			portraitJSON
			Quality  int      `json:"quality"`
			Limit    int      `json:"limit_bytes"`
			Warnings []string `json:"warnings"`
		}{portraitFigures(p), p.Quality, spec.Limit(), a.sayAll(warnings)})
	}
	fmt.Fprintf(a.out, "%d × %d px, %d of %d bytes (%d base64 characters), JPEG quality %d\n",
		p.Width, p.Height, len(p.JPEG), spec.Limit(), p.Base64Chars(), p.Quality)
	for _, w := range warnings {
		fmt.Fprintln(a.out, "! "+a.say(w))
	}
	return nil
}

// sayAll never returns nil, so JSON shows an empty list.
func (a *app) sayAll(texts []identity.Text) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = a.say(t)
	}
	return out
}
