package records

import (
	"context"
	"errors"
	"io/fs"
	"syscall"

	"facedesk/identity"
)

// trouble is a fault of the file, as the operator is told of it.
type trouble int

const (
	troubleOther trouble = iota
	troubleFolder
	troubleReadOnly
	troubleFull
	troubleDamaged
	troubleBusy
	troubleNewer
	troubleMissing
	troubleForeign
	troubleNetwork
	troubleSlow
	troubleKind
	troubleLock
	troubleBeside
)

var (
	errNewer   = errors.New("records: schema is newer than the program")
	errMissing = errors.New("records: no such row")
	errFolder  = errors.New("records: folder")
	errRow     = errors.New("records: a row is not what was written")
	errShape   = errors.New("records: not the tables that were made")
	errForeign = errors.New("records: another program's file")
	errSlow    = errors.New("records: opening takes too long")
	errNetwork = errors.New("records: on a network share")
	errLock    = errors.New("records: another program's lock file")
	errBeside  = errors.New("records: another program's files beside it")
	errKind    = errors.New("records: no plain file")
)

// diagnose returns the trouble behind an error. A full disk or a missing
// permission comes as SQLite's code or as the system's error.
func diagnose(err error) trouble {
	switch {
	case errors.Is(err, errNewer):
		return troubleNewer
	case errors.Is(err, errMissing):
		return troubleMissing
	case errors.Is(err, errRow), errors.Is(err, errShape):
		return troubleDamaged
	case errors.Is(err, errKind):
		return troubleKind
	case errors.Is(err, errLock):
		return troubleLock
	case errors.Is(err, errBeside):
		return troubleBeside
	case errors.Is(err, errForeign):
		return troubleForeign
	case errors.Is(err, errNetwork):
		return troubleNetwork
	case errors.Is(err, errSlow):
		return troubleSlow
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		return troubleFull
	case errors.Is(err, syscall.EROFS):
		return troubleReadOnly
	case errors.Is(err, errFolder):
		return troubleFolder
	case errors.Is(err, fs.ErrPermission):
		return troubleReadOnly
	case errors.Is(err, context.DeadlineExceeded):
		return troubleBusy
	}
	return diagnoseDriver(err)
}

func (t trouble) said(path string) identity.Sentences {
	switch t {
	case troubleFolder:
		return identity.Say("核验记录的文件夹不存在且无法建立（"+path+"）。", "The folder for the records does not exist and cannot be created ("+path+").").
			Do("请检查路径和权限。", "Check the path and its permissions.")
	case troubleReadOnly:
		return identity.Say("核验记录只读，无法写入（"+path+"）。", "The records are read-only ("+path+").").
			Do("请让本程序的用户可以写这个文件及其文件夹。", "Let the user of this program write the file and its folder.")
	case troubleFull:
		return identity.Say("磁盘已满，核验记录无法写入（"+path+"）。", "The disk is full and the records cannot be written ("+path+").").
			Do("请腾出空间。", "Free some space.")
	case troubleDamaged:
		return identity.Say("核验记录文件已损坏或不是记录文件（"+path+"）。", "The records file is damaged or is not a records file ("+path+").").
			Do("请将它移到别处保存，程序会新建一个。", "Move it away and keep it; a new one will be made.")
	case troubleBusy:
		return identity.Say("核验记录被另一个程序占用（"+path+"）。", "The records are in use by another program ("+path+").").
			Do("请关闭那个程序或稍候。", "Close it or wait a moment.")
	case troubleNewer:
		return identity.Say("核验记录由更新版本的程序写成（"+path+"）。", "The records were written by a newer version of this program ("+path+").").
			Do("请更新本程序。", "Update this program.")
	case troubleForeign:
		return identity.Say("这是另一个程序的文件，未作改动（"+path+"）。", "This is another program's file; it was left as it is ("+path+").").
			Do("请为核验记录另选一个文件（records.path）。", "Choose another file for the records (records.path).")
	case troubleLock:
		return identity.Say(path+".lock 是另一个程序的文件，未作改动。", path+".lock is another program's file; it was left as it is.").
			Do("请为核验记录另选一个文件（records.path）。", "Choose another file for the records (records.path).")
	case troubleBeside:
		return identity.Say("旁边已有另一个程序的文件（以 -wal、-shm、-journal 或 .notice 结尾），未作改动（"+path+"）。",
			"There are another program's files beside it (ending in -wal, -shm, -journal or .notice); they were left as they are ("+path+").").
			Do("请为核验记录另选一个文件（records.path）。", "Choose another file for the records (records.path).")
	case troubleKind:
		return identity.Say("这不是普通文件，不能保存核验记录（"+path+"）。", "This is no plain file and cannot hold the records ("+path+").").
			Do("请为核验记录另选一个文件（records.path）。", "Choose another file for the records (records.path).")
	case troubleNetwork:
		return identity.Say("核验记录不能放在网络共享上（"+path+"）。", "The records cannot lie on a network share ("+path+").").
			Do("请选择本机磁盘上的文件（records.path）。", "Choose a file on a disk of this machine (records.path).")
	case troubleSlow:
		return identity.Say("核验记录 3 秒内无法打开（"+path+"）。", "The records could not be opened within 3 seconds ("+path+").").
			Do("请关闭占用它的程序，并检查磁盘。", "Close the program that uses them, and check the disk.")
	case troubleMissing:
		return identity.Say("没有这条核验记录，或其中已没有可以登记的内容（结果已知或已登记过），未作任何更改。",
			"There is no such record, or nothing of it is left to be noted: its outcome is known, or was noted before. Nothing was changed.").
			Do("请核对编号：facedesk records show。", "Check the number: facedesk records show.")
	}
	return identity.Say("核验记录无法读写（"+path+"）。", "The records cannot be read or written ("+path+").").
		Do("请检查磁盘和文件权限。", "Check the disk and the permissions of the file.")
}

// NothingToChange reports an error of a row that is not there, or of which nothing is
// left to be noted.
func NothingToChange(err error) bool { return errors.Is(err, errMissing) }

// Missing is the error of such a row where somebody has named it: the records are well,
// the number is not of such a row.
func Missing() *identity.Error {
	e := failed("", errMissing)
	e.Kind = identity.BadInput
	return e
}

// ofNamed is the error of a change to a row that somebody has named.
func ofNamed(err error) error {
	if NothingToChange(err) {
		return Missing()
	}
	return err
}

// failed wraps err in an error for the operator.
func failed(path string, err error) *identity.Error {
	said := diagnose(err).said(path)
	return &identity.Error{Kind: identity.Records, What: said.What, Next: said.Next, Cause: err}
}

// refused is failed for Open and Begin, where it is certain that no call was
// made.
func refused(path string, err error) *identity.Error {
	e := failed(path, err)
	e.Charged = identity.ChargedNo
	return e
}

// interrupted is the error of an opening that the caller has ended, as by a signal.
func interrupted(err error) *identity.Error {
	return &identity.Error{Kind: identity.NotSent, Charged: identity.ChargedNo, Cause: err,
		What: identity.Text{ZH: "程序在打开核验记录时被中止。", EN: "The program was ended while it opened the records."},
		Next: identity.Text{ZH: "可以重新开始。", EN: "You can start again."}}
}
