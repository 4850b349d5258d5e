package shared

import (
	"io"
	"net"
	"strings"
	"sync"
	"testing"
)

// proxy stands between a desk and the database. It can lose everything, and cut all
// connections after some bytes.
type proxy struct {
	listener net.Listener
	target   string

	mu    sync.Mutex
	hole  bool // takes connections and loses what comes
	after int  // bytes to the database until a connection is cut; 0: never
	conns []net.Conn
}

func newProxy(t testing.TB, target string) *proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	p := &proxy{listener: l, target: target}
	t.Cleanup(func() { _ = l.Close(); p.cut() })
	go p.serve()
	return p
}

func (p *proxy) serve() {
	for {
		c, err := p.listener.Accept()
		if err != nil {
			return
		}
		p.mu.Lock()
		p.conns = append(p.conns, c)
		hole, after := p.hole, p.after
		p.mu.Unlock()
		if hole {
			continue
		}
		go p.pass(c, after)
	}
}

func (p *proxy) pass(c net.Conn, after int) {
	up, err := net.Dial("tcp", p.target)
	if err != nil {
		_ = c.Close()
		return
	}
	p.mu.Lock()
	p.conns = append(p.conns, up)
	p.mu.Unlock()
	go func() { _, _ = io.Copy(c, up); _ = c.Close() }()
	if after > 0 {
		_, _ = io.CopyN(up, c, int64(after))
		_ = c.Close()
	} else {
		_, _ = io.Copy(up, c)
	}
	_ = up.Close()
}

// cut ends all connections.
func (p *proxy) cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.conns {
		_ = c.Close()
	}
	p.conns = nil
}

// set changes what becomes of new connections, and cuts the old ones.
func (p *proxy) set(hole bool, after int) {
	p.mu.Lock()
	p.hole, p.after = hole, after
	p.mu.Unlock()
	p.cut()
}

// through makes an address lead through the proxy.
func (p *proxy) through(address string) string {
	return strings.Replace(address, p.target, p.listener.Addr().String(), 1)
}
