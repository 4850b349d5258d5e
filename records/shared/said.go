package shared

import (
	"errors"

	"github.com/jackc/pgx/v5/pgconn"

	"facedesk/identity"
)

// Codes of PostgreSQL (its manual, appendix A).
const (
	codeNoFunction = "42883"
	codeNoSchema   = "3F000"
	codeNoTable    = "42P01"
	codeForbidden  = "42501"
	codeFull       = "53100"
	codePassword   = "28P01"
	codeUser       = "28000"
)

// unreachable says why the database did not do what it was asked. The cause may
// name its host, so it is for errors.As only.
func unreachable(err error) *identity.Error {
	e, _ := errors.AsType[*pgconn.PgError](err)
	if e == nil {
		return recordsError(identity.Say("共享记录库没有应答，记录先保存在本机，没有丢失。", "The shared database does not answer. The records wait on this machine, and none is lost.").
			Do("连上后会自动补发；若一直不通，请 IT 运行 facedesk doctor。", "They are sent as soon as it answers. If it does not, have IT run: facedesk doctor."), err)
	}
	switch e.Code {
	case codeNoFunction, codeNoSchema, codeNoTable:
		return setupNeeded(err)
	case codeForbidden:
		return recordsError(identity.Say("共享记录库没有给此用户所需的权限，没有写入。", "The shared database does not grant this user what is needed. Nothing was written there.").
			Do("请 IT 查看 docs/shared-records.md 中的角色。", "Have IT look at the roles in docs/shared-records.md."), err)
	case codeFull:
		return recordsError(identity.Say("共享记录库的磁盘已满，记录先保存在本机，没有丢失。", "The disk of the shared database is full. The records wait on this machine, and none is lost.").
			Do("请 IT 为数据库腾出空间。", "Have IT free some space there."), err)
	case codePassword, codeUser:
		return recordsError(identity.Say("共享记录库拒绝了用户名或密码，记录先保存在本机，没有丢失。", "The shared database refuses the user or the password. The records wait on this machine, and none is lost.").
			Do("请 IT 重新存入地址：facedesk config secret set shared.desk。", "Have IT store the address anew: facedesk config secret set shared.desk."), err)
	}
	return recordsError(identity.Say("共享记录库拒绝了请求（"+e.Code+"），记录先保存在本机，没有丢失。", "The shared database refuses the request ("+e.Code+"). The records wait on this machine, and none is lost.").
		Do("请 IT 查看数据库的日志。", "Have IT look at the log of the database."), err)
}

func setupNeeded(cause error) *identity.Error {
	return recordsError(identity.Say("共享记录库中还没有本程序所需的表，记录先保存在本机，没有丢失。", "The shared database does not have the tables that this program needs. The records wait on this machine, and none is lost.").
		Do("请 IT 运行 facedesk records shared setup。", "Have IT run: facedesk records shared setup."), cause)
}

func tooOld() *identity.Error {
	return recordsError(identity.Say("共享记录库已由更新版本的程序升级，本版本不能再写入；记录先保存在本机，没有丢失。",
		"The shared database was set up by a newer program, and this version can no longer write to it. The records wait on this machine, and none is lost.").
		Do("请更新本程序。", "Update this program."), nil)
}
