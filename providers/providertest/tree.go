package providertest

import (
	"bytes"
	"encoding/json"
	"strings"
)

// node is a JSON value that keeps order, duplicate keys and literals as
// written.
type node struct {
	literal string   // of a scalar
	keys    []string // of an object
	items   []*node  // of an object or array
	list    bool
}

// parseTree reads a valid JSON text.
func parseTree(body []byte) (*node, error) {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	return parseNode(d)
}

func parseNode(d *json.Decoder) (*node, error) {
	tok, err := d.Token()
	if err != nil {
		return nil, err
	}
	delim, ok := tok.(json.Delim)
	if !ok {
		lit, err := json.Marshal(tok)
		return &node{literal: string(lit)}, err
	}
	n := &node{list: delim == '['}
	for d.More() {
		if !n.list {
			key, err := d.Token()
			if err != nil {
				return nil, err
			}
			n.keys = append(n.keys, key.(string))
		}
		item, err := parseNode(d)
		if err != nil {
			return nil, err
		}
		n.items = append(n.items, item)
	}
	_, err = d.Token()
	return n, err
}

func (n *node) clone() *node {
	c := &node{literal: n.literal, keys: append([]string(nil), n.keys...), list: n.list}
	for _, item := range n.items {
		c.items = append(c.items, item.clone())
	}
	return c
}

func (n *node) String() string {
	if n.literal != "" {
		return n.literal
	}
	parts := make([]string, len(n.items))
	for i, item := range n.items {
		parts[i] = item.String()
		if !n.list {
			key, _ := json.Marshal(n.keys[i])
			parts[i] = string(key) + ":" + parts[i]
		}
	}
	if n.list {
		return "[" + strings.Join(parts, ",") + "]"
	}
	return "{" + strings.Join(parts, ",") + "}"
}

// paths returns the paths of all members of all objects, outer ones first.
func (n *node) paths(prefix string) []string {
	var out []string
	for i, item := range n.items {
		path := prefix
		if !n.list {
			path = strings.TrimPrefix(prefix+"."+n.keys[i], ".")
			out = append(out, path)
		}
		out = append(out, item.paths(path)...)
	}
	return out
}

// find returns the object with the last key of a path, and the key's index.
func (n *node) find(path string) (*node, int) {
	key, rest, deeper := strings.Cut(path, ".")
	if n.list && len(n.items) > 0 {
		return n.items[0].find(path)
	}
	for i, k := range n.keys {
		if k != key {
			continue
		}
		if !deeper {
			return n, i
		}
		return n.items[i].find(rest)
	}
	return nil, 0
}
