package paidcall

import (
	"crypto/x509"
	"encoding/pem"
	"net"
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
	if !usableHost(u) {
		return nil, configuration(textEndpointHost)
	}
	return u, nil
}

// ParseProxy parses the URL of a proxy. Plain http is allowed, because the
// traffic through it is TLS. The error is like ParseEndpoint's.
func ParseProxy(raw string) (*url.URL, error) {
	u, err := url.Parse(raw)
	if err != nil || u.Hostname() == "" || u.User != nil || !validPort(u) || !usableHost(u) || !slices.Contains([]string{"http", "https", "socks5"}, u.Scheme) {
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

// usableHost reports whether some machine can have the host: an address that one
// can be reached by, or a name as DNS has them.
func usableHost(u *url.URL) bool {
	name := u.Hostname()
	if addr, err := netip.ParseAddr(name); err == nil {
		return addr.Zone() == "" && !addr.IsUnspecified() && !addr.IsMulticast() &&
			addr != netip.AddrFrom4([4]byte{255, 255, 255, 255}) && (!addr.Is6() || !addr.IsLinkLocalUnicast())
	}
	target, err := address(u)
	if err != nil {
		return false
	}
	name, _, err = net.SplitHostPort(target)
	labels := strings.Split(strings.TrimSuffix(name, "."), ".")
	return err == nil && len(name) <= 254 && !slices.ContainsFunc(labels, badLabel) && !numeric(labels[len(labels)-1])
}

func badLabel(label string) bool {
	const letters = "abcdefghijklmnopqrstuvwxyz0123456789-_"
	return label == "" || len(label) > 63 || strings.Trim(strings.ToLower(label), letters) != "" ||
		strings.HasPrefix(label, "-") || strings.HasSuffix(label, "-")
}

// numeric reports a last label that makes a host an address, which this one is not:
// some libraries read 127.1 as 127.0.0.1.
func numeric(label string) bool {
	_, err := strconv.ParseUint(label, 0, 64)
	return err == nil || strings.Trim(label, "0123456789") == ""
}

// Loopback reports whether a URL's host says that it is this machine: localhost
// (RFC 6761) or an address in 127.0.0.0/8 or ::1. A name is not looked up here;
// see Aim.
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
