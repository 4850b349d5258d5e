package providertest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"facedesk/identity"
	"facedesk/providers/paidcall"
)

// change is one mutation of one field.
type change struct {
	path, name string
	apply      func(parent *node, i int)
	// harmless means that the body may still be the positive row.
	harmless bool
}

func (c change) String() string { return c.path + " " + c.name }

// testMutations makes every single change of one field of each positive body,
// and every pair of changes of the first body. None may pass anybody. Soak
// tests the pairs of all bodies.
func testMutations(t *testing.T, s Service, fixtures []Fixture) {
	for n, f := range positives(t, s, fixtures) {
		s.mutate(t, f, n == 0)
	}
}

// Soak makes every single and every pair of changes of every positive body. It
// returns their number.
func Soak(t *testing.T, s Service) (tried int) {
	for _, f := range positives(t, s, load(t, s)) {
		tried += s.mutate(t, f, true)
	}
	return tried
}

func (s Service) mutate(t *testing.T, f Fixture, pairs bool) (tried int) {
	t.Helper()
	tree, err := parseTree(f.Answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	changes := s.changes(tree)
	for i, a := range changes {
		tried += s.try(t, f, tree, a)
		for _, b := range changes[i+1:] {
			if pairs && a.path != b.path {
				tried += s.try(t, f, tree, a, b)
			}
		}
	}
	t.Logf("%s: %d fields, %d changes, %d bodies", f.File, len(tree.paths("")), len(changes), tried)
	return tried
}

// try applies the changes to a copy and asks. It returns 1 if it could apply
// them.
func (s Service) try(t *testing.T, f Fixture, tree *node, changes ...change) int {
	body, harmless := tree.clone(), true
	for _, c := range changes {
		if !c.to(body) {
			return 0 // removed by an earlier change
		}
		harmless = harmless && c.harmless
	}
	a := f.Answer
	a.Body = []byte(body.String())
	v, err := s.ask(t, a, f.Settings)
	checkError(t, s, err)
	passes := v.Outcome == identity.Match || v.Outcome == identity.IdentityMatch
	if passes && !harmless {
		t.Fatalf("%v passes: %s", changes, a.Body)
	}
	return 1
}

// to makes the change in a body. It returns false if its place is gone.
func (c change) to(body *node) bool {
	if strings.HasPrefix(c.name, "added") {
		c.apply(body, 0)
		return true
	}
	parent, i := body.find(c.path)
	if parent != nil {
		c.apply(parent, i)
	}
	return parent != nil
}

// with returns the answer of a fixture with one change.
func (f Fixture) with(tree *node, c change) paidcall.Answer {
	body, a := tree.clone(), f.Answer
	c.to(body)
	a.Body = []byte(body.String())
	return a
}

func (s Service) changes(tree *node) []change {
	var out []change
	for _, path := range tree.paths("") {
		parent, i := tree.find(path)
		free, optional, extra := slices.Contains(s.Free, path), s.optional(path), slices.Contains(s.Extra, path)
		add := func(name string, harmless bool, apply func(*node, int)) {
			out = append(out, change{path, name, apply, harmless})
		}
		add("deleted", free || optional, func(p *node, i int) {
			p.keys, p.items = slices.Delete(p.keys, i, i+1), slices.Delete(p.items, i, i+1)
		})
		add("null", free || optional, set("null"))
		for _, lit := range s.neighbours(path, parent.items[i]) {
			harmless := free || optional && lit == `""` || slices.Contains(s.Sentences, path)
			add("= "+lit, harmless, set(lit))
		}
		add("of another type", extra, set(otherType(parent.items[i])))
		add("in another case", extra, func(p *node, i int) { p.keys[i] = swapCase(p.keys[i]) })
		add("duplicated", false, func(p *node, i int) { p.append(p.keys[i], p.items[i].clone()) })
		add("duplicated in another case", false, func(p *node, i int) { p.append(swapCase(p.keys[i]), p.items[i].clone()) })
		add("wrapped in a list", extra || slices.Contains(s.Lists, path), func(p *node, i int) { p.items[i] = &node{list: true, items: []*node{p.items[i]}} })
	}
	return out
}

// optional reports a field that can only count against a match.
func (s Service) optional(path string) bool {
	_, repeats := s.Echoes[path]
	return repeats || slices.Contains(s.Sentences, path) || slices.Contains(s.Optional, path)
}

func (n *node) append(key string, item *node) {
	n.keys, n.items = append(n.keys, key), append(n.items, item)
}

func set(literal string) func(*node, int) {
	return func(p *node, i int) { p.items[i] = &node{literal: literal} }
}

// neighbours returns values of the same type next to the current one.
func (s Service) neighbours(path string, n *node) []string {
	if given, ok := s.Neighbours[path]; ok {
		return given
	}
	switch {
	case n.literal == "true":
		return []string{"false"}
	case strings.HasPrefix(n.literal, `"`):
		var text string
		_ = json.Unmarshal([]byte(n.literal), &text)
		longer, _ := json.Marshal(text + "2")
		return []string{`""`, string(longer)}
	case n.literal != "":
		v, err := strconv.ParseFloat(n.literal, 64)
		if err != nil {
			panic(fmt.Sprintf("no neighbour of %s", n.literal))
		}
		return []string{strconv.FormatFloat(v+1, 'g', -1, 64), strconv.FormatFloat(v-1, 'g', -1, 64)}
	}
	return []string{"{}"}
}

func otherType(n *node) string {
	switch {
	case strings.HasPrefix(n.literal, `"`):
		return "true"
	case n.literal == "true":
		return "1"
	case n.literal != "":
		return "[" + n.literal + ",0]"
	}
	return `"text"`
}

func swapCase(key string) string {
	if upper := strings.ToUpper(key); upper != key {
		return upper
	}
	return strings.ToLower(key)
}
