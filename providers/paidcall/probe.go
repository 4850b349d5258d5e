package paidcall

import "context"

// Probe establishes a connection as for a call (name, TCP, proxy, TLS) and
// closes it. It sends no byte of a request, so nothing can be charged. The
// error is an *identity.Error as from Post.
func (c *Client) Probe(ctx context.Context, endpoint string) error {
	u, err := ParseEndpoint(endpoint)
	if err != nil {
		return err
	}
	w := newWatch(ctx)
	defer w.stop()
	conn, err := c.connect(w, u, func(ctx context.Context) (place, error) { return c.find(ctx, u) })
	if err != nil {
		return w.fault(err)
	}
	_ = conn.Close()
	return nil
}
