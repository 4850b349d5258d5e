package shared

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"facedesk/identity"
	"facedesk/records"
	"facedesk/records/shared/pgtest"
)

// certificate makes a certificate for a server that signs itself, and writes it and
// its key to a folder.
func certificate(t *testing.T, folder string, ip net.IP) *x509.CertPool {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "db"}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{ip}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	must(t, err)
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	must(t, err)
	put := func(name, kind string, b []byte) {
		file := filepath.Join(folder, name)
		must(t, os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: b}), 0o600))
		info, err := os.Stat(folder)
		must(t, err)
		must(t, pgtest.Give(file, info))
	}
	put("server.crt", "CERTIFICATE", der)
	put("server.key", "PRIVATE KEY", secret)
	parsed, err := x509.ParseCertificate(der)
	must(t, err)
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	return pool
}

// Rows go to a server whose certificate is right, and to no other. What is refused
// waits.
func TestTLS(t *testing.T) {
	b := newBase(t)
	t.Cleanup(func() { must(t, server.Set("ssl", "off")) })
	right := certificate(t, server.Dir, net.IPv4(127, 0, 0, 1))
	must(t, server.Set("ssl", "on"))
	path := t.TempDir() + "/records.db"
	file, err := records.Open(t.Context(), path)
	must(t, err)
	t.Cleanup(func() { _ = file.Close() })
	must(t, file.Share(t.Context(), noon))
	address := strings.Replace(b.Address(b.role(t, "facedesk_desk"), b.name), "sslmode=disable", "sslmode=verify-full", 1)
	send := func(roots *x509.CertPool) error {
		l := NewLink(file, path, func(context.Context) (Options, error) { return Options{Address: address, Roots: roots}, nil })
		defer l.Close()
		_, err := l.Send(t.Context())
		return err
	}
	d := &desk{file: file}
	d.call(t, "a", "p")
	refused := func(why string, err error) {
		t.Helper()
		if identity.KindOf(err) != identity.Records || b.count(t, "SELECT COUNT(*) FROM facedesk.attempts") != 0 {
			t.Errorf("%s: %v", why, err)
		}
	}
	refused("an unknown authority", send(x509.NewCertPool()))
	refused("the system's authorities", send(nil))
	other := t.TempDir()
	refused("another authority", send(certificate(t, other, net.IPv4(127, 0, 0, 1))))
	must(t, send(right))
	whole(t, b, 1, d)

	d.call(t, "b", "p")
	wrong := certificate(t, server.Dir, net.IPv4(10, 0, 0, 1))
	must(t, server.Set("ssl", "on"))
	if err := send(wrong); err == nil {
		t.Error("a certificate for another host is taken")
	}
	must(t, server.Set("ssl", "off"))
	if err := send(right); err == nil {
		t.Error("a server without TLS is taken")
	}
	whole(t, b, 1)
	if o := d.outbox(t); o.Waiting != 1 {
		t.Errorf("%d rows wait", o.Waiting)
	}
}
