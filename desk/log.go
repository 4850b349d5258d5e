package desk

import (
	"io"
	"log/slog"
	"path/filepath"

	"gopkg.in/natefinch/lumberjack.v2"

	"facedesk/config"
	"facedesk/config/plainfile"
)

// Logger returns a log that gets one line a check and no personal data. The
// file is rotated at 5 MB and deleted after 90 days. If it cannot be written, the program still runs. The
// caller closes the file.
func Logger(p config.Paths) (*slog.Logger, io.Closer) {
	file := &lumberjack.Logger{Filename: filepath.Join(p.Logs, "facedesk.log"), MaxSize: 5, MaxBackups: 3, MaxAge: 90}
	if plainfile.Check(file.Filename) != nil { // a pipe would keep the desk waiting
		return slog.New(slog.DiscardHandler), file
	}
	return slog.New(slog.NewJSONHandler(file, nil)), file
}
