package desk

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"facedesk/identity"
	"facedesk/ui/session"
)

// readGuest reads the JSON of a guest. reason is "" if it may be offered. What is
// wrong with name or number the desk says itself, as of what is typed.
func readGuest(text []byte) (g session.Offered, reason string) {
	var schema int
	var party struct{ Guest, Of int }
	c := &g.Claim
	err := readObject(text, map[string]any{
		"schema": &schema, "name": &c.Name, "number": &c.Number, "type": (*string)(&c.Type), "nation": &c.Nation, "ref": &g.Reference, "party": &party,
	})
	g.Party = session.Party{Number: party.Guest, Of: party.Of}
	switch {
	case err != nil, schema != handSchema, !g.Party.Fits():
		return g, HandFormat
	case !plain(c.Name, c.Number, c.Nation):
		return g, HandFormat
	case c.Name == "" && c.Number == "", c.Type != "" && !knownType(c.Type):
		return g, HandGuest
	case !isReference(g.Reference, c.Number):
		return g, HandReference
	}
	return g, ""
}

// errObject means that a text is not the object that is wanted.
var errObject = errors.New("not such an object")

// readObject reads one JSON object into fields. A field that is unknown, doubled, null
// or of another type is an error, and so is anything behind the object.
func readObject(text []byte, fields map[string]any) error {
	dec := json.NewDecoder(bytes.NewReader(text))
	if open, err := dec.Token(); err != nil || open != json.Delim('{') || !utf8.Valid(text) {
		return errObject
	}
	for dec.More() {
		name, err := dec.Token()
		key, _ := name.(string)
		into := fields[key]
		delete(fields, key) // a second one is unknown
		var value json.RawMessage
		if err != nil || into == nil || dec.Decode(&value) != nil || !readValue(value, into) {
			return errObject
		}
	}
	if _, err := dec.Token(); err != nil {
		return errObject
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errObject
	}
	return nil
}

func readValue(value json.RawMessage, into any) bool {
	if inner, is := into.(*struct{ Guest, Of int }); is {
		return readObject(value, map[string]any{"guest": &inner.Guest, "of": &inner.Of}) == nil
	}
	return string(value) != "null" && json.Unmarshal(value, into) == nil
}

// plain reports texts of one line that hold no machine-readable zone and nothing that
// cannot be seen. A half character of an escape counts as such.
func plain(texts ...string) bool {
	return !slices.ContainsFunc(texts, func(t string) bool {
		return identity.HoldsZone(t) || identity.Printable(t) != t || strings.ContainsFunc(t, func(r rune) bool {
			return unicode.IsControl(r) || r == utf8.RuneError
		})
	})
}

func knownType(t identity.DocumentType) bool {
	return slices.ContainsFunc(identity.Types(), func(known identity.TypeInfo) bool { return known.Code == t })
}

var (
	referenceShape = regexp.MustCompile(`^[A-Za-z0-9._-]{0,64}$`)
	uuidShape      = regexp.MustCompile(`^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`)
	numberShape    = regexp.MustCompile(`[0-9]{15}`)
	separators     = strings.NewReplacer(".", "", "_", "", "-", "")
)

// isReference reports a reference of a booking. Fifteen digits in a row may be a
// person's number, whatever stands between them, and so may be what the guest's number
// is part of.
func isReference(ref, number string) bool {
	whole := separators.Replace(ref)
	number = identity.NormaliseNumber(number)
	const tellsNobody = 6 // characters
	switch {
	case !referenceShape.MatchString(ref), len(number) >= tellsNobody && strings.Contains(strings.ToUpper(whole), number):
		return false
	case uuidShape.MatchString(ref):
		return true
	}
	return !numberShape.MatchString(whole)
}
