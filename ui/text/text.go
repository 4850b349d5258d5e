package text

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"facedesk/assets"
	"facedesk/identity"
	"facedesk/ui/session"
)

// Catalogue holds the texts of one language. The other language replaces
// missing texts. It never changes and may be used by several goroutines.
type Catalogue struct {
	language identity.Language
	first    map[string]pattern
	second   map[string]pattern
	report   func(error)
}

// New returns the catalogue of a language. It is simplified Chinese for a language
// that is none of the clerk's.
func New(language identity.Language) *Catalogue { return Strict(language, func(error) {}) }

// Strict is like New and reports every text that is missing or malformed. Tests
// of screens use it.
func Strict(language identity.Language, report func(error)) *Catalogue {
	other := identity.Chinese
	switch language {
	case identity.English, identity.Traditional:
	default:
		language, other = identity.Chinese, identity.English
	}
	c := &Catalogue{language: language, report: report}
	c.first, c.second = c.load(language), c.load(other)
	return c
}

// load reads a language. It reports and leaves out texts that cannot be read.
func (c *Catalogue) load(language identity.Language) map[string]pattern {
	return c.read(language, assets.Translation(string(language)))
}

func (c *Catalogue) read(language identity.Language, data []byte) map[string]pattern {
	var texts map[string]string
	if err := json.Unmarshal(data, &texts); err != nil {
		c.report(fmt.Errorf("texts of %s: %w", language, err))
	}
	return c.parsed(language, texts)
}

// parsed parses the texts of a language. One that is malformed is reported and shown
// as it is.
func (c *Catalogue) parsed(language identity.Language, texts map[string]string) map[string]pattern {
	out := make(map[string]pattern, len(texts))
	for key, s := range texts {
		p, err := parse(s)
		if err != nil {
			c.report(fmt.Errorf("text %s of %s: %w", key, language, err))
			p = pattern{{text: s}}
		}
		out[key] = p
	}
	return out
}

// Language returns the language of the texts.
func (c *Catalogue) Language() identity.Language { return c.language }

// Say returns the sentence in the catalogue's language.
func (c *Catalogue) Say(t identity.Text) string {
	if c.language == identity.Traditional && t.ZH != t.EN { // else a name that is no language's
		return traditional(t.ZH)
	}
	return t.In(c.language)
}

// Keys lists every key, sorted.
func (c *Catalogue) Keys() []session.TextKey {
	var out []session.TextKey
	for _, key := range slices.Sorted(maps.Keys(c.first)) {
		out = append(out, session.TextKey(key))
	}
	return out
}

// T returns a text with its values filled in. values are name, value, name,
// value:
//
//	c.T("idle.warning", "seconds", 15)
//
// Lines are separated by \n.
func (c *Catalogue) T(key session.TextKey, values ...any) string {
	var b strings.Builder
	for _, r := range c.Runs(key, values...) {
		b.WriteString(r.Text)
	}
	return b.String()
}

// Runs is like T and marks the emphasised runs. Neighbouring runs differ in
// style.
func (c *Catalogue) Runs(key session.TextKey, values ...any) []Run {
	p, ok := c.first[string(key)]
	if !ok {
		c.report(fmt.Errorf("no text %s in %s", key, c.language))
		p, ok = c.second[string(key)]
	}
	if !ok {
		return []Run{{Text: string(key)}}
	}
	given, err := pairs(values)
	runs, missing := p.fill(given)
	if missing != nil {
		err = errors.Join(err, fmt.Errorf("no value for %s", strings.Join(missing, ", ")))
	}
	if err != nil {
		c.report(fmt.Errorf("text %s: %w", key, err))
	}
	return runs
}

// Lines is like Runs, line by line. Fyne breaks lines wrongly after a \n inside
// a segment of rich text, so each line needs a text of its own.
func (c *Catalogue) Lines(key session.TextKey, values ...any) [][]Run {
	return lines(c.Runs(key, values...))
}

// pairs reads name, value, name, value into a map.
func pairs(values []any) (map[string]string, error) {
	out := map[string]string{}
	for i := 0; i+1 < len(values); i += 2 {
		name, ok := values[i].(string)
		if !ok {
			return out, fmt.Errorf("value %d has no name", i/2)
		}
		out[name] = fmt.Sprint(values[i+1])
	}
	if len(values)%2 != 0 {
		return out, fmt.Errorf("a name without a value")
	}
	return out, nil
}
