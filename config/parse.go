package config

import (
	"bytes"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"facedesk/identity"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

const (
	maxFile  = 1 << 20 // bytes; a file of settings is much smaller
	maxItems = 2000    // keys and tables in a file
	maxKey   = 1000    // bytes of a dotted key; inline tables below a longer key are not read
)

// document is a TOML file with its settings and their positions.
type document struct {
	file    string
	data    []byte
	entries []entry
	tables  []table
}

// span is a range of bytes in the file.
type span struct{ start, end int }

// table is a [header]. The entries below it hold its index.
type table struct {
	key      string // whole dotted key
	keyStart int
	array    bool // [[header]]
}

// entry is one key = value. An entry of an inline table is listed on its own,
// besides the entry of the table.
type entry struct {
	key    string // whole dotted key
	table  int    // index in document.tables; -1 above the first table
	whole  span   // from the key to the end of the value
	value  span
	kind   unstable.Kind
	got    any  // string, int64, float64, bool or []any; nil for other types
	inline bool // inside { }
	after  int  // inside { }: start of the next entry, 0 for the last
	before int  // inside { }: end of the previous entry, 0 for the first
}

// parse reads a file up to its first syntax error.
func parse(file string, data []byte) (*document, Complaints) {
	d := &document{file: file, data: data}
	if len(data) > maxFile {
		return d, tooLarge(file)
	}
	var p unstable.Parser
	p.Reset(withoutMark(data))
	for p.NextExpression() {
		d.expression(&p, p.Expression())
		if len(d.entries)+len(d.tables) > maxItems {
			return &document{file: file, data: data}, tooLarge(file)
		}
	}
	if err := p.Error(); err != nil {
		return d, Complaints{d.syntaxError(&p, err)}
	}
	return d, nil
}

func tooLarge(file string) Complaints {
	return Complaints{{Origin: Origin{File: file}, syntax: true, Sentences: identity.Say("文件过大。", "The file is too large.")}}
}

// withoutMark returns a copy in which a byte order mark is replaced by blanks.
// Some editors write that mark. All offsets stay the same.
func withoutMark(data []byte) []byte {
	data = slices.Clip(bytes.Clone(data))
	if bytes.HasPrefix(data, []byte(byteOrderMark)) {
		copy(data, "   ")
	}
	return data
}

const byteOrderMark = "\xef\xbb\xbf"

func (d *document) syntaxError(p *unstable.Parser, err error) Complaint {
	at, message := len(d.data), ""
	if e, ok := errors.AsType[*unstable.ParserError](err); ok {
		at, message = int(p.Range(e.Highlight).Offset), e.Message
	}
	return d.syntaxAt(d.origin(at), message)
}

func (d *document) syntaxAt(o Origin, message string) Complaint {
	return Complaint{Origin: o, syntax: true, Sentences: identity.Say("不是有效的 TOML（"+message+"）。", "This is not valid TOML ("+message+").")}
}

// origin converts an offset to line and column.
func (d *document) origin(offset int) Origin {
	head := bytes.TrimPrefix(d.data[:offset], []byte(byteOrderMark))
	line := head[bytes.LastIndexByte(head, '\n')+1:]
	return Origin{File: d.file, Line: bytes.Count(head, []byte("\n")) + 1, Column: utf8.RuneCount(line) + 1}
}

func (d *document) expression(p *unstable.Parser, node *unstable.Node) {
	path, start, _ := keyOf(node)
	if node.Kind == unstable.KeyValue {
		d.keyValue(p, node, d.prefix(), entry{})
		return
	}
	d.tables = append(d.tables, table{key: path, keyStart: start, array: node.Kind == unstable.ArrayTable})
}

func (d *document) prefix() string {
	if len(d.tables) == 0 {
		return ""
	}
	return d.tables[len(d.tables)-1].key + "."
}

// keyValue adds one key = value. e holds what is known if the entry is in an
// inline table.
func (d *document) keyValue(p *unstable.Parser, node *unstable.Node, prefix string, e entry) {
	key, start, end := keyOf(node)
	e.key, e.table, e.kind = prefix+key, len(d.tables)-1, node.Value().Kind
	e.whole = span{start, int(node.Raw.Offset + node.Raw.Length)}
	e.value = span{d.valueStart(end), e.whole.end}
	if e.kind == unstable.InlineTable {
		d.inlineTable(p, node.Value(), e)
		return
	}
	e.got = decode(node.Value())
	d.entries = append(d.entries, e)
}

// inlineTable adds an entry for the table itself and then one for each key in
// it. The entry of the table is needed for edits and complaints.
func (d *document) inlineTable(p *unstable.Parser, node *unstable.Node, outer entry) {
	d.entries = append(d.entries, outer)
	if len(outer.key) > maxKey {
		return
	}
	var places []span
	for it := node.Children(); it.Next(); {
		raw := it.Node().Raw
		places = append(places, span{int(raw.Offset), int(raw.Offset + raw.Length)})
	}
	i := 0
	for it := node.Children(); it.Next(); i++ {
		e := entry{inline: true}
		if i > 0 {
			e.before = places[i-1].end
		}
		if i+1 < len(places) {
			e.after = places[i+1].start
		}
		d.keyValue(p, it.Node(), outer.key+".", e)
	}
}

// valueStart skips the equals sign and the blanks around it.
func (d *document) valueStart(keyEnd int) int {
	rest := d.data[keyEnd:]
	return keyEnd + len(rest) - len(bytes.TrimLeft(rest, " \t="))
}

// keyOf joins the parts of a dotted key. It quotes a part that is not a bare
// key, so that "desk.name" in quotes is not the setting desk.name.
func keyOf(node *unstable.Node) (key string, start, end int) {
	var parts []string
	for it := node.Key(); it.Next(); {
		part := it.Node()
		if len(parts) == 0 {
			start = int(part.Raw.Offset)
		}
		end = int(part.Raw.Offset + part.Raw.Length)
		parts = append(parts, bare(string(part.Data)))
	}
	return strings.Join(parts, "."), start, end
}

func bare(part string) string {
	const bareBytes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"
	if part != "" && strings.Trim(part, bareBytes) == "" {
		return part
	}
	return strconv.Quote(part)
}

// decode converts a value to a Go value. It returns nil for dates, tables and
// numbers that do not fit.
func decode(node *unstable.Node) any {
	switch node.Kind {
	case unstable.String:
		return string(node.Data)
	case unstable.Bool:
		return node.Data[0] == 't'
	case unstable.Integer, unstable.Float:
		return decodeNumber(node.Data)
	case unstable.Array:
		items := []any{}
		for it := node.Children(); it.Next(); {
			items = append(items, decode(it.Node()))
		}
		return items
	}
	return nil
}

func decodeNumber(raw []byte) any {
	var got struct{ V any }
	if err := toml.Unmarshal(append([]byte("V = "), raw...), &got); err != nil {
		return nil
	}
	if f, ok := got.V.(float64); ok && (math.IsNaN(f) || math.IsInf(f, 0)) {
		return nil
	}
	return got.V
}

// strict finds errors that the parser accepts but TOML forbids, such as a table
// that is defined twice. It runs last, if there is no other error.
func (d *document) strict() Complaints {
	var whole map[string]any
	err := toml.Unmarshal(withoutMark(d.data), &whole)
	if err == nil {
		return nil
	}
	o, message := Origin{File: d.file}, err.Error()
	if e, ok := errors.AsType[*toml.DecodeError](err); ok {
		o.Line, o.Column = e.Position()
	}
	return Complaints{d.syntaxAt(o, strings.TrimPrefix(message, "toml: "))}
}
