package strictjson

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// Kind is the JSON type of a value.
type Kind uint8

// The JSON types, and Missing for no value.
const (
	Missing Kind = iota // no such key or index
	Null
	Bool
	Number
	String
	Array
	Object
)

// String names the type, for the operator.
func (k Kind) String() string {
	return [...]string{"missing", "null", "bool", "number", "string", "array", "object"}[k]
}

// Value is one JSON value. The zero value is Missing. Values are immutable and
// safe for concurrent use.
type Value struct {
	kind    Kind
	yes     bool
	text    string   // the text of a string, or the literal of a number
	members []member // of an object in order, or of an array with empty keys
}

type member struct {
	key   string
	value Value
}

// Kind returns the JSON type, or Missing.
func (v Value) Kind() Kind { return v.kind }

// Get returns the member of an object with exactly this key. It is Missing if v
// is no object or has no such key, so calls can be chained.
func (v Value) Get(key string) Value {
	if v.kind != Object {
		return Value{}
	}
	for _, m := range v.members {
		if m.key == key {
			return m.value
		}
	}
	return Value{}
}

// Len returns the number of an array's items or an object's members, otherwise
// 0.
func (v Value) Len() int { return len(v.members) }

// Index returns item i of an array, counted from 0. It is Missing if v is no
// array or i is out of range.
func (v Value) Index(i int) Value {
	if v.kind != Array || i < 0 || i >= len(v.members) {
		return Value{}
	}
	return v.members[i].value
}

// Each calls do for every member of an object, or with an empty key for every
// item of an array, in order.
func (v Value) Each(do func(key string, item Value)) {
	for _, m := range v.members {
		do(m.key, m.value)
	}
}

// Text returns the text of a JSON string. ok is false for every other kind.
func (v Value) Text() (string, bool) {
	if v.kind != String {
		return "", false
	}
	return v.text, true
}

// Bool returns a JSON true or false. ok is false for every other kind.
func (v Value) Bool() (value, ok bool) {
	return v.yes, v.kind == Bool
}

// Literal returns the digits of a number as the body has them, or "" for every
// other kind.
func (v Value) Literal() string {
	if v.kind != Number {
		return ""
	}
	return v.text
}

// Int returns a number that is written as a plain decimal integer and fits an
// int: 100 and -1, but not 100.0, 1e2, -0 or "100".
func (v Value) Int() (int, bool) {
	literal := v.Literal()
	if literal == "-0" {
		return 0, false
	}
	n, err := strconv.Atoi(literal)
	return n, err == nil
}

// Number returns any JSON number that is finite as a float64.
func (v Value) Number() (float64, bool) {
	if v.kind != Number {
		return 0, false
	}
	f, err := strconv.ParseFloat(v.text, 64)
	if err != nil || math.IsInf(f, 0) {
		return 0, false
	}
	return f, true
}

// Within reports whether a JSON number lies in [low, high]. It compares the
// written digits: 0.44999999999999999999 is below 0.45, although the nearest
// float64 is not. A number of excessive length is not within any range.
func (v Value) Within(low, high float64) bool {
	if _, ok := v.Number(); !ok || len(v.text) > maxDigits || strings.ContainsAny(v.text, "eE") && len(v.text) > maxScientific {
		return false
	}
	n, ok := new(big.Rat).SetString(v.text)
	return ok && n.Cmp(decimal(low)) >= 0 && n.Cmp(decimal(high)) <= 0
}

// Limits for the literals of Within. No service prints longer ones, and a large
// exponent would take all memory.
const (
	maxDigits     = 64
	maxScientific = 24
)

// decimal returns the shortest decimal that reads as f, exactly.
func decimal(f float64) *big.Rat {
	r, _ := new(big.Rat).SetString(strconv.FormatFloat(f, 'g', -1, 64))
	return r
}
