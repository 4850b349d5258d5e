package config

import (
	"strings"
	"testing"
)

func TestExampleChangesNothing(t *testing.T) {
	src := place(t, schema().Example(), "")
	s := loaded(t, src)
	for _, setting := range s.All() {
		if setting.Origin.String() != "built-in" {
			t.Errorf("%s comes from %s", setting.Field.Key, setting.Origin)
		}
	}
}

// Each example can be used by removing its sign.
func TestExampleNamesEverySettingAsItIsWritten(t *testing.T) {
	example := schema().Example()
	for _, f := range schema().Fields() {
		name := f.Key[strings.LastIndexByte(f.Key, '.')+1:]
		line := "\n# " + name + " = " + exampleValue(f) + "\n"
		if !strings.Contains(example, line) {
			t.Errorf("%s has no line %q", f.Key, line)
		}
		if strings.HasSuffix(line, `""`+"\n") || f.Default == nil {
			continue // unset; an empty text is not a value of every field
		}
		loaded(t, place(t, "["+parent(f.Key)+"]\n"+strings.TrimPrefix(line[1:], "# "), ""))
	}
}

func TestExampleIsInBothLanguages(t *testing.T) {
	example := schema().Example()
	for _, want := range []string{"柜台名称：写入每条记录", "Desk: Written to every record", "[guard]", "[documents.111]", "1 … 3650"} {
		if !strings.Contains(example, want) {
			t.Errorf("%q is missing", want)
		}
	}
}
