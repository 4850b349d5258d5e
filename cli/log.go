package cli

import (
	"log/slog"
	"path/filepath"

	"gopkg.in/natefinch/lumberjack.v2"

	"facedesk/config"
)

// logger writes one line a check, without personal data, to a file that is
// rotated at 5 MB. A log that cannot be written stops nobody.
func (a *app) logger(p config.Paths) *slog.Logger {
	return slog.New(slog.NewJSONHandler(&lumberjack.Logger{
		Filename: filepath.Join(p.Logs, "facedesk.log"), MaxSize: 5, MaxBackups: 3,
	}, nil))
}
