package reply

import "facedesk/identity"

// Fault is a row of a verdict table that gives no verdict: why, what the
// service said, and whether it bills the call.
func Fault(kind identity.Kind, v identity.Vendor, c identity.Charged) *identity.Error {
	said, cost := faultTexts[kind], costTexts[c]
	return &identity.Error{
		Kind: kind, Vendor: v, Charged: c, Field: faultFields[kind],
		Text: identity.Text{
			ZH: said.what.ZH + cost.ZH + said.next.ZH,
			EN: said.what.EN + " " + cost.EN + " " + said.next.EN,
		},
	}
}

var faultFields = map[identity.Kind]identity.Field{identity.Retake: identity.FieldPhoto}

var costTexts = map[identity.Charged]identity.Text{
	identity.ChargedYes:     {ZH: "本次已计费。", EN: "The call was charged."},
	identity.ChargedNo:      {ZH: "本次未计费。", EN: "The call was not charged."},
	identity.ChargedUnknown: {ZH: "本次可能已计费。", EN: "The call may have been charged."},
}

type faultText struct{ what, next identity.Text }

var faultTexts = map[identity.Kind]faultText{
	identity.Retake: {
		identity.Text{ZH: "核验服务认为照片质量不合格。", EN: "The service found the photo unsuitable."},
		identity.Text{ZH: "请在光线充足处重新拍照。", EN: "Take the photo again in good light."}},
	identity.BadInput: {
		identity.Text{ZH: "核验服务不接受所填内容。", EN: "The service did not accept what was entered."},
		identity.Text{ZH: "请照证件核对姓名和号码。", EN: "Check name and number against the document."}},
	identity.Configuration: {
		identity.Text{ZH: "核验服务拒绝了本机的账号或设置，与客人无关。", EN: "The service refused this machine's account or settings; the guest is not at fault."},
		identity.Text{ZH: "请人工核对证件，并联系 IT 运行 facedesk doctor。", EN: "Check the document by hand and ask IT to run facedesk doctor."}},
	identity.Quota: {
		identity.Text{ZH: "核验服务的次数或余额已用完，与客人无关。", EN: "The service account has no calls or no money left; the guest is not at fault."},
		identity.Text{ZH: "请人工核对证件，并联系 IT 充值。", EN: "Check the document by hand and ask IT to top it up."}},
	identity.Clock: {
		identity.Text{ZH: "本机时钟不准，核验服务拒绝了请求。", EN: "The service refused the request because this machine's clock is off."},
		identity.Text{ZH: "请人工核对证件，并联系 IT 校准时间。", EN: "Check the document by hand and ask IT to set the time."}},
	identity.Busy: {
		identity.Text{ZH: "核验服务繁忙或暂时不可用。", EN: "The service is busy or down for the moment."},
		identity.Text{ZH: "请人工核对证件，或稍后再试。", EN: "Check the document by hand, or try later."}},
}
