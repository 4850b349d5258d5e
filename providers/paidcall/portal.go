package paidcall

import (
	"bytes"
	"net/http"
	"strings"

	"facedesk/identity"
)

// AnswerFault returns the error for an answer that is not the service's own:
// HTTPFault, Unreadable, or an error that names the network's login page.
func AnswerFault(a Answer) *identity.Error {
	fault := Unreadable()
	if a.Status != http.StatusOK {
		fault = HTTPFault(a.Status)
	}
	if loginPage(a) {
		said := textLoginPage
		fault.What, fault.Next = said.What, said.Next
	}
	return fault
}

// loginPage reports the answer of a network that requires a login: status 511
// (RFC 6585), a web page, or a redirect to one.
func loginPage(a Answer) bool {
	switch {
	case a.Status == http.StatusNetworkAuthenticationRequired:
		return true
	case a.Status == http.StatusOK, a.Status >= 300 && a.Status <= 399:
		return webPage(a)
	}
	return false
}

func webPage(a Answer) bool {
	kind := strings.ToLower(a.Header.Get("Content-Type"))
	if strings.HasPrefix(kind, "text/html") || strings.HasPrefix(kind, "application/xhtml") {
		return len(bytes.TrimSpace(a.Body)) > 0
	}
	start := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(a.Body[:min(len(a.Body), 512)], []byte("\uFEFF"))))
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<script", "<meta", "<title"} {
		if bytes.HasPrefix(start, []byte(tag)) {
			return true
		}
	}
	return false
}
