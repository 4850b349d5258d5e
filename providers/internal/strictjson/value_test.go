package strictjson

import "testing"

func parse(t *testing.T, body string) Value {
	t.Helper()
	v, err := Parse([]byte(body))
	if err != nil {
		t.Fatalf("Parse(%s) = %v", body, err)
	}
	return v
}

func TestNumbers(t *testing.T) {
	for literal, want := range map[string]struct {
		n     int
		whole bool
		f     float64
		real  bool
	}{
		"0":                    {0, true, 0, true},
		"100":                  {100, true, 100, true},
		"-7":                   {-7, true, -7, true},
		"9223372036854775807":  {9223372036854775807, true, 9223372036854775807, true},
		"-9223372036854775808": {-9223372036854775808, true, -9223372036854775808, true},
		"9223372036854775808":  {0, false, 9223372036854775808, true},
		"-0":                   {0, false, 0, true},
		"1.0":                  {0, false, 1, true},
		"1e2":                  {0, false, 100, true},
		"1E0":                  {0, false, 1, true},
		"0.875":                {0, false, 0.875, true},
		"1e999":                {0, false, 0, false},
		"-1e999":               {0, false, 0, false},
	} {
		v := parse(t, `{"n":`+literal+`}`).Get("n")
		if got, ok := v.Int(); ok != want.whole || ok && got != want.n {
			t.Errorf("Int of %s = %d, %v", literal, got, ok)
		}
		if got, ok := v.Number(); ok != want.real || ok && got != want.f {
			t.Errorf("Number of %s = %v, %v", literal, got, ok)
		}
		if v.Literal() != literal || v.Kind() != Number {
			t.Errorf("Literal of %s = %s, kind %v", literal, v.Literal(), v.Kind())
		}
	}
}

// Every accessor accepts exactly one kind.
func TestAccessorsTakeNoOtherKind(t *testing.T) {
	v := parse(t, `{"null":null,"bool":true,"zero":1,"text":"1","list":[1],"object":{"a":1}}`)
	for key, kind := range map[string]Kind{
		"null": Null, "bool": Bool, "zero": Number, "text": String, "list": Array, "object": Object, "nothing": Missing, "TEXT": Missing,
	} {
		got := v.Get(key)
		if got.Kind() != kind {
			t.Errorf("%s has kind %v, want %v", key, got.Kind(), kind)
		}
		_, isInt := got.Int()
		_, isNumber := got.Number()
		_, isText := got.Text()
		_, isBool := got.Bool()
		if isInt != (kind == Number) || isNumber != (kind == Number) || isText != (kind == String) || isBool != (kind == Bool) {
			t.Errorf("%s reads as int %v, number %v, text %v, bool %v", key, isInt, isNumber, isText, isBool)
		}
		if (got.Literal() != "") != (kind == Number) {
			t.Errorf("%s has literal %q", key, got.Literal())
		}
		if (got.Index(0).Kind() != Missing) != (kind == Array) {
			t.Errorf("%s has an item", key)
		}
		if (got.Get("a").Kind() != Missing) != (kind == Object) {
			t.Errorf("%s has a member", key)
		}
	}
}

func TestReachingIn(t *testing.T) {
	v := parse(t, `{"data":{"list":[{"n":1},{"n":2}],"name":"𠮷\u00b7\u4dae"}}`)
	list := v.Get("data").Get("list")
	if n, ok := list.Index(1).Get("n").Int(); !ok || n != 2 || list.Len() != 2 {
		t.Errorf("list[1].n = %d, %v; length %d", n, ok, list.Len())
	}
	if s, ok := v.Get("data").Get("name").Text(); !ok || s != "𠮷·䶮" {
		t.Errorf("name = %q, %v", s, ok)
	}
	for _, i := range []int{-1, 2} {
		if list.Index(i).Kind() != Missing {
			t.Errorf("list[%d] is there", i)
		}
	}
	if v.Get("nope").Index(3).Get("x").Get("y").Kind() != Missing {
		t.Error("a chain through nothing found something")
	}
}

func TestFits(t *testing.T) {
	shape := Shape{
		"code":  Is(Number),
		"score": Is(Number, String),
		"ok":    Is(Bool),
		"data":  ObjectOf(Shape{"result": Is(Number), "more": ObjectOf(nil)}, Array, String),
	}
	for body, want := range map[string]bool{
		`{}`:                               true,
		`{"code":1,"score":1,"ok":false}`:  true,
		`{"score":"0.9"}`:                  true,
		`{"code":null,"data":null}`:        true,
		`{"new":{"anything":[1,"x"]}}`:     true,
		`{"data":{"result":1,"new":2}}`:    true,
		`{"data":{"result":null}}`:         true,
		`{"data":[]}`:                      true,
		`{"data":""}`:                      true,
		`{"data":{"more":{"result":"x"}}}`: true,
		`{"code":"1"}`:                     false,
		`{"code":true}`:                    false,
		`{"score":[0.9]}`:                  false,
		`{"ok":1}`:                         false,
		`{"data":1}`:                       false,
		`{"data":false}`:                   false,
		`{"data":{"result":"1"}}`:          false,
		`{"data":{"Result":1}}`:            false,
		`{"data":{"more":"x"}}`:            false,
		`{"Code":1}`:                       false,
		`{"ſcore":1}`:                      false,
		`{"DATA":null}`:                    false,
	} {
		if got := parse(t, body).Fits(shape); got != want {
			t.Errorf("%s fits = %v, want %v", body, got, want)
		}
	}
	if (Value{}).Fits(shape) || parse(t, `{"a":[]}`).Get("a").Fits(Shape{}) {
		t.Error("what is not an object fits")
	}
}
