// Package slsj verifies holders of travel documents (passports, permits,
// permanent-resident cards) with 随联数聚 涉外身份证人像比对: name, number, nation, document
// type and face.
//
// The vendor's tables of answer codes are not published. The ones here come
// from vendors with the same field names. So a Match needs IT's confirmation
// after a test call with a known document.
package slsj

import (
	"context"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/internal/reply"
	"facedesk/providers/paidcall"
)

// Code names the service in settings, records and on the command line.
const Code = "slsj"

// Keys of the settings that only this service has.
const (
	keyDateTimeString = "datetime_as_string"
	secretMemberID    = "member_id"
	secretAppKey      = "app_key"
)

// maxBytes is our own limit, because the vendor documents none.
const maxBytes = 51_200

var recipient = providers.Recipient{
	Name:    identity.Text{ZH: "随联数聚", EN: "Suilian Shuju (随联数聚)"},
	Contact: "400-000-6665, suilian@suiliantech.com",
}

// confirmation names the code that a genuine document must return by the
// assumed table.
var confirmation = providers.Confirmation{Parts: "result/idcardResult/photoResult", Proof: "01/01/01"}

// Entry returns the service as data, and how to make its adapter.
func Entry() providers.Entry {
	return providers.Entry{
		Descriptor: providers.Descriptor{
			Code:      Code,
			Name:      identity.Text{ZH: "随联数聚 涉外身份证人像比对", EN: "Suilian travel-document face check"},
			Homepage:  "https://api.slsj.com",
			Recipient: recipient,
			Face:      true,
			Portrait:  identity.PortraitSpec{MaxBytes: maxBytes},
			Documents: documents(),
			Settings:  settings(),
			Secrets: []providers.SecretField{
				{Key: secretMemberID, Label: identity.Text{ZH: "用户编号", EN: "Member ID"},
					Help: identity.Text{ZH: "供应商后台的 memberId。", EN: "memberId in the vendor's console."}},
				{Key: secretAppKey, Label: identity.Text{ZH: "签名密钥", EN: "App key"},
					Help: identity.Text{ZH: "供应商后台的 appKey，用于签名。", EN: "appKey in the vendor's console; signs the requests."}},
			},
			Confirmation: &confirmation,
			Advice:       advice,
		},
		New: func(d providers.Deps) providers.Provider { return &provider{d} },
	}
}

func documents() []providers.Accepted {
	return []providers.Accepted{
		{Type: identity.OrdinaryPassport}, {Type: identity.HKMacauPermit},
		{Type: identity.TaiwanPermit}, {Type: identity.PermanentResident},
	}
}

func settings() []providers.Field {
	common := providers.CommonSettings("https://api.slsj.com/api/idmatch/idmatch-abroad/query", 1.50, recipient, maxBytes, 2<<20)
	return append(append(common, confirmation.Settings(Code)...),
		providers.Field{Key: keyDateTimeString, Type: providers.TypeBool, Default: false,
			Label: identity.Text{ZH: "dateTime 以字符串发送", EN: "Send dateTime as a string"},
			Help:  identity.Text{ZH: "文档写作字符串，示例程序用数字。", EN: "The manual's text has a string, its programs a number."}},
		providers.Field{Key: providers.KeyDocumentTypes, Type: providers.TypeList,
			Default: []string{"414", "516", "511", "553"},
			Choices: providers.AllTypes(),
			Label:   identity.Text{ZH: "受理的证件类型", EN: "Document types taken"},
			Help: identity.Text{ZH: "GA/T 517 代码。文档只提到 414 与 516，其余请向供应商确认。",
				EN: "GA/T 517 codes. The manual mentions only 414 and 516; ask the vendor about others."}},
	)
}

func advice(v providers.Values) []identity.Text {
	if confirmation.Given(v) {
		return nil
	}
	return []identity.Text{{
		ZH: "slsj 的结果代码尚未确认，柜台暂不提供此服务。请运行 facedesk config confirm-codes slsj。",
		EN: "slsj's answer codes are not confirmed, so the desk does not offer it. Run facedesk config confirm-codes slsj.",
	}}
}

type provider struct{ deps providers.Deps }

// Verify implements providers.Provider.
func (p *provider) Verify(ctx context.Context, req identity.Request) (identity.Verdict, error) {
	return reply.Ask(ctx, p.deps, req, format,
		func(d providers.Deps) (paidcall.Call, error) { return call(ctx, d, req) },
		func(a paidcall.Answer, body reply.Body) (identity.Verdict, error) {
			return classify(a, body, confirmation.Given(p.deps.Values))
		})
}
