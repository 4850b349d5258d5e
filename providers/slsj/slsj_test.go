package slsj

import (
	"testing"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/providertest"
)

func service() providertest.Service {
	return providertest.Service{
		Entry:   Entry(),
		Secrets: map[string]string{secretMemberID: "80000001", secretAppKey: "test-app-key-000"},
		Subject: identity.Subject{Name: "陳大文", Document: identity.Document{Type: identity.HKMacauPermit, Number: "H12345678", Nation: "CHN"}},
		Free:    []string{"result.createTime", "result.orderNumber", "result.nation"},
		Echoes: map[string]providertest.Echo{
			"result.orderId": providertest.EchoSerial, "result.name": providertest.EchoName, "result.idCard": providertest.EchoNumber,
		},
		Sentences: []string{"msg", "result.idcardMessage", "result.photoMessage"},
		Extra:     []string{"result.name", "result.idCard", "result.nation"},
	}
}

func TestConformance(t *testing.T) { providertest.Run(t, service()) }

func FuzzAnswer(f *testing.F) {
	providertest.Fuzz(f, service(), func(body map[string]any) bool {
		r, _ := body["result"].(map[string]any)
		return body["code"] == 0.0 && r["result"] == "01" && r["idcardResult"] == "01" && r["photoResult"] == "01"
	})
}

// The vendor's rule of signing, with the time as a number and as a string.
func TestSign(t *testing.T) {
	id, key := providers.NewSecret("80000001"), providers.NewSecret("test-app-key-000")
	const sum = `"version":"v1","signMd5":"0cfa6e0c062933714c783a195d66d838"}`
	for asString, want := range map[bool]string{
		false: `{"memberId":"80000001","dateTime":1750000000000,` + sum,
		true:  `{"memberId":"80000001","dateTime":"1750000000000",` + sum,
	} {
		got, err := sign(id, key, providertest.Now, asString)
		if err != nil || got != want {
			t.Errorf("sign(asString %v) = %s, %v, want %s", asString, got, err, want)
		}
	}
}

func TestOfferedOnlyWhenConfirmed(t *testing.T) {
	d := Entry().Descriptor
	if d.Offered(d.Defaults()) {
		t.Error("offered before its codes are confirmed")
	}
	if !d.Offered(providers.Values{"codes_confirmed": true, "confirmed_endpoint": "https://example.org/", providers.KeyEndpoint: "https://example.org/"}) {
		t.Error("not offered although its codes are confirmed")
	}
	unplaced := providers.Values{"codes_confirmed": true, providers.KeyEndpoint: "https://example.org/"}
	if d.Offered(unplaced) || len(d.Advice(unplaced)) != 1 {
		t.Error("offered without a word though nobody knows at which endpoint its codes were confirmed")
	}
	if d.Offered(providers.Values{"codes_confirmed": true, "confirmed_endpoint": "http://127.0.0.1/", providers.KeyEndpoint: "https://example.org/"}) {
		t.Error("offered at an endpoint at which its codes were not confirmed")
	}
}
