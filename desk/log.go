package desk

import (
	"io"
	"log/slog"
	"path/filepath"

	"gopkg.in/natefinch/lumberjack.v2"

	"facedesk/config"
	"facedesk/config/plainfile"
)

// Logger writes one line a check, without personal data, to a file that is
// rotated at 5 MB. A log that cannot be written does not stop the program. Close its file.
func Logger(p config.Paths) (*slog.Logger, io.Closer) {
	file := &lumberjack.Logger{Filename: filepath.Join(p.Logs, "facedesk.log"), MaxSize: 5, MaxBackups: 3}
	if plainfile.Check(file.Filename) != nil { // a pipe would keep the desk waiting
		return slog.New(slog.DiscardHandler), file
	}
	return slog.New(slog.NewJSONHandler(file, nil)), file
}
