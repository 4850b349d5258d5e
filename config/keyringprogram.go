package config

import (
	"errors"
	"strings"

	"facedesk/identity"
)

// Program is the program that offers the keyring.
type Program string

// The programs for which there are words of their own.
const (
	ProgramUnknown   Program = ""
	ProgramGNOME     Program = "gnome-keyring"
	ProgramKeePassXC Program = "KeePassXC"
	ProgramKDE       Program = "KWallet"
)

// programOf tells the program by the name of its process, which Linux cuts off
// after 15 bytes.
func programOf(process string) Program {
	switch {
	case strings.HasPrefix(process, "gnome-keyring"):
		return ProgramGNOME
	case strings.HasPrefix(process, "keepassxc"):
		return ProgramKeePassXC
	case strings.HasPrefix(process, "kwallet"), strings.HasPrefix(process, "ksecret"):
		return ProgramKDE
	}
	return ProgramUnknown
}

// held is the cause of an error of a keyring that is there: who offers it, and
// whether it asks somebody for a password just now.
type held struct {
	by        Program
	prompting bool
	cause     error
}

func (h *held) Error() string {
	return "offered by " + string(h.by) + ": " + errors.Join(h.cause).Error()
}

func (h *held) Unwrap() error { return h.cause }

// heldSaid returns what is said of a keyring of a known program, nil where there
// are no words of its own.
func heldSaid(err error) *identity.Sentences {
	h, ok := errors.AsType[*held](err)
	if !ok {
		return nil
	}
	locked := StateOf(err) == Locked || errors.Is(err, errNoKeyring)
	switch {
	case h.prompting:
		return wrongDo("密钥环正在等待输入密码。", "The keyring is waiting for its password to be typed.",
			"请在它的窗口（可能被其他窗口挡住）中输入密码，再试一次。", "Type it into the keyring's own window, which may be behind others, then try again.")
	case h.by == ProgramKeePassXC && locked:
		return wrongDo("密钥环由 KeePassXC 提供，数据库还没有打开。", "The keyring is offered by KeePassXC, whose database is not open.",
			"请打开 KeePassXC 解锁数据库，并在“数据库设置 → Secret Service 集成”中选择一个组，再试一次。",
			"Open KeePassXC and unlock the database, choose a group under Database settings, Secret Service Integration, then try again.")
	case h.by == ProgramKDE && locked:
		return wrongDo("密钥环由 KDE 钱包提供，还没有打开。", "The keyring is offered by KDE's wallet, which is not open.",
			"请在“系统设置 → KDE 钱包”中启用并打开钱包，再试一次。", "Open the wallet (System Settings, KDE Wallet; kwalletmanager5), then try again.")
	case h.by == ProgramKeePassXC, h.by == ProgramKDE:
		return wrongDo("提供密钥环的 "+string(h.by)+" 没有回答。", string(h.by)+", which offers the keyring, does not answer.",
			"看看它是否正弹出询问窗口；否则请重新启动它，再试一次。", "Look whether it is asking something in a window of its own; else start it anew, then try again.")
	}
	return nil
}

func wrongDo(zh, en, doZH, doEN string) *identity.Sentences {
	said := identity.Say(zh, en).Do(doZH, doEN)
	return &said
}
