package doctor

import (
	"os"
	"regexp"
	"slices"
	"testing"
)

// The page for IT names the checks that there are, in their order, in both languages.
func TestChecksAreDocumented(t *testing.T) {
	var there []string
	for _, c := range (&Machine{}).Checks() {
		there = append(there, c.Code)
	}
	for _, page := range []string{"doctor.md", "zh/doctor.md"} {
		data, err := os.ReadFile("../../docs/" + page)
		must(t, err)
		var told []string
		for _, m := range regexp.MustCompile("(?m)^\\| `([a-z]+)` \\|").FindAllSubmatch(data, -1) {
			told = append(told, string(m[1]))
		}
		if !slices.Equal(told, there) {
			t.Errorf("%s tells of %v, there are %v", page, told, there)
		}
	}
}
