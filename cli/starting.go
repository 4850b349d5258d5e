package cli

import (
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"

	"github.com/godbus/dbus/v5"

	"facedesk/desk"
	"facedesk/identity"
	"facedesk/ui"
)

const windowTitle = "Facedesk"

// windowFaults are the faults of a window that the display causes.
var windowFaults = []struct {
	is   error
	exit int
	text identity.Text
}{
	{ui.ErrNoDisplay, exitNoDisplay, identity.Text{
		ZH: "没有显示器可以打开窗口（DISPLAY），未发送、未计费。没有显示器也可以使用 facedesk --demo 和 facedesk --help 中的各个命令。",
		EN: "There is no display to open the window on (DISPLAY). Nothing was sent or charged. facedesk --demo works without one, and so does every command of facedesk --help."}},
	{ui.ErrNoWindow, exitNoWindow, identity.Text{
		ZH: "这个显示器上无法显示窗口，多半是没有 OpenGL，或显示服务没有响应。窗口没有打开，未发送、未计费。请让 IT 安装显卡驱动（或软件包 libgl1-mesa-dri），使用远程桌面时请打开其 OpenGL（GLX），然后重新启动。",
		EN: "No window can be drawn on this display, most likely because it has no OpenGL or does not answer. No window was opened; nothing was sent or charged. Ask IT to install the graphics driver (or the package libgl1-mesa-dri), and for a remote desktop to switch on its OpenGL (GLX); then start again."}},
	{ui.ErrDisplayLost, exitDisplayLost, identity.Text{
		ZH: "显示器的连接断开了，窗口已关闭。已经发出的核验会等到结果并写入记录（facedesk records list 可查看），其他内容没有发送，也没有计费。请检查显示器或桌面会话，然后重新启动。",
		EN: "The connection to the display broke, so the window is gone. A check that was sent already is awaited and recorded (see facedesk records list); nothing else was sent or charged. Check the display or the desktop session, then start again."}},
}

// refusedStart is an error that kept the window from opening.
type refusedStart struct{ error }

func (e refusedStart) Unwrap() error { return e.error }

// tellRefused says why the window did not open. It shows this in a small window
// if it can.
func (a *app) tellRefused(ctx context.Context, why refusedStart) error {
	text := desk.AsIdentity(why.error).Full()
	a.complain(text)
	_ = a.windows.Tell(ctx, windowTitle, text) // complain has already said it, so an error here does not matter
	return reported{why}
}

// windowFailed says why the window is gone. It skips the error that there is no
// display: the caller may still run the demo without one.
func (a *app) windowFailed(err error) {
	var fault *ui.Fault
	switch {
	case errors.As(err, &fault):
		fmt.Fprintf(a.err, "facedesk: %v.\n%s", fault, fault.Stack)
		a.reportCrash(fault)
	case !errors.Is(err, ui.ErrNoDisplay):
		a.complain(windowFault(err))
	}
}

// reportCrash writes a crash report that doctor can find.
func (a *app) reportCrash(fault *ui.Fault) {
	a.logError(fault.Error())
	if in, err := a.installation(); err == nil {
		desk.ReportCrash(in.Paths, a.now(), fault.Stack)
	}
}

// stayAwake asks the desktop to keep the screen on until ctx ends. Without a session
// bus the library would start one.
func (a *app) stayAwake(ctx context.Context) {
	if a.getenv("DBUS_SESSION_BUS_ADDRESS") != "" {
		desk.Awake{Connect: dbus.ConnectSessionBus}.Run(ctx)
	}
}

// watchCrashes makes a report of the last crash and watches for the next one.
// The caller must call end.
func (a *app) watchCrashes() (end func()) {
	in, err := a.installation()
	if err != nil {
		return func() {}
	}
	end, report := desk.WatchCrashes(in.Paths, a.getenv("XDG_RUNTIME_DIR"), a.now())
	if report != "" {
		a.logError("the window crashed before this start: see " + report)
	}
	return end
}

// windowFault returns the sentence for a fault of the display.
func windowFault(err error) identity.Text {
	for _, f := range windowFaults {
		if errors.Is(err, f.is) {
			return f.text
		}
	}
	return desk.AsIdentity(err).Full()
}

// windowExit returns the exit code for a fault of the display, or 0 for any
// other error.
func windowExit(err error) int {
	for _, f := range windowFaults {
		if errors.Is(err, f.is) {
			return f.exit
		}
	}
	return 0
}

// complain prints in both languages why there is no window, because the reader
// may not know the language of the settings. It also writes to the log.
func (a *app) complain(t identity.Text) {
	fmt.Fprintf(a.err, "facedesk: %s\n          %s\n", t.ZH, t.EN)
	a.logError(t.EN)
}

// logError writes one line to the log. It does nothing if there is no
// installation.
func (a *app) logError(message string) {
	if in, err := a.installation(); err == nil {
		l, file := desk.Logger(in.Paths)
		defer file.Close()
		l.Error(message)
	}
}

// beginLog begins the log of a window, before anything is set up, and ends it with
// stop. The output of package log goes there too: Fyne prints its errors that way.
func (a *app) beginLog() (stop func()) {
	in, err := a.installation()
	if err != nil {
		return func() {}
	}
	l, file := desk.Logger(in.Paths)
	a.log = l
	l.Info("program starts", "version", Version)
	flags := log.Flags()
	log.SetFlags(0)
	log.SetOutput(slog.NewLogLogger(l.Handler(), slog.LevelWarn).Writer())
	return func() {
		l.Info("program ends")
		log.SetOutput(a.err)
		log.SetFlags(flags)
		_ = file.Close()
	}
}
