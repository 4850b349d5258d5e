package paidcall

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"io"
	"net/http"
	"strings"
)

// unpacked returns an answer with its body uncompressed. A body that is not
// compressed as declared is unreadable. If the HTTP status is an error, the
// status decides, and the body is left out.
func unpacked(a Answer, limit int64) (Answer, error) {
	body, err := unpack(a.Header.Get("Content-Encoding"), a.Body, limit)
	if err != nil && a.Status == http.StatusOK {
		return Answer{}, err
	}
	a.Body = body
	a.Header.Del("Content-Encoding")
	return a, nil
}

func unpack(coding string, body []byte, limit int64) ([]byte, error) {
	switch strings.ToLower(coding) {
	case "", "identity":
		return body, nil
	case "gzip", "x-gzip":
		return unpackBy(func(r io.Reader) (io.ReadCloser, error) { return gzip.NewReader(r) }, body, limit)
	case "deflate": // with the header of RFC 1950, or without it, as some servers send it
		if out, err := unpackBy(zlib.NewReader, body, limit); err == nil || err == errTooLarge { //nolint:errorlint // it is ours
			return out, err
		}
		return unpackBy(func(r io.Reader) (io.ReadCloser, error) { return flate.NewReader(r), nil }, body, limit)
	}
	return nil, errPacked
}

// unpackBy unpacks a whole stream. Nothing may follow it.
func unpackBy(open func(io.Reader) (io.ReadCloser, error), body []byte, limit int64) ([]byte, error) {
	packed := bytes.NewReader(body)
	r, err := open(packed)
	if err != nil {
		return nil, errPacked
	}
	out, err := upTo(limit, r)
	switch {
	case err == errTooLarge: //nolint:errorlint // upTo returns it as it is
		return nil, err
	case err != nil || packed.Len() > 0:
		return nil, errPacked
	}
	return out, nil
}
