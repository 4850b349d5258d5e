// Package paidcall is the transport of every paid call: one fresh HTTP/1.1
// connection, one request, one answer, and a clear word on whether anything
// was sent.
//
// New makes a Client, Post makes the call. No service documents idempotency,
// so Post never repeats a request, follows no redirect and reuses no
// connection; a person decides about anything further. The boundary is the
// moment the connection stands: every failure before it is NotSent and surely
// not charged, every failure after it is UnknownOutcome and may have been
// charged, unless a complete answer within the limit arrived. The head of an
// answer is read as strictly as its body: what can be read in two ways is no
// answer. A complete answer of any status is returned as it is; AnswerFault says
// what to make of one that does not speak the service's own language.
//
// Certificates are always verified, TLS is 1.2 or later, and a call without
// TLS goes to a loopback address or nowhere. The environment is never
// consulted for a proxy. Errors and their causes hold neither header nor body,
// nor anything the service said.
package paidcall

import "net/http"

// Call is one POST. The header map is sent with the case of its keys as they
// are; it may hold credentials and is never logged. Host, Content-Length and
// Connection are the transport's own: a header that frames the message, asks
// for it to be repeated or cannot be sent is refused before dialling. Neither
// header nor body is changed, and both may be reused when Post returns.
type Call struct {
	URL    string // see ParseEndpoint
	Header http.Header
	Body   []byte
}

// Answer is a complete answer of the service: as many bytes as it announced,
// or, where it announced no length, all until it closed the connection in
// order (which a cut can imitate, so a body that does not parse is Unreadable).
// A body that is declared to be compressed has been unpacked, up to the same
// limit. The caller owns it.
type Answer struct {
	Status int // 200..999; 1xx is never an answer
	Header http.Header
	Body   []byte
}
