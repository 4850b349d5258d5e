package apetime

import (
	"testing"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/providertest"
)

func service() providertest.Service {
	return providertest.Service{
		Entry:   Entry(),
		Secrets: map[string]string{secretAppKey: "apetest003", secretAppSecret: "apesecret003"},
		Subject: identity.Subject{Name: "张三", Document: identity.Document{Type: identity.ResidentID, Number: "11010519491231002X", Nation: "CHN"}},
		Free:    []string{"trace_id", "charge"},
		Echoes: map[string]providertest.Echo{
			"request_id": providertest.EchoSerial, "data.name": providertest.EchoName, "data.idcard": providertest.EchoNumber,
		},
		Sentences: []string{"msg"},
		Extra:     []string{"request_id", "data.name", "data.idcard"},
		Neighbours: map[string][]string{
			"data.score":  {"59.99", "0", "100.01", "-1"},
			"data.result": {"0", "2"}, "data.id_name": {"0", "2"}, "data.photo": {"0", "2", "3"},
		},
	}
}

func TestConformance(t *testing.T) { providertest.Run(t, service()) }

func FuzzAnswer(f *testing.F) {
	one := func(v any) bool { return v == 1.0 || v == "1" || v == "01" }
	providertest.Fuzz(f, service(), func(body map[string]any) bool {
		d, _ := body["data"].(map[string]any)
		score, ok := d["score"].(float64)
		return body["code"] == "0000" && one(d["result"]) && one(d["id_name"]) && one(d["photo"]) && ok && score >= 60 && score <= 100
	})
}

func TestSign(t *testing.T) {
	s := signed{"apetest003", "11010519491231002X", "张三", "0123456789abcdef0123456789abcdef", "1750000000000"}
	if got := s.sign(providers.NewSecret("apesecret003")); got != "8ec5686de499ed5aa9f8ad079887de63" {
		t.Errorf("sign = %s", got)
	}
}
