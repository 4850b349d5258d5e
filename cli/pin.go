package cli

import (
	"context"
	"crypto/rand"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"facedesk/config"
	"facedesk/desk"
	"facedesk/identity"
)

const pinHelp = `The administrator PIN opens the settings of the window and is the only way out of
a kiosk. It is kept as a hash (argon2id) under ` + config.KeyPINHash + `. Whoever can read the
file can try all PINs of four digits within minutes: take more digits for a PIN
in /etc, which all users of the machine can read.
`

const pinSetHelp = `Set the PIN. It is read twice from a hidden prompt, or as one line of standard
input. Where a PIN is set already, that one is asked for first, or is the first of
two lines; for the duty manager's PIN the administrator's will do too. So it is
for "pin remove". A lost PIN is reset by who may write /etc: with --system none is
asked for.
`

func (a *app) pinCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "pin", Short: "Set, check or remove the administrator PIN of the window", Long: pinHelp}
	var system, manager bool
	set := &cobra.Command{Use: "set", Short: "Set the PIN; it is read twice from a hidden prompt, or as one line of standard input", Long: pinSetHelp, Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.setPIN(cmd.Context(), system, manager) }}
	check := &cobra.Command{Use: "check", Short: "Check a PIN: exit code 0 if it is right, 31 if it is wrong, 32 if none is set", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.checkPIN(cmd.Context(), manager) }}
	remove := &cobra.Command{Use: "remove", Short: "Remove the PIN", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.removePIN(cmd.Context(), system, manager) }}
	for _, c := range []*cobra.Command{set, remove} {
		c.Flags().BoolVar(&system, "system", false, "change /etc/facedesk/settings.toml instead of your own file")
	}
	for _, c := range []*cobra.Command{set, check, remove} {
		c.Flags().BoolVar(&manager, "manager", false, "the duty manager's PIN, which lifts the day's spending limit, instead of the administrator's")
	}
	cmd.AddCommand(set, check, remove)
	return cmd
}

// pinKey returns the setting that keeps the hash of one of the two PINs.
func pinKey(manager bool) string {
	if manager {
		return config.KeyManagerPIN
	}
	return config.KeyPINHash
}

func pinPrompt(manager bool) identity.Text {
	if manager {
		return managerPIN
	}
	return administratorPIN
}

func (a *app) setPIN(ctx context.Context, system, manager bool) error {
	var pin, hash string
	key := pinKey(manager)
	err := a.change(system, func(in *desk.Installation, file string) (err error) {
		if pin, err = a.newPIN(ctx, a.changeDoor(in, system, manager), pinPrompt(manager)); err != nil {
			return err
		}
		if hash, err = config.HashPIN(pin, rand.Reader); err != nil {
			return err
		}
		return config.Set(in.Sources, file, key, hash)
	})
	if err != nil {
		return err
	}
	if config.TrivialPIN(pin) {
		a.warn(trivialPIN)
	}
	a.warnOfOtherPIN(key, hash)
	return nil
}

func (a *app) removePIN(ctx context.Context, system, manager bool) error {
	key := pinKey(manager)
	err := a.change(system, func(in *desk.Installation, file string) error {
		if door := a.changeDoor(in, system, manager); door != nil {
			lines, err := a.pinLines(ctx, presentPIN)
			if err != nil {
				return err
			}
			if err := a.pass(door, lines[0]); err != nil {
				return err
			}
		}
		return config.Unset(in.Sources, file, key)
	})
	if err != nil {
		return err
	}
	a.warnOfOtherPIN(key, "")
	return nil
}

// warnOfOtherPIN warns if another layer of settings overrides the PIN that was
// just written. It also warns if a kiosk has no PIN. It says nothing if the
// settings cannot be read.
func (a *app) warnOfOtherPIN(key, written string) {
	in, err := a.load()
	if err != nil {
		return
	}
	v, origin := in.Settings.Get(key)
	if v != written {
		a.warn(identity.Text{
			ZH: "但 " + origin.String() + " 中另有 PIN，以它为准。",
			EN: "But the PIN from " + origin.String() + " holds instead.",
		})
	}
	if key == config.KeyPINHash && v == "" && in.Settings.Bool(config.KeyKiosk) {
		a.warn(identity.Text{
			ZH: config.KeyKiosk + " 已开启，没有 PIN 窗口不会启动。",
			EN: config.KeyKiosk + " is on; the window will not start without a PIN.",
		})
	}
}

var trivialPIN = identity.Text{ZH: "这个 PIN 很容易被猜到，建议更换。", EN: "This PIN is easily guessed; a better one is advised."}

func (a *app) warn(t identity.Text) { fmt.Fprintln(a.err, "! "+a.say(t)) }

func (a *app) checkPIN(ctx context.Context, manager bool) error {
	in, err := a.load()
	if err != nil {
		return err
	}
	hash, err := config.PINHash(in.Settings)
	door := desk.NewPINDoor(a.outside())
	if manager {
		hash, err = in.ManagerPIN(), nil
		door = desk.NewManagerDoor(a.outside())
	}
	if err != nil {
		return err
	}
	if err := a.askPIN(ctx, hash, door); err != nil {
		return err
	}
	a.print(identity.Text{ZH: "PIN 正确。", EN: "The PIN is right."})
	return nil
}

// askPIN asks for a PIN and counts wrong tries together with the window.
// Otherwise a person at the keyboard could guess here without a limit.
func (a *app) askPIN(ctx context.Context, hash string, door *desk.PINDoor) error {
	if hash == "" {
		_, err := config.CheckPIN(hash, "") // returns the error that no PIN is set
		return err
	}
	lines, err := a.pinLines(ctx, administratorPIN)
	if err != nil {
		return err
	}
	return a.pass(door, lines[0])
}

// pass returns the refusal of a PIN, or nil if it is right.
func (a *app) pass(door *desk.PINDoor, pin string) error {
	right, wait := door.Check(pin)
	switch {
	case right:
		return nil
	case wait > 0:
		s := strconv.Itoa(int(wait.Round(time.Second) / time.Second))
		return identity.Bad("", identity.Say("PIN 不正确，或输错次数过多，未作任何更改。", "The PIN is wrong, or there were too many wrong tries. Nothing was changed.").
			Do("请等待 "+s+" 秒后重试。", "Try again after "+s+" s."))
	}
	return identity.Bad("", identity.Say("PIN 不正确，未作任何更改。", "The PIN is wrong. Nothing was changed."))
}
