package providers

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"facedesk/identity"
)

// A secret prints as *** in every form.
func TestSecretNeverShows(t *testing.T) {
	s := NewSecret("hunter2")
	holder := struct {
		Key    Secret
		hidden Secret
		list   []Secret
	}{s, s, []Secret{s}}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("call", "key", s, "holder", holder)
	marshalled, err := json.Marshal(holder)
	if err != nil {
		t.Fatal(err)
	}
	text, err := s.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	forms := []string{log.String(), string(marshalled), string(text), s.String(), s.GoString(), fmt.Sprint(s, &s, holder, []Secret{s})}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T%v", "%p"} {
		forms = append(forms, fmt.Sprintf(verb, s), fmt.Sprintf(verb, holder), fmt.Sprintf(verb, &holder))
	}
	for _, form := range forms {
		if strings.Contains(form, "hunter2") || strings.Contains(strings.ToLower(form), fmt.Sprintf("%x", "hunter2")) {
			t.Errorf("a secret shows: %s", form)
		}
	}
	if s.Reveal() != "hunter2" || s.Empty() || !NewSecret("").Empty() {
		t.Error("Reveal or Empty is wrong")
	}
}

func TestTakes(t *testing.T) {
	d := Descriptor{
		Code:      "test",
		Documents: []Accepted{{Type: identity.ResidentID}, {Type: identity.PermanentResident, Length: 18}},
		Names:     NameRule{Max: 4, NoSpaces: true},
	}
	for _, c := range []struct {
		name, number string
		kind         identity.DocumentType
		values       Values
		field        identity.Field
	}{
		{"张三", "11010519491231002X", identity.ResidentID, nil, ""},
		{"𠮷𠮷𠮷𠮷", "11010519491231002X", identity.ResidentID, nil, ""},
		{"张三李四王", "11010519491231002X", identity.ResidentID, nil, identity.FieldName},
		{"A B", "911124198108030024", identity.PermanentResident, nil, identity.FieldName},
		{"张三", "CHN310012345678", identity.PermanentResident, nil, identity.FieldType},
		{"张三", "E12345678", identity.OrdinaryPassport, nil, identity.FieldType},
		{"张三", "E12345678", identity.OrdinaryPassport, Values{KeyDocumentTypes: []string{"414"}}, ""},
		{"张三", "11010519491231002X", identity.ResidentID, Values{KeyDocumentTypes: []string{"414"}}, identity.FieldType},
	} {
		err := d.Takes(identity.Subject{Name: c.name, Document: identity.Document{Type: c.kind, Number: c.number}}, c.values)
		var field identity.Field
		if e, ok := err.(*identity.Error); ok { //nolint:errorlint // Takes returns it as it is
			field = e.Field
		}
		if field != c.field || (err == nil) != (c.field == "") {
			t.Errorf("%s %s: %v, want a complaint about %q", c.kind, c.name, err, c.field)
		}
	}
}

// An operator's limit replaces the documented one.
func TestSpec(t *testing.T) {
	d := Descriptor{Portrait: identity.PortraitSpec{MaxBase64Chars: 51_200}}
	if got := d.Spec(Values{}).Limit(); got != 38_400 {
		t.Errorf("default limit %d", got)
	}
	if got := d.Spec(Values{KeyMaxBytes: 51_200}).Limit(); got != 51_200 {
		t.Errorf("raised limit %d", got)
	}
}

// A confirmation is valid for its endpoint only.
func TestConfirmation(t *testing.T) {
	c := Confirmation{Parts: "a/b", Proof: "1/1"}
	d := Descriptor{Code: "new", Confirmation: &c, Settings: append(CommonSettings("https://h.example/", 0, Recipient{}, 0, 0), c.Settings("new")...)}
	v := d.Defaults()
	if d.Offered(v) || !(Descriptor{}).Offered(v) {
		t.Error("offered unconfirmed, or not offered without need")
	}
	fields := map[string]bool{}
	for _, f := range d.Settings {
		fields[f.Key] = true
	}
	for _, s := range c.Give("https://h.example/") {
		if !fields[s[0]] {
			t.Errorf("%s is no setting", s[0])
		}
		v[s[0]] = s[1]
		if s[1] == "true" {
			v[s[0]] = true
		}
	}
	if !d.Offered(v) {
		t.Error("not offered though confirmed")
	}
	v[KeyEndpoint] = "https://elsewhere.example/"
	if d.Offered(v) {
		t.Error("offered at another endpoint")
	}
	if c.Assume(v); !d.Offered(v) {
		t.Error("not offered in the demo")
	}
}
