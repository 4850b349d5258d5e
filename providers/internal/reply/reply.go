// Package reply reads a service's answer strictly and words what it means: the
// part of the adapters that is the same for all of them. Each adapter holds its
// own table of codes; nothing here can produce a Match.
package reply

import (
	"errors"
	"net/http"

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
}

// Open returns the body of an answer.
//
// An unreadable body, or an HTTP error that is not the service's own, comes
// back as an *identity.Error. A readable body that contradicts the documented
// shape (another type, another case, a duplicate key) comes back as the zero
// Value: it says nothing, so that every row of a table fails on it.
func (f Format) Open(a paidcall.Answer) (strictjson.Value, error) {
	body, err := strictjson.Parse(a.Body)
	if err == nil && body.Fits(f.Shape) && present(body.Get(f.Envelope)) {
		return body, nil
	}
	if fault := f.fault(a, errors.Is(err, strictjson.ErrUnreadable)); fault != nil {
		return strictjson.Value{}, fault
	}
	return strictjson.Value{}, nil
}

func (f Format) fault(a paidcall.Answer, unreadable bool) error {
	if f.Gateway != nil {
		if fault := f.Gateway(a); fault != nil {
			return fault
		}
	}
	switch {
	case a.Status != http.StatusOK:
		return paidcall.HTTPFault(a.Status)
	case unreadable:
		return paidcall.Unreadable()
	}
	return nil
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
