package text

import (
	"strings"
	"testing"
)

// joined returns the lines, separated by |.
func joined(in string, width float32, of Measure) string {
	var out []string
	for _, line := range Wrap([]Run{{Text: in}}, width, of) {
		words := ""
		for _, run := range line {
			words += run.Text
		}
		out = append(out, strings.TrimRight(words, " "))
	}
	return strings.Join(out, "|")
}

// columns counts a Chinese character as two.
func columns(s string, _ bool) (w float32) {
	for _, r := range s {
		if w++; isWide(r) {
			w++
		}
	}
	return w
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in    string
		width float32
		want  string
	}{
		{"", 10, ""},
		{"one two three", 10, "one two|three"},
		{"请当面核对，证件", 8, "请当面核|对，证件"}, // no comma at the beginning of a line
		{"请当面（核对）证件", 8, "请当面|（核对）|证件"},
		{"abcdefghijklmn", 10, "abcdefghij|klmn"},
		{"a\nb", 10, "a|b"},
		{"电话 8001。", 10, "电话|8001。"},
	} {
		if got := joined(c.in, c.width, columns); got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
}

func TestWrapKeepsWhatIsStrong(t *testing.T) {
	lines := Wrap([]Run{{Text: "one "}, {Text: "two three", Strong: true}}, 8, columns)
	if len(lines) != 2 || len(lines[0]) != 2 || lines[0][0].Strong || !lines[0][1].Strong || !lines[1][0].Strong {
		t.Errorf("%+v", lines)
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("请当面核对（证件）与 person。", 7)
	f.Fuzz(func(t *testing.T, in string, width int) {
		if len(in) > 2000 || in != strings.ToValidUTF8(in, "") || strings.Contains(in, "|") {
			return
		}
		got := joined(in, float32(max(width%50, 1)), func(s string, _ bool) float32 { return float32(len([]rune(s))) })
		bare := func(s string) string { return strings.NewReplacer(" ", "", "\n", "", "|", "").Replace(s) }
		if bare(got) != bare(in) {
			t.Errorf("%q became %q", in, got)
		}
	})
}
