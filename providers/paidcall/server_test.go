package paidcall

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"math/big"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"facedesk/identity"
)

// peer is the server's end of one connection. Conn is the TLS connection if
// there is TLS, and raw is the socket below it.
type peer struct {
	net.Conn
	raw  *net.TCPConn
	mu   sync.Mutex
	seen bytes.Buffer // everything read from Conn
}

func (p *peer) Read(b []byte) (int, error) {
	n, err := p.Conn.Read(b)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen.Write(b[:n])
	return n, err
}

// request reads one complete request.
func (p *peer) request() (*http.Request, []byte) {
	req, err := http.ReadRequest(bufio.NewReader(p))
	if err != nil {
		return nil, nil
	}
	body, _ := io.ReadAll(req.Body)
	return req, body
}

func (p *peer) say(text string) { _, _ = io.WriteString(p, text) }

// hold keeps the connection open until the client closes it.
func (p *peer) hold() { _, _ = io.Copy(io.Discard, p) }

// reset makes the next Close abort the connection (RST).
func (p *peer) reset() { _ = p.raw.SetLinger(0) }

// server accepts loopback connections, runs a script for each, and closes it
// when the script ends.
type server struct {
	ln      net.Listener
	scripts sync.WaitGroup

	mu     sync.Mutex
	peers  []*peer
	marker string        // remote address of the last connection
	last   chan struct{} // closed when the marker has arrived
}

// serve starts a server; secure is nil for one without TLS.
func serve(t *testing.T, secure *tls.Config, script func(*peer)) *server {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &server{ln: ln, last: make(chan struct{})}
	s.scripts.Go(func() { s.accept(secure, script) })
	t.Cleanup(func() { _ = ln.Close(); s.scripts.Wait() })
	return s
}

func (s *server) accept(secure *tls.Config, script func(*peer)) {
	for {
		conn, err := s.ln.Accept()
		if err != nil {
			return
		}
		p := &peer{Conn: conn, raw: conn.(*net.TCPConn)}
		if secure != nil {
			p.Conn = tls.Server(conn, secure)
		}
		if !s.enter(p) {
			return
		}
		s.scripts.Go(func() {
			defer func() { _ = p.raw.Close() }()
			script(p)
			if secure != nil {
				_ = p.raw.SetDeadline(time.Now()) // without this, closing a full socket would block
			}
		})
	}
}

// enter counts a connection, unless it is the marker.
func (s *server) enter(p *peer) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p.raw.RemoteAddr().String() == s.marker {
		_ = p.raw.Close()
		close(s.last)
		return false
	}
	s.peers = append(s.peers, p)
	return true
}

func (s *server) addr() string { return s.ln.Addr().String() }

// closed waits until every script has ended. It returns the number of
// connections and the text of all requests. A marker connection comes last in
// the queue, so none before it is missed.
func (s *server) closed(t *testing.T) (connections int, seen string) {
	t.Helper()
	s.mu.Lock()
	marker, err := net.Dial("tcp", s.addr())
	if err != nil {
		s.mu.Unlock()
		t.Fatal(err)
	}
	s.marker = marker.LocalAddr().String()
	s.mu.Unlock()
	<-s.last
	_, _ = marker.Close(), s.ln.Close()
	s.scripts.Wait()
	for _, p := range s.peers {
		seen += p.seen.String()
	}
	return len(s.peers), seen
}

// oneAtMost checks that the server saw at most one connection and request.
func (s *server) oneAtMost(t *testing.T) (connections, requests int) {
	t.Helper()
	connections, seen := s.closed(t)
	requests = strings.Count(seen, "POST ")
	if connections > 1 || requests > 1 {
		t.Errorf("the server saw %d connections and %d requests", connections, requests)
	}
	return connections, requests
}

// authority is a certificate authority for tests.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func newAuthority(t *testing.T) authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test authority"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return authority{cert, key}
}

func (a authority) pool() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(a.cert)
	return pool
}

// issue returns a server's TLS configuration. change may make the certificate
// invalid.
func (a authority) issue(t *testing.T, host string, change func(*x509.Certificate)) *tls.Config {
	t.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "server"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if ip := net.ParseIP(host); ip != nil {
		template.IPAddresses = []net.IP{ip}
	} else {
		template.DNSNames = []string{host}
	}
	if change != nil {
		change(template)
	}
	der, err := x509.CreateCertificate(rand.Reader, template, a.cert, &a.key.PublicKey, a.key)
	if err != nil {
		t.Fatal(err)
	}
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: a.key}}}
}

const (
	secretHeader = "APPCODE 83359fd73fe94948385f570e3c139105"
	secretBody   = `name=王小明&idcard=11010519491231002X&image=/9j/4AAQ`
)

// call is the call of the tests. Its contents are recognisable, so that leaks
// are found.
func call(url string) Call {
	return Call{URL: url, Header: http.Header{"Authorization": {secretHeader}}, Body: []byte(secretBody)}
}

// wantFault checks an error's kind, its sentences, and that it leaks nothing.
func wantFault(t *testing.T, err error, kind identity.Kind, said identity.Sentences) {
	t.Helper()
	e, ok := errors.AsType[*identity.Error](err)
	if !ok {
		t.Fatalf("error %v (%T) is not an identity.Error", err, err)
	}
	charged := identity.ChargedNo
	if kind == identity.UnknownOutcome {
		charged = identity.ChargedUnknown
	}
	if e.Kind != kind || e.Charged != charged || e.Vendor != (identity.Vendor{}) {
		t.Errorf("got %s, charged %s, vendor %v (cause %v), want %s, charged %s", e.Kind, e.Charged, e.Vendor, e.Cause, kind, charged)
	}
	if said != (identity.Sentences{}) && e.Said() != said {
		t.Errorf("got %q (cause %v), want %q", e.Said(), e.Cause, said)
	}
	if e.What.ZH == "" || e.What.EN == "" || e.Next.ZH == "" || e.Next.EN == "" {
		t.Errorf("no sentence: %+v", e.Said())
	}
	if e.Sent != (kind == identity.UnknownOutcome) {
		t.Errorf("sent: %v", e.Sent)
	}
	words := e.Full().ZH + e.Full().EN
	for cause := e.Cause; cause != nil; cause = errors.Unwrap(cause) {
		words += cause.Error()
	}
	for _, secret := range []string{"83359fd7", "王小明", "11010519", "4AAQ", "VENDOR-SAID", "hunter2"} {
		if strings.Contains(words, secret) {
			t.Errorf("the error leaks %q: %s", secret, words)
		}
	}
}

// deaf returns a resolver that finds nothing.
func deaf() *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		return nil, errors.New("no name server")
	}}
}
