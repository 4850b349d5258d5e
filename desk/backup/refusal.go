package backup

import (
	"io"

	"facedesk/config/bundle"
	"facedesk/identity"
)

// decrypt is bundle.Decrypt with words about a backup. A file that Create did not make
// is no backup, whatever else is wrong with it.
func decrypt(r io.Reader, passphrase string) (io.Reader, error) {
	plain, err := bundle.Decrypt(r, bundle.Passphrase(passphrase))
	if err != nil && bundle.FaultOf(err) != bundle.WrongPassphrase {
		return nil, noBackup(err)
	}
	return plain, err
}

func noBackup(cause error) error {
	return configuration(identity.Say("这个文件不是 Facedesk 的备份，或已损坏，未作任何更改。", "This file is no backup of Facedesk, or a damaged one. Nothing was changed.").
		Do("请检查选的文件，或换一份备份。", "Check which file was named, or take another backup."), cause)
}

func damaged(cause error) error {
	return configuration(identity.Say("备份已损坏或不完整，未作任何更改。", "The backup is damaged or incomplete. Nothing was changed.").
		Do("请换一份备份。", "Take another backup."), cause)
}

func present(file string) error {
	return configuration(identity.Say("本机已有 "+file+"，未作任何更改：备份只恢复到还没有记录和设置的机器。", "This machine has "+file+" already. Nothing was changed: a backup is restored to a machine without records and settings.").
		Do("确要恢复，请先移走它。", "Move it away first if it is to be replaced."), nil)
}
