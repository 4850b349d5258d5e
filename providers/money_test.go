package providers

import "testing"

func TestPrices(t *testing.T) {
	for _, good := range []string{"match=1.5", " no_reference = 0 ", "retake=1000", "inconclusive=0.01"} {
		if text := checkPrice(good); text != nil {
			t.Errorf("%q: %s", good, text.What.EN)
		}
	}
	for _, bad := range []string{"", "match", "match=", "match=-1", "match=1001", "match=NaN", "passed=1", "match=1=2", "=1"} {
		if checkPrice(bad) == nil {
			t.Errorf("%q is taken", bad)
		}
	}
	v := Values{KeyPrice: 1.0, KeyPrices: []string{"match=1.5", "no_reference=0"}}
	for what, want := range map[string]float64{"match": 1.5, "no_reference": 0, "busy": 1} {
		if got := PriceOf(v, what); got != want {
			t.Errorf("%s: %v", what, got)
		}
	}
	if HighestPrice(v) != 1.5 || HighestPrice(Values{}) != 0 {
		t.Error("the highest price is wrong")
	}
}
