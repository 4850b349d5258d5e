package main

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"facedesk/ui/session"
)

var keyNames = regexp.MustCompile(`\b(Shift\+Tab|Tab|Enter|Esc|Space|F\d+)\b`)

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
		out[cells[0]] = keyNames.FindAllString(cells[1], -1)
		slices.Sort(out[cells[0]])
	}
	return out
}

func TestKeyTableOfREADME(t *testing.T) {
	told := keysOfREADME(t)
	for name, screen := range map[string]session.Screen{
		"first start": session.FirstStart, "not set up": session.NotSetUp, "desk": session.Desk, "notice": session.Notice,
		"camera": session.Capture, "photo": session.Confirm, "checking": session.Checking, "once more?": session.Repeat,
		"verdict": session.Verdict, "by eye": session.ByEye, "records": session.Records, "settings": session.Settings,
	} {
		want := slices.Clone(told["everywhere"])
		want = append(want, told[name]...)
		var bound []string
		for _, b := range session.Bindings(screen) {
			for _, k := range b.Keys {
				bound = append(bound, string(k))
			}
		}
		slices.Sort(want)
		slices.Sort(bound)
		if !slices.Equal(slices.Compact(want), slices.Compact(bound)) {
			t.Errorf("%s: the README tells of %v, bound are %v", name, want, bound)
		}
	}
}
