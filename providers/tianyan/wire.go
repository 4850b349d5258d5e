package tianyan

import (
	"context"
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/internal/reply"
	"facedesk/providers/internal/strictjson"
	"facedesk/providers/paidcall"
)

// call builds the request: three form fields and the signed headers.
func call(ctx context.Context, d providers.Deps, req identity.Request) (paidcall.Call, error) {
	headers, err := header(ctx, d, req)
	if err != nil {
		return paidcall.Call{}, err
	}
	headers["Content-Type"] = []string{"application/x-www-form-urlencoded"}
	form := url.Values{
		"idcard": {req.Subject.Document.Number},
		"name":   {req.Subject.Name},
		"image":  {base64.StdEncoding.EncodeToString(req.Portrait.JPEG)},
	}
	return paidcall.Call{
		URL:    d.Values.String(providers.KeyEndpoint),
		Header: headers,
		Body:   []byte(form.Encode()),
	}, nil
}

func header(ctx context.Context, d providers.Deps, req identity.Request) (http.Header, error) {
	keys, err := reply.Secrets(ctx, d, secretID, secretKey)
	if err != nil {
		return nil, err
	}
	if scheme(d.Values) == schemeMarket {
		return signMarket(keys[0], keys[1], d.Now(), requestID(reply.Serial(req)))
	}
	return signHMAC(keys[0], keys[1], d.Now()), nil
}

// scheme returns how to sign requests: by the setting, otherwise by the host.
func scheme(v providers.Values) string {
	switch chosen := v.String(keyAuthScheme); {
	case chosen == schemeMarket, chosen == schemeHMAC:
		return chosen
	case atOldGateway(v.String(providers.KeyEndpoint)):
		return schemeHMAC
	}
	return schemeMarket
}

// requestID returns the serial as a UUID, as the gateway requires. Another
// serial gets a UUID of its own.
func requestID(serial string) string {
	if id, err := uuid.Parse(serial); err == nil {
		return id.String()
	}
	return uuid.NewSHA1(uuid.NameSpaceOID, []byte(serial)).String()
}

var format = reply.Format{
	Envelope: "success",
	Shape: strictjson.Shape{
		"msg":     strictjson.Is(strictjson.String),
		"success": strictjson.Is(strictjson.Bool),
		"code":    strictjson.Is(strictjson.Number),
		"data": strictjson.ObjectOf(strictjson.Shape{
			"order_no":  strictjson.Is(strictjson.String),
			"score":     strictjson.Is(strictjson.Number),
			"msg":       strictjson.Is(strictjson.String),
			"incorrect": strictjson.Is(strictjson.Number),
		}),
	},
	Roles: map[string]reply.Role{"msg": reply.Sentence},
	Codes: map[string]string{
		"code": "200 400 404 500 501 604", "incorrect": "100 101 102 103 104 106 107 108 109 110 111 112 113",
	},
	Gateway: gateway,
}

// gateway reads {"message":"…"} of the API gateway in front of the service.
func gateway(a paidcall.Answer) *identity.Error {
	body, _ := strictjson.Parse(a.Body)
	message := reply.First(body.Get("message"))
	vendor := identity.Vendor{Code: "HTTP " + strconv.Itoa(a.Status), Message: message}
	lower := strings.ToLower(message)
	switch a.Status {
	case 401, 403, 404, 481:
		if strings.Contains(lower, "out of date") || stale(message) {
			return reply.Fault(identity.Clock, vendor, identity.ChargedNo)
		}
		return reply.Fault(identity.Configuration, vendor, identity.ChargedNo)
	case 429:
		if strings.Contains(lower, "quota") {
			return reply.Fault(identity.Quota, vendor, identity.ChargedNo)
		}
		return reply.Fault(identity.Busy, vendor, identity.ChargedNo)
	}
	return nil
}

// stale reports the new gateway's sentence about a wrong clock.
func stale(message string) bool {
	return strings.Contains(message, "签名") && (strings.Contains(message, "超时") || strings.Contains(message, "过期"))
}

// envelopeFaults are the top-level codes of a call without a result.
var envelopeFaults = map[int]struct {
	kind    identity.Kind
	charged identity.Charged
}{
	400: {identity.BadInput, identity.ChargedNo},
	404: {identity.Configuration, identity.ChargedNo},
	604: {identity.Configuration, identity.ChargedNo},
	500: {identity.Busy, identity.ChargedUnknown},
	501: {identity.Busy, identity.ChargedUnknown},
}

// classify turns an answer into a verdict. It tries the rows of the table from
// the top.
func classify(a paidcall.Answer, body reply.Body, pass float64) (identity.Verdict, error) {
	success, _ := body.Get("success").Bool()
	code, _ := body.Get("code").Int()
	if fault, ok := envelopeFaults[code]; ok && !success {
		vendor := identity.Vendor{Code: strconv.Itoa(code), Message: reply.First(body.Get("msg"))}
		return identity.Verdict{}, reply.Fault(fault.kind, vendor, fault.charged)
	}
	if a.Status != http.StatusOK || !success || code != 200 {
		return format.Unclear(a, identity.Verdict{Vendor: identity.Vendor{Code: body.Get("code").Literal(), Message: reply.First(body.Get("msg"))}})
	}
	return judge(body.Get("data"), pass, body.Sure)
}

// dataFaults are results in a complete answer without a verdict.
var dataFaults = map[int]identity.Kind{
	104: identity.BadInput, 108: identity.BadInput,
	106: identity.Busy, 113: identity.Busy,
	107: identity.Retake, 110: identity.Retake, 111: identity.Retake, 112: identity.Retake,
}

func judge(data strictjson.Value, pass float64, sure bool) (identity.Verdict, error) {
	incorrect, ok := data.Get("incorrect").Int()
	if !ok {
		return identity.Verdict{}, nil
	}
	v := identity.Verdict{
		Charged: identity.ChargedYes,
		Vendor: identity.Vendor{
			Code:    data.Get("incorrect").Literal(),
			Message: reply.First(data.Get("msg")),
			Order:   reply.First(data.Get("order_no")) + data.Get("order_no").Literal(),
		},
	}
	if kind, bad := dataFaults[incorrect]; bad {
		return identity.Verdict{}, reply.Fault(kind, v.Vendor, v.Charged)
	}
	switch incorrect {
	case 100:
		compare(&v, data.Get("score"), pass, sure)
	case 101:
		v.Outcome = identity.IdentityMismatch
	case 102, 109:
		v.Outcome = identity.NoReference
	}
	return v, nil
}

// samePerson is the service's sentence for one person. It must agree with the
// score, so that marks changed by the vendor pass nobody.
const samePerson = "系统判断为同一人"

// compare reads the score of a comparison (incorrect 100).
func compare(v *identity.Verdict, score strictjson.Value, pass float64, sure bool) {
	s, ok := score.Number()
	if !ok {
		return
	}
	v.Score = &s
	same := v.Vendor.Message == samePerson
	switch {
	case sure && same && score.Within(pass, 1):
		v.Outcome = identity.Match
	case !same && score.Within(0, 1) && !score.Within(differentMark, 1):
		v.Outcome = identity.FaceMismatch
	}
}
