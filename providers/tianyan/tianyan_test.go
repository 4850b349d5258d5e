package tianyan

import (
	"context"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/paidcall"
	"facedesk/providers/providertest"
)

func service() providertest.Service {
	return providertest.Service{
		Entry:      Entry(),
		Secrets:    map[string]string{secretID: "AKIDtest001", secretKey: "secretkey-test-001"},
		Subject:    identity.Subject{Name: "张三", Document: identity.Document{Type: identity.ResidentID, Number: "11010519491231002X", Nation: "CHN"}},
		Free:       []string{"data.order_no"},
		Echoes:     map[string]providertest.Echo{"data.name": providertest.EchoName, "data.idcard": providertest.EchoNumber},
		Sentences:  []string{"msg"},
		Extra:      []string{"data.name", "data.idcard"},
		Neighbours: map[string][]string{"data.score": {"0.4499", "0", "1.01", "-0.01", "82"}},
	}
}

func TestConformance(t *testing.T) { providertest.Run(t, service()) }

func FuzzAnswer(f *testing.F) {
	providertest.Fuzz(f, service(), func(body map[string]any) bool {
		d, _ := body["data"].(map[string]any)
		score, ok := d["score"].(float64)
		return body["success"] == true && body["code"] == 200.0 && d["incorrect"] == 100.0 &&
			d["msg"] == "系统判断为同一人" && ok && score >= 0.45 && score <= 1
	})
}

// Signatures over Sun, 15 Jun 2025 15:06:40 GMT, by the vendor's programs.
func TestSign(t *testing.T) {
	id, key := providers.NewSecret("AKIDtest001"), providers.NewSecret("secretkey-test-001")
	old := signHMAC(id, key, providertest.Now)
	want := `hmac id="AKIDtest001", algorithm="hmac-sha1", headers="x-date x-source", signature="gZ0cmw13HPT1Q4Rczax4BHFqKjo="`
	if got := old.Get("Authorization"); got != want {
		t.Errorf("hmac: %s, want %s", got, want)
	}
	market, err := signMarket(id, key, providertest.Now, "unused")
	want = `{"id":"AKIDtest001","x-date":"Sun, 15 Jun 2025 15:06:40 GMT","signature":"TEUzC+iGGEB+m3KM0fYD3fRreNk="}`
	if got := market.Get("Authorization"); got != want || err != nil {
		t.Errorf("cloudmarket: %s, %v, want %s", got, err, want)
	}
}

// A pass mark below the manual's does not count.
func TestPassMarkCannotBeLowered(t *testing.T) {
	answer := paidcall.Answer{Status: 200, Body: []byte(`{"success":true,"code":200,"data":{"score":0.41,"msg":"系统判断为同一人","incorrect":100}}`)}
	caller := callerFunc(func(paidcall.Call) paidcall.Answer { return answer })
	p := Entry().New(providers.Deps{Values: providers.Values{keyPassMark: 0.1}, Caller: caller,
		Secret: func(context.Context, string) (providers.Secret, error) { return providers.NewSecret("x"), nil },
		Now:    func() time.Time { return providertest.Now }})
	v, err := p.Verify(t.Context(), identity.Request{})
	if err != nil || v.Outcome != identity.Inconclusive {
		t.Errorf("got %v, %v", v.Outcome, err)
	}
}

type callerFunc func(paidcall.Call) paidcall.Answer

func (f callerFunc) Post(_ context.Context, c paidcall.Call) (paidcall.Answer, error) {
	return f(c), nil
}

// The gateway gets a UUID, whatever the serial.
func TestRequestID(t *testing.T) {
	if got := requestID("0123456789abcdef0123456789abcdef"); got != "01234567-89ab-cdef-0123-456789abcdef" {
		t.Error(got)
	}
	seen := map[string]bool{}
	for _, serial := range []string{"", "7", "0123456789abcdef0123456789abcde", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"} {
		got := requestID(serial)
		if uuid.Validate(got) != nil || len(got) != 36 || seen[got] || got != requestID(serial) {
			t.Errorf("%q became %q", serial, got)
		}
		seen[got] = true
	}
}

// The old gateway gets its own signature, and every other address the new
// one's.
func TestSchemeByHost(t *testing.T) {
	for _, c := range []struct{ endpoint, chosen, want string }{
		{defaultEndpoint, schemeByHost, schemeHMAC},
		{"https://ap-shanghai.cloudmarket-apigw.com/service-x/face_id_card/post", schemeByHost, schemeMarket},
		{"https://apigateway.myqcloud.com.example/", schemeByHost, schemeMarket},
		{defaultEndpoint, schemeMarket, schemeMarket},
		{"https://ap-shanghai.cloudmarket-apigw.com/", schemeHMAC, schemeHMAC},
	} {
		if got := scheme(providers.Values{providers.KeyEndpoint: c.endpoint, keyAuthScheme: c.chosen}); got != c.want {
			t.Errorf("%s, %s: %s", c.endpoint, c.chosen, got)
		}
	}
}

// The old gateway's name is being removed. The error says so.
func TestOldGatewayGone(t *testing.T) {
	lost := &identity.Error{Kind: identity.NotSent, What: identity.Text{ZH: "无", EN: "none"}, Cause: &net.DNSError{Name: "x", IsNotFound: true}}
	if err := gone(lost, defaultEndpoint); !strings.Contains(err.Error(), "apigateway.myqcloud.com") || identity.KindOf(err) != identity.NotSent {
		t.Error(err)
	}
	if other := gone(lost, "https://example.org/"); other.Error() != lost.Error() || gone(nil, defaultEndpoint) != nil {
		t.Error("another fault was reworded")
	}
}
