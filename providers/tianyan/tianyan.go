// Package tianyan verifies holders of 18-digit identity numbers with 天眼数聚
// 人脸身份证比对, a product of Tencent Cloud's market: name, number and face.
package tianyan

import (
	"context"
	"errors"
	"net"
	"net/url"
	"strings"

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
	schemeByHost    = "auto"
	schemeHMAC      = "hmac"
	schemeMarket    = "cloudmarket"
	defaultEndpoint = "https://service-ndq49qvj-1256140209.ap-shanghai.apigateway.myqcloud.com/release/face_id_card/post"
)

// maxBytes is our own limit. The vendor has a code for too large and documents
// no limit.
const maxBytes = 51_200

// The manual's marks. Below differentMark it is another person, from passMark
// the same. Between them the service cannot tell.
const (
	differentMark = 0.40
	passMark      = 0.45
)

var recipient = providers.Recipient{Name: identity.Text{ZH: "天眼数聚（腾讯云市场）", EN: "Tianyan Shuju (Tencent Cloud market)"}}

// Entry returns the service as data, and how to make its adapter.
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
		providers.Field{Key: keyAuthScheme, Type: providers.TypeChoice, Way: true, Default: schemeByHost,
			Choices: []string{schemeByHost, schemeMarket, schemeHMAC},
			Label:   identity.Text{ZH: "签名方式", EN: "Signature scheme"},
			Help: identity.Text{ZH: "auto：旧 API 网关（apigateway.myqcloud.com）用 hmac，其他地址用 cloudmarket；也可指定其一。",
				EN: "auto: hmac at the old API gateway (apigateway.myqcloud.com), cloudmarket everywhere else; or one of the two."}},
		providers.Field{Key: keyPassMark, Type: providers.TypeNumber, Default: passMark, Min: passMark, Max: 1,
			Label: identity.Text{ZH: "通过分数线", EN: "Pass mark"},
			Help: identity.Text{ZH: "相似度 0–1，可提高，不可低于 0.45。",
				EN: "Similarity 0 to 1; may be raised, not lowered below 0.45."}},
	)
}

func advice(v providers.Values) []identity.Text {
	if !atOldGateway(v.String(providers.KeyEndpoint)) {
		return nil
	}
	return []identity.Text{{
		ZH: "tianyan 的旧地址（apigateway.myqcloud.com）自 2026-10-30 起分批停用。请在云市场控制台查看新地址，设置 providers.tianyan.endpoint。",
		EN: "tianyan's old host (apigateway.myqcloud.com) is being retired in batches since 2026-10-30. Look up the new address in the market's console and set providers.tianyan.endpoint to it.",
	}}
}

// atOldGateway reports an address at the gateway that is being switched off.
func atOldGateway(endpoint string) bool {
	u, err := url.Parse(endpoint)
	return err == nil && strings.HasSuffix(u.Hostname(), ".apigateway.myqcloud.com")
}

// gone explains an error that means that the old gateway's name no longer
// exists.
func gone(err error, endpoint string) error {
	e, own := errors.AsType[*identity.Error](err)
	if _, unknown := errors.AsType[*net.DNSError](err); !own || !unknown || !atOldGateway(endpoint) {
		return err
	}
	said := *e
	said.What = identity.Text{ZH: "天眼数聚的旧地址（apigateway.myqcloud.com）已找不到，可能已停用。",
		EN: "Tianyan's old address (apigateway.myqcloud.com) was not found; it may have been switched off."}
	said.Next = identity.Text{ZH: "请人工核对证件，并联系 IT 在云市场控制台查看新地址。",
		EN: "Check the document by hand and ask IT to look up the new address in the market's console."}
	return &said
}

type provider struct{ deps providers.Deps }

// Verify implements providers.Provider.
func (p *provider) Verify(ctx context.Context, req identity.Request) (identity.Verdict, error) {
	v, err := reply.Ask(ctx, p.deps, req, format,
		func(d providers.Deps) (paidcall.Call, error) { return call(ctx, d, req) },
		func(a paidcall.Answer, body reply.Body) (identity.Verdict, error) {
			return classify(a, body, max(passMark, p.deps.Values.Number(keyPassMark)))
		})
	return v, gone(err, p.deps.Values.String(providers.KeyEndpoint))
}
