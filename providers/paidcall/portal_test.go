package paidcall

import (
	"net/http"
	"testing"

	"facedesk/identity"
)

// A network's login page is named in the error. The kind of the error does not
// change.
func TestLoginPage(t *testing.T) {
	html := http.Header{"Content-Type": {"text/html; charset=utf-8"}}
	for _, c := range []struct {
		name   string
		answer Answer
		login  bool
	}{
		{"511", Answer{Status: 511}, true},
		{"a page", Answer{Status: 200, Header: html, Body: []byte("<p>Please log in")}, true},
		{"a page without its type", Answer{Status: 200, Body: []byte("\uFEFF \n<!DOCTYPE HTML><html>")}, true},
		{"a script", Answer{Status: 200, Body: []byte("<script>location='http://login.example/'</script>")}, true},
		{"a way to a page", Answer{Status: 302, Header: html, Body: []byte("<a href=x>")}, true},
		{"a bare redirect", Answer{Status: 302}, false},
		{"an empty answer", Answer{Status: 200, Header: html}, false},
		{"XML", Answer{Status: 200, Body: []byte("<?xml version='1.0'?>")}, false},
		{"half an object", Answer{Status: 200, Body: []byte(`{"a`)}, false},
		{"a gateway's error page", Answer{Status: 502, Header: html, Body: []byte("<html>")}, false},
		{"not found", Answer{Status: 404, Header: html, Body: []byte("<html>")}, false},
	} {
		want := Unreadable()
		if c.answer.Status != 200 {
			want = HTTPFault(c.answer.Status)
		}
		if c.login {
			want.What, want.Next = textLoginPage.What, textLoginPage.Next
		}
		got := AnswerFault(c.answer)
		if got.Kind != want.Kind || got.Charged != want.Charged || got.Said() != want.Said() || identity.KindOf(got) == "" {
			t.Errorf("%s: %s, %s", c.name, got.Kind, got.What.EN)
		}
	}
}
