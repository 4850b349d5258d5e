package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// shape is what a page and its translation have in common: headings by their depth,
// rows of tables, and every command of the program.
type shape struct {
	headings string
	rows     int
	commands []string
}

var commandIn = regexp.MustCompile(`facedesk (?:[a-z-]+ ?)+(?:--[a-z-]+)?`)

func shapeOf(t *testing.T, file string) shape {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out shape
	for line := range strings.Lines(string(data)) {
		if marks, _, ok := strings.Cut(line, " "); ok && strings.Trim(marks, "#") == "" && marks != "" {
			out.headings += marks + " "
		}
		if strings.HasPrefix(line, "|") {
			out.rows++
		}
		for _, c := range commandIn.FindAllString(line, -1) {
			out.commands = append(out.commands, strings.TrimSpace(c))
		}
	}
	slices.Sort(out.commands)
	out.commands = slices.Compact(out.commands)
	return out
}

// IT reads each page in Chinese too, and with it every command.
func TestPagesInBothLanguages(t *testing.T) {
	pages, err := filepath.Glob("docs/zh/*.md")
	if err != nil || len(pages) < 3 {
		t.Fatalf("%v %v", pages, err)
	}
	for _, page := range pages {
		zh, en := shapeOf(t, page), shapeOf(t, filepath.Join("docs", filepath.Base(page)))
		if zh.headings != en.headings || zh.rows != en.rows {
			t.Errorf("%s has headings %sand %d rows; in English %sand %d", page, zh.headings, zh.rows, en.headings, en.rows)
		}
		if !slices.Equal(zh.commands, en.commands) {
			t.Errorf("%s tells of\n%q\nin English\n%q", page, zh.commands, en.commands)
		}
	}
}

var pageLink = regexp.MustCompile(`\]\(([^)#:]+)(?:#[^)]*)?\)`)

// Links between pages lead somewhere.
func TestLinksOfPages(t *testing.T) {
	pages, err := filepath.Glob("docs/*.md")
	for _, more := range []string{"docs/zh/*.md", "docs/services/*.md", "*.md", "packaging/*/*.md"} {
		found, _ := filepath.Glob(more)
		pages = append(pages, found...)
	}
	if err != nil || len(pages) < 25 {
		t.Fatalf("%v %v", pages, err)
	}
	for _, page := range pages {
		data, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range pageLink.FindAllSubmatch(data, -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), string(m[1]))); err != nil {
				t.Errorf("%s: %v", page, err)
			}
		}
	}
}
