package cli

import (
	"context"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"facedesk/desk"
	"facedesk/identity"
)

// behindPIN puts commands behind the duty manager's PIN, as the window's records are.
func (a *app) behindPIN(commands ...*cobra.Command) []*cobra.Command {
	for _, c := range commands {
		if run := c.RunE; run != nil {
			c.RunE = func(cmd *cobra.Command, args []string) error {
				if err := a.manager(cmd.Context()); err != nil {
					return err
				}
				return run(cmd, args)
			}
		}
		a.behindPIN(c.Commands()...)
	}
	return commands
}

// manager asks for the duty manager's PIN, where one is set, or else for the
// administrator's. Who may write the system's settings needs none: he could set
// another one.
func (a *app) manager(ctx context.Context) error {
	in, err := a.load()
	if err != nil {
		return err
	}
	if in.ManagerPIN() == "" || mayWrite(in.Paths.System.File) {
		return nil
	}
	pin, err := a.managersPIN(ctx)
	if err != nil {
		return err
	}
	return a.pass(desk.NewManagerDoor(a.outside()), pin)
}

// managersPIN reads the PIN. Without a terminal it is taken from standard input with
// --pin-stdin only: some commands read a guest's number from there.
func (a *app) managersPIN(ctx context.Context) (string, error) {
	if a.pinStdin {
		return await(ctx, a.firstLine)
	}
	if fd, typed := a.terminal(); typed {
		lines, err := a.hidden(ctx, fd, a.say(managerPIN))
		if err != nil {
			return "", err
		}
		return lines[0], nil
	}
	return "", identity.Bad("", identity.Say("查看和更改记录须输入值班经理的 PIN，未作任何更改。", "Records are read and changed with the duty manager's PIN. Nothing was changed.").
		Do("请在终端中运行，或加 --pin-stdin 并把 PIN 作为标准输入的第一行；能改写 /etc 的用户（root）不需要 PIN。",
			"Run it at a terminal, or give the PIN as the first line of standard input with --pin-stdin; root, who may write /etc, needs none."))
}

// firstLine reads one line of standard input, or what there is, and leaves the rest to
// the command.
func (a *app) firstLine() (string, error) {
	var line strings.Builder
	for one := make([]byte, 1); line.Len() < longestPIN; {
		if n, _ := a.in.Read(one); n == 0 || one[0] == '\n' {
			break
		}
		line.Write(one)
	}
	return strings.TrimSuffix(line.String(), "\r"), nil
}

// longestPIN is the limit in bytes.
const longestPIN = 64

// mayWrite reports whether this user may write a file. He who may write everything may
// make it.
func mayWrite(file string) bool {
	if os.Geteuid() == 0 {
		return true
	}
	f, err := os.OpenFile(file, os.O_WRONLY, 0)
	if err != nil {
		return false
	}
	_ = f.Close()
	return true
}
