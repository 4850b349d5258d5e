package paidcall

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"facedesk/identity"
)

// names is a resolver that knows these names only, each by turns: the first answer
// first, the last from then on.
func names(t *testing.T, known map[string][][]string) *net.Resolver {
	t.Helper()
	asked := map[string]*atomic.Int64{}
	for name := range known {
		asked[name] = &atomic.Int64{}
	}
	return &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		here, there := net.Pipe()
		go func() {
			defer func() { _ = there.Close() }()
			for answerOne(there, known, asked) == nil {
			}
		}()
		return here, nil
	}}
}

func answerOne(conn net.Conn, known map[string][][]string, asked map[string]*atomic.Int64) error {
	var size [2]byte
	if _, err := io.ReadFull(conn, size[:]); err != nil {
		return err
	}
	packet := make([]byte, binary.BigEndian.Uint16(size[:]))
	if _, err := io.ReadFull(conn, packet); err != nil {
		return err
	}
	var msg dnsmessage.Message
	if err := msg.Unpack(packet); err != nil {
		return err
	}
	msg.Response, msg.Additionals = true, nil
	q := msg.Questions[0]
	name := strings.TrimSuffix(q.Name.String(), ".")
	turns, ok := known[name]
	if !ok {
		msg.RCode = dnsmessage.RCodeNameError
	} else if q.Type == dnsmessage.TypeA {
		turn := min(int(asked[name].Add(1)), len(turns)) - 1
		for _, text := range turns[turn] {
			msg.Answers = append(msg.Answers, dnsmessage.Resource{
				Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class, TTL: 1},
				Body:   &dnsmessage.AResource{A: netip.MustParseAddr(text).As4()},
			})
		}
	}
	out, err := msg.Pack()
	if err != nil {
		return err
	}
	_, err = conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(out))), out...)) //nolint:gosec // a small answer
	return err
}

// Whether it is a demo is told by where the call goes, not by how that is spelled.
func TestAimTellsADemoByItsAddress(t *testing.T) {
	known := names(t, map[string][][]string{
		"near.example": {{"127.0.0.1"}}, "far.example": {{"192.0.2.1", "192.0.2.2"}}, "both.example": {{"192.0.2.1", "127.0.0.1"}},
		"zero.example": {{"0.0.0.0"}}, "many.example": {{"224.0.0.1"}},
	})
	proxy := &url.URL{Scheme: "http", Host: "127.0.0.1:3128"}
	for _, c := range []struct {
		endpoint string
		proxy    *url.URL
		demo     bool
		fault    error
		dialled  int
	}{
		{"https://near.example/", nil, true, nil, 1},
		{"https://far.example/", nil, false, nil, 2},
		{"https://both.example/", nil, false, errTwoPlaces, 0},
		{"https://zero.example/", nil, false, errNoPlace, 0},
		{"https://many.example/", nil, false, errNoPlace, 0},
		{"https://127.0.0.1/", nil, true, nil, 1},
		{"https://[::1]/", nil, true, nil, 1},
		{"https://[::ffff:127.0.0.1]/", nil, true, nil, 1},
		{"http://localhost:1/", nil, true, nil, -1},
		{"https://192.0.2.9/", nil, false, nil, 1},
		// A proxy on this machine makes no demo, and hides none.
		{"https://far.example/", proxy, false, nil, 0},
		{"https://unknown.example/", proxy, false, nil, 0},
		{"https://192.0.2.9/", proxy, false, nil, 0},
		{"https://near.example/", proxy, true, nil, 1},
		{"https://127.0.0.1/", proxy, true, nil, 1},
		{"https://both.example/", proxy, false, errTwoPlaces, 0},
	} {
		a, err := New(Config{Resolver: known, Proxy: c.proxy}).Aim(t.Context(), c.endpoint)
		if err != nil {
			t.Fatal(c.endpoint, err)
		}
		if a.Loopback() != c.demo || !errors.Is(a.fault, c.fault) || c.dialled >= 0 && len(a.addrs) != c.dialled {
			t.Errorf("%s through %v: demo %v, %d addresses, %v", c.endpoint, c.proxy, a.Loopback(), len(a.addrs), a.fault)
		}
		if c.fault != nil {
			_, err := a.Post(t.Context(), call(c.endpoint))
			wantFault(t, err, identity.NotSent, textNoPlace)
		}
	}
}

// A name of this machine that leads elsewhere is not called, TLS or not.
func TestThisMachineElsewhere(t *testing.T) {
	for _, scheme := range []string{"http", "https"} {
		elsewhere, _ := url.Parse(scheme + "://localhost/")
		for address, fault := range map[string]error{
			"192.0.2.1": errNotLoopback, "2001:db8::1": errNotLoopback, "10.0.0.1": errNotLoopback, "::ffff:192.0.2.1": errNotLoopback,
			"0.0.0.0": errNoPlace, "::": errNoPlace, "127.9.9.9": nil, "::ffff:127.0.0.1": nil,
		} {
			p, err := placeOf([]netip.Addr{netip.MustParseAddr(address)}, 80)
			if err == nil && !p.local && Loopback(elsewhere) {
				err = errNotLoopback
			}
			if !errors.Is(err, fault) || (err == nil) != (fault == nil) {
				t.Errorf("%s: %v", address, err)
			}
			if text, _ := beforeSending(err, false); fault != nil && text != textNoPlace {
				t.Errorf("%s: says %q", address, text.What.EN)
			}
		}
	}
}

// What a name leads to after the demo was told from the real thing changes nothing.
func TestOnlyWhatWasFoundIsDialled(t *testing.T) {
	s := serve(t, nil, answered(okAnswer))
	known := names(t, map[string][][]string{"turn.example": {{"192.0.2.1"}, {"127.0.0.1"}}})
	_, port, _ := net.SplitHostPort(s.addr())
	a, err := New(Config{Resolver: known, ConnectTimeout: 50 * time.Millisecond}).Aim(t.Context(), "https://turn.example:"+port+"/")
	if err != nil || a.Loopback() {
		t.Fatal("not aimed far", err)
	}
	if _, err = a.Post(t.Context(), call("https://turn.example:"+port+"/")); identity.KindOf(err) != identity.NotSent {
		t.Error(err)
	}
	if connections, _ := s.oneAtMost(t); connections != 0 {
		t.Error("a later address was dialled")
	}
}

// An adapter cannot send the call anywhere else.
func TestAimTakesNoOtherEndpoint(t *testing.T) {
	s := serve(t, nil, answered(okAnswer))
	a, err := New(Config{}).Aim(t.Context(), "http://"+s.addr()+"/check")
	if err != nil {
		t.Fatal(err)
	}
	for _, other := range []string{"http://127.0.0.2/check", "https://" + s.addr() + "/check"} {
		_, err := a.Post(t.Context(), call(other))
		wantFault(t, err, identity.Configuration, textElsewhere)
	}
	if _, err := a.Post(t.Context(), call("http://"+s.addr()+"/check")); err != nil {
		t.Error(err)
	}
	s.oneAtMost(t)
}

// Where one address is dead the next is tried, and each once.
func TestSeveralAddresses(t *testing.T) {
	s := serve(t, nil, answered(okAnswer))
	alive := netip.MustParseAddrPort(s.addr())
	dead := netip.MustParseAddrPort(closedPort(t))
	c := New(Config{})
	conn, err := c.dial(t.Context(), []netip.AddrPort{dead, alive})
	if err != nil {
		t.Fatal(err)
	}
	_ = conn.Close()
	if _, err = c.dial(t.Context(), []netip.AddrPort{dead, dead}); err == nil {
		t.Error("connected to nobody")
	}
}

// Hosts that no machine can have are refused by the settings, not at the call.
func TestUnusableHosts(t *testing.T) {
	for _, host := range []string{
		"0.0.0.0", "[::]", "224.0.0.1", "[ff02::1]", "255.255.255.255", "[fe80::1]", "[fe80::1%25eth0]", "[::1%25lo]",
		"127.1", "1.2.3", "256.1.1.1", "0x7f.1", "2130706433", "pay..example", ".example", "-pay.example", "pay-.example",
		strings.Repeat("a", 64) + ".example", strings.Repeat("a.", 130) + "example", "pay!.example", "pay.example..", "１２７.0.0.1.", "pay.例．1",
	} {
		_, err := ParseEndpoint("https://" + host + "/")
		if e, ok := errors.AsType[*identity.Error](err); !ok || e.Kind != identity.Configuration || e.Said() != textEndpointHost {
			t.Errorf("%s: %v", host, err)
		}
		if _, err := ParseProxy("http://" + host + ":3128"); err == nil {
			t.Errorf("%s is taken for a proxy", host)
		}
	}
	for _, host := range []string{"pay_1.example", "xn--fiq228c.example", "服务.中国", "intranet", "pay.example.", "1.example", "10.1.2.3", "[2001:db8::1]"} {
		if _, err := ParseEndpoint("https://" + host + "/"); err != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
}
