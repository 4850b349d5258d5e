package paidcall

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"syscall"

	"facedesk/identity"
)

var (
	errConnectTimeout = errors.New("paidcall: no connection within the time limit")
	errReadTimeout    = errors.New("paidcall: no complete answer within the time limit")
	errNotLoopback    = errors.New("paidcall: the name of this machine leads to another")
	errTwoPlaces      = errors.New("paidcall: the host leads to this machine and to another")
	errNoPlace        = errors.New("paidcall: the host leads to an address that no service can have")
	errTooLarge       = errors.New("paidcall: the answer is larger than the limit")
	errNotHTTP        = errors.New("paidcall: the answer is not readable HTTP")
	errProxyAnswer    = errors.New("paidcall: the proxy gave no readable answer")
	errPacked         = errors.New("paidcall: the body is not compressed as the answer says")
	errLoginPage      = errors.New("paidcall: a login page came in place of the way through the proxy")
	errHandshake      = errors.New("paidcall: the other side does not speak TLS")
)

// cancellation marks an end by the caller or by the caller's deadline.
type cancellation struct{ error }

// fault returns the error for a failure. It depends on how far the call had
// come.
func (w *watch) fault(err error) *identity.Error {
	w.mu.Lock()
	defer w.mu.Unlock()
	err = w.why(err)
	if w.standing {
		said, cause := afterSending(err)
		return &identity.Error{Kind: identity.UnknownOutcome, What: said.What, Next: said.Next, Charged: identity.ChargedUnknown, Sent: true, Cause: cause}
	}
	said, cause := beforeSending(err, w.proxied)
	return &identity.Error{Kind: identity.NotSent, What: said.What, Next: said.Next, Charged: identity.ChargedNo, Cause: cause}
}

// why returns the reason for which a call was stopped, in preference to the
// failure that followed.
func (w *watch) why(err error) error {
	if w.ctx.Err() == nil {
		return err
	}
	if cause := context.Cause(w.ctx); errors.Is(cause, errConnectTimeout) || errors.Is(cause, errReadTimeout) {
		return cause
	}
	return cancellation{w.ctx.Err()}
}

// refusedPlace reports an endpoint whose host was found and must not be called.
func refusedPlace(err error) bool {
	return errors.Is(err, errNotLoopback) || errors.Is(err, errTwoPlaces) || errors.Is(err, errNoPlace)
}

// beforeSending finds the sentences for a failure to connect, and the part of
// the failure that may be kept. atProxy is true while the connection had not
// got past a proxy.
func beforeSending(err error, atProxy bool) (identity.Sentences, error) {
	if by, ok := errors.AsType[cancellation](err); ok {
		return textCancelled, by.error
	}
	if timedOut(err) || errors.Is(err, errConnectTimeout) {
		return textConnectTimeout, errConnectTimeout
	}
	if atProxy {
		return proxyFault(err)
	}
	if no, ok := errors.AsType[noLogin](err); ok {
		return loginSaid(no.error), no.error
	}
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		return notFound(dns.Name), dns
	}
	switch {
	case refusedPlace(err):
		return textNoPlace, err
	case errors.Is(err, syscall.ECONNREFUSED):
		return textRefused, err
	}
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Op == "dial" {
		return textUnreachable, op
	}
	return tlsFault(err)
}

// loginSaid says why there is no login for the proxy.
func loginSaid(err error) identity.Sentences {
	if e, ok := errors.AsType[*identity.Error](err); ok {
		return e.Said()
	}
	return textProxyLogin
}

func proxyFault(err error) (identity.Sentences, error) {
	if refusal, ok := errors.AsType[proxyRefusal](err); ok {
		if refusal == http.StatusProxyAuthRequired {
			return textProxyLogin, refusal
		}
		return textProxyRefused, refusal
	}
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Op == "proxyconnect" {
		return textProxyDown, op
	}
	switch {
	case errors.Is(err, errHandshake):
		return textTLS, errHandshake
	case errors.Is(err, errLoginPage):
		return textLoginBefore, errLoginPage
	}
	return textProxyRefused, errProxyAnswer
}

func tlsFault(err error) (identity.Sentences, error) {
	invalid, ok := errors.AsType[x509.CertificateInvalidError](err)
	if ok && invalid.Reason == x509.Expired {
		return textExpired, err
	}
	if bad, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return textCertificate, bad
	}
	if what, ok := errors.AsType[tls.RecordHeaderError](err); ok { // it contains the connection and its bytes
		if string(what.RecordHeader[:]) == "HTTP/" {
			return textLoginBefore, errHandshake
		}
		return textTLS, errHandshake
	}
	return textTLS, err
}

// afterSending returns the sentences for a failure to get the answer. It keeps
// only known causes, because net/http's messages quote the service.
func afterSending(err error) (identity.Sentences, error) {
	if by, ok := errors.AsType[cancellation](err); ok {
		return textCancelledLate, by.error
	}
	if timedOut(err) || errors.Is(err, errReadTimeout) || errors.Is(err, errConnectTimeout) {
		return textReadTimeout, errReadTimeout
	}
	switch {
	case errors.Is(err, errTooLarge):
		return textTooLarge, errTooLarge
	case errors.Is(err, errPacked):
		return textUnreadable, errPacked
	}
	for _, cut := range []error{io.ErrUnexpectedEOF, io.EOF, syscall.ECONNRESET, syscall.EPIPE, net.ErrClosed} {
		if errors.Is(err, cut) {
			return textCut, cut
		}
	}
	return textNotHTTP, errNotHTTP
}

func timedOut(err error) bool {
	e, ok := errors.AsType[net.Error](err)
	return ok && e.Timeout()
}
