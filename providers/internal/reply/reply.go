// Package reply reads a service's answer strictly and puts its meaning into
// words. It is the common part of all adapters. Each adapter has its own table
// of codes. Nothing here can produce a Match.
package reply

import (
	"bytes"
	"errors"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"facedesk/identity"
	"facedesk/providers/internal/strictjson"
	"facedesk/providers/paidcall"
)

// Format describes a service's answers.
type Format struct {
	Shape    strictjson.Shape // documented keys
	Envelope string           // the key that identifies a body as the service's own
	// Roles lists the documented fields, at any depth, that repeat the person
	// or the request or hold a sentence.
	Roles map[string]Role
	// Codes are the documented values of documented fields, separated by
	// spaces. Other values are reported to the operator; the table decides what
	// they mean.
	Codes map[string]string
	// Marks are the headers of a gateway's own answers.
	Marks []string
	// Gateway reads an answer that is not the service's own body. A nil result
	// means that it is unknown. Gateway may be nil.
	Gateway func(paidcall.Answer) *identity.Error
	// Vendor returns what identifies an unreadable answer for complaints. It
	// may be nil.
	Vendor func(paidcall.Answer) identity.Vendor
}

// Body is a readable answer.
type Body struct {
	strictjson.Value
	// Sure is false if anything in the answer contradicts its codes: a field of
	// another type or a key in another case, an echo of another person, a
	// sentence that says no, a header of a gateway's error or of a cache. Such an
	// answer passes nobody.
	Sure bool
	// Other is true if the answer repeats another person or request. Such an
	// answer says nothing about this guest.
	Other bool
	// Marked is true if a header says that the answer is a gateway's own.
	Marked bool
	// Changed says how the answer differs from the manual: JSON pointers and
	// types, never a value. "" means that it does not.
	Changed string
}

// Open returns the body of an answer to a request.
//
// It returns an *identity.Error for an unreadable body, a gateway's time-out,
// or an HTTP error without the service's own body. A readable body that is not
// the service's own (a duplicate key, another document, a gateway's own answer)
// becomes a Body without a value. Every row of a table fails on that.
func (f Format) Open(a paidcall.Answer, asked identity.Request) (Body, error) {
	text, bom := bytes.CutPrefix(a.Body, []byte("\uFEFF"))
	body, err := strictjson.Parse(text)
	own := err == nil && present(body.Get(f.Envelope)) && !timedOut(a.Status)
	if f.marked(a) || !own {
		out := Body{Marked: f.marked(a), Changed: f.unlike(a, err)}
		return out, f.fault(a, errors.Is(err, strictjson.ErrUnreadable))
	}
	l := f.look(body, asked)
	misfits := body.Misfits(f.Shape)
	for _, code := range l.novel {
		if !slices.ContainsFunc(misfits, func(m string) bool { return strings.HasPrefix(m, code+":") }) {
			misfits = append(misfits, code+": a value that the manual does not have")
		}
	}
	if bom {
		misfits = append(misfits, "a byte order mark before the object")
	}
	sure := !bom && !l.other && !l.denies && body.Fits(f.Shape) && !flagged(a.Header) && !stored(a.Header)
	return Body{Value: body, Sure: sure, Other: l.other, Changed: joined(misfits)}, nil
}

// marked reports a gateway's error in any of its headers.
func (f Format) marked(a paidcall.Answer) bool {
	return slices.ContainsFunc(f.Marks, func(name string) bool { return Said(a.Header, name) != "" })
}

// Said joins the values of a header, because a repeated header counts too.
func Said(h http.Header, name string) string {
	var out []string
	for _, value := range h.Values(name) {
		if value = strings.TrimSpace(value); value != "" && !slices.Contains(out, value) {
			out = append(out, value)
		}
	}
	return strings.Join(out, ", ")
}

// flagged reports a header of any error. A good answer has none.
func flagged(h http.Header) bool {
	for name := range h {
		if strings.Contains(strings.ToLower(name), "error") && !noFault(Said(h, name)) {
			return true
		}
	}
	return false
}

// unlike says how an answer with HTTP 200 that is not the service's own differs
// from the documented form.
func (f Format) unlike(a paidcall.Answer, err error) string {
	switch {
	case a.Status != http.StatusOK || f.marked(a):
		return ""
	case !utf8.Valid(a.Body):
		return "not in UTF-8"
	case errors.Is(err, strictjson.ErrMalformed):
		return "not one unambiguous object"
	case err != nil:
		return ""
	}
	return "/" + f.Envelope + ": missing"
}

// mostMisfits limits the differences that are reported. The first ones lead to
// the rest.
const mostMisfits = 5

func joined(misfits []string) string {
	return strings.Join(misfits[:min(len(misfits), mostMisfits)], "; ")
}

// timedOut reports the status of a gateway that lost the service. Whatever the
// body says, the check may still go on there.
func timedOut(status int) bool {
	return status == http.StatusBadGateway || status == http.StatusGatewayTimeout
}

// Unclear is the last row of a table. If the HTTP status is not 200 it is a
// fault of the server, otherwise an inconclusive verdict.
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
	if a.Status == http.StatusOK && !unreadable {
		return nil
	}
	fault := paidcall.AnswerFault(a)
	if f.Vendor != nil {
		fault.Vendor = f.Vendor(a)
	}
	return fault
}

func present(v strictjson.Value) bool {
	return v.Kind() != strictjson.Missing && v.Kind() != strictjson.Null
}

// First returns the first non-empty string among the values.
func First(values ...strictjson.Value) string {
	for _, v := range values {
		if s, ok := v.Text(); ok && s != "" {
			return s
		}
	}
	return ""
}
