package cli

import (
	"context"
	"strings"

	"facedesk/config"
	"facedesk/desk"
	"facedesk/identity"
)

// The prompts for PINs.
var (
	administratorPIN = identity.Text{ZH: "管理员 PIN", EN: "Administrator PIN"}
	managerPIN       = identity.Text{ZH: "值班经理 PIN", EN: "Duty manager's PIN"}
	presentPIN       = identity.Text{ZH: "现在的 PIN", EN: "Present PIN"}
	clerkPIN         = identity.Text{ZH: "经办人 PIN", EN: "Clerk's PIN"}
	againPIN         = identity.Text{ZH: "再输入一次", EN: "Once more"}
)

// changeDoor returns the check of the PIN that stands before a change, or nil. Who
// may write the system's file needs none.
func (a *app) changeDoor(in *desk.Installation, system, manager bool) *desk.PINDoor {
	if system {
		return nil
	}
	return in.PINChange(a.outside(), manager)
}

// newPIN reads a new PIN, and before it the present one if there is a door.
func (a *app) newPIN(ctx context.Context, door *desk.PINDoor, prompt identity.Text) (string, error) {
	prompts := []identity.Text{prompt}
	if door != nil {
		prompts = append([]identity.Text{presentPIN}, prompts...)
	}
	if _, typed := a.terminal(); typed {
		prompts = append(prompts, againPIN)
	}
	lines, err := a.pinLines(ctx, prompts...)
	if err != nil {
		return "", err
	}
	if door != nil {
		if err := a.pass(door, lines[0]); err != nil {
			return "", err
		}
		lines = lines[1:]
	}
	if lines[0] != lines[len(lines)-1] {
		return "", differentPINs()
	}
	return lines[0], nil
}

// pinLines reads PINs from hidden prompts on a terminal. Without a terminal it
// reads one line for each.
func (a *app) pinLines(ctx context.Context, prompts ...identity.Text) ([]string, error) {
	if fd, typed := a.terminal(); typed {
		said := make([]string, len(prompts))
		for i, p := range prompts {
			said[i] = a.say(p)
		}
		return a.hidden(ctx, fd, said...)
	}
	text, err := a.piped(ctx, 64*int64(len(prompts))) // a PIN is shorter than 64 bytes
	if err != nil {
		return nil, err
	}
	lines := strings.Split(strings.ReplaceAll(strings.TrimSuffix(string(text), "\n"), "\r", ""), "\n")
	if len(lines) != len(prompts) {
		return nil, wrongLines(len(prompts))
	}
	return lines, nil
}

func wrongLines(want int) error {
	if want == 1 {
		return identity.Bad("", identity.Say("应输入一行 PIN，未作任何更改。", "One line with the PIN is wanted. Nothing was changed."))
	}
	return identity.Bad("", identity.Say("已设置过 PIN：应输入两行，先是现在的 PIN，再是新 PIN。未作任何更改。",
		"A PIN is set already: two lines are wanted, the present PIN and then the new one. Nothing was changed.").
		Do("现在的 PIN 遗失时，请由能改写 /etc 的 IT 运行：facedesk config pin set --system", "If the present PIN is lost, IT who may write /etc runs: facedesk config pin set --system"))
}

// guardPIN refuses to change a PIN that is set as if it were any setting.
func (a *app) guardPIN(in *desk.Installation, system bool, key string) error {
	manager := key == config.KeyManagerPIN
	if !config.HoldsHash(key) || a.changeDoor(in, system, manager) == nil {
		return nil
	}
	return identity.Bad("", identity.Say("已设置过 PIN，更改前须输入现在的 PIN。未作任何更改。", "A PIN is set already, and a change asks for it. Nothing was changed.").
		Do("请运行：facedesk config pin set（或 remove），值班经理的加 --manager；经办人用 facedesk clerks。", "Run: facedesk config pin set (or remove), with --manager for the duty manager's; for clerks: facedesk clerks."))
}

func differentPINs() error {
	return identity.Bad("", identity.Say("两次输入的 PIN 不同，未作任何更改。", "The two PINs differ. Nothing was changed.").Do("请重试。", "Try again."))
}
