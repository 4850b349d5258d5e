package paidcall

import (
	"context"
	"net"
	"net/netip"
	"net/url"
	"time"
)

// Aim is where the calls to one endpoint go: found out once, and kept. What a
// name leads to later changes nothing.
type Aim struct {
	client   *Client
	endpoint *url.URL
	place
	fault error // why there is no way, nil where there is one
}

// place is what an endpoint's host leads to.
type place struct {
	local bool             // this machine
	addrs []netip.AddrPort // to be dialled; none where a proxy finds the host
}

// Aim finds out where an endpoint leads. An endpoint that no call can use is an
// error of kind Configuration. A host that is not found is none: each Post says so.
func (c *Client) Aim(ctx context.Context, endpoint string) (*Aim, error) {
	u, err := ParseEndpoint(endpoint)
	if err != nil {
		return nil, err
	}
	a := &Aim{client: c, endpoint: u}
	ctx, cancel := context.WithTimeoutCause(ctx, c.cfg.ConnectTimeout, errConnectTimeout)
	defer cancel()
	a.place, a.fault = c.find(ctx, u)
	return a, nil
}

// Loopback reports whether the calls end on this machine, by the address that is
// dialled. A name that promises this machine and leads nowhere counts as well.
func (a *Aim) Loopback() bool { return a.local || Loopback(a.endpoint) }

// Post is Client.Post, to the address that was found and to no other.
func (a *Aim) Post(ctx context.Context, call Call) (Answer, error) {
	endpoint, err := ParseEndpoint(call.URL)
	switch {
	case err != nil:
		return Answer{}, err
	case endpoint.Host != a.endpoint.Host || endpoint.Scheme != a.endpoint.Scheme:
		return Answer{}, configuration(textElsewhere)
	}
	return a.client.post(ctx, endpoint, call, func(context.Context) (place, error) { return a.place, a.fault })
}

// lookupBeside is how long a name is looked up here although a proxy will find it:
// it must not lead back to this machine unnoticed.
const lookupBeside = time.Second

// find resolves the endpoint's host. A proxy's own address decides nothing: what it
// is asked to reach does.
func (c *Client) find(ctx context.Context, endpoint *url.URL) (place, error) {
	target, err := address(endpoint)
	if err != nil {
		return place{}, err
	}
	proxied := c.cfg.Proxy != nil && !Loopback(endpoint)
	if proxied {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, lookupBeside)
		defer cancel()
	}
	p, err := c.lookUp(ctx, target)
	switch {
	case proxied && err != nil && !refusedPlace(err):
		return place{}, nil // the proxy may know the name
	case err != nil:
		return place{}, err
	case !p.local && Loopback(endpoint):
		return place{}, errNotLoopback
	case proxied && !p.local:
		p.addrs = nil
	}
	return p, nil
}

// lookUp finds the addresses behind a host and port.
func (c *Client) lookUp(ctx context.Context, target string) (place, error) {
	host, service, err := net.SplitHostPort(target)
	if err != nil {
		return place{}, err
	}
	resolver := c.cfg.Resolver
	if resolver == nil {
		resolver = net.DefaultResolver
	}
	port, err := resolver.LookupPort(ctx, "tcp", service)
	if err != nil {
		return place{}, err
	}
	addrs, err := resolver.LookupNetIP(ctx, "ip", host)
	if err != nil {
		return place{}, err
	}
	return placeOf(addrs, uint16(port)) //nolint:gosec // a port fits
}

// placeOf refuses what no service can have for an address, and a name that leads
// to this machine and elsewhere: nobody could say whether it is a demo.
func placeOf(addrs []netip.Addr, port uint16) (place, error) {
	var p place
	here := 0
	for _, addr := range addrs {
		addr = addr.Unmap()
		if addr.IsUnspecified() || addr.IsMulticast() {
			return place{}, errNoPlace
		}
		if addr.IsLoopback() {
			here++
		}
		p.addrs = append(p.addrs, netip.AddrPortFrom(addr, port))
	}
	if here > 0 && here < len(p.addrs) {
		return place{}, errTwoPlaces
	}
	p.local = here > 0
	return p, nil
}

// leastDial is the least time for one of several addresses.
const leastDial = 2 * time.Second

// dial tries the addresses in their order until one answers; none is tried twice.
func (c *Client) dial(ctx context.Context, addrs []netip.AddrPort) (net.Conn, error) {
	var first error
	share := max(c.cfg.ConnectTimeout/time.Duration(max(len(addrs), 1)), leastDial)
	for _, addr := range addrs {
		d := &net.Dialer{Timeout: share}
		conn, err := d.DialContext(ctx, "tcp", addr.String())
		if err == nil {
			return conn, nil
		}
		if first == nil {
			first = err
		}
		if ctx.Err() != nil {
			break
		}
	}
	return nil, first
}
