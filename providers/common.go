package providers

import (
	"errors"
	"time"

	"facedesk/identity"
	"facedesk/providers/paidcall"
)

// CheckEndpoint says what is wrong with the URL of a service, nil for nothing. It
// is the transport's own rule.
func CheckEndpoint(raw string) *identity.Text {
	_, err := paidcall.ParseEndpoint(raw)
	return textOf(err)
}

// CheckProxy says what is wrong with the URL of a proxy, nil for nothing.
func CheckProxy(raw string) *identity.Text {
	_, err := paidcall.ParseProxy(raw)
	return textOf(err)
}

func textOf(err error) *identity.Text {
	if e, ok := errors.AsType[*identity.Error](err); ok {
		text := e.Said().Text()
		return &text
	}
	return nil
}

// EighteenDigits is what the services for resident IDs take: 18-digit numbers,
// which foreigners' permanent-resident cards carry since 2023-12 too. Whether
// such a service knows those, and the residence permits 81…, 82…, 83…, is not
// documented; a NoReference may mean that it does not.
func EighteenDigits() []Accepted {
	return []Accepted{{Type: identity.ResidentID}, {Type: identity.PermanentResident, Length: 18}}
}

// AllTypes returns the codes of all document types, to choose from.
func AllTypes() []string {
	var codes []string
	for _, t := range identity.Types() {
		codes = append(codes, string(t.Code))
	}
	return codes
}

// CommonSettings returns the settings that every service has, with its
// defaults: endpoint, price in yuan a call (0: not documented), time-out, the
// recipient named in the notice and, where a face is compared, the size limit
// of the JPEG in bytes.
func CommonSettings(endpoint string, price float64, to Recipient, maxBytes, ceiling int) []Field {
	fields := []Field{
		{Key: KeyEndpoint, Type: TypeURL, Default: endpoint,
			Label: identity.Text{ZH: "接口地址", EN: "Endpoint"},
			Help: identity.Text{ZH: "完整网址。须为 https，本机回环地址除外（视为演示）。",
				EN: "The whole URL; https, except on a loopback address (which counts as demo)."}},
		{Key: KeyPrice, Type: TypeNumber, Default: price, Max: 1000,
			Label: identity.Text{ZH: "单价（元/次）", EN: "Price (yuan a call)"},
			Help:  identity.Text{ZH: "仅用于记录费用，0 表示未知。", EN: "For the records only; 0 means not known."}},
		{Key: KeyTimeout, Type: TypeDuration, Default: 30 * time.Second, Min: 1, Max: 300,
			Label: identity.Text{ZH: "等待答复的时限", EN: "Time limit for the answer"},
			Help: identity.Text{ZH: "太短会使已计费的核验没有结果。",
				EN: "Too short a limit turns paid calls into unknown outcomes."}},
	}
	fields = append(fields, recipientSettings(to)...)
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
			Help:  identity.Text{ZH: "在告知书中显示；为空时柜台不能取得同意。", EN: "Named in the notice; the desk can take no consent while it is empty."}},
		{Key: KeyContact, Type: TypeText, Default: to.Contact,
			Label: identity.Text{ZH: "接收方联系方式", EN: "Recipient's contact"},
			Help:  identity.Text{ZH: "在告知书中显示；为空时柜台不能取得同意。", EN: "Shown in the notice; the desk can take no consent while it is empty."}},
		{Key: KeyPrivacyURL, Type: TypeText, Default: to.PrivacyURL,
			Label: identity.Text{ZH: "接收方隐私规则网址", EN: "Recipient's privacy rules"},
			Help:  identity.Text{ZH: "在告知书中显示。", EN: "Shown in the notice."}},
	}
}
