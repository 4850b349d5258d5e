package paidcall

import (
	"net/http"
	"strings"
)

// reserved headers frame the message, belong to the connection, or ask for a
// repetition. They are refused in any case of letters, because a different case
// would be sent in addition to net/http's own.
var reserved = []string{
	"Host", "Content-Length", "Transfer-Encoding", "Trailer", "TE", "Connection", "Keep-Alive", "Upgrade", "Expect",
	"Proxy-Authorization", "Proxy-Connection", "Idempotency-Key", "X-Idempotency-Key",
}

// checkHeader refuses headers that cannot be sent (RFC 9110, sections 5.1 and
// 5.5), such as a credential that was pasted with a line break.
func checkHeader(h http.Header) error {
	for key, values := range h {
		for _, name := range reserved {
			if strings.EqualFold(key, name) {
				return configuration(textHeaderReserved)
			}
		}
		if key == "" || strings.ContainsFunc(key, notToken) {
			return configuration(textHeaderInvalid)
		}
		for _, v := range values {
			if strings.ContainsFunc(v, notFieldValue) {
				return configuration(textHeaderInvalid)
			}
		}
	}
	return nil
}

func notToken(r rune) bool {
	return r <= ' ' || r >= 0x7f || strings.ContainsRune(`"(),/:;<=>?@[\]{}`, r)
}

func notFieldValue(r rune) bool {
	return r < ' ' && r != '\t' || r == 0x7f
}
