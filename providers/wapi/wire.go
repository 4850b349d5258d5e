package wapi

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/internal/reply"
	"facedesk/providers/internal/strictjson"
	"facedesk/providers/paidcall"
)

// call builds the request. It is a POST because a GET would put personal data
// into URLs and the logs that keep them.
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

// fields stand at the top level or in retdata; the manual shows no sample.
var fields = strictjson.Shape{
	"bank_status":   strictjson.Is(strictjson.String),
	"bank_msg":      strictjson.Is(strictjson.String),
	"bank_idCard":   strictjson.Is(strictjson.String),
	"bank_name":     strictjson.Is(strictjson.String),
	"bank_sex":      strictjson.Is(strictjson.String),
	"bank_birthday": strictjson.Is(strictjson.String),
	"bank_area":     strictjson.Is(strictjson.String),
}

var format = reply.Format{Envelope: "codeid", Shape: envelope()}

func envelope() strictjson.Shape {
	shape := strictjson.Shape{
		"codeid":  strictjson.Is(strictjson.Number),
		"message": strictjson.Is(strictjson.String),
		"time":    strictjson.Is(strictjson.String, strictjson.Number),
		"retdata": strictjson.ObjectOf(fields, strictjson.Array, strictjson.String),
	}
	for key, want := range fields {
		shape[key] = want
	}
	return shape
}

// codeFaults are the codes of a call that gave no result. Only 10000 is billed.
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

// classify turns an answer into a verdict, rows tried from the top.
func classify(a paidcall.Answer, asked identity.Subject) (identity.Verdict, error) {
	body, err := format.Open(a)
	if err != nil {
		return identity.Verdict{}, err
	}
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
		judge(&v, body.Value, asked, body.Sure)
	}
	return v, nil
}

func chargedFor(kind identity.Kind) identity.Charged {
	if kind == identity.Busy {
		return identity.ChargedUnknown
	}
	return identity.ChargedNo
}

// judge reads a billed answer. Places that disagree, and an echo of somebody
// else's data, leave it inconclusive.
func judge(v *identity.Verdict, body strictjson.Value, asked identity.Subject, sure bool) {
	places := places(body)
	status, agree := common(places, "bank_status")
	v.Vendor.Code += "/" + status
	v.Vendor.Message = reply.First(places[len(places)-1].Get("bank_msg"), places[0].Get("bank_msg"), body.Get("message"))
	if !agree || !echoes(places, asked) || reply.First(body.Get("retdata")) != "" {
		return // a retdata that is text may say anything
	}
	switch status {
	case "01":
		if sure && !reply.Denies(v.Vendor.Message) {
			v.Outcome = identity.IdentityMatch
		}
	case "02":
		v.Outcome = identity.IdentityMismatch
	}
}

// places returns where the result may stand: the top level, and retdata as an
// object or as the single element of an array. Another array says two things
// at once, so it stands as a place of its own that agrees with nothing.
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

// common returns the value of key where it is present; agree is false where
// places differ, or where there is more than one element or another shape.
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

// echoes reports whether every echoed number and name is, as far as it is not
// masked, the one asked about.
func echoes(places []strictjson.Value, asked identity.Subject) bool {
	for _, p := range places {
		if !echo(reply.First(p.Get("bank_idCard")), asked.Document.Number) ||
			!echo(reply.First(p.Get("bank_name")), asked.Name) {
			return false
		}
	}
	return true
}

// echo compares what was sent with an echo in which * hides a character, or a
// run of them where the echo is shorter.
func echo(said, sent string) bool {
	if said == "" {
		return true
	}
	a, b := []rune(strings.ToUpper(strings.TrimSpace(said))), []rune(strings.ToUpper(sent))
	if len(a) > len(b) {
		return false
	}
	return glob(a, b, len(a) < len(b))
}

// glob matches text against a pattern in which * stands for one character, or
// with runs for one or more. ends[j] says whether the pattern so far can end
// after j characters.
func glob(pattern, text []rune, runs bool) bool {
	ends := make([]bool, len(text)+1)
	ends[0] = true
	for _, p := range pattern {
		next := make([]bool, len(text)+1)
		for j, t := range text {
			next[j+1] = ends[j] && (p == '*' || p == t) || runs && p == '*' && next[j]
		}
		ends = next
	}
	return ends[len(text)]
}
