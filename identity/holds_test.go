package identity

import "testing"

func TestHoldsNumber(t *testing.T) {
	for text, want := range map[string]bool{
		"110101199001010015":    true,
		"某酒店110101199001010015": true,
		"某酒店１１０１０１１９９００１０１００１５，前台":          true,
		"11010519491231002x is the guest's": true,
		"99110101199001010015":              true,
		"110101199001010016":                false, // another check character
		"0571-0000 8001, 138 0000 0000":     false,
		"11010119900101001":                 false,
		"":                                  false,
	} {
		if got := HoldsNumber(text); got != want {
			t.Errorf("%s: %t", text, got)
		}
	}
}
