package reply

import (
	"bytes"
	"net/url"
	"strings"

	"facedesk/identity"
	"facedesk/providers"
	"facedesk/providers/paidcall"
)

// shortest is the length from which a secret can be told from ordinary text.
const shortest = 6

// revealed are the secrets that a call was built with.
func revealed(used []providers.Secret) []string {
	var out []string
	for _, s := range used {
		if len(s.Reveal()) >= shortest {
			out = append(out, s.Reveal())
		}
	}
	return out
}

// proof finds what proves who calls in a header: signatures and keys.
var proof = compiled(`[0-9A-Za-z+/=_-]{16,}`)

// credentials are the signatures of a call, with which it could be made again
// for some minutes.
func credentials(c paidcall.Call) []string {
	var out []string
	for name, values := range c.Header {
		if name == "Authorization" || name == "Auth_Token" {
			out = append(out, proof.FindAllString(strings.Join(values, " "), -1)...)
		}
	}
	if s := signed(c.Body); len(s) >= shortest {
		out = append(out, s)
	}
	return out
}

// signed returns the field that signs a form, of either kind. It reads a body of
// 100 KB and more while the clerk waits, which a regular expression does slowly.
func signed(body []byte) string {
	if _, part, ok := bytes.Cut(body, []byte("name=\"sign\"\r\n\r\n")); ok {
		value, _, _ := bytes.Cut(part, []byte("\r\n"))
		return string(value)
	}
	for field := range bytes.SplitSeq(body, []byte("&")) {
		if value, ok := bytes.CutPrefix(field, []byte("sign=")); ok {
			signature, _ := url.QueryUnescape(string(value))
			return signature
		}
	}
	return ""
}

// without returns verdict and error with the secrets replaced, also where the
// service has written them otherwise.
func without(secrets []string, v identity.Verdict, err error) (identity.Verdict, error) {
	clean := func(w identity.Vendor) identity.Vendor {
		w.Code, w.Message, w.Order = identity.Conceal(w.Code, secrets...), identity.Conceal(w.Message, secrets...), identity.Conceal(w.Order, secrets...)
		return w
	}
	v.Vendor = clean(v.Vendor)
	if e, ok := err.(*identity.Error); ok { //nolint:errorlint // adapters return it as it is
		copied := *e
		copied.Vendor = clean(e.Vendor)
		return v, &copied
	}
	return v, err
}
