package reply

import (
	"testing"

	"facedesk/identity"
	"facedesk/providers/internal/strictjson"
	"facedesk/providers/paidcall"
)

var shapeOfTest = strictjson.Shape{
	"ok": strictjson.Is(strictjson.Number), "msg": strictjson.Is(strictjson.String), "xm": strictjson.Is(strictjson.String),
	"sfz": strictjson.Is(strictjson.String), "orderId": strictjson.Is(strictjson.String),
	"data": strictjson.ObjectOf(strictjson.Shape{"score": strictjson.Is(strictjson.Number, strictjson.String)}, strictjson.Array),
}

func parsed(t *testing.T, body string) strictjson.Value {
	t.Helper()
	v, err := strictjson.Parse([]byte(body))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// A field with a changed shape is named, with its types and never its value.
func TestChangedFieldIsNamed(t *testing.T) {
	f := Format{Envelope: "ok", Shape: shapeOfTest, Codes: map[string]string{"ok": "0 1"}, Marks: []string{"X-Error"}}
	for body, want := range map[string]string{
		`{"ok":1,"msg":"成功"}`:                     "",
		`{"ok":"1","data":{"score":true}}`:        "/ok: string, not number; /data/score: bool, not number or string",
		`{"ok":1,"data":"secret"}`:                "/data: string, not object or array",
		`{"ok":1,"Msg":"x"}`:                      "/msg: in another case",
		`{"ok":2}`:                                "/ok: a value that the manual does not have",
		`{"ok":1,"x":{"ok":7}}`:                   "/…/ok: a value that the manual does not have",
		"\uFEFF" + `{"ok":1}`:                     "a byte order mark before the object",
		`{"code":1}`:                              "/ok: missing",
		`{"ok":null}`:                             "/ok: missing",
		`{"ok":1,"ok":1}`:                         "not one unambiguous object",
		"{\"ok\":1,\"msg\":\"\xc6\xa5\xc5\xe4\"}": "not in UTF-8",
		`<html>`: "",
	} {
		verdict, err := f.read(paidcall.Answer{Status: 200, Body: []byte(body)}, identity.Request{}, func(paidcall.Answer, Body) (identity.Verdict, error) {
			return identity.Verdict{}, nil
		})
		got := verdict.Vendor.Changed
		if e, ok := err.(*identity.Error); ok { //nolint:errorlint // read returns it as it is
			got = e.Vendor.Changed
		}
		if got != want {
			t.Errorf("%s: %q, want %q", body, got, want)
		}
	}
}

// An error in any of a gateway's headers counts, also in a repeated header.
func TestErrorHeaders(t *testing.T) {
	f := Format{Envelope: "ok", Shape: shapeOfTest, Marks: []string{"X-Ca-Error-Code", "X-Ca-Error-Message"}}
	for _, c := range []struct {
		header       map[string][]string
		marked, sure bool
	}{
		{nil, false, true},
		{map[string][]string{"X-Ca-Error-Code": {""}, "X-Ca-Error-Message": {" "}}, false, true},
		{map[string][]string{"X-Ca-Error-Code": {"", "B403"}}, true, false},
		{map[string][]string{"X-Ca-Error-Message": {"Quota Exhausted"}}, true, false},
		{map[string][]string{"X-Api-Error": {"E1"}}, false, false},
		{map[string][]string{"X-Api-Error": {"0", "E1"}}, false, false},
		{map[string][]string{"X-Api-Error-Code": {"0"}, "X-Error-Message": {"OK"}}, false, true},
	} {
		body, err := f.Open(paidcall.Answer{Status: 200, Header: c.header, Body: []byte(`{"ok":1}`)}, identity.Request{})
		if err != nil || body.Marked != c.marked || body.Sure != c.sure {
			t.Errorf("%v: %+v, %v", c.header, body, err)
		}
	}
}
