package paidcall

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net"
	"net/http"
	"net/textproto"
	"regexp"
	"strings"
	"time"
)

// receive reads one answer. net/http reads bodies well but heads leniently: it
// accepts any version, bare line feeds, folded lines, and two different
// lengths. A machine between may read such a head differently. So receive
// checks the head first, and refuses bytes after the body.
func (c *Client) receive(conn net.Conn, req *http.Request) (Answer, error) {
	in := bufio.NewReaderSize(conn, maxHeader)
	head, err := readHead(in)
	if err != nil {
		return Answer{}, err
	}
	whole := bufio.NewReader(io.MultiReader(bytes.NewReader(head), in))
	resp, err := http.ReadResponse(whole, req)
	if err != nil {
		return Answer{}, err
	}
	defer resp.Body.Close()
	body, err := upTo(c.cfg.MaxBody, resp.Body)
	if err != nil {
		return Answer{}, err
	}
	if len(resp.Trailer) > 0 || whole.Buffered() > 0 || in.Buffered() > 0 || goesOn(conn) {
		return Answer{}, errNotHTTP
	}
	return unpacked(Answer{Status: resp.StatusCode, Header: resp.Header, Body: body}, c.cfg.MaxBody)
}

// upTo reads to the end. It fails if there are more than limit bytes.
func upTo(limit int64, r io.Reader) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err == nil && int64(len(body)) > limit {
		return nil, errTooLarge
	}
	return body, err
}

// grace is how long an open connection is watched for bytes after the answer.
// Bytes that came with the answer are there at once.
const grace = time.Millisecond

// goesOn reports a byte after the answer.
func goesOn(conn net.Conn) bool {
	timer := time.AfterFunc(grace, func() { _ = conn.SetReadDeadline(time.Unix(1, 0)) })
	defer timer.Stop()
	n, _ := conn.Read(make([]byte, 1))
	return n > 0
}

// readHead returns the head of the final answer unchanged, including its empty
// last line. It checks interim answers in the same way.
func readHead(in *bufio.Reader) ([]byte, error) {
	read := 0
	for {
		var head []byte
		fields := http.Header{}
		for {
			line, err := readLine(in, &read)
			if err != nil {
				return nil, err
			}
			if !fits(line, len(head) == 0, fields) {
				return nil, errNotHTTP
			}
			if head = append(head, line...); len(line) == len("\r\n") {
				break
			}
		}
		if contradicts(head, fields) {
			return nil, errNotHTTP
		}
		if final(head) {
			return head, nil
		}
	}
}

// readLine reads one line with its end. A connection that closes inside a head
// has not spoken HTTP. One that closes before the head was cut.
func readLine(in *bufio.Reader, read *int) ([]byte, error) {
	line, err := in.ReadSlice('\n')
	*read += len(line)
	switch {
	case errors.Is(err, io.EOF) && *read > 0, errors.Is(err, bufio.ErrBufferFull), err == nil && *read > maxHeader:
		return nil, errNotHTTP
	}
	return line, err
}

var (
	statusLine = regexp.MustCompile(`^HTTP/1\.[01] [1-9][0-9]{2}(?: [^\x00-\x08\x0a-\x1f\x7f]*)?\r\n$`)
	fieldLine  = regexp.MustCompile("^([!#$%&'*+.^_`|~0-9A-Za-z-]+):([^\\x00-\\x08\\x0a-\\x1f\\x7f]*)\r\n$")
)

// fits checks one line of a head and keeps its field.
func fits(line []byte, first bool, fields http.Header) bool {
	if first {
		return statusLine.Match(line)
	}
	if string(line) == "\r\n" {
		return true
	}
	m := fieldLine.FindSubmatch(line)
	if m != nil {
		fields.Add(textproto.CanonicalMIMEHeaderKey(string(m[1])), strings.Trim(string(m[2]), " \t"))
	}
	return m != nil
}

var digits = regexp.MustCompile(`^[0-9]+$`)

// contradicts reports a head that can be read in two ways: where the body ends,
// or what it is.
func contradicts(head []byte, fields http.Header) bool {
	lengths, codings := fields["Content-Length"], fields["Transfer-Encoding"]
	switch {
	case len(lengths) > 1, len(codings) > 1, len(fields["Content-Encoding"]) > 1:
		return true
	case len(lengths) == 1 && !digits.MatchString(lengths[0]):
		return true
	case len(codings) == 1 && (len(lengths) > 0 || bytes.HasPrefix(head, []byte("HTTP/1.0")) || !strings.EqualFold(codings[0], "chunked")):
		return true
	}
	for _, kind := range fields["Content-Type"] {
		if kind != fields.Get("Content-Type") {
			return true
		}
	}
	return false
}

// final reports a head that is not interim. 101 is not final, because it ends
// HTTP.
func final(head []byte) bool {
	status := string(head[len("HTTP/1.1 "):len("HTTP/1.1 200")])
	return status[0] != '1' || status == "101"
}
