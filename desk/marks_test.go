package desk

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"facedesk/config"
	"facedesk/imaging"
)

// The marks that are built in are those that were measured, and the document lists
// each under its name.
func TestMarksAreThoseMeasured(t *testing.T) {
	schema := config.NewSchema(nil)
	s, err := config.Load(config.Sources{Schema: schema})
	must(t, err)
	if got := Marks(s); got != imaging.DefaultMarks() {
		t.Errorf("%+v, want %+v", got, imaging.DefaultMarks())
	}
	text, err := os.ReadFile("../docs/faces.md")
	must(t, err)
	for _, f := range schema.Fields() {
		if !strings.HasPrefix(f.Key, "photo.") {
			continue
		}
		row := "| `" + f.Key + "` | " + strconv.FormatFloat(f.Default.(float64), 'f', -1, 64) + " |"
		if !strings.Contains(string(text), row) {
			t.Errorf("docs/faces.md has no row %q", row)
		}
	}
}
