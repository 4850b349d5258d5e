package desk

import (
	"errors"

	"facedesk/identity"
)

// AsIdentity returns err as an identity.Error. An error of another type becomes
// a configuration error that wraps it. nil stays nil.
func AsIdentity(err error) *identity.Error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*identity.Error](err); ok {
		return e
	}
	return &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo, Cause: err,
		What: identity.Text{ZH: "程序内部故障。", EN: "Something went wrong inside the program."},
		Next: identity.Text{ZH: "请联系 IT 运行 facedesk doctor。", EN: "Ask IT to run facedesk doctor."}}
}
