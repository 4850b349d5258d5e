package session

import (
	"testing"

	"facedesk/identity"
)

// press types into a field as a keyboard does: the field tells of each character.
func (w *world) press(f identity.Field, text string) {
	w.t.Helper()
	for _, r := range text {
		w.do(Edited{Field: f, Text: w.m.customer.claim.text(f) + string(r)})
	}
}

// A number and a name on one line, key by key into the field of the number: the name
// is whole, also when the line comes twice, and never somebody else's.
func TestALineIntoTheNumberKeyByKey(t *testing.T) {
	for _, c := range []struct {
		before string // a name that was typed by hand
		lines  []string
		name   string
	}{
		{"", []string{"440524188001010014 李四"}, "李四"},
		{"", []string{"440524188001010014李四"}, "李四"},
		{"", []string{"440524188001010014 欧阳建国"}, "欧阳建国"},
		{"", []string{"11010519491231002X 张三丰"}, "张三丰"},
		{"", []string{"440524188001010014 李四", "440524188001010014 李四"}, "李四"},
		{"", []string{"440524 18800101 0014 李四"}, "李四"},
		{"李四", []string{"440524188001010014 李四"}, "李四"},
		{"王五", []string{"440524188001010014 李四"}, "王五"},
	} {
		w := newWorld(t)
		w.step("start")
		w.press(identity.FieldName, c.before)
		w.do(Focused{Field: identity.FieldNumber})
		for _, line := range c.lines {
			w.press(identity.FieldNumber, line)
		}
		if got := w.m.customer.claim; got.name != c.name || len(identity.NormaliseNumber(got.number)) != 18 {
			t.Errorf("%q, %q: %q %q, want %q", c.before, c.lines, got.name, got.number, c.name)
		}
	}
}
