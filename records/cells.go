package records

import (
	"database/sql/driver"
	"reflect"
)

// Cells returns the row of an attempt by the names of its columns, in plain values:
// texts, whole numbers, and a *float64 for the score.
func (a Attempt) Cells() map[string]any { return cells(a.columns()) }

// Cells returns the row of an event by the names of its columns.
func (e Event) Cells() map[string]any { return cells(e.columns()) }

func cells(cs []column) map[string]any {
	out := make(map[string]any, len(cs))
	for _, c := range cs {
		v := c.value
		if valuer, ok := v.(driver.Valuer); ok {
			v, _ = valuer.Value() // our valuers never fail
		}
		out[c.name] = plain(reflect.ValueOf(v))
	}
	return out
}

// plain returns the value behind a pointer as one of the three types. A pointer to
// a pointer is the score.
func plain(v reflect.Value) any {
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	switch {
	case v.Kind() == reflect.String:
		return v.String()
	case v.CanInt():
		return v.Int()
	}
	return v.Interface()
}
