package wapi

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/internal/reply"
	"facedesk/providers/internal/strictjson"
	"facedesk/providers/paidcall"
)

// call builds the request. It is a POST, because a GET would put personal data
// into URLs and logs.
func call(ctx context.Context, d providers.Deps, req identity.Request) (paidcall.Call, error) {
	keys, err := reply.Secrets(ctx, d, secretAppID, secretSecret)
	if err != nil {
		return paidcall.Call{}, err
	}
	form := url.Values{
		"appid":     {keys[0].Reveal()},
		"bank_id":   {req.Subject.Document.Number},
		"bank_name": {req.Subject.Name},
		"format":    {"json"},
	}
	if d.Values.Bool(keySendTime) {
		form.Set("time", strconv.FormatInt(d.Now().Unix(), 10))
	}
	if d.Values.String(keyAuthMode) == modeHash {
		form.Set("sign", keys[1].Reveal())
	} else {
		form.Set("sign", sign(form, keys[1]))
	}
	return paidcall.Call{
		URL:    d.Values.String(providers.KeyEndpoint),
		Header: http.Header{"Content-Type": {"application/x-www-form-urlencoded;charset=utf-8"}},
		Body:   []byte(form.Encode()),
	}, nil
}

// fields may be at the top level or in retdata. The manual has no sample.
var fields = strictjson.Shape{
	"bank_status":   strictjson.Is(strictjson.String),
	"bank_msg":      strictjson.Is(strictjson.String),
	"bank_idCard":   strictjson.Is(strictjson.String),
	"bank_name":     strictjson.Is(strictjson.String),
	"bank_sex":      strictjson.Is(strictjson.String),
	"bank_birthday": strictjson.Is(strictjson.String),
	"bank_area":     strictjson.Is(strictjson.String),
}

var format = reply.Format{
	Envelope: "codeid",
	Shape:    envelope(),
	Roles: map[string]reply.Role{
		"message": reply.Sentence, "bank_msg": reply.Sentence, "bank_idCard": reply.EchoNumber, "bank_name": reply.EchoName,
		"bank_sex": reply.EchoSex, "bank_birthday": reply.EchoBirthday,
	},
	Codes: map[string]string{
		"codeid": "10000 10001 10002 10003 10004 10005 10006 10007 10008 10009 10010 10011 10012 10013 10014 10015 " +
			"10017 10018 10019 10020 10021 10022 10023 10024 10025",
		"bank_status": "01 02",
	},
}

func envelope() strictjson.Shape {
	shape := strictjson.Shape{
		"codeid":  strictjson.Is(strictjson.Number),
		"message": strictjson.Is(strictjson.String),
		"time":    strictjson.Is(strictjson.String, strictjson.Number),
		"retdata": strictjson.ObjectOf(fields, strictjson.Array, strictjson.String).Items(strictjson.ObjectOf(fields)),
	}
	for key, want := range fields {
		shape[key] = want
	}
	return shape
}

// codeFaults are the codes of a call without a result. Only 10000 is billed.
var codeFaults = map[int]identity.Kind{
	10001: identity.Configuration, 10002: identity.Configuration, 10003: identity.Configuration,
	10005: identity.Configuration, 10006: identity.Configuration, 10007: identity.Configuration,
	10008: identity.Configuration, 10009: identity.Configuration, 10010: identity.Configuration,
	10011: identity.Configuration, 10012: identity.Configuration, 10013: identity.Configuration,
	10020: identity.Configuration, 10024: identity.Configuration, // 10024 is debug data
	10018: identity.Quota, 10022: identity.Quota,
	10004: identity.Clock,
	10015: identity.BadInput, 10017: identity.BadInput,
	10021: identity.Busy,
}

const (
	codeDone    = 10000
	codeNothing = 10025
)

// classify turns an answer into a verdict. It tries the rows of the table from
// the top.
func classify(a paidcall.Answer, body reply.Body) (identity.Verdict, error) {
	code, ok := body.Get("codeid").Int()
	v := identity.Verdict{Vendor: identity.Vendor{
		Code:    body.Get("codeid").Literal(),
		Message: reply.First(body.Get("message")),
	}}
	if kind, bad := codeFaults[code]; bad && ok {
		return identity.Verdict{}, reply.Fault(kind, v.Vendor, chargedFor(kind))
	}
	if a.Status != http.StatusOK {
		return format.Unclear(a, v)
	}
	switch code {
	case codeNothing:
		v.Outcome, v.Charged = identity.NoReference, identity.ChargedNo
	case codeDone:
		v.Charged = identity.ChargedYes
		judge(&v, body)
	}
	return v, nil
}

func chargedFor(kind identity.Kind) identity.Charged {
	if kind == identity.Busy {
		return identity.ChargedUnknown
	}
	return identity.ChargedNo
}

// judge reads a billed answer. If the places of a field disagree, the answer is
// inconclusive.
func judge(v *identity.Verdict, body reply.Body) {
	places := places(body.Value)
	status, agree := common(places, "bank_status")
	for key := range fields {
		_, same := common(places, key)
		agree = agree && (same || repeats(key))
	}
	v.Vendor.Code += "/" + status
	v.Vendor.Message = reply.First(places[len(places)-1].Get("bank_msg"), places[0].Get("bank_msg"), body.Get("message"))
	if !agree || reply.First(body.Get("retdata")) != "" {
		return // retdata as text may contain anything
	}
	switch status {
	case "01":
		if body.Sure {
			v.Outcome = identity.IdentityMatch
		}
	case "02":
		v.Outcome = identity.IdentityMismatch
	}
}

// repeats reports the fields that repeat the person. Each was compared with the
// request at its place, and may be masked in one place only.
func repeats(key string) bool {
	return format.Roles[key] != reply.Own && format.Roles[key] != reply.Sentence
}

// places returns where the result may be: the top level, and retdata as an
// object or as the single item of an array. An array with more items
// contradicts itself, so it counts as a place that agrees with nothing.
func places(body strictjson.Value) []strictjson.Value {
	ret := body.Get("retdata")
	switch {
	case ret.Kind() == strictjson.Object:
		return []strictjson.Value{body, ret}
	case ret.Kind() == strictjson.Array && ret.Len() > 0:
		return append([]strictjson.Value{body}, elements(ret)...)
	}
	return []strictjson.Value{body}
}

func elements(list strictjson.Value) []strictjson.Value {
	out := make([]strictjson.Value, list.Len())
	for i := range out {
		out[i] = list.Index(i)
	}
	return out
}

// common returns the value of key. agree is false if places differ, or if there
// is more than one item or another shape.
func common(places []strictjson.Value, key string) (got string, agree bool) {
	if len(places) > 2 {
		return "", false
	}
	for _, p := range places {
		if !p.Fits(fields) {
			return "", false
		}
		s := reply.First(p.Get(key))
		if got != "" && s != "" && s != got {
			return "", false
		}
		if s != "" {
			got = s
		}
	}
	return got, true
}
