package desk

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"facedesk/config"
	"facedesk/config/atomicfile"
)

// What the runtime prints when the program dies may quote what was typed, as the
// value of a panic. It goes to a file that is read at the next start: what is safe
// of it becomes a report, and the file is removed.
const (
	crashFile    = "crash.raw"
	reportPrefix = "crash-"
	reportSuffix = ".txt"
	keptReports  = 5
)

// WatchCrashes makes a report of the last crash, if there was one that has none
// yet, and has the runtime write down the next. Session is the value of
// XDG_RUNTIME_DIR, which lies in memory; without it the file lies with the logs.
// The process holds the window. It returns how to end the watch, and the report's
// file, "" where there was no crash.
func WatchCrashes(p config.Paths, session string, at time.Time) (end func(), report string) {
	dirs := instanceDirs(p, session)
	raw := filepath.Join(dirs[len(dirs)-1], crashFile)
	if said, err := os.ReadFile(raw); err == nil && len(said) > 0 {
		report = ReportCrash(p, at, said)
	}
	if os.MkdirAll(filepath.Dir(raw), 0o700) != nil {
		return func() {}, report
	}
	f, err := os.OpenFile(raw, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return func() {}, report
	}
	_ = debug.SetCrashOutput(f, debug.CrashOptions{})
	_ = f.Close() // the runtime has its own
	return func() {
		_ = debug.SetCrashOutput(nil, debug.CrashOptions{})
		_ = os.Remove(raw)
	}, report
}

// ReportCrash writes what is safe of a crash's text, and returns the file, ""
// where it cannot be written. The newest few reports are kept.
func ReportCrash(p config.Paths, at time.Time, said []byte) string {
	if os.MkdirAll(p.Logs, 0o700) != nil {
		return ""
	}
	file := filepath.Join(p.Logs, reportPrefix+at.UTC().Format("20060102-150405")+reportSuffix)
	if atomicfile.Write(file, scrubbed(said), 0o600) != nil {
		return ""
	}
	all := CrashReports(p)
	for _, old := range all[:max(0, len(all)-keptReports)] {
		_ = os.Remove(old)
	}
	return file
}

// CrashReports are the reports' files, oldest first.
func CrashReports(p config.Paths) []string {
	all, _ := filepath.Glob(filepath.Join(p.Logs, reportPrefix+"*"+reportSuffix))
	slices.Sort(all)
	return all
}

// Lines of a crash that hold no value of the program's: who ran, in which function,
// where, and the runtime's own errors.
var (
	placeLine    = regexp.MustCompile(`^\t\S+\.(go|s|c):\d+( \+0x[0-9a-f]+)?$`)
	runnerLine   = regexp.MustCompile(`^(goroutine \d+ .*\[[a-zA-Z ,0-9()]+\]:|\[signal SIG[A-Z]+: .*\]|SIG[A-Z]+: [a-z ]+)$`)
	functionLine = regexp.MustCompile(`^(created by )?[\w./*()\[\]·-]+?(\([0-9a-fx, .{}?_]*\)| in goroutine \d+)?$`)
	runtimeLine  = regexp.MustCompile(`^(panic: runtime error: (index out of range|slice bounds out of range|invalid memory address|integer divide by zero|makeslice|hash of unhashable).*|fatal error: [a-z :]+)$`)
	arguments    = regexp.MustCompile(`\([0-9a-fx, .{}?_]*\)$`)
)

// scrubbed drops all lines but those, and the arguments of functions. The value of
// a panic may have lines that look like a function's; it stands above the first
// goroutine.
func scrubbed(said []byte) []byte {
	var out bytes.Buffer
	running := false
	for line := range strings.Lines(string(said)) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case runnerLine.MatchString(line), runtimeLine.MatchString(line), running && placeLine.MatchString(line):
			running = running || strings.HasPrefix(line, "goroutine ")
			fmt.Fprintln(&out, line)
		case strings.HasPrefix(line, "panic: "):
			fmt.Fprintln(&out, "panic: (its value is left out)")
		case running && strings.Contains(line, ".") && functionLine.MatchString(line):
			fmt.Fprintln(&out, arguments.ReplaceAllString(line, "(...)"))
		}
	}
	return out.Bytes()
}
