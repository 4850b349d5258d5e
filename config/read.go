package config

import (
	"fmt"
	"slices"
	"strings"

	"facedesk/identity"
	"facedesk/providers"

	"github.com/pelletier/go-toml/v2/unstable"
)

// Version is the version of the settings file that this program writes. It
// cannot read newer ones.
const Version = 1

// layer holds what one source sets.
type layer struct {
	values map[string]placed
	locks  []lock
}

type placed struct {
	value  any
	origin Origin
}

// maxComplaints is where reading stops. A file with so many errors is not a
// settings file.
const maxComplaints = 100

// reader checks one document against the schema.
type reader struct {
	*Schema
	doc        *document
	system     bool // the file may lock keys
	badTables  map[int]bool
	layer      layer
	complaints Complaints
}

// read checks a whole file and returns what it sets.
func (s *Schema) read(file string, data []byte, system bool) (layer, Complaints) {
	doc, complaints := parse(file, data)
	r := &reader{Schema: s, doc: doc, system: system, badTables: map[int]bool{}, layer: layer{values: map[string]placed{}}}
	if newer, ok := r.version(); !ok {
		return layer{}, Complaints{newer} // this program does not know what the keys mean in a later version
	}
	r.tables()
	for _, e := range doc.entries {
		if !r.badTables[e.table] && len(r.complaints) < maxComplaints {
			r.entry(e)
		}
	}
	r.complaints = append(r.complaints, complaints...)
	if len(r.complaints) == 0 {
		r.complaints = doc.strict()
	}
	return r.layer, r.complaints
}

// version checks the top-level integer. A file without one has version 1.
func (r *reader) version() (Complaint, bool) {
	for _, e := range r.doc.entries {
		if e.key != "version" {
			continue
		}
		n, ok := e.got.(int64)
		if ok && n > Version {
			return r.at(e.value.start, "version", identity.Say(
				fmt.Sprintf("文件版本为 %d，本程序只认识到版本 %d。", n, Version),
				fmt.Sprintf("The file is of version %d; this program knows versions up to %d.", n, Version)).
				Do("请升级 Facedesk。", "Update Facedesk.")), false
		}
		if !ok || n < 1 {
			r.complain(e.value.start, "version", identity.Say(fmt.Sprintf("版本应为整数 %d。", Version), fmt.Sprintf("The version must be the whole number %d.", Version)))
		}
	}
	return Complaint{}, true
}

func (r *reader) at(offset int, key string, said identity.Sentences) Complaint {
	return Complaint{Origin: r.doc.origin(offset), Key: key, Sentences: said}
}

func (r *reader) complain(offset int, key string, said identity.Sentences) {
	r.complaints = append(r.complaints, r.at(offset, key, said))
}

func (r *reader) tables() {
	seen := map[string]Origin{}
	for i, t := range r.doc.tables {
		if len(r.complaints) >= maxComplaints {
			return
		}
		before, twice := seen[t.key]
		seen[t.key] = r.doc.origin(t.keyStart)
		switch {
		case t.array || !r.isGroup(t.key):
			r.badTables[i] = true
			r.unknownTable(t)
		case twice:
			r.complain(t.keyStart, t.key, identity.Say("["+t.key+"] 已在 "+before.String()+" 出现过。", "["+t.key+"] is already at "+before.String()+"."))
		}
	}
}

func (r *reader) unknownTable(t table) {
	name, near := clip(t.key), r.nearestGroup(t.key)
	if near != "" {
		near = "[" + near + "]"
	}
	r.complain(t.keyStart, t.key, suggest(identity.Say("没有名为 ["+name+"] 的设置组。", "There is no group of settings ["+name+"]."), near))
}

func (r *reader) nearestGroup(key string) string {
	best, least := "", len(key)/3+1
	for _, f := range r.fields {
		for group := parent(f.Key); group != "" && len(key) <= maxShown; group = parent(group) {
			if d := distance(key, group); d < least {
				best, least = group, d
			}
		}
	}
	return best
}

// parent returns a dotted key without its last part.
func parent(key string) string {
	return key[:max(strings.LastIndexByte(key, '.'), 0)]
}

func (r *reader) entry(e entry) {
	switch e.key {
	case "version":
		return
	case "locked":
		r.lock(e)
		return
	}
	f, ok := r.Field(e.key)
	switch {
	case e.inline && !r.isGroup(parent(e.key)): // the whole table already has a complaint
		return
	case !ok && r.isGroup(e.key):
		if e.kind != unstable.InlineTable {
			r.complain(e.whole.start, e.key, identity.Say(e.key+" 是一组设置，不是一个值。", e.key+" is a group of settings, not a value."))
		}
		return
	case !ok:
		r.complain(e.whole.start, e.key, r.unknown(e.key))
		return
	}
	r.value(e, f)
}

func (r *reader) value(e entry, f providers.Field) {
	if before, twice := r.layer.values[f.Key]; twice {
		r.complain(e.whole.start, f.Key, identity.Say(f.Key+" 已在 "+before.origin.String()+" 设置过。", f.Key+" is set already at "+before.origin.String()+"."))
		return
	}
	v, complaint := coerce(f, e.got)
	if complaint == nil {
		complaint = check(f, v)
	}
	if complaint != nil {
		r.complain(e.value.start, f.Key, about(f.Key, *complaint))
	}
	r.layer.values[f.Key] = placed{v, r.doc.origin(e.whole.start)}
}

func (r *reader) lock(e entry) {
	if !r.system {
		r.complain(e.whole.start, "locked", identity.Say("只有 /etc 下的系统设置文件可以锁定设置。", "Only the system's file below /etc can lock settings."))
		return
	}
	list, complaint := coerce(providers.Field{Type: providers.TypeList}, e.got)
	if complaint != nil {
		r.complain(e.value.start, "locked", about("locked", *complaint))
		return
	}
	for _, pattern := range list.([]string) {
		l := lock{pattern: pattern, origin: r.doc.origin(e.whole.start)}
		r.layer.locks = append(r.layer.locks, l)
		wild := strings.HasSuffix(pattern, ".*") || pattern == "*" || !strings.Contains(pattern, "*")
		if len(r.complaints) >= maxComplaints {
			return
		}
		if !wild || !slices.ContainsFunc(r.fields, func(f providers.Field) bool { return l.covers(f.Key) }) {
			r.complain(e.value.start, "locked", identity.Say("locked 中的 "+clip(pattern)+" 不对应任何设置。", "No setting is meant by "+clip(pattern)+" in locked."))
		}
	}
}
