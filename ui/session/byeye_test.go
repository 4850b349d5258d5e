package session

import "testing"

// Who was checked by eye alone is handed to the records, whoever else is not.
func TestLodged(t *testing.T) {
	m := Model{}
	m.customer.claim = claim{name: "张三", number: "11010519491231002X"}
	if got := m.lodged(DecisionByEye); got.Name != "张三" || got.Number != "11010519491231002X" {
		t.Errorf("%+v", got)
	}
	for _, d := range []Decision{DecisionDoubt, DecisionLeft} {
		if got := m.lodged(d); got.Name+got.Number != "" {
			t.Errorf("%s: %+v", d, got)
		}
	}
	m.customer.attempts = []string{"a"} // it names him already
	if got := m.lodged(DecisionByEye); got.Name+got.Number != "" {
		t.Errorf("with an attempt: %+v", got)
	}
}
