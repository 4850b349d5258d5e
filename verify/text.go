package verify

import (
	"context"
	"errors"

	"facedesk/identity"
)

func unknownService(cause error) *identity.Error {
	return &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo, Cause: cause,
		What: identity.Text{ZH: "所选核验服务没有设置好。", EN: "The chosen service is not set up."},
		Next: identity.Text{ZH: "请改选服务，或联系 IT 检查设置。", EN: "Choose another service, or ask IT to check the settings."}}
}

func noHashKey(cause error) *identity.Error {
	return &identity.Error{Kind: identity.Configuration, Charged: identity.ChargedNo, Cause: cause,
		What: identity.Text{ZH: "密钥环里没有核验记录的密钥，或无法读取。", EN: "The key of the records is not in the keyring, or cannot be read."},
		Next: identity.Text{ZH: "请联系 IT。", EN: "Ask IT."}}
}

// Ended returns the error of a check that ended with ctx before it was recorded: it
// was not sent, whatever broke off. Else it returns err.
func Ended(ctx context.Context, attempt string, err error) error {
	if err == nil || attempt != "" || ctx.Err() == nil {
		return err
	}
	return notSent(err)
}

func notSent(cause error) *identity.Error {
	return &identity.Error{Kind: identity.NotSent, Charged: identity.ChargedNo, Cause: cause,
		What: identity.Text{ZH: "核验在发送前已取消。", EN: "The check was cancelled before it was sent."},
		Next: identity.Text{ZH: "可以重新开始。", EN: "You can start again."}}
}

func unrecorded(cause error) *identity.Error {
	return &identity.Error{Kind: identity.Records, Charged: identity.ChargedNo, Cause: cause,
		What: identity.Text{ZH: "核验记录无法写入，因此没有核验。", EN: "The records cannot be written, so no check was made."},
		Next: identity.Text{ZH: "请联系 IT 检查磁盘。", EN: "Ask IT to check the disk."}}
}

func unknownOutcome(cause error) *identity.Error {
	return &identity.Error{Kind: identity.UnknownOutcome, Charged: identity.ChargedUnknown, Sent: true, Cause: cause,
		What: identity.Text{ZH: "核验可能已发出，但没有得到可读的结果。", EN: "The check may have been sent, but there is no readable answer."},
		Next: identity.Text{ZH: "请先人工核对证件；需要时再核验一次。", EN: "Check the document by hand first; make the check again only if needed."}}
}

// incomplete warns that the outcome stands although it could not be recorded.
func incomplete(failure error) identity.Text {
	t := identity.Text{
		ZH: "本次结果有效，但没有写入核验记录。请勿因此重复核验，并通知 IT。",
		EN: "This result stands, but it could not be written to the records. Do not repeat the check because of that, and tell IT."}
	if e, ok := errors.AsType[*identity.Error](failure); ok && e != nil {
		t = t.Then(e.Said().Text())
	}
	return t
}
