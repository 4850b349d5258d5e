package strictjson

import (
	"slices"
	"strings"
)

// Shape is what a manual documents of an object: its keys, and what each must
// be where it is present and not null. Keys that are not named may hold
// anything: services add fields.
type Shape map[string]Want

// Want is what one documented value may be. Make it with Is or ObjectOf; the
// zero Want takes nothing but null.
type Want struct {
	kinds []Kind
	shape Shape // what an object must fit, nil for any
}

// Is wants a value of one of these kinds, whatever it holds.
func Is(kinds ...Kind) Want { return Want{kinds: kinds} }

// ObjectOf wants an object that fits the shape, or a value of one of the other
// kinds.
func ObjectOf(shape Shape, or ...Kind) Want {
	return Want{kinds: append([]Kind{Object}, or...), shape: shape}
}

// Fits reports whether v is an object whose documented keys hold what the
// shape wants of them, all the way down. A key that is absent or null fits; a
// key that equals a documented one but for its case does not.
func (v Value) Fits(s Shape) bool {
	if v.kind != Object {
		return false
	}
	for _, m := range v.members {
		want, documented := s[m.key]
		if documented && !want.takes(m.value) || !documented && s.resembles(m.key) {
			return false
		}
	}
	return true
}

// resembles reports whether a documented key equals this one but for its case.
func (s Shape) resembles(key string) bool {
	for documented := range s {
		if strings.EqualFold(documented, key) {
			return true
		}
	}
	return false
}

func (w Want) takes(v Value) bool {
	if v.kind == Null {
		return true
	}
	if !slices.Contains(w.kinds, v.kind) {
		return false
	}
	if v.kind == Object && w.shape != nil {
		return v.Fits(w.shape)
	}
	return true
}
