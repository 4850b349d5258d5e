package cli

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"facedesk/config/atomicfile"
	"facedesk/config/bundle"
	"facedesk/config/plainfile"
	"facedesk/identity"
)

// The prompts for passphrases.
var (
	keyPassphrase    = identity.Text{ZH: "签名密钥的口令", EN: "Passphrase of the signing key"}
	bundlePassphrase = identity.Text{ZH: "配置包的口令", EN: "Passphrase of the bundle"}
)

// minPassphrase is the least number of characters: whoever finds a bundle may try
// as many as he likes.
const minPassphrase = 12

func (a *app) bundleKeygenCommand() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use: "keygen -o FILE", Short: "Make IT's signing key, protected by a passphrase, and FILE.pub for the desks", Args: exactly(0),
		RunE: func(cmd *cobra.Command, _ []string) error { return a.keygen(cmd.Context(), out) },
	}
	cmd.Flags().StringVarP(&out, "output", "o", "", "file to write; it must not exist")
	return cmd
}

func (a *app) keygen(ctx context.Context, file string) error {
	if file == "" {
		return usagef("需要 -o 文件", "-o FILE is wanted")
	}
	for _, name := range []string{file, file + ".pub", file + serialEnd} {
		if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			return existsAlready(name)
		}
	}
	passphrase, err := a.newPassphrase(ctx, keyPassphrase)
	if err != nil {
		return err
	}
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := bundle.WriteSigningKey(&b, private, passphrase); err != nil {
		return err
	}
	key := bundle.Key(public)
	if err := errors.Join(atomicfile.Write(file, b.Bytes(), 0o600),
		atomicfile.Write(file+".pub", []byte(key.String()+"\n"), 0o644), atomicfile.Write(file+serialEnd, []byte("0\n"), 0o600)); err != nil {
		return cannotWrite(file, err)
	}
	a.print(identity.Text{ZH: "已生成 " + file + "（请妥善保管）和 " + file + ".pub（交给各柜台）。", EN: "Made " + file + " (keep it safe) and " + file + ".pub (for the desks)."})
	a.print(identity.Text{ZH: "指纹：" + key.Fingerprint(), EN: "Fingerprint: " + key.Fingerprint()})
	return nil
}

// newPassphrase reads a passphrase, twice from a terminal.
func (a *app) newPassphrase(ctx context.Context, prompt identity.Text) (string, error) {
	prompts := []identity.Text{prompt}
	if _, typed := a.terminal(); typed {
		prompts = append(prompts, againPIN)
	}
	lines, err := a.hiddenLines(ctx, prompts...)
	if err != nil {
		return "", err
	}
	return lines[0], checkPassphrase(lines[0], lines[len(lines)-1])
}

func checkPassphrase(first, again string) error {
	switch {
	case first != again:
		return identity.Bad("", identity.Say("两次输入不同，未作任何更改。", "The two entries differ. Nothing was changed.").Do("请重试。", "Try again."))
	case len([]rune(first)) < minPassphrase:
		return identity.Bad("", identity.Say("口令至少 12 个字符，未作任何更改。", "The passphrase must have at least 12 characters. Nothing was changed.").
			Do("可用几个不相关的词。", "Several unrelated words will do."))
	}
	return nil
}

// serialEnd is the end of the name of the file that counts the bundles of a key.
const serialEnd = ".serial"

// nextSerial returns the number for a new bundle: the one that IT names, or one more
// than the last one of this key.
func nextSerial(keyFile string, named uint64) (uint64, error) {
	last, err := lastSerial(keyFile)
	switch {
	case named == 0 && err != nil:
		return 0, identity.Bad("", identity.Say(keyFile+serialEnd+" 缺失或有误，不知道上一个序号，没有制作。", keyFile+serialEnd+" is missing or wrong, so the last number is not known. No bundle was made.").
			Do("请用 --serial 给出一个比各柜台已装的都大的序号。", "Give a number with --serial that is higher than any that the desks have had."))
	case named == 0:
		return last + 1, nil
	case err == nil && named <= last:
		return 0, identity.Bad("", identity.Say("序号须大于上一个（"+strconv.FormatUint(last, 10)+"），没有制作。", "The number must be higher than the last one ("+strconv.FormatUint(last, 10)+"). No bundle was made."))
	}
	return named, nil
}

func lastSerial(keyFile string) (uint64, error) {
	data, err := plainfile.Read(keyFile+serialEnd, 64)
	if err != nil {
		return 0, err
	}
	return strconv.ParseUint(strings.TrimSpace(string(data)), 10, 64)
}

func keepSerial(keyFile string, serial uint64) error {
	err := atomicfile.Write(keyFile+serialEnd, []byte(strconv.FormatUint(serial, 10)+"\n"), 0o600)
	if err != nil {
		return cannotWrite(keyFile+serialEnd, err)
	}
	return nil
}

func existsAlready(name string) error {
	return identity.Bad("", identity.Say(name+" 已存在，未作任何更改。", name+" exists already. Nothing was changed.").Do("请换一个文件名。", "Take another name."))
}
