package paidcall

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"slices"
	"syscall"
	"testing"
	"time"

	"facedesk/identity"
)

// nothingSent makes a call that must fail before anything is sent.
func nothingSent(t *testing.T, cfg Config, url string, text identity.Sentences) error {
	t.Helper()
	_, err := New(cfg).Post(t.Context(), call(url))
	wantFault(t, err, identity.NotSent, text)
	return err
}

// closedPort returns a loopback address on which nobody listens.
func closedPort(t *testing.T) string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = ln.Close() }()
	return ln.Addr().String()
}

func TestRefused(t *testing.T) {
	err := nothingSent(t, Config{}, "http://"+closedPort(t)+"/", textRefused)
	if !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("the cause is lost: %v", errors.Unwrap(err))
	}
}

func TestHostNotFound(t *testing.T) {
	err := nothingSent(t, Config{Resolver: deaf()}, "https://pay.example/", notFound("pay.example"))
	if _, ok := errors.AsType[*net.DNSError](err); !ok {
		t.Errorf("the cause is lost: %v", errors.Unwrap(err))
	}
}

func TestNameServerDoesNotAnswer(t *testing.T) {
	mute := &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}}
	nothingSent(t, Config{Resolver: mute, ConnectTimeout: 50 * time.Millisecond}, "https://pay.example/", textConnectTimeout)
}

// The listener accepts the connection but never answers in TLS.
func TestHandshakeHangs(t *testing.T) {
	s := serve(t, nil, (*peer).hold)
	nothingSent(t, Config{ConnectTimeout: 50 * time.Millisecond}, "https://"+s.addr()+"/", textConnectTimeout)
	s.oneAtMost(t)
}

func TestCancelledBeforeDialling(t *testing.T) {
	s := serve(t, nil, answered(okAnswer))
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errors.New("the clerk has left"))
	_, err := New(Config{}).Post(ctx, call("http://"+s.addr()))
	wantFault(t, err, identity.NotSent, textCancelled)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cause = %v", errors.Unwrap(err))
	}
	if connections, _ := s.oneAtMost(t); connections != 0 {
		t.Error("a cancelled call was dialled")
	}
}

func TestCancelledWhileConnecting(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s := serve(t, nil, func(p *peer) {
		_, _ = p.Read(make([]byte, 1)) // the client has sent its hello
		cancel()
		p.hold()
	})
	_, err := New(Config{}).Post(ctx, call("https://"+s.addr()))
	wantFault(t, err, identity.NotSent, textCancelled)
	s.oneAtMost(t)
}

func TestCancelledAfterSending(t *testing.T) {
	for name, stop := range map[string]func(*peer, context.CancelFunc){
		"before an answer": func(p *peer, cancel context.CancelFunc) { cancel(); p.hold() },
		"mid-body":         func(p *peer, cancel context.CancelFunc) { p.say(okAnswer[:len(okAnswer)-2]); cancel(); p.hold() },
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			s := serve(t, nil, func(p *peer) { p.request(); stop(p, cancel) })
			_, err := New(Config{}).Post(ctx, call("http://"+s.addr()))
			wantFault(t, err, identity.UnknownOutcome, textCancelledLate)
			if !errors.Is(err, context.Canceled) {
				t.Errorf("cause = %v", errors.Unwrap(err))
			}
			s.oneAtMost(t)
		})
	}
}

func TestCallersDeadline(t *testing.T) {
	s := serve(t, nil, silent)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := New(Config{}).Post(ctx, call("http://"+s.addr()))
	wantFault(t, err, identity.UnknownOutcome, textCancelledLate)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("cause = %v", errors.Unwrap(err))
	}
}

func TestTLSFaults(t *testing.T) {
	ca, stranger := newAuthority(t), newAuthority(t)
	good := func() *tls.Config { return ca.issue(t, "127.0.0.1", nil) }
	h2 := good()
	h2.GetConfigForClient = func(hello *tls.ClientHelloInfo) (*tls.Config, error) {
		if !slices.Contains(hello.SupportedProtos, "h2") {
			return nil, errors.New("HTTP/2 only")
		}
		return nil, nil
	}
	old := good()
	old.MinVersion, old.MaxVersion = tls.VersionTLS10, tls.VersionTLS11
	for name, tc := range map[string]struct {
		secure *tls.Config
		text   identity.Sentences
	}{
		"self-signed":      {stranger.issue(t, "127.0.0.1", nil), textCertificate},
		"other host":       {ca.issue(t, "pay.example", nil), textCertificate},
		"expired":          {ca.issue(t, "127.0.0.1", func(c *x509.Certificate) { c.NotAfter = time.Now().Add(-time.Minute) }), textExpired},
		"not valid yet":    {ca.issue(t, "127.0.0.1", func(c *x509.Certificate) { c.NotBefore = time.Now().Add(time.Minute) }), textExpired},
		"TLS 1.1 only":     {old, textTLS},
		"HTTP/2 only":      {h2, textTLS},
		"no certificate":   {&tls.Config{}, textTLS},
		"client cert only": {ca.issue(t, "127.0.0.1", func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} }), textCertificate},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, tc.secure, answered(okAnswer))
			nothingSent(t, Config{RootCAs: ca.pool()}, "https://"+s.addr()+"/", tc.text)
			if _, requests := s.oneAtMost(t); requests != 0 {
				t.Error("the server saw a request")
			}
		})
	}
}

// The system's authorities apply if none are given.
func TestUnknownAuthority(t *testing.T) {
	s := serve(t, newAuthority(t).issue(t, "127.0.0.1", nil), answered(okAnswer))
	nothingSent(t, Config{}, "https://"+s.addr()+"/", textCertificate)
}

func TestNotTLS(t *testing.T) {
	for name, script := range map[string]func(*peer){
		"a page": func(p *peer) { p.say("HTTP/1.1 302 VENDOR-SAID\r\nLocation: http://login.example/\r\n\r\n"); p.hold() },
		"noise":  func(p *peer) { p.say("VENDOR-SAID"); p.hold() },
		"closed": func(p *peer) { _, _ = p.Read(make([]byte, 1024)) },
		"reset":  func(p *peer) { _, _ = p.Read(make([]byte, 1)); p.reset() },
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, nil, script)
			text := textTLS
			if name == "a page" {
				text = textLoginBefore
			}
			nothingSent(t, Config{}, "https://"+s.addr()+"/", text)
			s.oneAtMost(t)
		})
	}
}

// Closing after the TLS handshake is after the connection is established.
func TestClosedAfterHandshake(t *testing.T) {
	ca := newAuthority(t)
	s := serve(t, ca.issue(t, "127.0.0.1", nil), func(p *peer) { _ = p.Conn.(*tls.Conn).Handshake() })
	_, err := New(Config{RootCAs: ca.pool()}).Post(t.Context(), call("https://"+s.addr()))
	wantFault(t, err, identity.UnknownOutcome, identity.Sentences{})
	s.oneAtMost(t)
}

// Without TLS only loopback addresses are dialled, whatever a name resolves to.
func TestPlainCallsStayOnThisMachine(t *testing.T) {
	s := serve(t, nil, answered(okAnswer))
	_, port, _ := net.SplitHostPort(s.addr())
	if _, err := New(Config{}).Post(t.Context(), call("http://localhost:"+port)); err != nil {
		t.Errorf("localhost: %v (cause %v)", err, errors.Unwrap(err))
	}
	s.oneAtMost(t)
}
