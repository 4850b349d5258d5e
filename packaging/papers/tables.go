package main

import (
	"regexp"
	"strings"
)

var (
	table   = regexp.MustCompile(`(?m)^\|.*\|[ ]*\n\|[-:| ]+\|[ ]*\n(?:\|.*\|[ ]*(?:\n|\z))*`)
	cellEnd = regexp.MustCompile(`(^|[^\\])\|`)
)

// listed turns tables into lists: a terminal has no room for their columns.
func listed(text string) string {
	return table.ReplaceAllStringFunc(text, func(t string) string {
		lines := strings.Split(strings.TrimSpace(t), "\n")
		head := cells(lines[0])
		var out strings.Builder
		for _, line := range lines[2:] {
			out.WriteString(item(head, cells(line)))
		}
		return out.String()
	})
}

// item is one row. Where there are only two columns, the second needs no name.
func item(head, row []string) string {
	if len(head) == 2 && len(row) == 2 && row[0] != "" {
		return "- " + row[0] + ": " + row[1] + "\n"
	}
	var out strings.Builder
	for i, cell := range row {
		switch {
		case i == 0:
			out.WriteString("\n" + cell + "\n\n")
		case cell != "" && i < len(head):
			out.WriteString("- " + strings.TrimPrefix(head[i]+": ", ": ") + cell + "\n")
		}
	}
	return out.String()
}

// cells are those of a line. A line within one is escaped.
func cells(line string) []string {
	line = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "|"), "|")
	parts := strings.Split(cellEnd.ReplaceAllString(line, "$1\x00"), "\x00")
	for i, p := range parts {
		parts[i] = strings.ReplaceAll(strings.TrimSpace(p), `\|`, "|")
	}
	return parts
}
