package doctor

import (
	"os"
	"regexp"
	"slices"
	"testing"
)

// The page for IT names the checks that there are, in their order.
func TestChecksAreDocumented(t *testing.T) {
	data, err := os.ReadFile("../../docs/doctor.md")
	must(t, err)
	var told, there []string
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z]+)` \\|").FindAllSubmatch(data, -1) {
		told = append(told, string(m[1]))
	}
	for _, c := range (&Machine{}).Checks() {
		there = append(there, c.Code)
	}
	if !slices.Equal(told, there) {
		t.Errorf("told %v, there are %v", told, there)
	}
}
