package config

import (
	"bytes"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// put returns the file with a key set to a TOML literal. It changes an existing
// key in place. It adds a new key next to others of its group, or in a new
// table at the end. All other bytes stay the same.
func (d *document) put(key, literal string) []byte {
	if i := d.find(key); i >= 0 {
		return d.splice(d.entries[i].value, literal)
	}
	group, leaf := parent(key), key[len(parent(key))+1:]
	if i := d.table(group); i >= 0 {
		return d.insertLine(d.tableEnd(i), leaf+" = "+literal)
	}
	if e, name, ok := d.kin(key); ok {
		return d.insertLine(e.whole.end, name+" = "+literal)
	}
	if e, name, ok := d.inlineHome(key); ok {
		return d.insertInline(e, name+" = "+literal)
	}
	return d.appendTable(group, leaf+" = "+literal)
}

func (d *document) find(key string) int {
	return slices.IndexFunc(d.entries, func(e entry) bool { return e.key == key })
}

func (d *document) table(group string) int {
	return slices.IndexFunc(d.tables, func(t table) bool { return t.key == group && !t.array })
}

// tableEnd returns the end of the last value of a table, or of its header.
func (d *document) tableEnd(i int) int {
	end := d.tables[i].keyStart
	for _, e := range d.entries {
		if e.table == i {
			end = max(end, e.whole.end)
		}
	}
	return end
}

// kin returns the last entry of the same group with a dotted key. It also
// returns the form in which the new key is written next to it.
func (d *document) kin(key string) (entry, string, bool) {
	for _, e := range slices.Backward(d.entries) {
		above := ""
		if e.table >= 0 {
			above = d.tables[e.table].key + "."
		}
		if !e.inline && parent(e.key) == parent(key) {
			return e, strings.TrimPrefix(key, above), true
		}
	}
	return entry{}, "", false
}

// inlineHome finds the nearest inline table that can hold the key.
func (d *document) inlineHome(key string) (entry, string, bool) {
	for group := parent(key); group != ""; group = parent(group) {
		if i := d.find(group); i >= 0 && d.entries[i].kind == unstable.InlineTable {
			return d.entries[i], strings.TrimPrefix(key, group+"."), true
		}
	}
	return entry{}, "", false
}

func (d *document) insertInline(home entry, line string) []byte {
	last := 0
	for _, e := range d.entries {
		if e.inline && e.whole.start > home.value.start && e.whole.end < home.value.end {
			last = max(last, e.whole.end)
		}
	}
	if last == 0 {
		return d.splice(home.value, "{ "+line+" }")
	}
	return d.splice(span{last, last}, ", "+line)
}

// insertLine adds a line after the line that contains the offset.
func (d *document) insertLine(offset int, line string) []byte {
	end := d.lineEnd(offset)
	if end == 0 || d.data[end-1] == '\n' {
		return d.splice(span{end, end}, line+d.newline())
	}
	return d.splice(span{end, end}, d.newline()+line+d.newline())
}

func (d *document) appendTable(group, line string) []byte {
	nl := d.newline()
	text := "[" + group + "]" + nl + line + nl
	switch {
	case len(bytes.TrimSpace(d.data)) == 0:
		text = "version = 1" + nl + nl + text
	case d.data[len(d.data)-1] == '\n':
		text = nl + text
	default:
		text = nl + nl + text
	}
	return d.splice(span{len(d.data), len(d.data)}, text)
}

// drop returns the file without a key.
func (d *document) drop(key string) []byte {
	data := d.data
	for _, e := range slices.Backward(d.entries) {
		if e.key == key {
			cut := d.extent(e)
			data = slices.Delete(slices.Clone(data), cut.start, cut.end)
		}
	}
	return data
}

// extent returns the bytes that belong to an entry. These are its whole line
// with the comment, or inside { } the entry and a comma.
func (d *document) extent(e entry) span {
	switch {
	case !e.inline:
		return span{bytes.LastIndexByte(d.data[:e.whole.start], '\n') + 1, d.lineEnd(e.whole.end)}
	case e.after > 0:
		return span{e.whole.start, e.after}
	case e.before > 0:
		return span{e.before, e.whole.end}
	}
	return e.whole
}

// lineEnd returns the offset of the next line.
func (d *document) lineEnd(offset int) int {
	if i := bytes.IndexByte(d.data[offset:], '\n'); i >= 0 {
		return offset + i + 1
	}
	return len(d.data)
}

func (d *document) newline() string {
	if bytes.Contains(d.data, []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}

func (d *document) splice(s span, text string) []byte {
	return slices.Concat(d.data[:s.start], []byte(text), d.data[s.end:])
}
