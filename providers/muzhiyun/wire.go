package muzhiyun

import (
	"context"
	"encoding/base64"
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

// call builds the request: three form fields and the AppCode.
func call(ctx context.Context, d providers.Deps, req identity.Request) (paidcall.Call, error) {
	keys, err := reply.Secrets(ctx, d, secretAppCode)
	if err != nil {
		return paidcall.Call{}, err
	}
	form := url.Values{
		"xm":  {req.Subject.Name},
		"sfz": {req.Subject.Document.Number},
		"img": {base64.StdEncoding.EncodeToString(req.Portrait.JPEG)},
	}
	return paidcall.Call{
		URL: d.Values.String(providers.KeyEndpoint),
		Header: http.Header{
			"Content-Type":  {"application/x-www-form-urlencoded; charset=UTF-8"},
			"Authorization": {sign(keys[0])},
		},
		Body: []byte(form.Encode()),
	}, nil
}

var format = reply.Format{
	Envelope: "ok",
	Shape: strictjson.Shape{
		"ok":       strictjson.Is(strictjson.Number),
		"msg":      strictjson.Is(strictjson.String),
		"xm":       strictjson.Is(strictjson.String),
		"sfz":      strictjson.Is(strictjson.String),
		"match":    strictjson.Is(strictjson.Bool),
		"error":    strictjson.Is(strictjson.Number),
		"birthday": strictjson.Is(strictjson.String),
		"sex":      strictjson.Is(strictjson.String),
		"address":  strictjson.Is(strictjson.String),
	},
	Roles: map[string]reply.Role{
		"msg": reply.Sentence, "xm": reply.EchoName, "sfz": reply.EchoNumber, "birthday": reply.EchoBirthday, "sex": reply.EchoSex,
	},
	Codes:   map[string]string{"ok": "0 1", "error": "0 1 2 3 4 5 6 7 8 9"},
	Marks:   []string{headerCode, headerMessage},
	Gateway: gateway,
	Vendor:  gatewayVendor,
}

// Headers of the gateway. Any value in the first two means an error of the
// gateway.
const (
	headerCode    = "X-Ca-Error-Code"
	headerMessage = "X-Ca-Error-Message"
	headerRequest = "X-Ca-Request-Id"
)

// gatewayVendor returns what the gateway's headers say.
func gatewayVendor(a paidcall.Answer) identity.Vendor {
	return identity.Vendor{
		Code:    strings.TrimSpace("HTTP " + strconv.Itoa(a.Status) + " " + reply.Said(a.Header, headerCode)),
		Message: reply.Said(a.Header, headerMessage),
		Order:   a.Header.Get(headerRequest),
	}
}

// gateway reads the headers of Alibaba Cloud's API gateway, and the plain text
// in the body of some refusals.
func gateway(a paidcall.Answer) *identity.Error {
	vendor := gatewayVendor(a)
	text := vendor.Message
	if text == "" && a.Status == http.StatusForbidden {
		text = string(a.Body)
	}
	switch a.Status {
	case 400, 403, 404:
		return refusedByGateway(strings.ToLower(text), vendor)
	case http.StatusTooManyRequests:
		if strings.Contains(vendor.Code, "T429") || strings.Contains(vendor.Message, "Throttled") {
			return reply.Fault(identity.Busy, vendor, identity.ChargedNo)
		}
	case http.StatusGatewayTimeout:
		if strings.Contains(vendor.Code, "D504CO") || strings.Contains(vendor.Message, "connect failed") {
			return reply.Fault(identity.Busy, vendor, identity.ChargedNo) // the call never reached the service
		}
	case 413:
		return reply.Fault(identity.BadInput, vendor, identity.ChargedNo)
	case statusFailed: // a failure of the service with an unreadable message
		return reply.Fault(identity.Busy, vendor, identity.ChargedNo)
	}
	return nil
}

// refusedByGateway sorts refusals by their words in lower case.
func refusedByGateway(text string, vendor identity.Vendor) *identity.Error {
	has := func(part string) bool { return strings.Contains(text, part) }
	switch {
	case has("throttled"):
		return reply.Fault(identity.Busy, vendor, identity.ChargedNo)
	case has("provider") && (has("overdue") || has("arrears")):
		fault := reply.Fault(identity.Busy, vendor, identity.ChargedNo)
		fault.What, fault.Next = providerOverdue.What, providerOverdue.Next
		return fault
	case has("quota"), has("arrears"), has("overdue"), has("subscription") && has("expired"), strings.Contains(vendor.Code, "B403ME"):
		return reply.Fault(identity.Quota, vendor, identity.ChargedNo)
	}
	return reply.Fault(identity.Configuration, vendor, identity.ChargedNo)
}

// providerOverdue means that the vendor's market account is overdue, not the
// hotel's.
var providerOverdue = identity.Say("服务提供方自己的账户欠费，服务暂停。", "The service provider's own account is overdue, so the service is suspended.").
	Do("需由服务提供方处理，与本单位无关。请人工核对证件，或改用其他服务。",
		"Only the service provider can settle this. Check the document by hand, or use another service.")

// statusFailed is the HTTP status of the service's own failures. They are not
// charged.
const statusFailed = 666

// answer holds what the table uses.
type answer struct {
	status   int
	ok, err  int
	hasErr   bool
	match    bool
	hasMatch bool
	sure     bool // nothing in the answer contradicts its codes
	msg      string
	vendor   identity.Vendor
	charged  identity.Charged
}

// classify turns an answer into a verdict. It tries the rows from the top.
func classify(a paidcall.Answer, body reply.Body) (identity.Verdict, error) {
	if body.Marked {
		return identity.Verdict{Vendor: gatewayVendor(a)}, nil
	}
	v, err := judge(read(body, a))
	if err == nil && a.Status != http.StatusOK {
		return format.Unclear(a, v)
	}
	return v, err
}

func read(body reply.Body, a paidcall.Answer) answer {
	out := answer{status: a.Status, sure: body.Sure, msg: reply.First(body.Get("msg")), charged: identity.ChargedNo}
	ok, isInt := body.Get("ok").Int()
	if out.ok = ok; !isInt {
		out.ok = -1
	}
	out.err, out.hasErr = body.Get("error").Int()
	out.match, out.hasMatch = body.Get("match").Bool()
	if a.Status >= 200 && a.Status < 300 { // the gateway charges these
		out.charged = identity.ChargedYes
	}
	out.vendor = identity.Vendor{
		Code:    body.Get("error").Literal(),
		Message: out.msg,
		Order:   a.Header.Get(headerRequest),
	}
	if out.vendor.Code == "" && isInt {
		out.vendor.Code = "ok " + body.Get("ok").Literal()
	}
	return out
}

func judge(a answer) (identity.Verdict, error) {
	if kind := a.refusal(); kind != "" {
		return identity.Verdict{}, reply.Fault(kind, a.vendor, a.charged)
	}
	return identity.Verdict{Outcome: a.outcome(), Vendor: a.vendor, Charged: a.charged}, nil
}

// contradicts reports fields that contradict each other.
func (a answer) contradicts() bool {
	switch {
	case a.ok == 1 && a.status != http.StatusOK,
		a.ok != 1 && a.hasErr && a.err == 0,
		a.ok != 1 && a.match,
		a.hasErr && a.err == 0 && !a.match,
		a.hasErr && a.err != 0 && a.match:
		return true
	}
	return false
}

// refusal returns the kind of a row without a verdict, or "".
func (a answer) refusal() identity.Kind {
	switch {
	case strings.Contains(a.msg, "视为调试数据"):
		return identity.Configuration
	case a.contradicts():
		return ""
	case a.ok == 0 && refusalOf(a.msg) != "":
		return refusalOf(a.msg)
	case a.ok != 0 && a.ok != 1:
		return ""
	case strings.HasPrefix(a.msg, "HTTP人像图片错误"), strings.HasPrefix(a.msg, "BASE64人像图片错误"):
		return identity.Retake
	case a.hasErr:
		return map[int]identity.Kind{4: identity.Retake, 7: identity.BadInput, 8: identity.Busy}[a.err]
	}
	return ""
}

// refusalOf sorts the service's own failures (ok 0) by their message.
func refusalOf(msg string) identity.Kind {
	has := func(part string) bool { return strings.Contains(msg, part) }
	switch {
	case has("时间戳超时"):
		return identity.Clock
	case has("非法来源"), has("接口已停用"), has("签名"), has("appid"), has("sendtime"):
		return identity.Configuration
	case strings.HasPrefix(msg, "未传入"), has("超限"), has("错误的身份证号码"):
		return identity.BadInput
	}
	return ""
}

func (a answer) outcome() identity.Outcome {
	if a.contradicts() || a.ok != 1 || !a.hasErr {
		return identity.Inconclusive
	}
	switch a.err {
	case 0:
		if a.sure && a.hasMatch && a.match {
			return identity.Match // status 200, ok 1, error 0, match true: checked by contradicts
		}
	case 1:
		if a.hasMatch {
			return identity.FaceMismatch
		}
	case 3, 5:
		return identity.NoReference
	case 6:
		return identity.IdentityMismatch
	}
	return identity.Inconclusive
}
