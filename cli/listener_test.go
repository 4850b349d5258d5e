package cli_test

import (
	"net"
	"testing"
)

// listener is an endpoint that takes a connection and answers nothing: over TLS
// the connection never stands, else the request is there and no answer comes. It
// tells when it has been reached so far.
func listener(t *testing.T, secure bool, reached chan<- struct{}) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		defer func() { _ = conn.Close() }()
		buf := make([]byte, 4096)
		_, _ = conn.Read(buf)
		reached <- struct{}{}
		for err == nil {
			_, err = conn.Read(buf)
		}
	}()
	if secure {
		return "https://" + l.Addr().String() + "/pyi"
	}
	return "http://" + l.Addr().String() + "/pyi"
}
