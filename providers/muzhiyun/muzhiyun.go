// Package muzhiyun verifies holders of 18-digit identity numbers with 拇指云
// 身份证三要素 (sfz3), a product of Alibaba Cloud's market: name, number and face.
package muzhiyun

import (
	"context"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/internal/reply"
	"facedesk/providers/paidcall"
)

// Code names the service in settings, records and on the command line.
const Code = "muzhiyun"

const secretAppCode = "app_code"

// The manual says 50 KB in one place and 100 KB in another, and does not say of
// what. The safest reading is 51,200 characters of base64, which is a JPEG of
// 38,400 bytes. If the vendor confirms raw bytes, an operator may raise the
// limit to the ceiling.
const (
	maxBase64  = 51_200
	maxBytes   = maxBase64 / 4 * 3
	ceilBytes  = 51_200
	nameMax    = 50 // the limit in the list of failures
	nameUnsure = 14 // the limit in the table of parameters
)

var recipient = providers.Recipient{
	Name:    identity.Text{ZH: "拇指云（阿里云市场）", EN: "Muzhiyun (Alibaba Cloud market)"},
	Contact: "13159414139",
}

// Entry returns the service as data, and how to make its adapter.
func Entry() providers.Entry {
	return providers.Entry{
		Descriptor: providers.Descriptor{
			Code:      Code,
			Name:      identity.Text{ZH: "拇指云 身份证三要素", EN: "Muzhiyun ID-card face check"},
			Homepage:  "https://market.aliyun.com/apimarket/detail/cmapi00066828",
			Recipient: recipient,
			Face:      true,
			Portrait:  identity.PortraitSpec{MaxBase64Chars: maxBase64},
			Documents: providers.EighteenDigits(),
			Names:     providers.NameRule{Max: nameMax, Warn: nameUnsure, NoSpaces: true},
			Settings:  providers.CommonSettings("https://sfz3.market.alicloudapi.com/facecheck", 0.20, recipient, maxBytes, ceilBytes),
			Secrets: []providers.SecretField{
				{Key: secretAppCode, Label: identity.Text{ZH: "AppCode", EN: "AppCode"},
					Help: identity.Text{ZH: "云市场“已购买的服务”中的 AppCode。", EN: "AppCode in the market's list of purchased services."}},
			},
			Advice: advice,
		},
		New: func(d providers.Deps) providers.Provider { return &provider{d} },
	}
}

func advice(v providers.Values) []identity.Text {
	if v.Int(providers.KeyMaxBytes) <= maxBytes {
		return nil
	}
	return []identity.Text{{
		ZH: "muzhiyun 的照片上限超过 38400 字节：请确认供应商的 50 KB 指编码前的字节数，否则照片错误也会计费。",
		EN: "muzhiyun's photo limit is above 38,400 bytes: be sure that the vendor's 50 KB counts raw bytes, because photo errors are charged.",
	}}
}

type provider struct{ deps providers.Deps }

// Verify implements providers.Provider.
func (p *provider) Verify(ctx context.Context, req identity.Request) (identity.Verdict, error) {
	return reply.Ask(ctx, p.deps, req, format,
		func(d providers.Deps) (paidcall.Call, error) { return call(ctx, d, req) },
		classify)
}
