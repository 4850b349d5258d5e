package strictjson

import (
	"slices"
	"strconv"
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
	items *Want // what each item of an array must be, nil for anything
}

// Is wants a value of one of these kinds, whatever it holds.
func Is(kinds ...Kind) Want { return Want{kinds: kinds} }

// ObjectOf wants an object that fits the shape, or a value of one of the other
// kinds.
func ObjectOf(shape Shape, or ...Kind) Want {
	return Want{kinds: append([]Kind{Object}, or...), shape: shape}
}

// Items adds what each item must be where the value is an array.
func (w Want) Items(items Want) Want {
	w.items = &items
	return w
}

// Fits reports whether v is an object whose documented keys hold what the
// shape wants of them, all the way down. A key that is absent or null fits; a
// key that equals a documented one but for its case does not.
func (v Value) Fits(s Shape) bool { return len(v.Misfits(s)) == 0 }

// Misfits says where an object differs from the shape: for each place a JSON
// pointer made of documented keys, and the types found and wanted. It never
// holds a value.
func (v Value) Misfits(s Shape) []string { return v.misfits(s, "") }

func (v Value) misfits(s Shape, at string) []string {
	if v.kind != Object {
		return []string{differs(at, v.kind, []Kind{Object})}
	}
	var out []string
	for _, m := range v.members {
		if want, documented := s[m.key]; documented {
			out = append(out, want.misfits(m.value, at+"/"+escaped.Replace(m.key))...)
		} else if key := s.resembled(m.key); key != "" {
			out = append(out, at+"/"+escaped.Replace(key)+": in another case")
		}
	}
	return out
}

// escaped writes a key as a part of a JSON pointer (RFC 6901).
var escaped = strings.NewReplacer("~", "~0", "/", "~1")

func differs(at string, found Kind, wanted []Kind) string {
	names := make([]string, len(wanted))
	for i, k := range wanted {
		names[i] = k.String()
	}
	return at + ": " + found.String() + ", not " + strings.Join(names, " or ")
}

// resembled returns the documented key that equals this one but for its case.
func (s Shape) resembled(key string) string {
	for documented := range s {
		if strings.EqualFold(documented, key) {
			return documented
		}
	}
	return ""
}

func (w Want) misfits(v Value, at string) []string {
	switch {
	case v.kind == Null:
		return nil
	case !slices.Contains(w.kinds, v.kind):
		return []string{differs(at, v.kind, w.kinds)}
	case v.kind == Object && w.shape != nil:
		return v.misfits(w.shape, at)
	case v.kind == Array && w.items != nil:
		var out []string
		for i, m := range v.members {
			out = append(out, w.items.misfits(m.value, at+"/"+strconv.Itoa(i))...)
		}
		return out
	}
	return nil
}

// Keys lists the documented keys, those of inner objects too.
func (s Shape) Keys() []string {
	var out []string
	for key, want := range s {
		out = append(append(out, key), want.shape.Keys()...)
		if want.items != nil {
			out = append(out, want.items.shape.Keys()...)
		}
	}
	return out
}
