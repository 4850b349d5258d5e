package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"facedesk/config"
)

// Several logs of one file, as those of the window and of its station, keep each
// other's lines.
func TestLogsOfOneFileKeepEachOthersLines(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "logs")
	first, one := Logger(config.Paths{Logs: dir})
	first.Info("program starts")
	second, two := Logger(config.Paths{Logs: dir})
	for range 20 {
		first.Info("a line of the first")
		second.Info("a line of the second, longer")
	}
	must(t, two.Close())
	must(t, two.Close())
	first.Info("program ends")
	must(t, one.Close())
	third, three := Logger(config.Paths{Logs: dir})
	third.Info("another start")
	must(t, three.Close())
	data, err := os.ReadFile(filepath.Join(dir, "facedesk.log"))
	must(t, err)
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	for _, line := range lines {
		if !strings.HasPrefix(line, `{"time":`) || !strings.HasSuffix(line, "}") {
			t.Errorf("a broken line: %s", line)
		}
	}
	if len(lines) != 43 {
		t.Errorf("%d lines", len(lines))
	}
}
