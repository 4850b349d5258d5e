package cli

import (
	"context"
	"os"
	"path/filepath"
	"sync"

	"facedesk/desk"
	"facedesk/identity"
	"facedesk/ui"
)

// reportName is the file, in the folder of the logs, to which the settings screen
// saves the report. The newest replaces the one before.
const reportName = "doctor.txt"

// drawn answers for the window that is open, which cannot open another one.
type drawn struct{ ui.Drawn }

func (d drawn) Locale() (name string, ok bool) { return d.Drawn.Locale, d.Typed }

func (d drawn) Renderer(context.Context) (string, error) { return d.Drawn.Renderer, nil }

// reporter returns what saves the report from the settings screen. Who asks again
// meanwhile gets the same report.
func (a *app) reporter(ctx context.Context, settings *desk.Settings) func(ui.Drawn) {
	var one sync.Mutex
	return func(d ui.Drawn) {
		if !one.TryLock() {
			return
		}
		defer one.Unlock()
		settings.Reported(a.saveReport(ctx, d))
	}
}

// saveReport looks at the machine, saves the report and says where it is.
func (a *app) saveReport(ctx context.Context, d ui.Drawn) identity.Text {
	in, err := a.installation()
	if err != nil {
		return desk.AsIdentity(err).Said().Text()
	}
	language := a.language()
	if loaded, err := a.load(); err == nil && a.lang == "" {
		language = loaded.Settings.Language()
	}
	seen := a.machine(drawn{d}).Look(ctx, nil)
	file := filepath.Join(in.Paths.Logs, reportName)
	_ = os.MkdirAll(in.Paths.Logs, 0o700) // writing says what is wrong
	if err := (output{file: file, force: true}).write(reportData(seen, language, false)); err != nil {
		return desk.AsIdentity(err).Said().Text()
	}
	return identity.Text{ZH: "已保存到 " + file + "。", EN: "Saved to " + file + "."}.Then(seen.Sum())
}

// told answers the doctor, who may ask before there is a camera.
func (c *counter) told() desk.CameraSeen {
	if camera := c.seen.Load(); camera != nil {
		return camera.Told()
	}
	return desk.CameraSeen{}
}
