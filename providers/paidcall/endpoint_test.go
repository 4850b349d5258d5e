package paidcall

import (
	"crypto/x509"
	"encoding/pem"
	"errors"
	"net/url"
	"strings"
	"testing"

	"facedesk/identity"
)

func TestParseEndpoint(t *testing.T) {
	for raw, want := range map[string]identity.Sentences{
		"https://pay.example/check":            {},
		"https://pay.example":                  {},
		"https://pay.example:8443/a?b=c":       {},
		"HTTPS://PAY.example/":                 {},
		"https://[2001:db8::1]:443/":           {},
		"https://服务.example/":                  {},
		"http://127.0.0.1:8080/check":          {},
		"http://127.255.0.9/":                  {},
		"http://[::1]:80/":                     {},
		"http://[::ffff:127.0.0.1]/":           {},
		"http://localhost:9/":                  {},
		"http://LocalHost./":                   {},
		"https://127.0.0.1/":                   {},
		"":                                     textEndpointSyntax,
		"pay.example/check":                    textEndpointSyntax,
		"/check":                               textEndpointSyntax,
		"//pay.example/":                       textEndpointPlain,
		"https:pay.example":                    textEndpointSyntax,
		"https:///check":                       textEndpointSyntax,
		"https://:443/":                        textEndpointSyntax,
		"https://pay.example:/":                textEndpointSyntax,
		"https://pay.example:0/":               textEndpointSyntax,
		"https://pay.example:65536/":           textEndpointSyntax,
		"https://pay.example:x/":               textEndpointSyntax,
		"https://pay.example/ ":                textEndpointSyntax,
		" https://pay.example/":                textEndpointSyntax,
		"https://pay.example/\n":               textEndpointSyntax,
		"https://pay.example/\u3000":           textEndpointSyntax,
		"https://pay.example/%zz":              textEndpointSyntax,
		"https://[::1":                         textEndpointSyntax,
		"https://u:hunter2@pay.example/":       textEndpointUser,
		"https://@pay.example/":                textEndpointUser,
		"http://127.0.0.1@pay.example/":        textEndpointUser,
		"https://pay.example/#x":               textEndpointFragment,
		"https://pay.example/#":                textEndpointFragment,
		"http://pay.example/":                  textEndpointPlain,
		"http://localhost.example/":            textEndpointPlain,
		"http://127.0.0.1.example/":            textEndpointPlain,
		"http://127.1/":                        textEndpointPlain,
		"http://0.0.0.0/":                      textEndpointPlain,
		"http://[::1%25lo]/":                   textEndpointPlain,
		"http://192.168.0.1/":                  textEndpointPlain,
		"ftp://127.0.0.1/":                     textEndpointPlain,
		"file:///etc/passwd":                   textEndpointSyntax,
		"javascript:alert(1)":                  textEndpointSyntax,
		"ws://localhost/":                      textEndpointPlain,
		"http+unix://localhost/":               textEndpointPlain,
		"https://pay.example\\@127.0.0.1/":     textEndpointSyntax,
		"http://127.0.0.1:80\\.pay.example/":   textEndpointSyntax,
		"http://localhost%2epay.example/check": textEndpointSyntax,
	} {
		u, err := ParseEndpoint(raw)
		if want == (identity.Sentences{}) {
			if err != nil || u == nil {
				t.Errorf("%q: %v", raw, err)
			}
			continue
		}
		e, ok := errors.AsType[*identity.Error](err)
		if !ok || u != nil || e.Kind != identity.Configuration || e.Charged != identity.ChargedNo || e.Said() != want {
			t.Errorf("%q: %v, %v, want %q", raw, u, err, want)
		}
		if ok && (e.Cause != nil || strings.Contains(e.Full().EN+e.Full().ZH, "hunter2")) {
			t.Errorf("%q: the error holds %v", raw, e.Cause)
		}
	}
}

func TestLoopback(t *testing.T) {
	for host, want := range map[string]bool{
		"localhost": true, "127.0.0.1": true, "[::1]:9": true, "127.3.2.1:80": true, "LOCALHOST:1": true,
		"pay.example": false, "localhost.example": false, "10.0.0.1": false, "[::]": false, "": false,
	} {
		if got := Loopback(&url.URL{Scheme: "https", Host: host}); got != want {
			t.Errorf("Loopback(%q) = %v", host, got)
		}
	}
}

// A call that cannot be sent is refused before dialling.
func TestRefusedBeforeDialling(t *testing.T) {
	s := serve(t, nil, answered(okAnswer))
	good := "http://" + s.addr() + "/"
	_, port, _ := strings.Cut(s.addr(), ":")
	for name, tc := range map[string]struct {
		url, key, value string
		text            identity.Sentences
	}{
		"plain http to another host": {"http://pay.example:" + port, "A", "b", textEndpointPlain},
		"not a URL":                  {s.addr(), "A", "b", textEndpointSyntax},
		"line break in a credential": {good, "Authorization", "hunter2\n", textHeaderInvalid},
		"header smuggled in":         {good, "Authorization", "hunter2\r\nX: y", textHeaderInvalid},
		"NUL":                        {good, "Authorization", "\x00", textHeaderInvalid},
		"space in a name":            {good, "Auth Token", "hunter2", textHeaderInvalid},
		"colon in a name":            {good, "Auth:", "hunter2", textHeaderInvalid},
		"empty name":                 {good, "", "hunter2", textHeaderInvalid},
		"Chinese name":               {good, "密钥", "hunter2", textHeaderInvalid},
		"Idempotency-Key":            {good, "idempotency-key", "1", textHeaderReserved},
		"Content-Length":             {good, "content-length", "1", textHeaderReserved},
		"Transfer-Encoding":          {good, "Transfer-encoding", "chunked", textHeaderReserved},
		"Expect":                     {good, "Expect", "100-continue", textHeaderReserved},
		"Host":                       {good, "host", "other", textHeaderReserved},
	} {
		_, err := New(Config{Resolver: deaf()}).Post(t.Context(), Call{URL: tc.url, Header: map[string][]string{tc.key: {tc.value}}})
		t.Run(name, func(t *testing.T) { wantFault(t, err, identity.Configuration, tc.text) })
	}
	if connections, _ := s.oneAtMost(t); connections != 0 {
		t.Errorf("%d connections were made", connections)
	}
}

func TestLoadRoots(t *testing.T) {
	ca, other := newAuthority(t), newAuthority(t)
	encode := func(kind string, der []byte) string {
		return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
	}
	mine, hers := encode("CERTIFICATE", ca.cert.Raw), encode("CERTIFICATE", other.cert.Raw)
	roots, err := LoadRoots([]byte("# two of them\n" + hers + "\n# mine\n" + mine + "# end\n"))
	if err != nil {
		t.Fatal(err)
	}
	s := serve(t, ca.issue(t, "127.0.0.1", nil), answered(okAnswer))
	if _, err := New(Config{RootCAs: roots}).Post(t.Context(), call("https://"+s.addr())); err != nil {
		t.Errorf("own authority: %v (cause %v)", err, errors.Unwrap(err))
	}
	if system, err := x509.SystemCertPool(); err == nil {
		system.AddCert(other.cert)
		system.AddCert(ca.cert)
		if !roots.Equal(system) {
			t.Error("the system's authorities are gone")
		}
	}
	for name, file := range map[string]string{
		"empty":                "",
		"not PEM":              "VENDOR-SAID",
		"DER":                  string(ca.cert.Raw),
		"a private key":        mine + encode("PRIVATE KEY", []byte("hunter2")),
		"a broken certificate": mine + encode("CERTIFICATE", ca.cert.Raw[:100]),
		"a cut file":           mine + hers[:len(hers)/2],
	} {
		t.Run(name, func(t *testing.T) {
			roots, err := LoadRoots([]byte(file))
			if roots != nil {
				t.Error("authorities came with the error")
			}
			wantFault(t, err, identity.Configuration, textRoots)
		})
	}
}
