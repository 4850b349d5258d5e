package text

import (
	"fmt"
	"strings"
)

// Run is a piece of text in one style.
type Run struct {
	Text   string
	Strong bool
}

// piece is a part of a pattern: literal text or the name of a value.
type piece struct {
	text     string // literal text, or the name
	name     bool
	strong   bool
	optional int // number of its [[ ]], counted from 1; 0 if it is in none
}

// pattern is a parsed text.
type pattern []piece

const names = "abcdefghijklmnopqrstuvwxyz_"

// parse parses a text. The error names what is not closed or nested.
func parse(s string) (pattern, error) {
	var out pattern
	now, groups := piece{}, 0
	for s != "" {
		at := strings.IndexAny(s, "{}[]*")
		if at < 0 {
			at = len(s)
		}
		if at > 0 {
			now.text = s[:at]
			out, s = append(out, now), s[at:]
			continue
		}
		switch {
		case s[0] == '{':
			end := strings.IndexByte(s, '}')
			if end < 2 || strings.Trim(s[1:end], names) != "" {
				return nil, fmt.Errorf("no name at %q", s)
			}
			out = append(out, piece{text: s[1:end], name: true, strong: now.strong, optional: now.optional})
			s = s[end+1:]
		case strings.HasPrefix(s, "**"):
			now.strong, s = !now.strong, s[2:]
		case strings.HasPrefix(s, "[[") && now.optional == 0:
			groups++
			now.optional, s = groups, s[2:]
		case strings.HasPrefix(s, "]]") && now.optional != 0:
			now.optional, s = 0, s[2:]
		case s[0] == '*':
			now.text = "*"
			out, s = append(out, now), s[1:]
		default:
			return nil, fmt.Errorf("stray sign at %q", s)
		}
	}
	if now.strong || now.optional != 0 {
		return nil, fmt.Errorf("not closed")
	}
	return out, nil
}

// fill fills in the values. It returns the names of required values that are
// missing. A value's full stop is dropped if the pattern has one after it.
func (p pattern) fill(values map[string]string) ([]Run, []string) {
	dropped := map[int]bool{}
	for _, x := range p {
		if x.name && x.optional != 0 && values[x.text] == "" {
			dropped[x.optional] = true
		}
	}
	var runs []Run
	var missing []string
	for i, x := range p {
		if dropped[x.optional] {
			continue
		}
		text := x.text
		if x.name {
			value, given := values[x.text]
			if !given {
				value, missing = "{"+x.text+"}", append(missing, x.text)
			}
			text = p.withoutStop(i, value)
		}
		runs = join(runs, Run{text, x.strong})
	}
	return runs, missing
}

// withoutStop drops the full stop of a value if the pattern has one after it.
func (p pattern) withoutStop(i int, value string) string {
	if i+1 < len(p) && !p[i+1].name && (strings.HasPrefix(p[i+1].text, "。") || strings.HasPrefix(p[i+1].text, ".")) {
		return strings.TrimRight(value, "。. ")
	}
	return value
}

// join appends a run. It merges it with the last one if both have the same
// style.
func join(runs []Run, r Run) []Run {
	if n := len(runs); n > 0 && runs[n-1].Strong == r.Strong {
		runs[n-1].Text += r.Text
		return runs
	}
	return append(runs, r)
}

// lines splits runs at the line breaks and removes these. An empty line has no
// runs.
func lines(runs []Run) [][]Run {
	out := [][]Run{nil}
	for _, r := range runs {
		for i, part := range strings.Split(r.Text, "\n") {
			if i > 0 {
				out = append(out, nil)
			}
			if last := &out[len(out)-1]; part != "" {
				*last = append(*last, Run{part, r.Strong})
			}
		}
	}
	return out
}
