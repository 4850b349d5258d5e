// Package reply reads a service's answer strictly and words what it means: the
// part of the adapters that is the same for all of them. Each adapter holds its
// own table of codes; nothing here can produce a Match.
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

// Format is how a service's answers look.
type Format struct {
	Shape    strictjson.Shape // documented keys
	Envelope string           // the key that marks a body as the service's own
	// Roles says which documented fields repeat the person or the request, and
	// which are sentences, wherever they stand.
	Roles map[string]Role
	// Codes are the documented values of documented fields, separated by spaces.
	// Another one is told to the operator; what it means, the table says.
	Codes map[string]string
	// Marks are the headers in which a gateway says that the answer is its own.
	Marks []string
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
	// Sure is false where anything in the answer speaks against its codes: a field
	// of another type or a key in another case, an echo of somebody else, a
	// sentence that says no, a header of a gateway's error. Such an answer passes
	// nobody.
	Sure bool
	// Other is true where the answer repeats another person or request than was
	// asked about. Such an answer is about nobody here.
	Other bool
	// Marked is true where a gateway says in a header that the answer is its own.
	Marked bool
	// Changed says how the answer differs from the manual: JSON pointers and
	// types, never a value. "" for not at all.
	Changed string
}

// Open returns the body of an answer to a request.
//
// An unreadable body, a gateway's time-out, or an HTTP error that is not the
// service's own, comes back as an *identity.Error. What is readable and not the
// service's own (a duplicate key, another document, what a gateway marks as its
// own) comes back as a Body without a value: it says nothing, so that every row of a table fails on it.
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
	sure := !bom && !l.other && !l.denies && body.Fits(f.Shape) && !flagged(a.Header)
	return Body{Value: body, Sure: sure, Other: l.other, Changed: joined(misfits)}, nil
}

// marked reports a gateway's error, in whichever of its headers it says so.
func (f Format) marked(a paidcall.Answer) bool {
	return slices.ContainsFunc(f.Marks, func(name string) bool { return Said(a.Header, name) != "" })
}

// Said joins the values of a header, since a second one counts as much as the
// first.
func Said(h http.Header, name string) string {
	var out []string
	for _, value := range h.Values(name) {
		if value = strings.TrimSpace(value); value != "" && !slices.Contains(out, value) {
			out = append(out, value)
		}
	}
	return strings.Join(out, ", ")
}

// flagged reports a header that tells of an error, whosoever's: none stands
// beside a good answer.
func flagged(h http.Header) bool {
	for name := range h {
		if strings.Contains(strings.ToLower(name), "error") && !noFault(Said(h, name)) {
			return true
		}
	}
	return false
}

// unlike says how an answer under HTTP 200 that is not the service's own differs
// from one.
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

// mostMisfits is how many differences are told: the first ones are enough to
// find the rest.
const mostMisfits = 5

func joined(misfits []string) string {
	return strings.Join(misfits[:min(len(misfits), mostMisfits)], "; ")
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

// First returns the first of the values that is a non-empty string.
func First(values ...strictjson.Value) string {
	for _, v := range values {
		if s, ok := v.Text(); ok && s != "" {
			return s
		}
	}
	return ""
}
