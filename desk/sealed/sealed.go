// Package sealed gives the keyring of a desk that logs in by itself a password that
// nobody knows and only this machine can read. systemd-creds encrypts it by the TPM,
// where there is one, and by a key of the system; a unit of the system unlocks the
// keyring with it at log-in (packaging/systemd).
package sealed

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"facedesk/config"
	"facedesk/config/plainfile"
	"facedesk/identity"
	"facedesk/providers"
)

// Credential is the name of the password among the credentials of the unit.
const Credential = "facedesk-keyring"

// patience limits how long another program may take. A TPM can be slow, and so can the units of a small machine.
const patience = 2 * time.Minute

// Account is the user whose keyring it is.
type Account struct {
	Name, UID, Home string
}

// File returns where the sealed password of a user lies.
func File(system config.System, uid string) string {
	return system.PathBeside("keyring-" + uid + ".cred")
}

// Setup makes a random password, seals it, and enables the units. It refuses a user
// who has a keyring already: that one has another password, and may hold secrets.
func Setup(ctx context.Context, system config.System, a Account, random io.Reader) error {
	file := File(system, a.UID)
	present := filepath.Join(a.Home, ".local/share/keyrings/login.keyring")
	for _, name := range []string{file, present} {
		if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			return existing(name, name == file)
		}
	}
	if err := identified(machineID); err != nil {
		return err
	}
	raw := make([]byte, 32)
	if _, err := io.ReadFull(random, raw); err != nil {
		return err
	}
	if err := config.MakeFolder(filepath.Dir(file), true); err != nil {
		return failed("mkdir", err)
	}
	password := base64.RawURLEncoding.EncodeToString(raw)
	if err := run(ctx, password, "systemd-creds", "encrypt", "--name="+Credential, "-", file); err != nil {
		return err
	}
	if err := enable(ctx, file, "facedesk-keyring@"+a.UID); err != nil {
		_ = os.Remove(file) // so that it can be tried again
		return err
	}
	return nil
}

// machineID is made at the first start of a machine (machine-id(5)).
const machineID = "/etc/machine-id"

// identified refuses a machine without an identity of its own, such as an image that
// many will be copied from: systemd-creds seals nothing there, and says another reason.
func identified(file string) error {
	data, err := plainfile.Read(file, 1<<10)
	if id := strings.TrimSpace(string(data)); err == nil && id != "" && id != "uninitialized" {
		return nil
	}
	return configuration(identity.Say("本机还没有自己的标识（"+file+" 为空），无法封存密码，未作任何更改。", "This machine has no identity of its own yet ("+file+" is empty), so no password can be sealed. Nothing was changed.").
		Do("请在本机第一次启动之后再运行。", "Run it after the machine's first start."), err)
}

func enable(ctx context.Context, file, unit string) error {
	if err := os.Chmod(file, 0o600); err != nil {
		return failed("chmod", err)
	}
	if _, err := os.Stat("/run/systemd/system"); err == nil { // while an image is made, no systemd runs that could be told
		if err := run(ctx, "", "systemctl", "daemon-reload"); err != nil {
			return err
		}
	}
	return run(ctx, "", "systemctl", "enable", unit+".service", unit+".path")
}

// run runs a program with a text on its standard input, so that no list of
// processes shows it.
func run(ctx context.Context, input, name string, args ...string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stdin = bytes.NewReader([]byte(input))
	cmd.WaitDelay = time.Second
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		return failed(name, fmt.Errorf("%w: %s", err, lastLine(said.String())))
	}
	return nil
}

// lastLine is where programs say why they failed.
func lastLine(said string) string {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	return lines[len(lines)-1]
}

// Password reads the password that systemd has decrypted for the unit. folder is
// CREDENTIALS_DIRECTORY.
func Password(folder string) (providers.Secret, error) {
	data, err := plainfile.Read(filepath.Join(folder, Credential), config.MaxSecret)
	if folder == "" || err != nil || len(data) == 0 {
		return providers.Secret{}, &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo, Cause: err,
			What: identity.Text{ZH: "没有封存的密钥环密码。", EN: "There is no sealed password of the keyring."},
			Next: identity.Text{ZH: "--credential 只供 facedesk-keyring@ 单元使用；请由 root 运行 facedesk keyring setup 用户名。", EN: "--credential is for the unit facedesk-keyring@ only. Have root run: facedesk keyring setup USER"}}
	}
	return providers.NewSecret(string(data)), nil
}

func existing(file string, sealed bool) error {
	if sealed {
		return configuration(identity.Say(file+" 已存在，未作任何更改。", file+" exists already. Nothing was changed.").
			Do("该用户的密钥环已用它解锁；确要重做，请先删去它和该用户的 login.keyring（其中的密钥会丢失）。",
				"It unlocks this user's keyring. To begin anew, delete it and the user's login.keyring first (the keys in that are lost)."), nil)
	}
	return configuration(identity.Say(file+" 已存在，未作任何更改：这个密钥环用的是别的密码。", file+" exists already: that keyring has another password. Nothing was changed.").
		Do("请先用 facedesk records key export 保存记录密钥，再移走该文件，然后重试并重新导入密钥。",
			"Keep the key of the records (facedesk records key export), move the file away, try again, and import the keys anew."), nil)
}

func failed(program string, cause error) error {
	return configuration(identity.Say(program+" 没有成功（"+cause.Error()+"），密钥环的自动解锁还不可用。", program+" did not succeed ("+cause.Error()+"). The keyring cannot be unlocked by itself yet.").
		Do("需要以 root 运行，systemd 不低于 250。", "It must be run as root, with systemd 250 or later."), cause)
}

func configuration(s identity.Sentences, cause error) error {
	return &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo, What: s.What, Next: s.Next, Cause: cause}
}
