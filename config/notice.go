package config

import (
	"strings"

	"facedesk/identity"
	"facedesk/providers"
)

// KeyReasonIn is the key of the reason in a language that guests read.
func KeyReasonIn(code string) string { return KeyReason + "_" + inKey(code) }

// KeyContactIn is the key of the privacy contact in such a language.
func KeyContactIn(code string) string { return KeyContact + "_" + inKey(code) }

func inKey(code string) string { return strings.ToLower(strings.ReplaceAll(code, "-", "_")) }

// noticeLanguageFields are the company's own texts of the notice in each language
// that the program brings. A language without them is not offered to guests.
func noticeLanguageFields() []providers.Field {
	var out []providers.Field
	for _, l := range identity.GuestLanguages() {
		out = append(out,
			providers.Field{Key: KeyReasonIn(l.Code), Type: providers.TypeText, Default: "",
				Label: identity.Text{ZH: "必要性说明（" + l.Label.ZH + "）", EN: "Why it is needed, in " + l.Label.EN},
				Help:  identity.Text{ZH: l.Label.ZH + "告知书中的必要性说明。填写了必要性说明而缺少此项时，不向客人提供这种语言。", EN: "The reason in the notice in " + l.Label.EN + ". Where a reason is set but not this one, guests are not offered the language."}},
			providers.Field{Key: KeyContactIn(l.Code), Type: providers.TypeText, Default: "",
				Label: identity.Text{ZH: "个人信息联系方式（" + l.Label.ZH + "）", EN: "Privacy contact, in " + l.Label.EN},
				Help:  identity.Text{ZH: l.Label.ZH + "告知书中的联系方式。联系方式只是电话、邮箱或网址时不用填写。", EN: "The contact in the notice in " + l.Label.EN + ". A contact that is a telephone number, a mail or web address alone serves every language."}})
	}
	return out
}
