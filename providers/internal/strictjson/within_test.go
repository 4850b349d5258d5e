package strictjson

import "testing"

// Within compares the written digits, not the nearest float64.
func TestWithin(t *testing.T) {
	for _, c := range []struct {
		literal string
		want    bool
	}{
		{"0.45", true}, {"1", true}, {"1.0", true}, {"4.5e-1", true}, {"0.450", true}, {"0.8234567165374756", true},
		{"0.44999999999999999999", false}, {"1.00000000000000000001", false}, {"0.4499999", false}, {"-0.5", false}, {"82", false},
		{"1e400", false}, {"1e-999999999", false}, {`"0.5"`, false}, {"null", false},
	} {
		v, err := Parse([]byte(`{"n":` + c.literal + `}`))
		if err != nil {
			t.Fatal(err)
		}
		if got := v.Get("n").Within(0.45, 1); got != c.want {
			t.Errorf("%s within 0.45 to 1: %v", c.literal, got)
		}
	}
}
