package strictjson

import (
	"slices"
	"strconv"
	"strings"
)

// Shape is the documented form of an object: its keys, and what each value must
// be if it is present and not null. Other keys may hold anything, because
// services add fields.
type Shape map[string]Want

// Want describes one documented value. Make it with Is or ObjectOf. The zero
// Want accepts only null.
type Want struct {
	kinds []Kind
	shape Shape // the shape of an object, nil for any
	items *Want // what each item of an array must be, nil for anything
}

// Is accepts any value of these kinds.
func Is(kinds ...Kind) Want { return Want{kinds: kinds} }

// ObjectOf accepts an object of the shape, or a value of one of the other
// kinds.
func ObjectOf(shape Shape, or ...Kind) Want {
	return Want{kinds: append([]Kind{Object}, or...), shape: shape}
}

// Items adds what each item of an array must be.
func (w Want) Items(items Want) Want {
	w.items = &items
	return w
}

// Fits reports whether v is an object whose documented keys fit the shape at
// every depth. An absent or null key fits. A key that differs from a documented
// one only in case does not.
func (v Value) Fits(s Shape) bool { return len(v.Misfits(s)) == 0 }

// Misfits returns how an object differs from the shape: for each place a JSON
// pointer of documented keys, and the types found and wanted. It never contains
// a value.
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

// escaped escapes a key in a JSON pointer (RFC 6901).
var escaped = strings.NewReplacer("~", "~0", "/", "~1")

func differs(at string, found Kind, wanted []Kind) string {
	names := make([]string, len(wanted))
	for i, k := range wanted {
		names[i] = k.String()
	}
	return at + ": " + found.String() + ", not " + strings.Join(names, " or ")
}

// resembled returns the documented key that differs from this one only in case.
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

// Places returns the JSON pointers of the documented keys. An item of an array stands at
// the place of the array.
func (s Shape) Places() []string { return s.places("") }

func (s Shape) places(at string) []string {
	var out []string
	for key, want := range s {
		place := at + "/" + escaped.Replace(key)
		out = append(append(out, place), want.shape.places(place)...)
		if want.items != nil {
			out = append(out, want.items.shape.places(place)...)
		}
	}
	return out
}

// Keys returns the documented keys, including those of inner objects.
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
