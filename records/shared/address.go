package shared

import (
	"crypto/x509"
	"net/netip"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"facedesk/identity"
)

const (
	// connectLimit limits one try to connect. The guard waits less.
	connectLimit = 5 * time.Second
	// mostConnections are one for the guard, one for sending, and one to spare.
	mostConnections = 3
)

// parseAddress reads an address of PostgreSQL (postgres://user:password@host/name).
// It refuses one over which the records would go unprotected. roots are the
// authorities of the settings; nil means those of the system.
func parseAddress(address string, roots *x509.CertPool) (*pgxpool.Config, error) {
	cfg, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, badAddress() // the cause may quote the password
	}
	c := cfg.ConnConfig
	if c.Host == "" || c.User == "" || c.Database == "" || strings.Contains(address, "service=") {
		return nil, badAddress()
	}
	if !protected(c.Host, &c.Config) {
		return nil, unprotected()
	}
	for _, f := range c.Fallbacks {
		if !protected(f.Host, &pgconn.Config{TLSConfig: f.TLSConfig}) {
			return nil, unprotected()
		}
	}
	trust(c, roots, address)
	c.ConnectTimeout = connectLimit
	c.DefaultQueryExecMode = pgx.QueryExecModeExec // one round trip, and poolers need not know statements
	c.RuntimeParams["application_name"] = "facedesk"
	cfg.MaxConns = mostConnections
	cfg.ShouldPing = nil
	return cfg, nil
}

// protected reports whether a host is on this machine, or its certificate is
// compared with its name (sslmode=verify-full).
func protected(host string, c *pgconn.Config) bool {
	if strings.HasPrefix(host, "/") || strings.HasPrefix(host, "@") || host == "localhost" {
		return true
	}
	if ip, err := netip.ParseAddr(host); err == nil && ip.IsLoopback() {
		return true
	}
	return c.TLSConfig != nil && !c.TLSConfig.InsecureSkipVerify && c.TLSConfig.ServerName != ""
}

// trust makes the authorities of the settings hold, unless the address names its
// own file (sslrootcert).
func trust(c *pgx.ConnConfig, roots *x509.CertPool, address string) {
	if roots == nil || strings.Contains(address, "sslrootcert") {
		return
	}
	if c.TLSConfig != nil {
		c.TLSConfig.RootCAs = roots
	}
	for _, f := range c.Fallbacks {
		if f.TLSConfig != nil {
			f.TLSConfig.RootCAs = roots
		}
	}
}

func configuration(s identity.Sentences) *identity.Error {
	return &identity.Error{Kind: identity.Configuration, What: s.What, Next: s.Next, Charged: identity.ChargedNo}
}

func badAddress() *identity.Error {
	return configuration(identity.Say("共享记录库的地址不完整或无法识别，没有连接。", "The address of the shared database is incomplete or cannot be read. Nothing was connected.").
		Do("请按 postgres://用户:密码@主机:5432/库名?sslmode=verify-full 填写。", "Write it as postgres://user:password@host:5432/database?sslmode=verify-full."))
}

func unprotected() *identity.Error {
	return configuration(identity.Say("共享记录库不在本机，地址却没有要求核对服务器证书，没有连接；记录仍保存在本机。",
		"The shared database is on another machine, and its address does not ask for a checked certificate. Nothing was connected; the records stay on this machine.").
		Do("请在地址中写 sslmode=verify-full；单位自己的根证书用 network.ca_file 设置。",
			"Put sslmode=verify-full into the address; name an authority of your own in network.ca_file."))
}
