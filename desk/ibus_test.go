package desk

import (
	"errors"
	"testing"

	"github.com/godbus/dbus/v5"
)

// IBus wraps its engine's description in variants; the name stands third.
func TestEngineName(t *testing.T) {
	engine := []any{"IBusEngineDesc", map[string]dbus.Variant{}, "libpinyin", "Intelligent Pinyin"}
	for name, c := range map[string]struct {
		answer any
		err    error
		want   string
	}{
		"once":      {dbus.MakeVariant(engine), nil, "libpinyin"},
		"twice":     {dbus.MakeVariant(dbus.MakeVariant(engine)), nil, "libpinyin"},
		"a text":    {dbus.MakeVariant("libpinyin"), nil, ""},
		"too short": {dbus.MakeVariant(engine[:2]), nil, ""},
		"a number":  {dbus.MakeVariant([]any{"IBusEngineDesc", 1, 2}), nil, ""},
		"no answer": {nil, errors.New("no such interface"), ""},
	} {
		got, err := engineName(&dbus.Call{Body: []any{c.answer}, Err: c.err})
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}
