package paidcall

import (
	"crypto/x509"
	"encoding/pem"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"facedesk/identity"
)

// ParseEndpoint parses the complete URL of a service: absolute, with a host,
// without user information or fragment, and https unless the host is loopback.
// The error is an *identity.Error of kind Configuration that does not repeat
// the URL.
func ParseEndpoint(raw string) (*url.URL, error) {
	if raw == "" || strings.ContainsFunc(raw, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
		return nil, configuration(textEndpointSyntax)
	}
	u, err := url.Parse(raw)
	if err != nil || u.Opaque != "" || u.Hostname() == "" || !validPort(u) {
		return nil, configuration(textEndpointSyntax)
	}
	if u.User != nil {
		return nil, configuration(textEndpointUser)
	}
	if strings.Contains(raw, "#") {
		return nil, configuration(textEndpointFragment)
	}
	if u.Scheme != "https" && (u.Scheme != "http" || !Loopback(u)) {
		return nil, configuration(textEndpointPlain)
	}
	return u, nil
}

// ParseProxy parses the URL of a proxy. Plain http is allowed, because the
// traffic through it is TLS. The error is like ParseEndpoint's.
func ParseProxy(raw string) (*url.URL, error) {
	u, err := url.Parse(raw)
	if err != nil || u.Hostname() == "" || u.User != nil || !validPort(u) || !slices.Contains([]string{"http", "https", "socks5"}, u.Scheme) {
		return nil, configuration(textProxySyntax)
	}
	return u, nil
}

func validPort(u *url.URL) bool {
	if u.Port() == "" {
		return !strings.HasSuffix(u.Host, ":")
	}
	n, err := strconv.ParseUint(u.Port(), 10, 16)
	return err == nil && n > 0
}

// Loopback reports whether a URL's host is this machine: localhost (RFC 6761),
// an address in 127.0.0.0/8, or ::1. It does not look up names. Post checks the
// address again when it dials without TLS.
func Loopback(u *url.URL) bool {
	host := u.Hostname()
	if strings.EqualFold(strings.TrimSuffix(host, "."), "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.Zone() == "" && addr.Unmap().IsLoopback()
}

// LoadRoots returns the system's certificate authorities and those of a PEM
// file. Each one in the file must be readable. Without system authorities only
// the file counts. The error is an *identity.Error of kind Configuration.
func LoadRoots(file []byte) (*x509.CertPool, error) {
	roots, err := x509.SystemCertPool()
	if err != nil {
		roots = x509.NewCertPool()
	}
	added := 0
	block, rest := pem.Decode(file)
	for ; block != nil; block, rest = pem.Decode(rest) {
		cert, err := x509.ParseCertificate(block.Bytes)
		if err != nil || block.Type != "CERTIFICATE" {
			return nil, configuration(textRoots)
		}
		roots.AddCert(cert)
		added++
	}
	if added == 0 || strings.Contains(string(rest), "-----BEGIN") {
		return nil, configuration(textRoots)
	}
	return roots, nil
}

func configuration(s identity.Sentences) *identity.Error {
	return &identity.Error{Kind: identity.Configuration, What: s.What, Next: s.Next, Charged: identity.ChargedNo}
}
