package text

import (
	"encoding/json"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"facedesk/assets"
)

// table is what words and characters become.
type table struct {
	words   map[string]string
	longest int // in bytes
}

var traditionalTable = sync.OnceValue(func() table {
	var t table
	if json.Unmarshal(assets.Traditional(), &t.words) != nil {
		return table{}
	}
	for word := range t.words {
		t.longest = max(t.longest, len(word))
	}
	return t
})

// traditional turns a sentence of the program into traditional Chinese, by the longest
// word that the table has at each place. What stands in quotation marks is a name, a
// path is a path: both stay as they are.
func traditional(said string) string {
	var b strings.Builder
	t := traditionalTable()
	for said != "" {
		if n := verbatim(said); n > 0 {
			b.WriteString(strings.NewReplacer("“", "「", "”", "」").Replace(said[:n]))
			said = said[n:]
			continue
		}
		n, to := t.at(said)
		b.WriteString(to)
		said = said[n:]
	}
	return b.String()
}

// at returns what the text begins with, in bytes, and what that becomes.
func (t table) at(said string) (n int, to string) {
	for n = min(t.longest, len(said)); n > 0; n-- {
		if to, ok := t.words[said[:n]]; ok {
			return n, to
		}
	}
	_, n = utf8.DecodeRuneInString(said)
	return n, said[:n]
}

// verbatim returns how many bytes at the beginning are a quotation or a path.
func verbatim(said string) int {
	switch {
	case strings.HasPrefix(said, "“"):
		if end := strings.Index(said, "”"); end >= 0 {
			return end + len("”")
		}
	case len(said) > 1 && said[0] == '/' && said[1] < utf8.RuneSelf && unicode.IsLetter(rune(said[1])):
		if end := strings.IndexAny(said, " ，。；：、（）\n"); end >= 0 {
			return end
		}
		return len(said)
	}
	return 0
}
