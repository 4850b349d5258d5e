package strictjson

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

func nested(depth int) string {
	return strings.Repeat(`{"a":`, depth-1) + `{}` + strings.Repeat(`}`, depth-1)
}

func TestParse(t *testing.T) {
	for _, tc := range []struct {
		name, body string
		want       error
	}{
		{"empty object", `{}`, nil},
		{"white space around", " \t\r\n{ \"a\" : [ 1 , 2 ] , \"b\" : { } }\r\n ", nil},
		{"everything", `{"a":null,"b":true,"c":false,"d":-1.5e+3,"e":"","f":[],"g":{"a":1}}`, nil},
		{"same key in siblings", `{"a":{"x":1},"b":{"x":1},"c":[{"x":1},{"x":1}]}`, nil},
		{"surrogate pair", `{"\ud83d\ude00":"\uD842\uDFB7"}`, nil},
		{"escaped backslash before ud800", `{"a":"\\ud800"}`, nil},
		{"delimiters in a string", `{"a":"}],:{[","b":"\""}`, nil},
		{"deepest", nested(MaxDepth), nil},

		{"empty body", ``, ErrUnreadable},
		{"white space only", ` `, ErrUnreadable},
		{"html", `<html>502</html>`, ErrUnreadable},
		{"truncated", `{"code":1,"data":{"result":1}`, ErrUnreadable},
		{"truncated string", `{"a":"b`, ErrUnreadable},
		{"second object", `{"a":1}{"a":1}`, ErrUnreadable},
		{"trailing comma", `{"a":1,}`, ErrUnreadable},
		{"trailing NUL", "{}\x00", ErrUnreadable},
		{"no-break space after", "{}\u00a0", ErrUnreadable},
		{"comment", `{/**/}`, ErrUnreadable},
		{"single quotes", `{'a':1}`, ErrUnreadable},
		{"bare key", `{a:1}`, ErrUnreadable},
		{"NaN", `{"a":NaN}`, ErrUnreadable},
		{"leading zero", `{"a":01}`, ErrUnreadable},
		{"plus sign", `{"a":+1}`, ErrUnreadable},
		{"hex number", `{"a":0x1}`, ErrUnreadable},
		{"control character in string", "{\"a\":\"\n\"}", ErrUnreadable},
		{"byte order mark", "\uFEFF{}", ErrUnreadable},
		{"invalid UTF-8", "{\"a\":\"\xff\"}", ErrUnreadable},
		{"GBK", "{\"a\":\"\xd6\xd0\"}", ErrUnreadable},
		{"surrogate in UTF-8", "{\"a\":\"\xed\xa0\x80\"}", ErrUnreadable},
		{"UTF-16", "\xfe\xff\x00{\x00}", ErrUnreadable},
		{"JSONP", `cb({})`, ErrUnreadable},

		{"array on top", `[{"a":1}]`, ErrMalformed},
		{"string on top", `"{}"`, ErrMalformed},
		{"number on top", `1`, ErrMalformed},
		{"null on top", `null`, ErrMalformed},
		{"true on top", `true`, ErrMalformed},
		{"duplicate key", `{"a":1,"b":2,"a":1}`, ErrMalformed},
		{"duplicate by case", `{"code":1,"Code":1}`, ErrMalformed},
		{"duplicate by escape", `{"code":1,"\u0063ode":1}`, ErrMalformed},
		{"duplicate by Kelvin sign", `{"k":1,"\u212a":1}`, ErrMalformed},
		{"duplicate by long s", `{"status":1,"ſtatus":1}`, ErrMalformed},
		{"duplicate by Greek sigma", `{"σ":1,"ς":1}`, ErrMalformed},
		{"duplicate empty key", `{"":1,"":1}`, ErrMalformed},
		{"duplicate within", `{"d":{"a":1,"A":2}}`, ErrMalformed},
		{"duplicate within an array", `{"d":[0,{"a":1,"a":2}]}`, ErrMalformed},
		{"too deep", nested(MaxDepth + 1), ErrMalformed},
		{"too deep in arrays", `{"a":` + strings.Repeat("[", MaxDepth) + strings.Repeat("]", MaxDepth) + `}`, ErrMalformed},
		{"high half alone", `{"a":"\ud800"}`, ErrMalformed},
		{"high half before text", `{"a":"\ud800x\udc00"}`, ErrMalformed},
		{"high half twice", `{"a":"\uD83D\uD83D"}`, ErrMalformed},
		{"low half alone", `{"a":"\uDE00"}`, ErrMalformed},
		{"half in a key", `{"\uDE00":1}`, ErrMalformed},
	} {
		t.Run(tc.name, func(t *testing.T) {
			v, err := Parse([]byte(tc.body))
			if !errors.Is(err, tc.want) {
				t.Fatalf("Parse = %v, want %v", err, tc.want)
			}
			if ok := v.Kind() == Object; ok != (tc.want == nil) {
				t.Errorf("kind = %v with error %v", v.Kind(), err)
			}
		})
	}
}

func TestParseDoesNotKeepTheBody(t *testing.T) {
	body := []byte(`{"k":"abc","n":12}`)
	v, err := Parse(body)
	if err != nil {
		t.Fatal(err)
	}
	for i := range body {
		body[i] = 'x'
	}
	if s, _ := v.Get("k").Text(); s != "abc" || v.Get("n").Literal() != "12" {
		t.Errorf("the value changed with the body: %q %q", s, v.Get("n").Literal())
	}
}

// same compares a Value with the result of encoding/json for the same text.
func same(v Value, want any) bool {
	switch want := want.(type) {
	case nil:
		return v.Kind() == Null
	case bool:
		got, ok := v.Bool()
		return ok && got == want
	case string:
		got, ok := v.Text()
		return ok && got == want
	case json.Number:
		return v.Literal() == want.String()
	case []any:
		for i, item := range want {
			if !same(v.Index(i), item) {
				return false
			}
		}
		return v.Kind() == Array && v.Len() == len(want)
	case map[string]any:
		for key, item := range want {
			if !same(v.Get(key), item) {
				return false
			}
		}
		return v.Kind() == Object && v.Len() == len(want)
	}
	return false
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`{}`, `[]`, `{"a":1,"a":2}`, `{"a":{"b":[1,"\u00e9\ud83d\ude00",null,true,-0.5e-7]}}`, `{"a":"\ud800"}`,
		"{\"\xff\":1}", `{"code":100,"data":{"result":"01","k":1,"K":2}}`, `{"a":1} x`, nested(MaxDepth + 1), `{"a":"\\\""}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		v, err := Parse(body)
		readable := utf8.Valid(body) && json.Valid(body)
		if errors.Is(err, ErrUnreadable) == readable {
			t.Fatalf("Parse = %v, but encoding/json says %v", err, readable)
		}
		if err != nil {
			if v.Kind() != Missing {
				t.Fatalf("a value came with error %v", err)
			}
			return
		}
		var want any
		dec := json.NewDecoder(strings.NewReader(string(body)))
		dec.UseNumber()
		if dec.Decode(&want) != nil || !same(v, want) {
			t.Fatalf("Parse differs from encoding/json on %q", body)
		}
	})
}

// FuzzDuplicate puts two keys into objects at several depths. Parse must refuse
// exactly the pairs that strings.EqualFold treats as equal.
func FuzzDuplicate(f *testing.F) {
	for _, pair := range [][2]string{{"a", "a"}, {"a", "A"}, {"k", "\u212a"}, {"s", "ſ"}, {"a", "b"}, {"", ""}, {"ß", "ẞ"}, {"ı", "I"}, {"ǅ", "ǆ"}, {"姓名", "姓名"}} {
		f.Add(pair[0], pair[1])
	}
	f.Fuzz(func(t *testing.T, first, second string) {
		if !utf8.ValidString(first) || !utf8.ValidString(second) {
			return
		}
		a, _ := json.Marshal(first)
		b, _ := json.Marshal(second)
		object := "{" + string(a) + `:1,"-between-":2,` + string(b) + ":1}"
		if strings.EqualFold(first, "-between-") || strings.EqualFold(second, "-between-") {
			return
		}
		for _, body := range []string{object, `{"x":` + object + `}`, `{"x":[0,` + object + `]}`} {
			_, err := Parse([]byte(body))
			if duplicate := strings.EqualFold(first, second); duplicate != errors.Is(err, ErrMalformed) {
				t.Fatalf("Parse(%s) = %v, duplicate %v", body, err, duplicate)
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	body := []byte(`{"code":"200","msg":"成功","taskNo":"0123456789","data":{"result":"01","score":"0.87","birthday":"","address":"","sex":1}}`)
	for b.Loop() {
		if _, err := Parse(body); err != nil {
			b.Fatal(err)
		}
	}
}
