package screens

import (
	"fmt"
	"slices"
	"strings"
)

// FontsRead draws again what may have characters that no font has.
func (s *Screens) FontsRead() {
	if s.claim.last = nil; s.drawn {
		s.drawn = false
		s.Show(s.view)
	}
}

// lacking returns the code points of a text that would be drawn as boxes, each once.
func (e *env) lacking(said string) (codes []string) {
	for _, r := range said {
		if code := fmt.Sprintf("%U", r); e.lacks != nil && e.lacks(r) && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return codes
}

// legible returns a name as it can be drawn: characters that no font has are shown by
// their code points.
func (e *env) legible(name string) string {
	var b strings.Builder
	for _, r := range name {
		if e.lacks != nil && e.lacks(r) {
			fmt.Fprintf(&b, "[%U]", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// undrawn says which characters of a name no font has, "" for none.
func (e *env) undrawn(name string) string {
	codes := e.lacking(name)
	if len(codes) == 0 {
		return ""
	}
	return e.t("desk.undrawn", "codes", strings.Join(codes, " "))
}
