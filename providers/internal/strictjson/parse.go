package strictjson

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxDepth is how deep objects and arrays may be nested; the outermost object
// counts as one.
const MaxDepth = 32

var (
	// ErrUnreadable says that the body is not one JSON text in UTF-8, for example cut
	// short, followed by something else, or not JSON at all.
	ErrUnreadable = errors.New("strictjson: the answer is not readable JSON")
	// ErrMalformed says that the body is JSON, but not an object, or ambiguous
	// (duplicate keys, half a surrogate pair), or nested too deep.
	ErrMalformed = errors.New("strictjson: the answer is JSON but not a well-formed object")
)

// Parse reads a body that must be exactly one JSON object with nothing but
// white space around it. The error is ErrUnreadable or ErrMalformed, and then
// the value is Missing. The result does not refer to body.
func Parse(body []byte) (Value, error) {
	// json.Valid also keeps the parser below from ever seeing bad syntax.
	if !utf8.Valid(body) || !json.Valid(body) {
		return Value{}, ErrUnreadable
	}
	p := parser{rest: body}
	v, ok := p.value(1)
	if !ok || v.kind != Object {
		return Value{}, ErrMalformed
	}
	return v, nil
}

// parser walks over valid JSON. Its methods report false for what is valid but
// not acceptable.
type parser struct{ rest []byte }

// peek skips white space and returns the next byte.
func (p *parser) peek() byte {
	p.rest = bytes.TrimLeft(p.rest, " \t\r\n")
	return p.rest[0]
}

// took consumes c if it comes next.
func (p *parser) took(c byte) bool {
	if p.peek() != c {
		return false
	}
	p.rest = p.rest[1:]
	return true
}

func (p *parser) value(depth int) (Value, bool) {
	switch p.peek() {
	case '{':
		return p.object(depth)
	case '[':
		return p.array(depth)
	case '"':
		s, ok := p.str()
		return Value{kind: String, text: s}, ok
	case 't':
		return Value{kind: Bool, yes: true}, p.skip("true")
	case 'f':
		return Value{kind: Bool}, p.skip("false")
	case 'n':
		return Value{kind: Null}, p.skip("null")
	}
	return p.number(), true
}

func (p *parser) skip(word string) bool {
	p.rest = p.rest[len(word):]
	return true
}

func (p *parser) number() Value {
	n := 0
	for n < len(p.rest) && strings.IndexByte("+-.0123456789eE", p.rest[n]) >= 0 {
		n++
	}
	literal := string(p.rest[:n])
	p.rest = p.rest[n:]
	return Value{kind: Number, text: literal}
}

func (p *parser) object(depth int) (Value, bool) {
	v := Value{kind: Object}
	if depth > MaxDepth {
		return Value{}, false
	}
	p.took('{')
	seen := map[string]bool{}
	for !p.took('}') {
		p.took(',')
		p.peek()
		key, ok := p.str()
		if !ok || seen[fold(key)] {
			return Value{}, false
		}
		seen[fold(key)] = true
		p.took(':')
		item, ok := p.value(depth + 1)
		if !ok {
			return Value{}, false
		}
		v.members = append(v.members, member{key, item})
	}
	return v, true
}

func (p *parser) array(depth int) (Value, bool) {
	v := Value{kind: Array}
	if depth > MaxDepth {
		return Value{}, false
	}
	p.took('[')
	for !p.took(']') {
		p.took(',')
		item, ok := p.value(depth + 1)
		if !ok {
			return Value{}, false
		}
		v.members = append(v.members, member{value: item})
	}
	return v, true
}

// str reads the string literal that comes next.
func (p *parser) str() (string, bool) {
	end := 1
	for p.rest[end] != '"' {
		if p.rest[end] == '\\' {
			end++
		}
		end++
	}
	literal := p.rest[:end+1]
	p.rest = p.rest[end+1:]
	if bytes.IndexByte(literal, '\\') < 0 {
		return string(literal[1:end]), true
	}
	var s string
	if halfPair(literal) || json.Unmarshal(literal, &s) != nil {
		return "", false
	}
	return s, true
}

// halfPair reports whether a string literal escapes a surrogate without its
// partner, which encoding/json would silently replace.
func halfPair(literal []byte) bool {
	for i := 0; i < len(literal); i++ {
		if literal[i] != '\\' {
			continue
		}
		i++
		if literal[i] != 'u' {
			continue
		}
		switch unit := hex(literal[i+1:]); {
		case unit >= 0xDC00 && unit <= 0xDFFF:
			return true
		case unit >= 0xD800 && unit <= 0xDBFF:
			next := literal[i+5:]
			if !bytes.HasPrefix(next, []byte(`\u`)) || hex(next[2:]) < 0xDC00 || hex(next[2:]) > 0xDFFF {
				return true
			}
			i += 6
		}
		i += 4
	}
	return false
}

// hex reads the four hex digits that valid JSON has after \u.
func hex(digits []byte) (n rune) {
	for _, c := range digits[:4] {
		if c > '9' {
			c = (c | 0x20) - 'a' + '0' + 10 // as if the letters followed the digits
		}
		n = n<<4 | rune(c-'0')
	}
	return n
}

// fold maps strings that strings.EqualFold holds equal to one string: each
// rune becomes the smallest of those it case-folds with.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		least := r
		for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
			least = min(least, next)
		}
		return least
	}, s)
}
