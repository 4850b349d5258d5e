package sandbox

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"facedesk/identity"

	"github.com/pelletier/go-toml/v2"
)

// Credentials are the keys that the services expect: provider code → secret
// name → value.
type Credentials map[string]map[string]string

// DummyCredentials returns obvious test values for every service. The caller
// owns the map.
func DummyCredentials() Credentials {
	out := Credentials{}
	for _, u := range upstreams() {
		out[u.code] = u.dummies
	}
	return out
}

// ParseCredentials reads credentials from TOML, one table for each provider:
//
//	[slsj]
//	member_id = "80000001"
//	app_key = "…"
//
// A provider or a secret that does not exist, a value that is not a text and an
// empty value are errors of kind Configuration; they never quote the file. What
// the file leaves out is filled with the dummy values.
func ParseCredentials(text []byte) (Credentials, error) {
	var given Credentials
	if err := toml.Unmarshal(text, &given); err != nil {
		return nil, unreadableCredentials(err)
	}
	return given.complete()
}

// complete adds dummies for missing keys.
func (c Credentials) complete() (Credentials, error) {
	whole := DummyCredentials()
	for _, provider := range slices.Sorted(maps.Keys(c)) {
		for _, name := range slices.Sorted(maps.Keys(c[provider])) {
			if _, ok := whole[provider][name]; !ok {
				return nil, unknownCredential(provider + "." + name)
			}
			if c[provider][name] == "" {
				return nil, emptyCredential(provider + "." + name)
			}
			whole[provider][name] = c[provider][name]
		}
		if _, ok := whole[provider]; !ok {
			return nil, unknownCredential(provider)
		}
	}
	return whole, nil
}

// dummy reports whether the service's keys are the test values.
func (c Credentials) dummy(provider string) bool {
	return maps.Equal(c[provider], DummyCredentials()[provider])
}

func unreadableCredentials(err error) error {
	where := ""
	if e, ok := errors.AsType[*toml.DecodeError](err); ok {
		row, column := e.Position()
		where = fmt.Sprintf(" %d:%d", row, column)
	}
	// The parser's own text quotes the file and its keys.
	return misconfigured(identity.Say(
		"沙箱密钥文件无法读取，位置"+where+"。", "The sandbox credentials cannot be read, at"+where+".").
		Do("请为每个服务写一张表，值一律为带引号的文字。", "Use one table for each service and quoted texts as values."))
}

func unknownCredential(name string) error {
	return misconfigured(identity.Say("沙箱没有这一项密钥："+name+"。", "The sandbox knows no such credential: "+name+"."))
}

func emptyCredential(name string) error {
	return misconfigured(identity.Say("沙箱密钥不能为空："+name+"。", "A sandbox credential must not be empty: "+name+"."))
}

// misconfigured returns an error for the person who starts the sandbox or asks
// for a fault.
func misconfigured(s identity.Sentences) error {
	return &identity.Error{Kind: identity.Configuration, What: s.What, Next: s.Next, Charged: identity.ChargedNo}
}
