package providertest

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"mime/multipart"
	"net/url"
	"slices"
	"strings"

	"facedesk/providers/paidcall"
)

// render returns a call in readable form: headers with their case, then one
// form field a line. It names the photo instead of printing it.
func render(c paidcall.Call) (string, error) {
	var out strings.Builder
	fmt.Fprintf(&out, "POST %s\n", c.URL)
	for _, name := range slices.Sorted(maps.Keys(c.Header)) {
		for _, v := range c.Header[name] {
			fmt.Fprintf(&out, "%s: %s\n", name, v)
		}
	}
	fields, err := form(c)
	if err != nil {
		return "", err
	}
	out.WriteString("\n")
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		for _, v := range fields[name] {
			fmt.Fprintf(&out, "%s = %s\n", name, nameThePhoto(v))
		}
	}
	return out.String(), nil
}

func form(c paidcall.Call) (url.Values, error) {
	kind, params, err := mime.ParseMediaType(c.Header["Content-Type"][0])
	if err != nil {
		return nil, err
	}
	if kind != "multipart/form-data" {
		return url.ParseQuery(string(c.Body))
	}
	out := url.Values{}
	r := multipart.NewReader(bytes.NewReader(c.Body), params["boundary"])
	for {
		part, err := r.NextPart()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return nil, err
		}
		out.Add(part.FormName(), string(data))
	}
}

func nameThePhoto(v string) string {
	switch v {
	case string(photo):
		return "<the photo>"
	case base64.StdEncoding.EncodeToString(photo):
		return "<the photo in standard base64>"
	case base64.URLEncoding.EncodeToString(photo):
		return "<the photo in URL-safe base64>"
	}
	return v
}
