package config

import (
	"strings"

	"facedesk/identity"
	"facedesk/providers"
)

// lock is one item of locked = [...]. It is a whole key, or a prefix that ends
// in .*.
type lock struct {
	pattern string
	origin  Origin
	with    string // the endpoint whose connection this key affects; "" if the key itself is locked
}

func (l lock) covers(key string) bool {
	if prefix, ok := strings.CutSuffix(l.pattern, "*"); ok {
		return strings.HasPrefix(key, prefix)
	}
	return key == l.pattern
}

// refuses says why a key cannot be set.
func (l lock) refuses(key string) identity.Sentences {
	said := identity.Say(
		key+" 已由 "+l.origin.String()+" 锁定，不能在此更改。",
		key+" is locked by "+l.origin.String()+" and cannot be set here.")
	if l.with != "" {
		said = identity.Say(
			key+" 已由 "+l.origin.String()+" 锁定，不能在此更改：它属于 "+l.with+" 的通路。",
			key+" is locked by "+l.origin.String()+" and cannot be set here: it belongs to the way to "+l.with+".")
	}
	return said.Do("请联系管理员。", "Ask the administrator.")
}

// wholeWay adds the locks that a locked endpoint implies. A user who may change
// the proxy, the certificates or a time limit could otherwise redirect or break
// the calls.
func (s *Schema) wholeWay(locks []lock) []lock {
	for _, l := range locks {
		for _, f := range s.fields {
			if f.Type == providers.TypeURL && strings.HasSuffix(f.Key, "."+providers.KeyEndpoint) && l.covers(f.Key) {
				locks = append(locks, s.wayOf(f.Key, l)...)
			}
		}
	}
	return locks
}

// wayOf returns the locks that protect the way to an endpoint. They cover
// settings of the network and of the service itself.
func (s *Schema) wayOf(endpoint string, by lock) (out []lock) {
	for _, f := range s.fields {
		if f.Key != endpoint && f.Way && (strings.HasPrefix(f.Key, parent(endpoint)+".") || !strings.HasPrefix(f.Key, "providers.")) {
			out = append(out, lock{pattern: f.Key, origin: by.origin, with: endpoint})
		}
	}
	return out
}
