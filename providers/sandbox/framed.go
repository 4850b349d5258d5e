package sandbox

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
)

// loginPage is the page of a network that requires a login.
const loginPage = "<html><head><title>Login</title></head><body>Please log in to use this network.</body></html>"

// dressed returns the answer in another coding, or a network's login page in
// its place.
func (a answer) dressed(action string) answer {
	switch action {
	case actionPortal:
		return answer{status: http.StatusOK, header: map[string]string{"Content-Type": "text/html"}, body: []byte(loginPage)}
	case actionGzip:
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = z.Write(a.body)
		_ = z.Close()
		a.body = b.Bytes()
	}
	return a.with("Content-Encoding", "gzip")
}

// misframed returns the answer in HTTP that can be read in two ways.
func (a answer) misframed(action string) []byte {
	version, body := "HTTP/1.1", a.body
	more := fmt.Sprintf("Content-Length: %d\r\n", len(a.body))
	switch action {
	case actionVersion:
		version = "HTTP/2.0"
	case actionLengths:
		more += "Transfer-Encoding: chunked\r\n"
		body = fmt.Appendf(nil, "%x\r\n%s\r\n0\r\n\r\n", len(a.body), a.body)
	case actionBehind:
		body = append(bytes.Clone(a.body), "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"...)
	}
	return fmt.Appendf(nil, "%s %d %s\r\nContent-Type: %s\r\n%sConnection: close\r\n\r\n%s", version, a.status, http.StatusText(a.status), jsonType, more, body)
}
