// Package wapi checks name and 18-digit identity number with 挖数据 身份证二要素. It
// takes no photo, so its best outcome is IdentityMatch. It serves guests who
// decline the camera.
package wapi

import (
	"context"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/internal/reply"
	"facedesk/providers/paidcall"
)

// Code names the service in settings, records and on the command line.
const Code = "wapi"

// Keys of the settings that only this service has.
const (
	keyAuthMode  = "auth_mode"
	keySendTime  = "send_time"
	secretAppID  = "app_id"
	secretSecret = "secret"
	modeMD5      = "md5"
	modeHash     = "hash"
)

var recipient = providers.Recipient{Name: identity.Text{ZH: "挖数据", EN: "Wapi (挖数据)"}}

// Entry returns the service as data, and how to make its adapter.
func Entry() providers.Entry {
	return providers.Entry{
		Descriptor: providers.Descriptor{
			Code:      Code,
			Name:      identity.Text{ZH: "挖数据 身份证二要素（无人像）", EN: "Wapi name and number check (no face)"},
			Homepage:  "https://www.wapi.cn",
			Recipient: recipient,
			Documents: providers.EighteenDigits(),
			Settings:  settings(),
			Secrets: []providers.SecretField{
				{Key: secretAppID, Label: identity.Text{ZH: "应用 ID", EN: "App ID"},
					Help: identity.Text{ZH: "后台“我的应用”中的 appid。", EN: "appid under 我的应用 in the console."}},
				{Key: secretSecret, Label: identity.Text{ZH: "应用密钥", EN: "Secret"},
					Help: identity.Text{ZH: "后台“我的应用”中的 32 位密钥。", EN: "The 32-character key under 我的应用 in the console."}},
			},
			Advice: advice,
		},
		New: func(d providers.Deps) providers.Provider { return &provider{d} },
	}
}

// settings has no default endpoint: each account is told its own host.
func settings() []providers.Field {
	return append(providers.CommonSettings("", 0.16, recipient, 0, 0),
		providers.Field{Key: keyAuthMode, Type: providers.TypeChoice, Way: true, Default: modeMD5,
			Choices: []string{modeMD5, modeHash},
			Label:   identity.Text{ZH: "验证方式", EN: "Signature mode"},
			Help: identity.Text{ZH: "md5：签名；hash：直接发送密钥。须与后台“我的应用”一致。",
				EN: "md5: a signature; hash: the secret itself. Must agree with 我的应用 in the console."}},
		providers.Field{Key: keySendTime, Type: providers.TypeBool, Default: true,
			Label: identity.Text{ZH: "发送时间戳", EN: "Send the time"},
			Help: identity.Text{ZH: "本机时钟与服务器相差超过 10 分钟会被拒绝。",
				EN: "The service refuses a clock that is off by more than 10 minutes."}},
	)
}

func advice(v providers.Values) []identity.Text {
	var out []identity.Text
	if v.String(providers.KeyEndpoint) == "" {
		out = append(out, identity.Text{
			ZH: "wapi 没有默认地址：请登录供应商网站查看本账号的地址，设置 providers.wapi.endpoint（以 /pyi/62/169 结尾）。",
			EN: "wapi has no default address. Log in at the vendor's site, look up your account's address and set providers.wapi.endpoint to it (it ends in /pyi/62/169).",
		})
	}
	if v.String(keyAuthMode) == modeHash {
		out = append(out, identity.Text{
			ZH: "wapi 的 hash 方式会把密钥本身随请求发送；建议改用 md5。",
			EN: "wapi's hash mode sends the secret itself with every request; md5 is better.",
		})
	}
	return out
}

type provider struct{ deps providers.Deps }

// Verify implements providers.Provider. It never sends a portrait.
func (p *provider) Verify(ctx context.Context, req identity.Request) (identity.Verdict, error) {
	return reply.Ask(ctx, p.deps, req, format,
		func(d providers.Deps) (paidcall.Call, error) { return call(ctx, d, req) },
		classify)
}
