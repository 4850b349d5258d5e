package main

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"facedesk/ui/session"
)

var keyNames = regexp.MustCompile(`\b(Shift\+Tab|Tab|Enter|Esc|Space|Left|Right|Up|Down|PgUp|PgDn|Ctrl\+F10|[1-5]|F\d+)\b`)

// keysOfREADME are the keys that the README's table names for each screen.
func keysOfREADME(t *testing.T) map[string][]string {
	t.Helper()
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(data), "| screen | keys |\n|---|---|\n")
	table, _, _ = strings.Cut(table, "\n\n")
	out := map[string][]string{}
	for line := range strings.Lines(table) {
		cells := strings.Split(strings.Trim(line, "| \n"), " | ")
		name, _, _ := strings.Cut(cells[0], " (")
		out[name] = keyNames.FindAllString(cells[1], -1)
		slices.Sort(out[name])
	}
	return out
}

func TestKeyTableOfREADME(t *testing.T) {
	told := keysOfREADME(t)
	for _, screen := range session.Screens() {
		name := strings.ReplaceAll(string(screen), "_", " ")
		want := slices.Clone(told["everywhere"])
		want = append(want, told[name]...)
		var bound []string
		for _, b := range session.Bindings(screen) {
			for _, k := range b.Keys {
				bound = append(bound, string(k))
			}
		}
		delete(told, name)
		slices.Sort(want)
		slices.Sort(bound)
		if !slices.Equal(slices.Compact(want), slices.Compact(bound)) {
			t.Errorf("%s: the README tells of %v, bound are %v", name, want, bound)
		}
	}
	if delete(told, "everywhere"); len(told) > 0 {
		t.Errorf("the README tells of screens that there are not: %v", told)
	}
}
