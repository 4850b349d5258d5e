package screens

import (
	"regexp"
	"testing"

	"facedesk/identity"
)

// serviceCode is a service's code as settings and commands have it. People know
// services by their names, so no screen shows one: the tests of room look at every
// text.
var serviceCode = regexp.MustCompile(`(^|[^\w.])(slsj|tianyan|muzhiyun|apetime|wapi)($|[^\w.])`)

// A group of which only the secrets are known has the service's name.
func TestAGroupOfSecretsHasItsServicesName(t *testing.T) {
	name := identity.Text{ZH: "挖数据 身份证二要素", EN: "Wapi name and number"}
	for _, s := range []SecretField{{Name: "wapi.app_id", Group: name}, {Name: "wapi.app_id"}} {
		groups := grouped(Settings{Secrets: []SecretField{s}})
		if got := groups[len(groups)-1].name; s.Group != (identity.Text{}) && got != name || serviceCode.MatchString(got.ZH+" "+got.EN) {
			t.Errorf("named %+v", got)
		}
	}
}
