package alerts

import (
	"os"
	"regexp"
	"slices"
	"testing"
)

// names returns the metrics of Facedesk that a file names, each once.
func names(t *testing.T, file, pattern string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, m := range regexp.MustCompile(pattern).FindAllSubmatch(data, -1) {
		out = append(out, string(m[1]))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// The program has every metric of the rules and of the page about metrics, and the
// page has all of them.
func TestMetricsExist(t *testing.T) {
	there := names(t, "../../desk/metrics.go", `(?:Name: |counters\()"(facedesk_\w+)"`)
	if told := names(t, "../../docs/metrics.md", "`(facedesk_\\w+)`"); !slices.Equal(told, there) {
		t.Errorf("the page tells of %v, there are %v", told, there)
	}
	used := names(t, "facedesk.rules.yml", `(facedesk_[a-z_]+?)(?:_bucket|_count|_sum)?[^a-z_]`)
	for _, name := range used {
		if !slices.Contains(there, name) {
			t.Errorf("there is no %s", name)
		}
	}
	if len(used) < 7 {
		t.Errorf("only %v are used", used)
	}
}
