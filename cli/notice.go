package cli

import (
	"context"

	"github.com/spf13/cobra"

	"facedesk/desk"
)

type noticeOptions struct {
	provider string
	print    bool
	out      output
}

func (a *app) noticeCommand() *cobra.Command {
	var o noticeOptions
	cmd := &cobra.Command{
		Use: "notice --print|-o FILE", Short: "Print the notice to guests for the counter, in both languages", Args: exactly(0),
		Long: `Print what the window says to guests before the camera opens: who processes what and
why, who receives it, how long it is kept, and whom to ask. The texts and settings are
those of the window, in Chinese and English, for guests and for guardians. Nothing is
printed while something that the law asks for is empty.`,
		Example: "  facedesk notice --print\n  facedesk notice --provider wapi -o notice.pdf",
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.notice(cmd.Context(), o) },
	}
	f := cmd.Flags()
	f.StringVar(&o.provider, "provider", "", "the service that it names; default: the first for resident identity cards")
	f.BoolVar(&o.print, "print", false, "print it on the default printer")
	o.out.flags(f, "output", "o", "write it as a PDF to this file")
	return cmd
}

func (a *app) notice(ctx context.Context, o noticeOptions) error {
	if o.print == (o.out.file != "") {
		return usagef("需要 --print 或 -o 文件之一", "one of --print and -o FILE is needed")
	}
	if err := o.out.free(); err != nil {
		return err
	}
	in, err := a.load()
	if err != nil {
		return err
	}
	if o.provider == "" {
		o.provider = in.NoticeService()
	}
	notice, err := in.Notice(o.provider)
	if err != nil {
		return err
	}
	notice.Made = a.now()
	pdf, err := notice.PDF()
	if err != nil {
		return err
	}
	if o.print {
		return desk.Print(ctx, "Facedesk", pdf)
	}
	return o.out.write(pdf)
}
