package slsj

import (
	"context"
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/internal/reply"
	"facedesk/providers/internal/strictjson"
	"facedesk/providers/paidcall"
)

// call builds the request: the six documented form fields and two headers.
func call(ctx context.Context, d providers.Deps, req identity.Request) (paidcall.Call, error) {
	keys, err := reply.Secrets(ctx, d, secretMemberID, secretAppKey)
	if err != nil {
		return paidcall.Call{}, err
	}
	token, err := sign(keys[0], keys[1], d.Now(), d.Values.Bool(keyDateTimeString))
	if err != nil {
		return paidcall.Call{}, err
	}
	doc := req.Subject.Document
	form := url.Values{
		"orderId": {reply.Serial(req)},
		"name":    {req.Subject.Name},
		"idCard":  {doc.Number},
		"nation":  {doc.Nation},
		"type":    {string(doc.Type)},
		"image":   {base64.StdEncoding.EncodeToString(req.Portrait.JPEG)},
	}
	return paidcall.Call{
		URL: d.Values.String(providers.KeyEndpoint),
		// The keys are assigned directly, because Set would change the case
		// that the manual requires.
		Header: http.Header{
			"Content-Type": {"application/x-www-form-urlencoded"},
			"Auth_Token":   {token},
			"Sign_Type":    {"md5"},
		},
		Body: []byte(form.Encode()),
	}, nil
}

var format = reply.Format{
	Envelope: "code",
	Shape: strictjson.Shape{
		"code": strictjson.Is(strictjson.Number),
		"msg":  strictjson.Is(strictjson.String),
		"result": strictjson.ObjectOf(strictjson.Shape{
			"result":        strictjson.Is(strictjson.String),
			"idcardResult":  strictjson.Is(strictjson.String),
			"idcardMessage": strictjson.Is(strictjson.String),
			"photoResult":   strictjson.Is(strictjson.String),
			"photoMessage":  strictjson.Is(strictjson.String),
			"orderId":       strictjson.Is(strictjson.String),
			"orderNumber":   strictjson.Is(strictjson.String),
			"createTime":    strictjson.Is(strictjson.String),
		}),
	},
	Roles: map[string]reply.Role{
		"msg": reply.Sentence, "idcardMessage": reply.Sentence, "photoMessage": reply.Sentence, "orderId": reply.EchoSerial,
	},
	Codes: map[string]string{
		"code": "0 400", "idcardResult": "01 02 03 04", "photoResult": "01 02 03 04 05 06 07 08 09",
	},
}

// classify turns an answer into a verdict. It tries the rows of the table from
// the top.
func classify(a paidcall.Answer, body reply.Body, confirmed bool) (identity.Verdict, error) {
	code, ok := body.Get("code").Int()
	if !ok {
		return identity.Verdict{}, nil
	}
	if code != 0 {
		return refused(code, body, a)
	}
	if a.Status != http.StatusOK {
		return format.Unclear(a, identity.Verdict{})
	}
	return judge(body.Get("result"), confirmed && body.Sure)
}

func refused(code int, body reply.Body, a paidcall.Answer) (identity.Verdict, error) {
	vendor := identity.Vendor{Code: body.Get("code").Literal(), Message: reply.First(body.Get("msg"))}
	if code == 400 {
		return identity.Verdict{}, reply.Fault(identity.Busy, vendor, identity.ChargedUnknown)
	}
	return format.Unclear(a, identity.Verdict{Vendor: vendor})
}

// codes are the three two-digit results of an answer.
type codes struct{ result, idcard, photo string }

// judge reads a complete answer. Only a sure answer with confirmed codes is a
// match.
func judge(r strictjson.Value, sure bool) (identity.Verdict, error) {
	c := codes{reply.First(r.Get("result")), reply.First(r.Get("idcardResult")), reply.First(r.Get("photoResult"))}
	v := identity.Verdict{
		Outcome: c.outcome(),
		Charged: identity.ChargedYes, // billed by result; a complete answer has one
		Vendor: identity.Vendor{
			Code:    c.result + "/" + c.idcard + "/" + c.photo,
			Message: strings.Trim(reply.First(r.Get("idcardMessage"))+" / "+reply.First(r.Get("photoMessage")), " /"),
			Order:   reply.First(r.Get("orderNumber")),
		},
	}
	if v.Vendor.Code == "//" {
		v.Vendor.Code, v.Charged = "0", identity.ChargedUnknown
	}
	if sure && c == (codes{"01", "01", "01"}) {
		v.Outcome = identity.Match
	}
	if c.retake() {
		return identity.Verdict{}, reply.Fault(identity.Retake, v.Vendor, v.Charged)
	}
	return v, nil
}

// outcome is the table without its positive row.
func (c codes) outcome() identity.Outcome {
	switch c.idcard {
	case "02":
		return identity.IdentityMismatch
	case "03":
		return identity.NoReference
	case "04":
		return identity.Inconclusive
	}
	switch {
	case c.idcard == "01" && c.photo == "02":
		return identity.FaceMismatch
	case c.photo == "06", c.photo == "08":
		return identity.NoReference
	}
	return identity.Inconclusive
}

// retake is the row of the unsuitable photo. It comes after the rows of the
// document.
func (c codes) retake() bool {
	return c.photo == "07" && c.idcard != "02" && c.idcard != "03" && c.idcard != "04"
}
