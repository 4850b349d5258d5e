package cli

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"facedesk/config"
	"facedesk/desk"
	"facedesk/identity"
)

const clerksHelp = `Say who may sign in at the desk. With ` + config.KeySignIn + ` on, clerks sign in by code
and PIN, the desk locks itself after ` + config.KeyLockTime + `, and every check names the
clerk's code.

PINs are read from a hidden prompt, twice, or as one line of standard input, and
kept as hashes (argon2id). Where an administrator PIN is set, it is asked for first,
unless --system changes /etc.

  facedesk clerks add 0012 --name 李明
  facedesk clerks add 0001 --name 王芳 --lead
  facedesk config set ` + config.KeySignIn + ` true
`

func (a *app) clerksCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "clerks", Short: "Say who may sign in at the desk: list, add, remove, set a PIN", Long: clerksHelp}
	var name string
	var lead, system bool
	list := &cobra.Command{Use: "list", Short: "List the clerks", Args: exactly(0),
		RunE: func(*cobra.Command, []string) error { return a.listClerks() }}
	add := &cobra.Command{Use: "add CODE", Short: "Add a clerk and set his PIN", Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.changeClerks(cmd.Context(), system, true, func(all []config.Clerk, pin string) ([]config.Clerk, error) {
				return withClerk(all, args[0], name, lead, pin)
			})
		}}
	add.Flags().StringVar(&name, "name", "", "the name that the screen shows")
	add.Flags().BoolVar(&lead, "lead", false, "a shift lead")
	remove := &cobra.Command{Use: "remove CODE", Short: "Remove a clerk", Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.changeClerks(cmd.Context(), system, false, func(all []config.Clerk, _ string) ([]config.Clerk, error) {
				return withoutClerk(all, args[0])
			})
		}}
	pin := &cobra.Command{Use: "pin CODE", Short: "Set a clerk's PIN", Args: exactly(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.changeClerks(cmd.Context(), system, true, func(all []config.Clerk, pin string) ([]config.Clerk, error) {
				return withPIN(all, args[0], pin)
			})
		}}
	for _, c := range []*cobra.Command{add, remove, pin} {
		c.Flags().BoolVar(&system, "system", false, "change /etc/facedesk/settings.toml instead of your own file")
	}
	cmd.AddCommand(list, add, remove, pin)
	return cmd
}

func (a *app) listClerks() error {
	in, err := a.load()
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	for _, c := range in.Settings.Clerks() {
		role := identity.Text{ZH: "经办人", EN: "clerk"}
		if c.Lead {
			role = identity.Text{ZH: "当班主管", EN: "shift lead"}
		}
		mark := identity.Text{}
		if c.Temporary {
			mark = identity.Text{ZH: "临时 PIN", EN: "temporary PIN"}
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", c.Code, c.Name, a.say(role), a.say(mark))
	}
	return w.Flush()
}

// changeClerks writes another list of clerks, and drops the PINs that were set at the
// desk for whoever is not in it as before.
func (a *app) changeClerks(ctx context.Context, system, asks bool, how func(all []config.Clerk, pin string) ([]config.Clerk, error)) error {
	return a.change(system, func(in *desk.Installation, file string) error {
		pin, err := a.clerkPIN(ctx, in, system, asks)
		if err != nil {
			return err
		}
		in.Settings, err = config.Load(clerkSources(in, system))
		if err != nil {
			return err
		}
		before := in.Settings.Clerks()
		after, err := how(slices.Clone(before), pin)
		if err != nil {
			return err
		}
		if err := config.SetClerks(in.Sources, file, after); err != nil {
			return err
		}
		if system { // what was set at the desk is in users' files
			return nil
		}
		return dropDeskPINs(in, file, before, after)
	})
}

// clerkSources are the layers from which a list is taken over: for the system's file
// that file alone.
func clerkSources(in *desk.Installation, system bool) config.Sources {
	src := in.Sources
	src.Env = nil
	if system {
		src.User = ""
	}
	return src
}

// dropDeskPINs removes the PINs that were set at the desk for clerks whose PIN has
// been set here, or who are gone.
func dropDeskPINs(in *desk.Installation, file string, before, after []config.Clerk) error {
	for _, c := range before {
		if slices.Contains(after, c) {
			continue
		}
		s, err := config.Load(in.Sources)
		if err != nil {
			return err
		}
		if err := config.SetClerkPIN(in.Sources, file, s, config.Clerk{Code: c.Code}); err != nil {
			return err
		}
	}
	return nil
}

// clerkPIN reads a new PIN where one is needed, after the administrator's where one
// is set.
func (a *app) clerkPIN(ctx context.Context, in *desk.Installation, system, asks bool) (string, error) {
	door := a.changeDoor(in, system, false)
	if asks {
		pin, err := a.newPIN(ctx, door, clerkPIN)
		if err == nil && config.TrivialPIN(pin) {
			a.warn(trivialPIN)
		}
		return pin, err
	}
	if door == nil {
		return "", nil
	}
	lines, err := a.pinLines(ctx, administratorPIN)
	if err != nil {
		return "", err
	}
	return "", a.pass(door, lines[0])
}

func indexOf(all []config.Clerk, code string) int {
	return slices.IndexFunc(all, func(c config.Clerk) bool { return c.Code == config.NormaliseCode(code) })
}

func withClerk(all []config.Clerk, code, name string, lead bool, pin string) ([]config.Clerk, error) {
	c, err := config.NewClerk(code, name, lead, pin, rand.Reader)
	if err == nil && indexOf(all, code) >= 0 {
		err = identity.Bad("", identity.Say("已有这个工号。未作任何更改。", "There is such a code already. Nothing was changed.").
			Do("改 PIN：facedesk clerks pin；改姓名：先 remove 再 add。", "For another PIN: facedesk clerks pin. For another name: remove, then add."))
	}
	return append(all, c), err
}

func withoutClerk(all []config.Clerk, code string) ([]config.Clerk, error) {
	i := indexOf(all, code)
	if i < 0 {
		return nil, noSuchClerk()
	}
	return slices.Delete(all, i, i+1), nil
}

func withPIN(all []config.Clerk, code, pin string) ([]config.Clerk, error) {
	i := indexOf(all, code)
	if i < 0 {
		return nil, noSuchClerk()
	}
	hash, err := config.HashPIN(pin, rand.Reader)
	all[i] = all[i].WithPIN(hash)
	return all, err
}

func noSuchClerk() error {
	return identity.Bad("", identity.Say("没有这个工号。未作任何更改。", "There is no such code. Nothing was changed.").Do("请用 facedesk clerks list 查看。", "See facedesk clerks list."))
}
