package muzhiyun

import (
	"testing"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/providertest"
)

func service() providertest.Service {
	return providertest.Service{
		Entry:   Entry(),
		Secrets: map[string]string{secretAppCode: "00000000000000000000000000000000"},
		Subject: identity.Subject{Name: "张三", Document: identity.Document{Type: identity.ResidentID, Number: "11010519491231002X", Nation: "CHN"}},
		Free:    []string{"address"},
		Echoes: map[string]providertest.Echo{
			"xm": providertest.EchoName, "sfz": providertest.EchoNumber, "birthday": providertest.EchoBirthday, "sex": providertest.EchoSex,
		},
		Sentences: []string{"msg"},
	}
}

func TestConformance(t *testing.T) { providertest.Run(t, service()) }

func FuzzAnswer(f *testing.F) {
	providertest.Fuzz(f, service(), func(body map[string]any) bool {
		return body["ok"] == 1.0 && body["error"] == 0.0 && body["match"] == true
	})
}

func TestSign(t *testing.T) {
	if got := sign(providers.NewSecret("abc")); got != "APPCODE abc" {
		t.Errorf("Authorization %q", got)
	}
}

// The safest reading of the manual's 50 KB: base64 characters.
func TestPortraitLimitCountsBase64(t *testing.T) {
	d := Entry().Descriptor
	if got := d.Portrait.Limit(); got != 38_400 {
		t.Errorf("JPEG limit %d, want 38400", got)
	}
	if got := (identity.Portrait{JPEG: make([]byte, 38_400)}).Base64Chars(); got != 51_200 {
		t.Errorf("%d base64 characters, want 51200", got)
	}
}
