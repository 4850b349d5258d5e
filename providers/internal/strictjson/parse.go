package strictjson

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// MaxDepth is the largest depth of objects and arrays. The outermost object
// counts as one.
const MaxDepth = 32

var (
	// ErrUnreadable means that the body is not one JSON text in UTF-8: for
	// example it is cut off, something follows it, or it is not JSON.
	ErrUnreadable = errors.New("strictjson: the answer is not readable JSON")
	// ErrMalformed means that the body is JSON, but no object, or ambiguous
	// (duplicate keys, half a surrogate pair), or nested too deep.
	ErrMalformed = errors.New("strictjson: the answer is JSON but not a well-formed object")
)

// Parse reads a body that is exactly one JSON object, with nothing but white
// space around it. The error is ErrUnreadable or ErrMalformed, and the value is
// then Missing. The result keeps no reference to body.
func Parse(body []byte) (Value, error) {
	if !utf8.Valid(body) || !json.Valid(body) {
		return Value{}, ErrUnreadable
	}
	p := parser{jsontext.NewDecoder(bytes.NewReader(body))}
	v, err := p.value(1)
	if err != nil || v.kind != Object {
		return Value{}, ErrMalformed
	}
	return v, nil
}

// parser makes a Value from tokens. The decoder refuses halves of surrogate
// pairs and equal keys. The parser refuses the rest.
type parser struct{ tokens *jsontext.Decoder }

func (p parser) value(depth int) (Value, error) {
	token, err := p.tokens.ReadToken()
	if err != nil {
		return Value{}, err
	}
	switch token.Kind() {
	case jsontext.KindBeginObject:
		return p.members(Object, depth)
	case jsontext.KindBeginArray:
		return p.members(Array, depth)
	case jsontext.KindString:
		return Value{kind: String, text: token.String()}, nil
	case jsontext.KindNumber:
		return Value{kind: Number, text: token.String()}, nil
	case jsontext.KindTrue, jsontext.KindFalse:
		return Value{kind: Bool, yes: token.Bool()}, nil
	}
	return Value{kind: Null}, nil
}

// members reads an object or an array after its opening bracket, including the
// closing one.
func (p parser) members(kind Kind, depth int) (Value, error) {
	if depth > MaxDepth {
		return Value{}, ErrMalformed
	}
	v, keys := Value{kind: kind}, map[string]bool{}
	for p.more() {
		var m member
		var err error
		if kind == Object {
			m.key, err = p.key(keys)
		}
		if err == nil {
			m.value, err = p.value(depth + 1)
		}
		if err != nil {
			return Value{}, err
		}
		v.members = append(v.members, m)
	}
	_, err := p.tokens.ReadToken()
	return v, err
}

// more reports whether another member follows.
func (p parser) more() bool {
	next := p.tokens.PeekKind()
	return next != jsontext.KindEndObject && next != jsontext.KindEndArray
}

// key reads a member's key. It refuses a key that seen contains in another
// case.
func (p parser) key(seen map[string]bool) (string, error) {
	token, err := p.tokens.ReadToken()
	if err != nil {
		return "", err
	}
	key := token.String()
	if seen[fold(key)] {
		return "", ErrMalformed
	}
	seen[fold(key)] = true
	return key, nil
}

// fold maps strings that strings.EqualFold treats as equal to one string. Each
// rune becomes the smallest one with the same case folding.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		least := r
		for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
			least = min(least, next)
		}
		return least
	}, s)
}
