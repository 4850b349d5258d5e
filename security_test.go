package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	testName     = regexp.MustCompile("`(Test\\w+)`")
	testFunction = regexp.MustCompile(`(?m)^func (Test\w+)\(`)
)

// testsOfTheTree are the names of all tests.
func testsOfTheTree(t *testing.T) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		data, err := os.ReadFile(path)
		for _, m := range testFunction.FindAllSubmatch(data, -1) {
			out[string(m[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Each threat has an answer with a test that there is, or is said not to be defended.
func TestSecurityNamesRealTests(t *testing.T) {
	data, err := os.ReadFile("docs/security.md")
	if err != nil {
		t.Fatal(err)
	}
	there, rows := testsOfTheTree(t), 0
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(line, " | ")
		if len(cells) < 2 || strings.HasPrefix(line, "| what") {
			continue
		}
		rows++
		named := testName.FindAllStringSubmatch(line, -1)
		if len(named) == 0 && !strings.Contains(line, "**not defended**") && !strings.Contains(line, "**Not defended**") {
			t.Errorf("neither a test nor an admission: %s", line)
		}
		for _, m := range named {
			if !there[m[1]] {
				t.Errorf("there is no %s: %s", m[1], line)
			}
		}
	}
	if rows < 30 {
		t.Errorf("only %d threats were found", rows)
	}
}
