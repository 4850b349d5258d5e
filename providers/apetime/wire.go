package apetime

import (
	"bytes"
	"context"
	"encoding/base64"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/internal/reply"
	"facedesk/providers/internal/strictjson"
	"facedesk/providers/paidcall"
)

// call builds the request: six text fields, and the photo as a seventh or as a file.
func call(ctx context.Context, d providers.Deps, req identity.Request) (paidcall.Call, error) {
	fields, err := fieldsOf(ctx, d, req)
	if err != nil {
		return paidcall.Call{}, err
	}
	contentType, body := urlForm(d, fields, req.Portrait.JPEG)
	if d.Values.String(keyForm) == formMultipart {
		contentType, body, err = multipartForm(fields, req.Portrait.JPEG, reply.Serial(req))
	}
	return paidcall.Call{
		URL:    d.Values.String(providers.KeyEndpoint),
		Header: http.Header{"Content-Type": {contentType}},
		Body:   body,
	}, err
}

func fieldsOf(ctx context.Context, d providers.Deps, req identity.Request) (url.Values, error) {
	keys, err := reply.Secrets(ctx, d, secretAppKey, secretAppSecret)
	if err != nil {
		return nil, err
	}
	f := signed{
		appKey:    keys[0].Reveal(),
		idNumber:  req.Subject.Document.Number,
		name:      req.Subject.Name,
		requestID: reply.Serial(req),
		timestamp: strconv.FormatInt(d.Now().UnixMilli(), 10),
	}
	return url.Values{
		"app_key":    {f.appKey},
		"request_id": {f.requestID},
		"id_number":  {f.idNumber},
		"name":       {f.name},
		"timestamp":  {f.timestamp},
		"sign":       {f.sign(keys[1])},
	}, nil
}

func urlForm(d providers.Deps, fields url.Values, photo []byte) (string, []byte) {
	alphabet := base64.URLEncoding
	if d.Values.String(keyAlphabet) == alphabetStandard {
		alphabet = base64.StdEncoding
	}
	fields.Set("selfie_base64", alphabet.EncodeToString(photo))
	return "application/x-www-form-urlencoded", []byte(fields.Encode())
}

func multipartForm(fields url.Values, photo []byte, boundary string) (string, []byte, error) {
	var buf bytes.Buffer
	w := multipart.NewWriter(&buf)
	err := w.SetBoundary(boundary)
	for _, name := range []string{"app_key", "request_id", "id_number", "name", "timestamp", "sign"} {
		if err == nil {
			err = w.WriteField(name, fields.Get(name))
		}
	}
	if err == nil {
		err = writePhoto(w, photo)
	}
	return w.FormDataContentType(), buf.Bytes(), err
}

func writePhoto(w *multipart.Writer, photo []byte) error {
	part, err := w.CreatePart(map[string][]string{
		"Content-Disposition": {`form-data; name="selfie_file"; filename="selfie.jpg"`},
		"Content-Type":        {"image/jpeg"},
	})
	if err != nil {
		return err
	}
	if _, err := part.Write(photo); err != nil {
		return err
	}
	return w.Close()
}

var (
	wantFlag = strictjson.Is(strictjson.Number, strictjson.String)
	format   = reply.Format{
		Envelope: "code",
		Shape: strictjson.Shape{
			"trace_id": strictjson.Is(strictjson.String),
			"code":     strictjson.Is(strictjson.String),
			"msg":      strictjson.Is(strictjson.String),
			"charge":   wantFlag,
			"data": strictjson.ObjectOf(strictjson.Shape{
				"result":  wantFlag,
				"id_name": wantFlag,
				"photo":   wantFlag,
				"score":   strictjson.Is(strictjson.Number),
			}),
		},
		Roles: map[string]reply.Role{"msg": reply.Sentence, "request_id": reply.EchoSerial},
		Codes: map[string]string{
			"code": "0000 1000 1001 1002 1003 1004 1005 1006 1007 1008 1009 1010 2000 9999", "charge": "1 01 2 02",
			"result": "1 01 2 02", "id_name": "1 01 2 02", "photo": "1 01 2 02 3 03",
		},
	}
)

// flag reads a value that the manual prints as 1, "1" or 01. It returns 0 for
// anything else.
func flag(v strictjson.Value) int {
	if n, ok := v.Int(); ok {
		return n
	}
	switch s, _ := v.Text(); s {
	case "1", "01":
		return 1
	case "2", "02":
		return 2
	case "3", "03":
		return 3
	}
	return 0
}

// codeFaults are the codes of a call without a result.
var codeFaults = map[string]identity.Kind{
	"1000": identity.Configuration, // signature
	"1001": identity.BadInput,      // not UTF-8
	"1002": identity.BadInput,      // parameters
	"1003": identity.Configuration, // account frozen
	"1004": identity.Configuration, // account stopped
	"1005": identity.Configuration, // account expired
	"1006": identity.Busy,          // too frequent
	"1007": identity.Quota,         // free calls used up
	"1008": identity.Configuration, // no right to this service
	"1009": identity.Configuration, // app_key
	"1010": identity.Clock,         // request expired
	"2000": identity.Busy,          // supplier
}

// classify turns an answer into a verdict. It tries the rows of the table from
// the top.
func classify(a paidcall.Answer, body reply.Body, pass float64) (identity.Verdict, error) {
	v := identity.Verdict{
		Charged: map[int]identity.Charged{1: identity.ChargedYes, 2: identity.ChargedNo}[flag(body.Get("charge"))],
		Vendor: identity.Vendor{
			Code:    reply.First(body.Get("code")),
			Message: reply.First(body.Get("msg")),
			Order:   reply.First(body.Get("trace_id")),
		},
	}
	if kind, ok := codeFaults[v.Vendor.Code]; ok {
		return identity.Verdict{}, reply.Fault(kind, v.Vendor, v.Charged)
	}
	if a.Status != http.StatusOK || v.Vendor.Code != "0000" {
		return format.Unclear(a, v)
	}
	return judge(v, body.Get("data"), pass, body.Sure)
}

func judge(v identity.Verdict, data strictjson.Value, pass float64, sure bool) (identity.Verdict, error) {
	result, idName, photo := flag(data.Get("result")), flag(data.Get("id_name")), flag(data.Get("photo"))
	score, scored := data.Get("score").Number()
	if scored {
		v.Score = &score
	}
	switch {
	case result == 2, result == 1 && idName == 1 && photo == 3:
		return identity.Verdict{}, reply.Fault(identity.Retake, v.Vendor, v.Charged)
	case result != 1:
	case idName == 2 && photo == 0:
		v.Outcome = identity.IdentityMismatch
	case idName == 1 && photo == 2:
		v.Outcome = identity.NoReference
	case idName == 1 && photo == 1 && scored:
		v.Outcome = byScore(data.Get("score"), pass, sure)
	}
	return v, nil
}

func byScore(score strictjson.Value, pass float64, sure bool) identity.Outcome {
	switch {
	case sure && score.Within(pass, 100):
		return identity.Match
	case score.Within(0, 100) && !score.Within(differentMark, 100):
		return identity.FaceMismatch
	}
	return identity.Inconclusive
}
