package sandbox

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	maxBody  = 8 << 20 // bytes; the largest photo any manual allows is 2 MB
	maxParts = 32      // of a multipart body
)

const formType = "application/x-www-form-urlencoded"

// request is one request as a service sees it. The query parameter for a fault
// is removed.
type request struct {
	method, path string
	header       http.Header // canonical names, so that any case is accepted
	media        string      // lower-case media type of the body, "" for none
	charset      string      // lower case, "" for none
	query        url.Values
	form         url.Values        // fields of the body; nil if it is not a form
	files        map[string][]byte // files of a multipart body
	defect       string            // why form is nil
	tooLarge     bool
	now          time.Time
	serial       string // 18 digits, different for each request
	// proven is set by the service once the credentials are correct.
	proven bool
}

func readRequest(r *http.Request, now time.Time, serial string) *request {
	req := &request{method: r.Method, path: r.URL.Path, header: r.Header, now: now, serial: serial}
	req.query, _ = url.ParseQuery(r.URL.RawQuery)
	req.query.Del(faultParameter)
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	switch {
	case err != nil:
		req.defect = "the body ended early"
	case len(body) > maxBody:
		req.tooLarge, req.defect = true, "the body is over 8 MiB"
	default:
		req.parseBody(body)
	}
	return req
}

func (r *request) parseBody(body []byte) {
	media, parameters, err := mime.ParseMediaType(r.header.Get("Content-Type"))
	if err != nil {
		r.defect = "Content-Type is missing or malformed"
		return
	}
	r.media, r.charset = media, strings.ToLower(parameters["charset"])
	switch media {
	case formType:
		r.form, err = url.ParseQuery(string(body))
	case "multipart/form-data":
		err = r.parseParts(body, parameters["boundary"])
	default:
		r.defect = "Content-Type is not a form"
		return
	}
	if err != nil {
		r.form, r.files, r.defect = nil, nil, "the form is malformed"
	}
}

func (r *request) parseParts(body []byte, boundary string) error {
	r.form, r.files = url.Values{}, map[string][]byte{}
	reader := multipart.NewReader(bytes.NewReader(body), boundary)
	for range maxParts {
		part, err := reader.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		content, err := io.ReadAll(part)
		if err != nil {
			return err
		}
		if part.FileName() != "" {
			r.files[part.FormName()] = content
		} else {
			r.form.Add(part.FormName(), string(content))
		}
	}
	return errors.New("too many parts")
}

// urlencoded reports whether the body is an urlencoded form in UTF-8. With
// charset = true the charset must be named. Otherwise it must only not be a
// different one.
func (r *request) urlencoded(charset bool) bool {
	switch {
	case r.form == nil:
	case r.media != formType:
		r.defect = "Content-Type must be " + formType
	case r.charset != "utf-8" && (charset || r.charset != ""):
		r.defect = "Content-Type must have charset=utf-8"
	default:
		return true
	}
	return false
}

// utf8Only reports whether all fields are UTF-8.
func utf8Only(fields url.Values) bool {
	for name, values := range fields {
		if !utf8.ValidString(name) || !utf8.ValidString(strings.Join(values, "")) {
			return false
		}
	}
	return true
}

// decodeBase64 decodes padded base64 in one of the alphabets. Unlike the
// standard library it refuses line ends. It also refuses a blank, which is a +
// that was not percent-encoded.
func decodeBase64(text string, alphabets ...*base64.Encoding) ([]byte, bool) {
	if text == "" || strings.ContainsAny(text, "\r\n") {
		return nil, false
	}
	for _, alphabet := range alphabets {
		if raw, err := alphabet.DecodeString(text); err == nil {
			return raw, true
		}
	}
	return nil, false
}

// digits reports whether text is 1 to limit ASCII digits.
func digits(text string, limit int) bool {
	return text != "" && len(text) <= limit && strings.Trim(text, "0123456789") == ""
}

// within reports whether a and b are at most d apart.
func within(a, b time.Time, d time.Duration) bool { return a.Sub(b).Abs() <= d }
