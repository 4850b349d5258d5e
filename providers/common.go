package providers

import (
	"errors"
	"slices"
	"time"

	"facedesk/identity"
	"facedesk/providers/paidcall"
)

// CheckEndpoint returns what is wrong with the URL of a service, or nil. It
// uses the transport's rule.
func CheckEndpoint(raw string) *identity.Sentences {
	_, err := paidcall.ParseEndpoint(raw)
	return saidOf(err)
}

// CheckProxy returns what is wrong with the URL of a proxy, or nil.
func CheckProxy(raw string) *identity.Sentences {
	_, err := paidcall.ParseProxy(raw)
	return saidOf(err)
}

func saidOf(err error) *identity.Sentences {
	if e, ok := errors.AsType[*identity.Error](err); ok {
		said := e.Said()
		return &said
	}
	return nil
}

// EighteenDigits returns the documents of the services for resident IDs: those
// with 18-digit numbers. Foreigners' permanent-resident cards have such numbers
// since 2023-12. Whether a service knows these, and the residence permits 81…,
// 82…, 83…, is not documented. A NoReference may mean that it does not.
func EighteenDigits() []Accepted {
	return []Accepted{{Type: identity.ResidentID}, {Type: identity.PermanentResident, Length: 18}}
}

// AllTypes returns the codes of all document types, as choices.
func AllTypes() []string {
	var codes []string
	for _, t := range identity.Types() {
		codes = append(codes, string(t.Code))
	}
	return codes
}

// CommonSettings returns the settings that every service has, with this
// service's defaults: endpoint, price in yuan a call (0: not documented),
// time-out, the recipient in the notice and, if a face is compared, the size
// limit of the JPEG in bytes.
func CommonSettings(endpoint string, price float64, to Recipient, maxBytes, ceiling int) []Field {
	fields := []Field{
		{Key: KeyEndpoint, Type: TypeURL, Way: true, Money: true, Default: endpoint,
			Label: identity.Text{ZH: "接口地址", EN: "Endpoint"},
			Help: identity.Text{ZH: "完整网址。须为 https，本机回环地址除外（视为演示）。",
				EN: "The whole URL; https, except on a loopback address (which counts as demo)."}},
		{Key: KeyTimeout, Type: TypeDuration, Way: true, Default: 30 * time.Second, Min: 1, Max: 300,
			Label: identity.Text{ZH: "等待答复的时限", EN: "Time limit for the answer"},
			Help: identity.Text{ZH: "太短会使已计费的核验没有结果。",
				EN: "Too short a limit turns paid calls into unknown outcomes."}},
	}
	fields = slices.Concat(fields, moneySettings(price), recipientSettings(to))
	if maxBytes > 0 {
		fields = append(fields, Field{Key: KeyMaxBytes, Type: TypeInteger, Default: maxBytes, Min: 4096, Max: float64(ceiling),
			Label: identity.Text{ZH: "照片上限（字节）", EN: "Photo limit (bytes)"},
			Help: identity.Text{ZH: "JPEG 文件的最大字节数（编码为 base64 之前）。",
				EN: "Largest size of the JPEG in bytes, before base64."}},
			Field{Key: KeyProgressive, Type: TypeBool, Default: false,
				Label: identity.Text{ZH: "可用渐进式 JPEG", EN: "Progressive JPEG"},
				Help: identity.Text{ZH: "服务方确认能读取渐进式 JPEG 时可开启，照片略清晰。",
					EN: "Only where the vendor confirms that progressive JPEGs are read; the photo is a little better."}})
	}
	return fields
}

func recipientSettings(to Recipient) []Field {
	return []Field{
		{Key: KeyRecipient, Type: TypeText, Default: to.Name.ZH,
			Label: identity.Text{ZH: "接收方名称", EN: "Recipient"},
			Help:  identity.Text{ZH: "在告知书中显示；为空时柜台不能征求同意。", EN: "Shown in the notice. While it is empty, the desk cannot ask for consent."}},
		{Key: KeyContact, Type: TypeText, Default: to.Contact,
			Label: identity.Text{ZH: "接收方联系方式", EN: "Recipient's contact"},
			Help:  identity.Text{ZH: "在告知书中显示；为空时柜台不能征求同意。", EN: "Shown in the notice. While it is empty, the desk cannot ask for consent."}},
		{Key: KeyPrivacyURL, Type: TypeText, Default: to.PrivacyURL,
			Label: identity.Text{ZH: "接收方隐私规则网址", EN: "Recipient's privacy rules"},
			Help:  identity.Text{ZH: "在告知书中显示。", EN: "Shown in the notice."}},
	}
}
