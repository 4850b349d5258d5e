package desk

import (
	"bufio"
	"encoding/json"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"gopkg.in/natefinch/lumberjack.v2"

	"facedesk/config"
	"facedesk/config/plainfile"
)

// Logger returns a log that gets one line a check and no personal data. The file is
// rotated at 5 MB or when it spans a month. No line is kept for more than 90 days: a
// month in the file, a month aside, and at most one until it is looked at again. If it
// cannot be written, the program still runs. The caller closes the file.
func Logger(p config.Paths) (*slog.Logger, io.Closer) {
	name := filepath.Join(p.Logs, "facedesk.log")
	if plainfile.Check(name) != nil { // a pipe would keep the desk waiting
		return slog.New(slog.DiscardHandler), io.NopCloser(nil)
	}
	file := logs.open(name)
	return slog.New(slog.NewJSONHandler(file, nil)), file
}

// logs are the open logs of this process. The logs of one file share a writer:
// several would write over each other's lines.
var logs = &logFiles{byName: map[string]*logFile{}}

type logFiles struct {
	mu     sync.Mutex
	byName map[string]*logFile
}

type logFile struct {
	*lumberjack.Logger
	users int
	lines atomic.Int64
}

// oftenEnough is after how many lines the age of a log is looked at: a desk may run
// for months.
const oftenEnough = 200

// Write implements io.Writer.
func (f *logFile) Write(p []byte) (int, error) {
	if f.lines.Add(1)%oftenEnough == 0 {
		f.age()
	}
	return f.Logger.Write(p)
}

// age rotates a log that spans too long.
func (f *logFile) age() {
	if spans(f.Filename) > month {
		_ = f.Rotate()
	}
}

func (l *logFiles) open(name string) io.WriteCloser {
	l.mu.Lock()
	defer l.mu.Unlock()
	f := l.byName[name]
	if f == nil {
		f = &logFile{Logger: &lumberjack.Logger{Filename: name, MaxSize: 5, MaxBackups: 3, MaxAge: 30}}
		l.byName[name] = f
		begin(name)
		f.age()
	}
	f.users++
	return &logUser{all: l, file: f}
}

// month is how long a log may span. The writer itself rotates by size alone, and a
// desk that writes little would keep its first line for years.
const month = 30 * 24 * time.Hour

// spans returns the time between the first line of a log that tells its time and the
// last one. A clock that was ahead when the first was written makes it no shorter.
func spans(name string) time.Duration {
	f, err := os.Open(name)
	if err != nil {
		return 0
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0
	}
	for in := bufio.NewReader(f); ; {
		line, err := in.ReadBytes('\n')
		var first struct{ Time time.Time }
		if json.Unmarshal(line, &first) == nil && !first.Time.IsZero() { // a loss of power tears lines
			return info.ModTime().Sub(first.Time).Abs()
		}
		if err != nil {
			return 0
		}
	}
}

// begin makes the file, because the writer appends to a file that is there, but
// writes over one that it has made.
func begin(name string) {
	_ = os.MkdirAll(filepath.Dir(name), 0o700)
	if f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600); err == nil {
		_ = f.Close()
	}
}

// logUser is one opening of a log.
type logUser struct {
	all  *logFiles
	file *logFile
	once sync.Once
}

func (u *logUser) Write(p []byte) (int, error) { return u.file.Write(p) }

// Close closes the file if nobody else in this process has it open.
func (u *logUser) Close() (err error) {
	u.once.Do(func() {
		u.all.mu.Lock()
		defer u.all.mu.Unlock()
		if u.file.users--; u.file.users == 0 {
			delete(u.all.byName, u.file.Filename)
			err = u.file.Close()
		}
	})
	return err
}
