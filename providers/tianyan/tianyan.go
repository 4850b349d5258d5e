// Package tianyan verifies holders of 18-digit identity numbers with 天眼数聚
// 人脸身份证比对, a product of Tencent Cloud's market: name, number and face.
package tianyan

import (
	"context"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/internal/reply"
	"facedesk/providers/paidcall"
)

// Code names the service in settings, records and on the command line.
const Code = "tianyan"

// Keys of the settings that only this service has.
const (
	keyAuthScheme   = "auth_scheme"
	keyPassMark     = "pass_mark"
	secretID        = "secret_id"
	secretKey       = "secret_key"
	schemeHMAC      = "hmac"
	schemeMarket    = "cloudmarket"
	defaultEndpoint = "https://service-ndq49qvj-1256140209.ap-shanghai.apigateway.myqcloud.com/release/face_id_card/post"
)

// maxBytes is a budget: the vendor documents no limit, only a code for too large.
const maxBytes = 51_200

// The manual's marks: below differentMark another person, from passMark the
// same; between them the service cannot tell.
const (
	differentMark = 0.40
	passMark      = 0.45
)

var recipient = providers.Recipient{Name: identity.Text{ZH: "天眼数聚（腾讯云市场）", EN: "Tianyan Shuju (Tencent Cloud market)"}}

// Entry is the service as data, and how to make its adapter.
func Entry() providers.Entry {
	return providers.Entry{
		Descriptor: providers.Descriptor{
			Code:      Code,
			Name:      identity.Text{ZH: "天眼数聚 人脸身份证比对", EN: "Tianyan ID-card face check"},
			Homepage:  "https://market.cloud.tencent.com",
			Recipient: recipient,
			Face:      true,
			Portrait:  identity.PortraitSpec{MaxBytes: maxBytes},
			Documents: providers.EighteenDigits(),
			Settings:  settings(),
			Secrets: []providers.SecretField{
				{Key: secretID, Label: identity.Text{ZH: "密钥 ID", EN: "Secret ID"},
					Help: identity.Text{ZH: "云市场控制台的 SecretID。", EN: "SecretID in the cloud market's console."}},
				{Key: secretKey, Label: identity.Text{ZH: "密钥", EN: "Secret key"},
					Help: identity.Text{ZH: "云市场控制台的 SecretKey，用于签名。", EN: "SecretKey in the cloud market's console; signs the requests."}},
			},
			Advice: advice,
		},
		New: func(d providers.Deps) providers.Provider { return &provider{d} },
	}
}

func settings() []providers.Field {
	return append(providers.CommonSettings(defaultEndpoint, 0, recipient, maxBytes, 2<<20),
		providers.Field{Key: keyAuthScheme, Type: providers.TypeChoice, Default: schemeHMAC,
			Choices: []string{schemeHMAC, schemeMarket},
			Label:   identity.Text{ZH: "签名方式", EN: "Signature scheme"},
			Help: identity.Text{ZH: "hmac：旧 API 网关；cloudmarket：迁移后的 cloudmarket-apigw.com 地址。",
				EN: "hmac: the old API gateway; cloudmarket: addresses at cloudmarket-apigw.com, after the move."}},
		providers.Field{Key: keyPassMark, Type: providers.TypeNumber, Default: passMark, Min: passMark, Max: 1,
			Label: identity.Text{ZH: "通过分数线", EN: "Pass mark"},
			Help: identity.Text{ZH: "相似度 0–1，可提高，不可低于 0.45。",
				EN: "Similarity 0 to 1; may be raised, not lowered below 0.45."}},
	)
}

func advice(v providers.Values) []identity.Text {
	if v.String(providers.KeyEndpoint) != defaultEndpoint {
		return nil
	}
	return []identity.Text{{
		ZH: "tianyan 的默认地址自 2026-10-30 起分批停用。请在云市场控制台查看新地址，设置 providers.tianyan.endpoint 并将 auth_scheme 设为 cloudmarket。",
		EN: "tianyan's default host is being retired in batches since 2026-10-30. Look up the new address in the market's console, set providers.tianyan.endpoint to it and auth_scheme to cloudmarket.",
	}}
}

type provider struct{ deps providers.Deps }

// Verify implements providers.Provider.
func (p *provider) Verify(ctx context.Context, req identity.Request) (identity.Verdict, error) {
	return reply.Ask(ctx, p.deps, req, format,
		func(d providers.Deps) (paidcall.Call, error) { return call(ctx, d, req) },
		func(a paidcall.Answer, body reply.Body) (identity.Verdict, error) {
			return classify(a, body, max(passMark, p.deps.Values.Number(keyPassMark)))
		})
}
