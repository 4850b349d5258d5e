package cli

import (
	"context"
	"crypto/rand"
	"os/user"

	"github.com/spf13/cobra"

	"facedesk/config"
	"facedesk/desk/sealed"
	"facedesk/identity"
	"facedesk/providers"
)

const keyringHelp = `The services' keys live in the keyring of the desk's user. A log-in with a password
unlocks it. On a desk that logs in by itself, root runs once, before keys are stored:
  sudo facedesk keyring setup USER
which gives the keyring a random password that only this machine can read, and
unlocks it at each log-in. docs/provisioning.md says how, and from whom it protects.
`

func (a *app) keyringCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "keyring", Short: "See and unlock the keyring, also on a desk that logs in by itself", Long: keyringHelp}
	var credential bool
	unlock := &cobra.Command{Use: "unlock", Short: "Unlock the keyring; its password is read from a hidden prompt or as one line of standard input", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.unlockKeyring(cmd.Context(), credential) }}
	unlock.Flags().BoolVar(&credential, "credential", false, "take the password that keyring setup sealed; for the unit facedesk-keyring@")
	cmd.AddCommand(unlock,
		&cobra.Command{Use: "status", Short: "Say whether the keyring can be used, and what to do if not", Args: exactly(0),
			RunE: func(cmd *cobra.Command, _ []string) error { return a.keyringStatus(cmd.Context()) }},
		&cobra.Command{Use: "setup USER", Short: "Give the keyring of a user who logs in by himself a sealed password (as root)", Args: exactly(1),
			RunE: func(cmd *cobra.Command, args []string) error { return a.setUpKeyring(cmd.Context(), args[0]) }})
	return cmd
}

func (a *app) keyringStatus(ctx context.Context) error {
	in, err := a.installation()
	if err != nil {
		return err
	}
	if _, err := in.Keyring.State(ctx); err != nil {
		return err
	}
	a.print(identity.Text{ZH: "密钥环可用。", EN: "The keyring can be used."})
	return nil
}

func (a *app) unlockKeyring(ctx context.Context, credential bool) error {
	in, err := a.installation()
	if err != nil {
		return err
	}
	var password providers.Secret
	if credential {
		password, err = sealed.Password(a.getenv("CREDENTIALS_DIRECTORY"))
	} else {
		password, err = a.keyringPassword(ctx)
	}
	if err != nil {
		return err
	}
	if err := in.Keyring.Unlock(ctx, password); err != nil {
		return err
	}
	return a.keyringStatus(ctx)
}

func (a *app) keyringPassword(ctx context.Context) (providers.Secret, error) {
	lines, err := a.hiddenLines(ctx, identity.Text{ZH: "密钥环的密码", EN: "Password of the keyring"})
	if err != nil {
		return providers.Secret{}, err
	}
	if lines[0] == "" {
		return providers.Secret{}, nothingEntered()
	}
	return config.ParseSecret(lines[0])
}

func (a *app) setUpKeyring(ctx context.Context, name string) error {
	u, err := user.Lookup(name)
	if err != nil {
		return identity.Bad("", identity.Say("没有这个用户，未作任何更改。", "There is no such user. Nothing was changed."))
	}
	if err := sealed.Setup(ctx, a.outside().System, sealed.Account{Name: u.Username, UID: u.Uid, Home: u.HomeDir}, rand.Reader); err != nil {
		return err
	}
	a.print(identity.Text{ZH: "已封存密钥环密码。该用户下次登录时会建立并解锁密钥环，然后再导入密钥。",
		EN: "The password is sealed. At the user's next log-in the keyring is made and unlocked; store the keys after that."})
	return nil
}
