package reply

import (
	"regexp"
	"sync"
)

// pattern is a regular expression that is compiled when it is first used, or by Warm.
// Together they take 8 ms, which the start of the window does not have.
type pattern struct{ get func() *regexp.Regexp }

// patterns are all of the package, for Warm.
var patterns []*pattern

func compiled(text string) *pattern {
	p := &pattern{sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })}
	patterns = append(patterns, p)
	return p
}

// Warm does what the first answer would otherwise wait for.
func Warm() {
	for _, p := range patterns {
		p.get()
	}
}

func (p *pattern) MatchString(s string) bool { return p.get().MatchString(s) }

func (p *pattern) FindAllString(s string, n int) []string { return p.get().FindAllString(s, n) }

func (p *pattern) FindStringSubmatch(s string) []string { return p.get().FindStringSubmatch(s) }

func (p *pattern) ReplaceAllString(s, by string) string { return p.get().ReplaceAllString(s, by) }

func (p *pattern) ReplaceAllStringFunc(s string, by func(string) string) string {
	return p.get().ReplaceAllStringFunc(s, by)
}
