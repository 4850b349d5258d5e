// Package apetime verifies holders of 18-digit identity numbers with apetime
// 身份人像比对: name, number and face.
package apetime

import (
	"context"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/internal/reply"
	"facedesk/providers/paidcall"
)

// Code names the service in settings, records and on the command line.
const Code = "apetime"

// Keys of the settings that only this service has.
const (
	keyAlphabet      = "base64_alphabet"
	keyForm          = "form"
	keyPassMark      = "pass_mark"
	secretAppKey     = "app_key"
	secretAppSecret  = "app_secret"
	alphabetURL      = "url"
	alphabetStandard = "standard"
	formURLEncoded   = "urlencoded"
	formMultipart    = "multipart"
)

// The manual allows 2 MB and advises 32 KB.
const (
	maxBytes  = 32_768
	ceilBytes = 2 << 20
)

// The manual's marks since 2022-12-29. Below differentMark it is another
// person, from passMark the same. Between them the service cannot tell.
const (
	differentMark = 40.0
	passMark      = 60.0
)

var recipient = providers.Recipient{Name: identity.Text{ZH: "apetime 技术服务", EN: "apetime"}}

// Entry returns the service as data, and how to make its adapter.
func Entry() providers.Entry {
	return providers.Entry{
		Descriptor: providers.Descriptor{
			Code:      Code,
			Name:      identity.Text{ZH: "apetime 身份人像比对", EN: "apetime ID-card face check"},
			Homepage:  "https://api.apetime.cn",
			Recipient: recipient,
			Face:      true,
			Portrait:  identity.PortraitSpec{MaxBytes: maxBytes},
			Documents: providers.EighteenDigits(),
			Settings:  settings(),
			Secrets: []providers.SecretField{
				{Key: secretAppKey, Label: identity.Text{ZH: "应用标识", EN: "App key"},
					Help: identity.Text{ZH: "平台提供的 app_key。", EN: "app_key from the platform."}},
				{Key: secretAppSecret, Label: identity.Text{ZH: "应用密钥", EN: "App secret"},
					Help: identity.Text{ZH: "平台提供的 app_secret，用于签名。", EN: "app_secret from the platform; signs the requests."}},
			},
		},
		New: func(d providers.Deps) providers.Provider { return &provider{d} },
	}
}

func settings() []providers.Field {
	return append(providers.CommonSettings("https://api.apetime.cn/api/identity/portrait_verification", 0, recipient, maxBytes, ceilBytes),
		providers.Field{Key: keyAlphabet, Type: providers.TypeChoice, Default: alphabetURL,
			Choices: []string{alphabetURL, alphabetStandard},
			Label:   identity.Text{ZH: "base64 字母表", EN: "Base64 alphabet"},
			Help:    identity.Text{ZH: "供应商示例使用 URL 安全字母表。", EN: "The vendor's program uses the URL-safe one."}},
		providers.Field{Key: keyForm, Type: providers.TypeChoice, Default: formURLEncoded,
			Choices: []string{formURLEncoded, formMultipart},
			Label:   identity.Text{ZH: "提交方式", EN: "Form"},
			Help: identity.Text{ZH: "urlencoded：selfie_base64；multipart：selfie_file。",
				EN: "urlencoded: selfie_base64; multipart: selfie_file."}},
		providers.Field{Key: keyPassMark, Type: providers.TypeNumber, Default: passMark, Min: passMark, Max: 100,
			Label: identity.Text{ZH: "通过分数线", EN: "Pass mark"},
			Help:  identity.Text{ZH: "相似度 0–100，可提高，不可低于 60。", EN: "Similarity 0 to 100; may be raised, not lowered below 60."}},
	)
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
