package desk

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

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

// A desk may run for months without a new start.
func TestLogsRotateWhileTheDeskRuns(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "facedesk.log")
	first := time.Now().AddDate(0, 0, -31)
	must(t, os.WriteFile(name, []byte(`{"time":"`+first.Format(time.RFC3339)+`","msg":"first"}`+"\n"), 0o600))
	must(t, os.Chtimes(name, first, first))
	l, file := Logger(config.Paths{Logs: dir})
	for range oftenEnough {
		l.Info("next")
	}
	must(t, file.Close())
	data, err := os.ReadFile(name)
	must(t, err)
	if strings.Contains(string(data), "first") || !strings.Contains(string(data), "next") {
		t.Errorf("a month's log was not put aside:\n%.300s", data)
	}
}

// A log that spans more than a month is set aside at the next opening, so that its
// lines are deleted with it after three.
func TestLogsRotateByAge(t *testing.T) {
	for days, want := range map[int]int{1: 1, 29: 1, 31: 2} {
		dir := t.TempDir()
		name := filepath.Join(dir, "facedesk.log")
		last := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
		first := last.AddDate(0, 0, -days).Format(time.RFC3339)
		must(t, os.WriteFile(name, []byte(`{"time":"`+first+`","msg":"first"}`+"\n"+`{"time":"`+last.Format(time.RFC3339)+`","msg":"last"}`+"\n"), 0o600))
		must(t, os.Chtimes(name, last, last))
		l, file := Logger(config.Paths{Logs: dir})
		l.Info("next")
		must(t, file.Close())
		all, err := filepath.Glob(filepath.Join(dir, "facedesk*.log"))
		must(t, err)
		data, err := os.ReadFile(name)
		must(t, err)
		if len(all) != want || strings.Contains(string(data), "first") != (want == 1) || !strings.Contains(string(data), "next") {
			t.Errorf("%d days: %v\n%s", days, all, data)
		}
		for _, name := range all {
			if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("%s: %v", name, info.Mode())
			}
		}
	}
}

// Lines that a loss of power has torn, and a clock that was ahead, do not keep a log for
// ever.
func TestTornLogsRotateByAge(t *testing.T) {
	last := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	at := func(days int) string {
		return `{"time":"` + last.AddDate(0, 0, days).Format(time.RFC3339) + `","msg":"first"}` + "\n"
	}
	for what, text := range map[string]string{"torn": "\x00\x00\n" + `{"time":"2026` + "\n" + at(-31), "a clock ahead": at(3000)} {
		dir := t.TempDir()
		name := filepath.Join(dir, "facedesk.log")
		must(t, os.WriteFile(name, []byte(text), 0o600))
		must(t, os.Chtimes(name, last, last))
		l, file := Logger(config.Paths{Logs: dir})
		l.Info("next")
		must(t, file.Close())
		if data, err := os.ReadFile(name); err != nil || strings.Contains(string(data), "first") || !strings.Contains(string(data), "next") {
			t.Errorf("%s: %v\n%q", what, err, data)
		}
	}
}

// A pipe in the place of a log, a crash or a lock keeps nobody waiting.
func TestPipesInTheFolderOfLogs(t *testing.T) {
	p := config.Paths{Logs: t.TempDir()}
	for _, name := range []string{"facedesk.log", crashFile, lockName} {
		must(t, syscall.Mkfifo(filepath.Join(p.Logs, name), 0o600))
	}
	log, file := Logger(p)
	log.Info("nobody reads this")
	must(t, file.Close())
	end, report := WatchCrashes(p, "", time.Now())
	end()
	if pid := holder(p.Logs); report != "" || pid != "" {
		t.Errorf("read from a pipe: %q %q", report, pid)
	}
}
