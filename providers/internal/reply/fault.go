package reply

import "facedesk/identity"

// Fault is a row of a verdict table without a verdict: the kind, what the
// service said, and whether it charges the call.
func Fault(kind identity.Kind, v identity.Vendor, c identity.Charged) *identity.Error {
	said := faultTexts[kind]
	return &identity.Error{Kind: kind, Field: faultFields[kind], What: said.What, Next: said.Next, Charged: c, Sent: true, Vendor: v}
}

var faultFields = map[identity.Kind]identity.Field{identity.Retake: identity.FieldPhoto}

var faultTexts = map[identity.Kind]identity.Sentences{
	identity.Retake: identity.Say("核验服务认为照片质量不合格。", "The service found the photo unsuitable.").
		Do("请在光线充足处重新拍照。", "Take the photo again in good light."),
	identity.BadInput: identity.Say("核验服务不接受所填内容。", "The service did not accept what was entered.").
		Do("请照证件核对姓名和号码。", "Check name and number against the document."),
	identity.Configuration: identity.Say("核验服务拒绝了本机的账号或设置，与客人无关。", "The service refused this machine's account or settings; the guest is not at fault.").
		Do("请人工核对证件，并联系 IT 运行 facedesk doctor。", "Check the document by hand and ask IT to run facedesk doctor."),
	identity.Quota: identity.Say("核验服务的次数或余额已用完，与客人无关。", "The service account has no calls or no money left; the guest is not at fault.").
		Do("请人工核对证件，并联系 IT 充值。", "Check the document by hand and ask IT to top it up."),
	identity.Clock: identity.Say("本机时钟不准，核验服务拒绝了请求。", "The service refused the request because this machine's clock is off.").
		Do("请人工核对证件，并联系 IT 校准时间。", "Check the document by hand and ask IT to set the time."),
	identity.Busy: identity.Say("核验服务繁忙或暂时不可用。", "The service is busy or down for the moment.").
		Do("请人工核对证件，或稍后再试。", "Check the document by hand, or try again later."),
}
