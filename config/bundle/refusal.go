package bundle

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"facedesk/identity"
)

// Fault says why a bundle is refused. Nothing has been changed then.
type Fault string

const (
	NoBundle        Fault = "no_bundle"        // something else
	Newer           Fault = "newer"            // of a later program
	Damaged         Fault = "damaged"          // not as it was sealed
	Foreign         Fault = "foreign"          // signed by a key that is not trusted
	NoTrust         Fault = "no_trust"         // this machine trusts no key
	WrongPassphrase Fault = "wrong_passphrase" // or encrypted to desks' keys
	NoIdentity      Fault = "no_identity"      // this desk has no key of its own
	OtherIdentity   Fault = "other_identity"   // encrypted to other desks' keys
	TooMuchWork     Fault = "too_much_work"    // asks for too much memory
	Expired         Fault = "expired"
	WrongClock      Fault = "wrong_clock" // the machine's clock cannot be right
	OtherDesk       Fault = "other_desk"
	NoDesk          Fault = "no_desk"  // this desk has no name yet
	Older           Fault = "older"    // than the one before
	NoCount         Fault = "no_count" // this desk cannot tell an older one
)

// Error returns the name of the fault, for errors.Is and logs.
func (f Fault) Error() string { return string(f) }

// FaultOf returns the fault that an error carries, or "".
func FaultOf(err error) Fault {
	f, _ := errors.AsType[Fault](err)
	return f
}

var refusals = map[Fault]identity.Sentences{
	NoBundle: identity.Say("这个文件不是 Facedesk 配置包，未作任何更改。", "This file is no bundle of Facedesk. Nothing was changed.").
		Do("请检查选的文件。", "Check which file was chosen."),
	Newer: identity.Say("配置包由更新版本的程序制作，未作任何更改。", "The bundle was made by a newer program. Nothing was changed.").
		Do("请先升级本机的 Facedesk。", "Update Facedesk on this machine first."),
	Damaged: identity.Say("配置包已损坏或被改动过，未作任何更改。", "The bundle is damaged, or somebody changed it. Nothing was changed here.").
		Do("请重新复制一次；仍不行请向 IT 要新的。", "Copy it once more; if that does not help, ask IT for a new one."),
	Foreign: identity.Say("配置包不是本机信任的 IT 签发的，未作任何更改。", "The bundle is not signed by the IT that this machine trusts. Nothing was changed.").
		Do("请向 IT 核实来源；IT 换过签名密钥时，先更新本机信任的公钥（facedesk bundle trust）。", "Ask IT where it comes from. If IT has a new signing key, this machine must trust it first (facedesk bundle trust)."),
	NoTrust: identity.Say("本机还没有信任的签名公钥，未作任何更改。", "This machine trusts no signing key yet. Nothing was changed.").
		Do("请由 root 运行 facedesk bundle trust 公钥文件，或向 IT 要指纹，用 --fingerprint 输入。", "Have root run: facedesk bundle trust KEYFILE; or ask IT for the fingerprint and give it with --fingerprint."),
	WrongPassphrase: identity.Say("口令不对，未作任何更改。", "The passphrase is wrong. Nothing was changed.").
		Do("请重新输入；口令区分大小写。", "Type it again; capitals matter."),
	NoIdentity: identity.Say("配置包按柜台自己的密钥加密，而本柜台还没有，未作任何更改。", "The bundle is encrypted to desks' own keys, and this desk has none. Nothing was changed.").
		Do("请运行 facedesk bundle identity，把显示的公钥交给 IT。", "Run facedesk bundle identity and give IT the key that it prints."),
	OtherIdentity: identity.Say("配置包不是用本柜台的公钥加密的，打不开，未作任何更改。", "The bundle is encrypted to other desks' keys and cannot be opened here. Nothing was changed.").
		Do("请把 facedesk bundle identity 显示的公钥交给 IT，重新制作。", "Give IT the key that facedesk bundle identity prints, for a new one."),
	TooMuchWork: identity.Say("配置包要求的运算量（内存）超出柜台电脑的限度，没有打开，未作任何更改。", "The bundle asks for more memory than a counter's machine is to give; it was not opened. Nothing was changed.").
		Do("请用 facedesk bundle create 重新制作。", "Make it anew with facedesk bundle create."),
	WrongClock: identity.Say("本机时钟不对，无法判断配置包是否有效，未作任何更改。", "This machine's clock is wrong, so it cannot be told whether the bundle is valid. Nothing was changed.").
		Do("请先校准时钟（timedatectl），再试一次。", "Set the clock first (timedatectl), then try again."),
}

// Refuse returns the error of a fault, with its sentences.
func Refuse(f Fault) error { return refuse(f, refusals[f]) }

func refuse(f Fault, said identity.Sentences) error {
	kind := identity.Configuration
	switch f {
	case WrongPassphrase:
		kind = identity.BadInput
	case WrongClock:
		kind = identity.Clock
	}
	return &identity.Error{Kind: kind, Charged: identity.ChargedNo, What: said.What, Next: said.Next, Cause: f}
}

func expired(at, now time.Time) error {
	until, today := at.In(identity.China()).Format(time.DateOnly), now.In(identity.China()).Format(time.DateOnly)
	return refuse(Expired, identity.Say(
		"配置包已于 "+until+" 过期（本机日期 "+today+"），未作任何更改。",
		"The bundle expired on "+until+" (this machine's date: "+today+"). Nothing was changed.").
		Do("日期不对请先校准时钟，否则向 IT 要新的配置包。", "If that date is wrong, set the clock; else ask IT for a new bundle."))
}

func otherDesk(desk string, desks []string) error {
	if desk == "" {
		return refuse(NoDesk, identity.Say("本柜台还没有名称，无法核对配置包是否用于它，未作任何更改。", "This desk has no name yet, so it cannot be told whether the bundle is for it. Nothing was changed.").
			Do("请用 --desk 给出柜台名称。", "Give its name with --desk."))
	}
	return refuse(OtherDesk, identity.Say(
		"配置包用于其他柜台（"+strings.Join(desks, "、")+"），本柜台是 "+desk+"，未作任何更改。",
		"The bundle is for another desk ("+strings.Join(desks, ", ")+"); this one is "+desk+". Nothing was changed.").
		Do("请换用本柜台的配置包，或改正柜台名称。", "Take the bundle for this desk, or correct this desk's name."))
}

func older(serial, last uint64) error {
	return refuse(Older, identity.Say(
		fmt.Sprintf("配置包较旧：序号 %d，本柜台已装过 %d，未作任何更改。", serial, last),
		fmt.Sprintf("The bundle is an older one: number %d, and this desk has had %d. Nothing was changed.", serial, last)).
		Do("请用最新的配置包；要退回上一次导入前的状态，请运行 facedesk bundle rollback。", "Take the newest one; to go back to how things were before the last import, run: facedesk bundle rollback"))
}

func tooLarge() error {
	return configuration(identity.Say("设置和密钥太多，放不进配置包，没有制作。", "Settings and secrets are too large for a bundle. None was made."))
}

func badKeys() error {
	return configuration(identity.Say("公钥文件有误：每行应为 facedesk-key 加一串字符。", "The file of public keys is wrong: each line is facedesk-key and a text.").
		Do("请用 facedesk bundle keygen 生成的 .pub 文件。", "Take the .pub file that facedesk bundle keygen made."))
}

func badRecipient(n int) error {
	return configuration(identity.Say(fmt.Sprintf("第 %d 个柜台公钥有误，没有制作。", n), fmt.Sprintf("The desk's key number %d is wrong. No bundle was made.", n)).
		Do("应为 facedesk bundle identity 显示的 age1… 一行。", "It is the line age1… that facedesk bundle identity prints."))
}

func configuration(s identity.Sentences) error {
	return &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo, What: s.What, Next: s.Next}
}

func number(n uint64) string { return strconv.FormatUint(n, 10) }
