package export

import (
	"strings"
	"testing"
)

func TestPlain(t *testing.T) {
	for text, want := range map[string]string{
		"李 前台": "李 前台", "a\x1b[2Jb": "a [2Jb", "a\u202eb\u200b": "ab", "a\tb\nc\u2028d": "a b c d", "\xff": "",
		strings.Repeat("长", 300): strings.Repeat("长", 200) + "…",
	} {
		if got := Plain(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}
