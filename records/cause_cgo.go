//go:build cgo

package records

import (
	"errors"
	"syscall"

	"github.com/mattn/go-sqlite3"
)

// unreadable reports that SQLite does not understand a correct statement:
// tables are missing, or their description is damaged.
func unreadable(err error) bool {
	e, ok := errors.AsType[sqlite3.Error](err)
	return ok && e.Code == sqlite3.ErrError
}

// diagnoseDriver interprets SQLite's result codes
// (https://sqlite.org/rescode.html).
func diagnoseDriver(err error) trouble {
	e, ok := errors.AsType[sqlite3.Error](err)
	if !ok {
		return troubleOther
	}
	switch e.SystemErrno {
	case syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG:
		return troubleFull
	case syscall.EROFS, syscall.EACCES, syscall.EPERM:
		return troubleReadOnly
	}
	switch e.Code {
	case sqlite3.ErrFull:
		return troubleFull
	case sqlite3.ErrReadonly, sqlite3.ErrPerm:
		return troubleReadOnly
	case sqlite3.ErrNotADB, sqlite3.ErrCorrupt, sqlite3.ErrFormat:
		return troubleDamaged
	case sqlite3.ErrBusy, sqlite3.ErrLocked:
		return troubleBusy
	}
	return troubleOther
}
