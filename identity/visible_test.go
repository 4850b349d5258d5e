package identity

import "testing"

func TestVisible(t *testing.T) {
	for text, want := range map[string]string{
		"李 前台": "李 前台", "a\x1b[2Jb": "a [2Jb", "a\u202eb\u200b\u2066": "ab", "a\tb\nc\u2028d\u2029e\u0085": "a b c d e ", "\xff": "",
		"\ufeff\u00ad👩\u200d💻\U000e0041": "👩💻", "葛\U000e0100城": "葛\U000e0100城", // a variant of a character is seen
	} {
		if got := Visible(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}
