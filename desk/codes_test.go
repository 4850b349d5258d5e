package desk

import (
	"reflect"
	"regexp"
	"strings"
	"testing"

	"facedesk/identity"
)

// The settings screen names services by their names: a code stands in keys and
// values only.
func TestTheSettingsNameNoServiceByItsCode(t *testing.T) {
	command := regexp.MustCompile(`facedesk config [a-z -]+`)
	code := regexp.MustCompile(`\b(slsj|tianyan|muzhiyun|apetime|wapi)\b`)
	o, _ := installation(t, "documents.111.providers = ['wapi']\n")
	page := NewSettings(t.Context(), o).Page()
	if len(page.Fields) == 0 || len(page.Secrets) == 0 {
		t.Fatal("an empty page")
	}
	names := []string{"FACEDESK_"}
	for _, e := range o.Services {
		names = append(names, e.Descriptor.Name.ZH, e.Descriptor.Name.EN) // one brand is spelt like its code
	}
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		if said, ok := v.Interface().(identity.Text); ok {
			for _, text := range []string{said.ZH, said.EN} {
				for _, name := range names {
					text = strings.ReplaceAll(text, name, "")
				}
				if code.MatchString(command.ReplaceAllString(text, "")) {
					t.Errorf("%q", text)
				}
			}
			return
		}
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				walk(v.Field(i))
			}
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		}
	}
	walk(reflect.ValueOf(page))
	for _, s := range page.Secrets {
		if s.Group == (identity.Text{}) {
			t.Errorf("%s belongs to no named service", s.Name)
		}
	}
}
