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
	because identity.Text // why a key is locked that the item does not name; empty if it names it
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
	if l.because != (identity.Text{}) {
		said = identity.Say(
			key+" 已由 "+l.origin.String()+" 锁定，不能在此更改："+l.because.ZH+"。",
			key+" is locked by "+l.origin.String()+" and cannot be set here: "+l.because.EN+".")
	}
	return said.Do("请联系管理员。", "Ask the administrator.")
}

// implied returns the locks of the system's file with those that they imply.
func (s *Schema) implied(system layer) []lock {
	locks := system.locks
	for _, l := range system.locks {
		for _, f := range s.fields {
			switch {
			case !l.covers(f.Key):
			case f.Type == providers.TypeURL && strings.HasSuffix(f.Key, "."+providers.KeyEndpoint):
				locks = append(locks, s.wayOf(f.Key, l)...)
			case system.limits(f.Key):
				locks = append(locks, s.moneyOf(f.Key, l, system)...)
			}
		}
	}
	return locks
}

// wayOf returns the locks that protect the way to an endpoint: settings of the
// network and of the service itself. A user who may change the proxy, the
// certificates or a time limit could otherwise redirect or break the calls.
func (s *Schema) wayOf(endpoint string, by lock) []lock {
	return s.with(endpoint, by, func(f providers.Field) bool { return f.Way },
		identity.Text{ZH: "它属于 " + endpoint + " 的通路", EN: "it belongs to the way to " + endpoint})
}

// limits reports whether a key is a day's limit of money that the layer really
// sets.
func (l layer) limits(key string) bool {
	yuan, _ := l.values[key].value.(float64)
	return strings.HasSuffix(key, "."+providers.KeyDayLimit) && yuan > 0
}

// moneyOf returns the locks that protect a limit of money: what is counted, from
// when, where it is recorded, and whose PIN lifts it. The administrator's PIN
// lifts it only if the duty manager has none.
func (s *Schema) moneyOf(limit string, by lock, system layer) []lock {
	own, _ := system.values[KeyManagerPIN].value.(string)
	return s.with(limit, by, func(f providers.Field) bool { return f.Money && (f.Key != KeyPINHash || own == "") },
		identity.Text{ZH: "它决定 " + limit + " 怎样计算，或由谁解除", EN: "it decides how " + limit + " is counted or who may lift it"})
}

// with returns locks for the product's fields and those of one service that
// belong to a locked key.
func (s *Schema) with(key string, by lock, belongs func(providers.Field) bool, because identity.Text) (out []lock) {
	for _, f := range s.fields {
		near := strings.HasPrefix(f.Key, parent(key)+".") || !strings.HasPrefix(f.Key, "providers.")
		if f.Key != key && near && belongs(f) {
			out = append(out, lock{pattern: f.Key, origin: by.origin, because: because})
		}
	}
	return out
}
