package reply

import (
	"context"
	"encoding/base64"
	"strings"
	"testing"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/internal/strictjson"
	"facedesk/providers/paidcall"
)

type caller struct{ answer paidcall.Answer }

func (c caller) Post(context.Context, paidcall.Call) (paidcall.Answer, error) { return c.answer, nil }

// Secrets that a service repeats are removed.
func TestAskHidesSecrets(t *testing.T) {
	deps := providers.Deps{
		Caller: caller{paidcall.Answer{Status: 200, Body: []byte("{}")}},
		Secret: func(_ context.Context, key string) (providers.Secret, error) {
			return providers.NewSecret("secret-" + key), nil
		},
	}
	vendor := identity.Vendor{Code: "bad secret-one", Message: "sign secret-two", Order: "secret-one/1"}
	call := func(d providers.Deps) (paidcall.Call, error) {
		_, err := Secrets(t.Context(), d, "one", "two")
		return paidcall.Call{}, err
	}
	for _, classify := range []func(paidcall.Answer, Body) (identity.Verdict, error){
		func(paidcall.Answer, Body) (identity.Verdict, error) { return identity.Verdict{Vendor: vendor}, nil },
		func(paidcall.Answer, Body) (identity.Verdict, error) {
			return identity.Verdict{}, Fault(identity.Configuration, vendor, identity.ChargedNo)
		},
	} {
		v, err := Ask(t.Context(), deps, identity.Request{}, Format{Envelope: "ok"}, call, classify)
		got := v.Vendor
		if e, ok := err.(*identity.Error); ok { //nolint:errorlint // Ask returns it as it is
			got = e.Vendor
		}
		if said := got.Code + got.Message + got.Order; strings.Contains(said, "secret-") || !strings.Contains(said, "bad ***") {
			t.Errorf("%+v", got)
		}
	}
}

// A gateway's time-out comes before the contents of its body.
func TestOpen(t *testing.T) {
	f := Format{Envelope: "code", Shape: strictjson.Shape{"code": strictjson.Is(strictjson.Number), "msg": strictjson.Is(strictjson.String)}}
	for _, c := range []struct {
		name   string
		status int
		body   string
		kind   identity.Kind
		sure   bool
		says   bool
	}{
		{"the service's own", 200, `{"code":0,"msg":"x"}`, "", true, true},
		{"its own under an HTTP error", 400, `{"code":1}`, "", true, true},
		{"another type", 200, `{"code":0,"msg":1}`, "", false, true},
		{"another case", 200, `{"code":0,"Msg":"x"}`, "", false, true},
		{"a byte order mark", 200, "\uFEFF" + `{"code":0,"msg":"x"}`, "", false, true},
		{"a duplicate key", 200, `{"code":0,"code":0}`, "", false, false},
		{"another document", 200, `{"ok":1}`, "", false, false},
		{"not JSON", 200, `<html>`, identity.UnknownOutcome, false, false},
		{"trailing data", 200, `{"code":0}x`, identity.UnknownOutcome, false, false},
		{"not its own under 404", 404, `{"ok":1}`, identity.Configuration, false, false},
		{"502 with its own", 502, `{"code":0}`, identity.UnknownOutcome, false, false},
		{"504 with its own", 504, `{"code":0}`, identity.UnknownOutcome, false, false},
	} {
		body, err := f.Open(paidcall.Answer{Status: c.status, Body: []byte(c.body)}, identity.Request{})
		if identity.KindOf(err) != c.kind || body.Sure != c.sure || (body.Kind() == strictjson.Object) != c.says {
			t.Errorf("%s: %+v, %v", c.name, body, err)
		}
	}
}

// Signatures and secrets are removed also if the service writes them
// differently.
func TestAskHidesWhatIsWrittenOtherwise(t *testing.T) {
	const key, sign = "secret+key/0001", "0cfa6e0c062933714c783a195d66d838"
	deps := providers.Deps{
		Caller: caller{paidcall.Answer{Status: 200, Body: []byte("{}")}},
		Secret: func(context.Context, string) (providers.Secret, error) { return providers.NewSecret(key), nil },
	}
	call := func(d providers.Deps) (paidcall.Call, error) {
		_, err := Secrets(t.Context(), d, "key")
		return paidcall.Call{
			Header: map[string][]string{"Auth_Token": {`{"signMd5":"` + sign + `"}`}},
			Body:   []byte("name=x&sign=8ec5686de499ed5aa9f8ad079887de63"),
		}, err
	}
	for _, said := range []string{
		key, "secret%2Bkey%2F0001", `secret\u002bkey\u002f0001`, "secret&#43;key&#47;0001", base64.RawStdEncoding.EncodeToString([]byte("key " + key)),
		sign, strings.ToUpper(sign), "8ec5686de499ed5aa9f8ad079887de63",
	} {
		v, err := Ask(t.Context(), deps, identity.Request{}, Format{Envelope: "ok"}, call, func(paidcall.Answer, Body) (identity.Verdict, error) {
			return identity.Verdict{Vendor: identity.Vendor{Code: "c " + said, Message: "m " + said, Order: "o " + said}}, nil
		})
		if err != nil || v.Vendor != (identity.Vendor{Code: "c ***", Message: "m ***", Order: "o ***", Changed: "/ok: missing"}) {
			t.Errorf("%s: %+v, %v", said, v.Vendor, err)
		}
	}
}
