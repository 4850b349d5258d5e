package verify

import (
	"errors"

	"facedesk/identity"
)

func unknownService(cause error) *identity.Error {
	return &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo, Cause: cause, Text: identity.Text{
		ZH: "所选核验服务没有设置好。未发送、未计费。请改选服务，或联系管理员检查设置。",
		EN: "The chosen service is not set up. Nothing was sent or charged. Choose another service, or ask IT to check the settings."}}
}

func noHashKey(cause error) *identity.Error {
	return &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo, Cause: cause, Text: identity.Text{
		ZH: "密钥环里没有核验记录的密钥，或无法读取。未发送、未计费。请联系管理员。",
		EN: "The key of the records is not in the keyring, or cannot be read. Nothing was sent or charged. Ask IT."}}
}

func notSent(cause error) *identity.Error {
	return &identity.Error{Kind: identity.NotSent, Charged: identity.ChargedNo, Cause: cause, Text: identity.Text{
		ZH: "核验在发送前已取消。未发送、未计费。可以重新开始。",
		EN: "The check was cancelled before it was sent. Nothing was charged. You can start again."}}
}

func unrecorded(cause error) *identity.Error {
	return &identity.Error{Kind: identity.Records, Charged: identity.ChargedNo, Cause: cause, Text: identity.Text{
		ZH: "核验记录无法写入，因此没有发出核验，未计费。请联系管理员检查磁盘。",
		EN: "The records cannot be written, so no check was sent and nothing was charged. Ask IT to check the disk."}}
}

func unknownOutcome(cause error) *identity.Error {
	return &identity.Error{Kind: identity.UnknownOutcome, Charged: identity.ChargedUnknown, Cause: cause, Text: identity.Text{
		ZH: "核验可能已发出，但没有得到可读的结果，可能已计费。请先人工核对证件；需要时再核验一次。",
		EN: "The check may have been sent, but there is no readable answer; it may have been charged. Check the document by hand; check again only if needed."}}
}

// incomplete warns that the outcome stands although it could not be recorded.
func incomplete(failure error) identity.Text {
	t := identity.Text{
		ZH: "本次结果有效，但没有写入核验记录。请勿因此重复核验，并通知管理员。",
		EN: "This result stands, but it could not be written to the records. Do not repeat the check because of that, and tell IT."}
	if e, ok := errors.AsType[*identity.Error](failure); ok && e != nil {
		t.ZH += e.Text.ZH
		t.EN += " " + e.Text.EN
	}
	return t
}
