package paidcall

import (
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"facedesk/identity"
)

// A probe reaches the service and sends nothing of a request.
func TestProbeSendsNothing(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	got := make(chan []byte)
	go func() {
		conn, err := ln.Accept()
		if err != nil {
			close(got)
			return
		}
		defer conn.Close()
		b, _ := io.ReadAll(conn)
		got <- b
	}()
	if err := New(Config{}).Probe(t.Context(), "http://"+ln.Addr().String()+"/paid"); err != nil {
		t.Fatal(err)
	}
	if b := <-got; len(b) != 0 {
		t.Errorf("the probe wrote %q", b)
	}
}

func TestProbeChecksTLS(t *testing.T) {
	requests := 0
	server := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { requests++ }))
	defer server.Close()
	if err := New(Config{}).Probe(t.Context(), server.URL); identity.KindOf(err) != identity.NotSent {
		t.Errorf("an unknown certificate: %v", err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	if err := New(Config{RootCAs: roots}).Probe(t.Context(), server.URL); err != nil {
		t.Errorf("a trusted certificate: %v", err)
	}
	server.Close()
	if requests != 0 {
		t.Errorf("%d requests", requests)
	}
	if err := New(Config{}).Probe(t.Context(), server.URL); identity.KindOf(err) != identity.NotSent {
		t.Errorf("a closed port: %v", err)
	}
}
