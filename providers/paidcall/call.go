// Package paidcall is the transport of every paid call: one new HTTP/1.1
// connection, one request, one answer, and a clear statement whether anything
// was sent.
//
// New makes a Client, and Post makes the call. No service documents
// idempotency, so Post never repeats a request, follows no redirect and reuses
// no connection. A person decides what happens next. A failure before the
// connection is established is NotSent and surely not charged. A failure after
// it is UnknownOutcome and may be charged, unless a complete answer within the
// limit arrived. The head of an answer is read as strictly as its body: a head
// that can be read in two ways is no answer. A complete answer of any status is
// returned unchanged. AnswerFault returns the error for an answer that is not
// the service's own.
//
// Certificates are always verified, and TLS is 1.2 or later. A call without TLS
// is only possible to a loopback address. The environment's proxy settings are
// ignored. Errors and their causes contain no header, no body, and nothing that
// the service said.
package paidcall

import "net/http"

// Call is one POST. The header map is sent with its keys' case unchanged. It
// may contain credentials and is never logged. The transport sets Host,
// Content-Length and Connection. A header is refused before dialling if it
// frames the message, asks for a repetition or cannot be sent. Post changes
// neither header nor body, and both may be reused when it returns.
type Call struct {
	URL    string // see ParseEndpoint
	Header http.Header
	Body   []byte
}

// Answer is a complete answer of the service. It has as many bytes as
// announced. Without an announced length it has all bytes until the connection
// was closed in order; a cut can imitate that, so a body that cannot be parsed
// is Unreadable. A compressed body is unpacked, up to the same limit. The
// caller owns it.
type Answer struct {
	Status int // 200..999; 1xx is never an answer
	Header http.Header
	Body   []byte
}
