package cli

import (
	"fmt"
	"syscall"

	"github.com/spf13/cobra"

	"facedesk/config"
	"facedesk/identity"
)

// kioskScript belongs to the package. It changes files of the system.
const kioskScript = "/usr/lib/facedesk/kiosk"

const kioskHelp = `Make this machine a kiosk: it logs in by itself to a session that runs Facedesk and
nothing else, starts it again within two seconds after a crash, keeps the screen on,
and switches off the keys that lead out of it. Only the administrator's PIN ends the
window; it must be set with "facedesk config pin set --system" before.

enable and disable need root and hold from the next start of the machine on. They
need lightdm, openbox, xset and Xorg. docs/kiosk.md names what no software can close.`

func (a *app) kioskCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "kiosk", Short: "Make this machine a kiosk, or not", Long: kioskHelp}
	for word, short := range map[string]string{
		"enable": "Make this machine a kiosk from its next start on", "disable": "Make this machine no kiosk any more",
		"status": "Say whether this machine is a kiosk, and a whole one",
	} {
		cmd.AddCommand(&cobra.Command{Use: word, Short: short, Args: exactly(0), RunE: func(*cobra.Command, []string) error { return runKiosk(word) }})
	}
	cmd.AddCommand(a.kioskPictureCommand())
	return cmd
}

// runKiosk becomes the script. It returns only if there is none.
func runKiosk(word string) error {
	err := syscall.Exec(kioskScript, []string{kioskScript, word}, []string{"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8"})
	return &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo, Cause: err,
		What: identity.Text{ZH: "这里没有 " + kioskScript + "，未作任何更改。", EN: "There is no " + kioskScript + " here. Nothing was changed."},
		Next: identity.Text{ZH: "请安装 Facedesk 的 Debian 软件包。", EN: "Install Facedesk's Debian package."}}
}

func (a *app) kioskPictureCommand() *cobra.Command {
	var phone, size string
	cmd := &cobra.Command{Use: "picture", Short: "Draw what a kiosk shows when Facedesk does not start, as an X bitmap", Args: exactly(0),
		RunE: func(*cobra.Command, []string) error {
			var w, h int
			if n, err := fmt.Sscanf(size, "%dx%d", &w, &h); n != 2 || err != nil || w < 320 || h < 240 || w > 1<<14 || h > 1<<14 {
				return usagef("--size 需要宽和高，如 1920x1080", "--size takes a width and a height, such as 1920x1080")
			}
			if in, err := a.load(); phone == "" && err == nil {
				phone = in.Settings.String(config.KeyITPhone)
			}
			picture, err := helpPicture(phone, w, h)
			if err != nil {
				return err
			}
			return writeXBM(a.out, picture)
		}}
	cmd.Flags().StringVar(&phone, "phone", "", "whom to call; default: the setting ui.it_phone")
	cmd.Flags().StringVar(&size, "size", "1366x768", "width and height of the screen in pixels")
	return cmd
}
