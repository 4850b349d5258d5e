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
	"sync"
	"time"

	"facedesk/config"
	"facedesk/config/atomicfile"
	"facedesk/config/plainfile"
)

// If the program dies, the runtime prints text that may contain what a clerk
// typed, such as the value of a panic. This text goes to crashFile. The next
// start writes the safe lines to a report and empties the file.
const (
	crashFile    = "crash.raw"
	reportPrefix = "crash-"
	reportSuffix = ".txt"
	keptReports  = 5
)

// WatchCrashes makes a report of the last crash if there is text from one. It
// then lets the runtime write the next crash to a file. session is the value of
// XDG_RUNTIME_DIR, which is in memory; if it is "", the file is in the folder
// of the logs. The caller must hold the claim on the window. report is the new
// report's file, or "". end stops the watch and removes the file.
func WatchCrashes(p config.Paths, session string, at time.Time) (end func(), report string) {
	dirs := instanceDirs(p, session)
	raw := filepath.Join(dirs[len(dirs)-1], crashFile)
	if plainfile.Check(raw) != nil { // a pipe would keep the window waiting
		return func() {}, ""
	}
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
	_ = f.Close() // the runtime keeps its own copy of the descriptor
	return func() {
		_ = debug.SetCrashOutput(nil, debug.CrashOptions{})
		_ = os.Remove(raw)
	}, report
}

// ReportCrash writes the safe lines of a crash to a report and returns its
// file. It returns "" if the file cannot be written. It keeps the newest
// keptReports reports.
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

// CrashReports returns the files of the reports, oldest first.
func CrashReports(p config.Paths) []string {
	all, _ := filepath.Glob(filepath.Join(p.Logs, reportPrefix+"*"+reportSuffix))
	slices.Sort(all)
	return all
}

// crashLines are the lines of a crash that contain no value of the program: goroutines
// and signals, functions, places, and errors of the runtime.
type crashLines struct{ place, runner, function, runtime, arguments *regexp.Regexp }

// linesOfCrashes compiles them when a crash is found, not at each start.
var linesOfCrashes = sync.OnceValue(func() crashLines {
	return crashLines{
		place:     regexp.MustCompile(`^\t\S+\.(go|s|c):\d+( \+0x[0-9a-f]+)?$`),
		runner:    regexp.MustCompile(`^(goroutine \d+ .*\[[a-zA-Z ,0-9()]+\]:|\[signal SIG[A-Z]+: .*\]|SIG[A-Z]+: [a-z ]+)$`),
		function:  regexp.MustCompile(`^(created by )?[\w./*()\[\]·-]+?(\([0-9a-fx, .{}?_]*\)| in goroutine \d+)?$`),
		runtime:   regexp.MustCompile(`^(panic: runtime error: (index out of range|slice bounds out of range|invalid memory address|integer divide by zero|makeslice|hash of unhashable).*|fatal error: [a-z :]+)$`),
		arguments: regexp.MustCompile(`\([0-9a-fx, .{}?_]*\)$`),
	}
})

// scrubbed keeps only those lines and removes the arguments of functions. The
// value of a panic may look like a function. It comes before the first
// goroutine, so functions count only after that.
func scrubbed(said []byte) []byte {
	var out bytes.Buffer
	running, lines := false, linesOfCrashes()
	for line := range strings.Lines(string(said)) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case lines.runner.MatchString(line), lines.runtime.MatchString(line), running && lines.place.MatchString(line):
			running = running || strings.HasPrefix(line, "goroutine ")
			fmt.Fprintln(&out, line)
		case strings.HasPrefix(line, "panic: "):
			fmt.Fprintln(&out, "panic: (its value is left out)")
		case running && strings.Contains(line, ".") && lines.function.MatchString(line):
			fmt.Fprintln(&out, lines.arguments.ReplaceAllString(line, "(...)"))
		}
	}
	return out.Bytes()
}
