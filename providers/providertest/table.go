package providertest

import (
	"fmt"
	"strings"

	"facedesk/providers"
)

// Updating reports whether the test was started with -update.
func Updating() bool { return *update }

// Table returns one service's rows as Markdown: each documented answer, its
// meaning, and its fixture.
func Table(d providers.Descriptor, fixtures []Fixture) string {
	var out strings.Builder
	fmt.Fprintf(&out, "\n## %s: %s\n\n| answer | means | charged | held by |\n|---|---|---|---|\n", d.Code, d.Name.EN)
	for _, f := range fixtures {
		means := f.Verdict["outcome"] + f.Verdict["kind"]
		fmt.Fprintf(&out, "| %s | `%s` | %s | [%s](%s/testdata/%s) |\n",
			strings.ReplaceAll(f.Row, "|", "\\|"), means, f.Verdict["charged"], strings.TrimSuffix(f.File, ".txtar"), d.Code, f.File)
	}
	return out.String()
}
