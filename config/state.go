package config

import (
	"errors"

	"facedesk/identity"

	"github.com/zalando/go-keyring"
)

// State says whether a keyring can be used.
type State int

const (
	// Failing means that the keyring exists but gives no usable answer. It is
	// the zero value.
	Failing State = iota
	// Ready means that the keyring can be read and written without a prompt.
	Ready
	// Locked means that the keyring needs its password.
	Locked
	// Absent means that there is no session bus, no secret service on it, or no
	// keyring in the service.
	Absent
)

// String returns "failing", "ready", "locked" or "absent".
func (s State) String() string {
	switch s {
	case Ready:
		return "ready"
	case Locked:
		return "locked"
	case Absent:
		return "absent"
	}
	return "failing"
}

// StateError is the cause inside an error of the keyring.
type StateError struct {
	State State
	Cause error
}

// Error returns a text for logs. A user sees the *identity.Error around it.
func (e *StateError) Error() string {
	if e.Cause == nil {
		return "keyring " + e.State.String()
	}
	return "keyring " + e.State.String() + ": " + e.Cause.Error()
}

// Unwrap returns the cause, or nil.
func (e *StateError) Unwrap() error { return e.Cause }

// StateOf returns the state that an error of the keyring carries. It returns
// Ready if the keyring itself works: for nil and for a missing secret.
func StateOf(err error) State {
	if e, ok := errors.AsType[*StateError](err); ok {
		return e.State
	}
	if err == nil || errors.Is(err, ErrNoSecret) {
		return Ready
	}
	return Failing
}

// ErrNoSecret is the cause of the error about a secret that is not set.
var ErrNoSecret = errors.New("no such secret in the keyring")

// errNotFound is the backends' error for a missing value.
var errNotFound = keyring.ErrNotFound

// These are reasons for Absent.
var (
	errNoBus     = errors.New("no session bus")
	errNoService = errors.New("nobody offers org.freedesktop.secrets")
	errNoKeyring = errors.New("the secret service has no keyring")
)

// These are reasons why a password does not unlock the keyring.
var (
	errPassword = errors.New("the keyring refused the password")
	errForeign  = errors.New("the keyring does not take a password from a program")
)

func missing(name string) error {
	return configuration(identity.Say("密钥环中没有 "+name+"。", "The keyring has no "+name+".").
		Do("请运行：facedesk config secret set "+name, "Run: facedesk config secret set "+name), ErrNoSecret)
}

// explain returns the error that a user sees for an error of a backend.
func explain(err error) error {
	if _, ok := errors.AsType[*StateError](err); !ok {
		err = &StateError{Failing, err}
	}
	return configuration(stateSaid(err), err)
}

func stateSaid(err error) identity.Sentences {
	if said := heldSaid(err); said != nil {
		return *said
	}
	switch {
	case errors.Is(err, errPassword):
		return identity.Say("密钥环的密码不对，没有解锁。", "The password is not the keyring's. It was not unlocked.").
			Do("请重新输入；换过登录密码的账户，密钥环仍用旧密码。", "Type it again. Where the log-in password was changed, the keyring may still have the old one.")
	case errors.Is(err, errForeign):
		return identity.Say("密钥环不是 gnome-keyring，不能由程序解锁。", "The keyring is not gnome-keyring and cannot be unlocked by a program.").
			Do("请在提供它的程序里解锁。", "Unlock it in the program that offers it.")
	case errors.Is(err, errNoBus):
		return identity.Say("没有会话总线，无法使用密钥环；密钥不会另存为明文。",
			"There is no session bus, so there is no keyring. Secrets are never stored as plain text instead.").
			Do("请在桌面会话中启动；缺少软件时（Debian）：apt-get install gnome-keyring dbus-daemon，再用 dbus-run-session 启动。",
				"Start inside a desktop session; if software is missing (Debian): apt-get install gnome-keyring dbus-daemon, then start with dbus-run-session.")
	case errors.Is(err, errNoService):
		return identity.Say("会话总线上没有密钥环服务；密钥不会另存为明文。",
			"The session bus has no keyring service. Secrets are never stored as plain text instead.").
			Do("请安装（Debian）：apt-get install gnome-keyring，然后注销并重新登录。",
				"Install one (Debian): apt-get install gnome-keyring, then log out and in again.")
	case errors.Is(err, errNoKeyring):
		return identity.Say("密钥环服务中还没有密钥环。", "The keyring service has no keyring yet.").
			Do("请用密码登录一次以创建，或运行 facedesk keyring unlock，输入的密码即为新密钥环的密码。",
				"Log in once with a password to create it, or run facedesk keyring unlock: the password typed there is the new keyring's.")
	case StateOf(err) == Locked:
		return identity.Say("密钥环已锁定。", "The keyring is locked.").
			Do("请运行 facedesk keyring unlock 输入密码（无需重新登录），再试一次；自动登录的机器请 IT 运行 facedesk keyring setup。",
				"Run facedesk keyring unlock and type its password (no new log-in is needed), then try again; on a machine that logs in by itself, IT runs facedesk keyring setup.")
	}
	return identity.Say("密钥环没有给出可用的回答。", "The keyring gave no usable answer.").
		Do("若正在保存或删除密钥，请用 facedesk config secret list 核对。请重试；若仍不行，请注销并重新登录。",
			"If a secret was being stored or deleted, check with: facedesk config secret list. Try again; if that does not help, log out and in again.")
}
