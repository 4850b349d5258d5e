package providers

import (
	"errors"
	"testing"

	"facedesk/identity"
)

func candidate(code string, face, ready bool, longest int) Candidate {
	return Candidate{Ready: ready, Descriptor: Descriptor{Code: code, Face: face,
		Documents: []Accepted{{Type: identity.ResidentID, Length: 18}}, Names: NameRule{Max: longest}}}
}

// Window and command line both choose by Route, so they cannot differ.
func TestRoute(t *testing.T) {
	face, late, plain := candidate("face", true, true, 0), candidate("late", true, true, 0), candidate("plain", false, true, 0)
	keyless, plainKeyless := candidate("keyless", true, false, 0), candidate("plainKeyless", false, false, 0)
	short := candidate("short", true, true, 1)
	resident := identity.Document{Type: identity.ResidentID, Number: "11010519491231002X"}
	for _, c := range []struct {
		name  string
		list  []Candidate
		doc   identity.Document
		minor bool
		want  string
		kind  identity.Kind
		field identity.Field
	}{
		{"the first", []Candidate{face, late}, resident, false, "face", "", ""},
		{"the first that is ready", []Candidate{keyless, late, face}, resident, false, "late", "", ""},
		{"the first where none is ready", []Candidate{keyless, plainKeyless}, resident, false, "keyless", "", ""},
		{"one that takes the name", []Candidate{short, late}, resident, false, "late", "", ""},
		{"a grown-up's face is compared", []Candidate{face, plain}, resident, false, "face", "", ""},
		{"a child's is not", []Candidate{face, plain}, resident, true, "plain", "", ""},
		{"nor where that needs a key", []Candidate{face, plainKeyless}, resident, true, "plainKeyless", "", ""},
		{"of two without faces the ready one", []Candidate{plainKeyless, plain}, resident, true, "plain", "", ""},
		{"a child where every service compares faces", []Candidate{keyless, face}, resident, true, "face", "", ""},
		{"the name is at fault", []Candidate{short}, resident, false, "", identity.BadInput, identity.FieldName},
		{"the document is", []Candidate{face}, identity.Document{Type: identity.TaiwanPermit}, false, "", identity.BadInput, identity.FieldType},
		{"nothing is set up", nil, resident, false, "", identity.Configuration, identity.FieldType},
	} {
		i, err := Route(c.list, identity.Subject{Name: "张三", Document: c.doc}, c.minor)
		got := ""
		if i >= 0 {
			got = c.list[i].Descriptor.Code
		}
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%s: %q, %v", c.name, got, err)
		}
		if e, _ := errors.AsType[*identity.Error](err); err != nil && (e.Kind != c.kind || e.Field != c.field || e.Next == (identity.Text{})) {
			t.Errorf("%s: %+v", c.name, e)
		}
	}
}
