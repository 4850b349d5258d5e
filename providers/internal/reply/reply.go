// Package reply reads a service's answer strictly and words what it means: the
// part of the adapters that is the same for all of them. Each adapter holds its
// own table of codes; nothing here can produce a Match.
package reply

import (
	"bytes"
	"errors"
	"net/http"
	"strings"

	"facedesk/identity"
	"facedesk/providers/internal/strictjson"
	"facedesk/providers/paidcall"
)

// Format is how a service's answers look.
type Format struct {
	Shape    strictjson.Shape // documented keys
	Envelope string           // the key that marks a body as the service's own
	// Gateway reads an answer that is not the service's own body; nil error:
	// nothing known. It may be nil.
	Gateway func(paidcall.Answer) *identity.Error
	// Vendor keeps what identifies an answer that cannot be read, for
	// complaints. It may be nil.
	Vendor func(paidcall.Answer) identity.Vendor
}

// Body is a readable answer.
type Body struct {
	strictjson.Value
	// Sure is false where the answer contradicts the documented shape: a field of
	// another type, or a key in another case. Such an answer passes nobody.
	Sure bool
}

// Open returns the body of an answer.
//
// An unreadable body, a gateway's time-out, or an HTTP error that is not the
// service's own, comes back as an *identity.Error. What is readable and not the
// service's own (a duplicate key, another document) comes back as the zero
// Body: it says nothing, so that every row of a table fails on it.
func (f Format) Open(a paidcall.Answer) (Body, error) {
	text, marked := bytes.CutPrefix(a.Body, []byte("\uFEFF"))
	body, err := strictjson.Parse(text)
	if err == nil && present(body.Get(f.Envelope)) && !timedOut(a.Status) {
		return Body{body, body.Fits(f.Shape) && !marked}, nil
	}
	if fault := f.fault(a, errors.Is(err, strictjson.ErrUnreadable)); fault != nil {
		return Body{}, fault
	}
	return Body{}, nil
}

// timedOut reports a gateway that lost the service: whatever the body says, the
// check may go on behind it.
func timedOut(status int) bool {
	return status == http.StatusBadGateway || status == http.StatusGatewayTimeout
}

// Unclear is the end of a table under an HTTP status that is not 200: a fault of
// the server, or a verdict that says nothing.
func (f Format) Unclear(a paidcall.Answer, v identity.Verdict) (identity.Verdict, error) {
	if a.Status < http.StatusInternalServerError || a.Status >= 600 {
		return v, nil
	}
	fault := paidcall.HTTPFault(a.Status)
	fault.Vendor = v.Vendor
	return identity.Verdict{}, fault
}

func (f Format) fault(a paidcall.Answer, unreadable bool) error {
	if f.Gateway != nil {
		if fault := f.Gateway(a); fault != nil {
			return fault
		}
	}
	var fault *identity.Error
	switch {
	case a.Status != http.StatusOK:
		fault = paidcall.HTTPFault(a.Status)
	case unreadable:
		fault = paidcall.Unreadable()
	default:
		return nil
	}
	if f.Vendor != nil {
		fault.Vendor = f.Vendor(a)
	}
	return fault
}

func present(v strictjson.Value) bool {
	return v.Kind() != strictjson.Missing && v.Kind() != strictjson.Null
}

// First returns the first of the values that is a non-empty string.
func First(values ...strictjson.Value) string {
	for _, v := range values {
		if s, ok := v.Text(); ok && s != "" {
			return s
		}
	}
	return ""
}

// Denies reports whether a service's sentence speaks against a match: codes
// that say yes beside words that say no are a contradiction.
func Denies(sentences ...string) bool {
	for _, s := range sentences {
		for _, no := range []string{"不", "未", "无", "非", "失败", "错误", "异常"} {
			if strings.Contains(s, no) {
				return true
			}
		}
	}
	return false
}
