package config

import (
	"slices"
	"strings"
	"time"

	"facedesk/identity"
	"facedesk/providers"
)

// Settings holds the values of all layers together. It does not change after
// Load and may be shared. Values that it returns belong to the caller.
type Settings struct {
	schema *Schema
	values map[string]placed
	locks  []lock
	file   string // the system's, which may lock
}

// Setting is one line of "config show".
type Setting struct {
	Field  providers.Field // with its whole key
	Value  any             // nil if unset
	Origin Origin
	Locked bool
}

// All returns every setting, sorted by key.
func (s *Settings) All() []Setting {
	var all []Setting
	for _, f := range s.schema.fields {
		v, o := s.Get(f.Key)
		all = append(all, Setting{f, v, o, s.Locked(f.Key)})
	}
	slices.SortFunc(all, func(a, b Setting) int { return strings.Compare(a.Field.Key, b.Field.Key) })
	return all
}

// Get returns a value by its whole key, and where it came from. The value is
// nil if the key is unset or not in the schema.
func (s *Settings) Get(key string) (any, Origin) {
	p := s.values[key]
	if list, ok := p.value.([]string); ok {
		return slices.Clone(list), p.origin
	}
	return p.value, p.origin
}

// Locked reports whether the system's file locks a key.
func (s *Settings) Locked(key string) bool {
	_, ok := s.lockOf(key)
	return ok
}

// LocksMoney reports whether the system's file sets a limit of money and locks
// it.
func (s *Settings) LocksMoney() bool {
	return slices.ContainsFunc(s.schema.fields, func(f providers.Field) bool {
		v := s.values[f.Key]
		return v.origin.of(s.file) && s.Locked(f.Key) && layer{values: s.values}.limits(f.Key)
	})
}

func (s *Settings) lockOf(key string) (lock, bool) {
	i := slices.IndexFunc(s.locks, func(l lock) bool { return l.covers(key) })
	if i < 0 {
		return lock{}, false
	}
	return s.locks[i], true
}

func get[T any](s *Settings, key string) T {
	v, _ := s.Get(key)
	typed, _ := v.(T)
	return typed
}

// String returns a text, URL or choice, or "" if it is unset.
func (s *Settings) String(key string) string { return get[string](s, key) }

// Int returns a whole number, or 0 if it is unset.
func (s *Settings) Int(key string) int { return get[int](s, key) }

// Number returns a number, or 0 if it is unset.
func (s *Settings) Number(key string) float64 { return get[float64](s, key) }

// Bool returns a switch, or false if it is unset.
func (s *Settings) Bool(key string) bool { return get[bool](s, key) }

// Duration returns a duration, or 0 if it is unset.
func (s *Settings) Duration(key string) time.Duration { return get[time.Duration](s, key) }

// List returns a list, or nil if it is unset.
func (s *Settings) List(key string) []string { return get[[]string](s, key) }

// Language returns the language of the interface.
func (s *Settings) Language() identity.Language { return identity.Language(s.String(KeyLanguage)) }

// Provider returns the settings of one service under the keys of its
// descriptor, for providers.Deps. It leaves out unset ones. It returns nil for
// an unknown code.
func (s *Settings) Provider(code string) providers.Values {
	i := slices.IndexFunc(s.schema.descriptors, func(d providers.Descriptor) bool { return d.Code == code })
	if i < 0 {
		return nil
	}
	values := providers.Values{}
	for _, f := range s.schema.descriptors[i].Settings {
		if v, _ := s.Get(providerKey(code, f.Key)); v != nil {
			values[f.Key] = v
		}
	}
	return values
}

// Route returns the codes of the services for a document type. The first is the
// default. If no route is set, services that compare a face come first, then
// those that do not. Both must take the type under their settings. Services of
// Astray are left out.
func (s *Settings) Route(t identity.DocumentType) []string {
	return slices.DeleteFunc(s.List(documentKey(string(t))), func(code string) bool { return s.strays(code, t) })
}

// Astray returns the services that a route leaves out, although they are in its
// list, because a user has pointed them elsewhere. See strays.
func (s *Settings) Astray(t identity.DocumentType) []string {
	return slices.DeleteFunc(s.List(documentKey(string(t))), func(code string) bool { return !s.strays(code, t) })
}

// strays reports whether a service may not check a type of document because a
// user has set its endpoint, while the endpoint of another that takes the type
// is locked. Otherwise a user could get round that lock by another service.
func (s *Settings) strays(code string, t identity.DocumentType) bool {
	key := providerKey(code, providers.KeyEndpoint)
	if _, by := s.Get(key); by.BuiltIn() || by.File == s.file || s.Locked(key) {
		return false
	}
	return slices.ContainsFunc(s.schema.descriptors, func(d providers.Descriptor) bool {
		return s.Locked(providerKey(d.Code, providers.KeyEndpoint)) &&
			(slices.Contains(s.takes(d), string(t)) || slices.Contains(d.Defaults().List(providers.KeyDocumentTypes), string(t)))
	})
}

// route fills in the routes that are not set.
func (s *Settings) route() {
	for _, f := range s.schema.fields {
		if p := s.values[f.Key]; p.value == nil && p.origin.BuiltIn() && isDocumentKey(f.Key) {
			s.values[f.Key] = placed{value: s.defaultRoute(f.Key)}
		}
	}
}

func isDocumentKey(key string) bool { return strings.HasPrefix(key, "documents.") }

func (s *Settings) defaultRoute(key string) []string {
	withFace, without := []string{}, []string{}
	for _, d := range s.schema.descriptors {
		switch {
		case !slices.ContainsFunc(s.takes(d), func(t string) bool { return documentKey(t) == key }):
		case d.Face:
			withFace = append(withFace, d.Code)
		default:
			without = append(without, d.Code)
		}
	}
	return append(withFace, without...)
}

// takes returns the document types that a service takes under its settings.
func (s *Settings) takes(d providers.Descriptor) []string {
	if v, ok := s.values[providerKey(d.Code, providers.KeyDocumentTypes)]; ok {
		if list, ok := v.value.([]string); ok {
			return list
		}
	}
	var types []string
	for _, a := range d.Documents {
		types = append(types, string(a.Type))
	}
	return types
}
