package cli

import (
	"errors"
	"io/fs"
	"os"

	"github.com/spf13/pflag"

	"facedesk/config/atomicfile"
	"facedesk/config/plainfile"
	"facedesk/identity"
)

// output is a file that a command writes at the user's wish. One that is there is
// replaced only with --force.
type output struct {
	file  string
	force bool
}

// flags adds the flags of the file, of which letter may be empty.
func (o *output) flags(f *pflag.FlagSet, name, letter, usage string) {
	f.StringVarP(&o.file, name, letter, "", usage)
	f.BoolVar(&o.force, "force", false, "replace the file if it is there")
}

// free refuses a file that is there. Commands ask it before they do any work.
func (o output) free() error {
	if o.file == "" || o.force {
		return nil
	}
	if _, err := os.Lstat(o.file); err == nil { // any error is told by writing
		return identity.Bad("", identity.Say(o.file+" 已存在，没有写入。", o.file+" exists already. Nothing was written.").
			Do("请换一个文件名，或加 --force 替换它。", "Take another name, or replace it with --force."))
	}
	return nil
}

// write writes the file, for this user only.
func (o output) write(data []byte) error {
	if err := o.free(); err != nil {
		return err
	}
	if err := atomicfile.Write(o.file, data, 0o600); err != nil {
		return cannotWrite(o.file, err)
	}
	return nil
}

// readFile reads a plain file of at most limit bytes.
func readFile(file string, limit int64) ([]byte, error) {
	data, err := plainfile.Read(file, limit)
	if err != nil {
		return nil, cannotRead(file, err)
	}
	return data, nil
}

// cannotRead says why a file is not read.
func cannotRead(file string, cause error) error {
	said := identity.Say(file+" 无法读取，未作任何更改。", file+" cannot be read. Nothing was changed.").Do("请检查磁盘。", "Check the disk.")
	switch {
	case errors.Is(cause, fs.ErrNotExist):
		said = identity.Say("没有文件 "+file+"，未作任何更改。", "There is no file "+file+". Nothing was changed.").Do("请检查路径。", "Check the path.")
	case errors.Is(cause, fs.ErrPermission):
		said = identity.Say("没有读取 "+file+" 的权限，未作任何更改。", "This user may not read "+file+". Nothing was changed.").
			Do("请检查文件和所在文件夹的权限。", "Check the rights of the file and of its folders.")
	case errors.Is(cause, plainfile.ErrKind):
		said = identity.Say(file+" 不是普通文件，未作任何更改。", file+" is no plain file. Nothing was changed.").Do("请指定一个普通文件。", "Name a plain file.")
	case errors.Is(cause, plainfile.ErrSize):
		said = identity.Say(file+" 太大，未作任何更改。", file+" is too large. Nothing was changed.").Do("请确认是不是这个文件。", "See whether it is the right file.")
	}
	e := identity.Bad("", said)
	e.Cause = cause
	return e
}

// cannotWrite says that a file is not written.
func cannotWrite(file string, cause error) error {
	return &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo, Cause: cause,
		What: identity.Text{ZH: file + " 无法写入。", EN: file + " cannot be written."},
		Next: identity.Text{ZH: "请检查路径、权限和磁盘空间；须为普通文件。", EN: "Check its path, rights and the space on the disk; it must be a plain file."}}
}
