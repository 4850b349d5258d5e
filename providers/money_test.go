package providers

import "testing"

func TestPrices(t *testing.T) {
	for _, good := range []string{"match=1.5", " no_reference = 0 ", "retake=1000", "inconclusive=0.01"} {
		if text := checkPrice(good); text != nil {
			t.Errorf("%q: %s", good, text.What.EN)
		}
	}
	for _, bad := range []string{"", "match=0.004", "match=1e-9", "match", "match=", "match=-1", "match=1001", "match=NaN", "passed=1", "match=1=2", "=1"} {
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

// An amount that would be kept as nothing is refused where it is set: nothing means
// free, or no limit.
func TestAmountsThatWouldBeNothing(t *testing.T) {
	for text, ok := range map[string]bool{"0": true, "0.005": true, "0.01": true, "1.5": true, "0.0049": false, "0.001": false, "0.0000001": false} {
		for _, f := range moneySettings(0) {
			if f.Type == TypeNumber && (f.Check(text) == nil) != ok {
				t.Errorf("%s: %s: %v", f.Key, text, f.Check(text))
			}
		}
	}
}
