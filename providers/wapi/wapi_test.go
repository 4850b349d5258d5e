package wapi

import (
	"net/url"
	"testing"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/providertest"
)

func service() providertest.Service {
	return providertest.Service{
		Entry:   Entry(),
		Secrets: map[string]string{secretAppID: "1", secretSecret: "0123456789abcdef0123456789abcdef"},
		Subject: identity.Subject{Name: "张三", Document: identity.Document{Type: identity.ResidentID, Number: "11010519491231002X", Nation: "CHN"}},
		Free:    []string{"time", "bank_area", "retdata.bank_area"},
		Lists:   []string{"retdata"},
		Echoes: map[string]providertest.Echo{
			"bank_idCard": providertest.EchoNumber, "bank_name": providertest.EchoName, "bank_sex": providertest.EchoSex, "bank_birthday": providertest.EchoBirthday,
			"retdata.bank_idCard": providertest.EchoNumber, "retdata.bank_name": providertest.EchoName, "retdata.bank_sex": providertest.EchoSex,
			"retdata.bank_birthday": providertest.EchoBirthday,
		},
		Sentences: []string{"message", "bank_msg", "retdata.bank_msg"},
	}
}

func TestConformance(t *testing.T) { providertest.Run(t, service()) }

func FuzzAnswer(f *testing.F) {
	positive := func(v any) bool {
		m, _ := v.(map[string]any)
		return m["bank_status"] == "01"
	}
	providertest.Fuzz(f, service(), func(body map[string]any) bool {
		list, _ := body["retdata"].([]any)
		return body["codeid"] == 10000.0 &&
			(positive(body) || positive(body["retdata"]) || len(list) == 1 && positive(list[0]))
	})
}

// The vendor's rule of signing, with and without the time.
func TestSign(t *testing.T) {
	secret := providers.NewSecret("0123456789abcdef0123456789abcdef")
	fields := url.Values{"appid": {"1"}, "bank_id": {"362536199105034456"}, "bank_name": {"张三"}, "format": {"json"}, "empty": {""}}
	if got := sign(fields, secret); got != "0e59eb5415a111339d2fefaabd16b9da" {
		t.Errorf("without time: %s", got)
	}
	fields.Set("time", "1750000000")
	if got := sign(fields, secret); got != "168cf1b34d3453407b109248620f5fb1" {
		t.Errorf("with time: %s", got)
	}
}
