package desktop

import (
	"context"
	"errors"
	"image"
	"os"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"

	"facedesk/identity"
	"facedesk/ui"
	"facedesk/ui/screens"
	"facedesk/ui/session"
	"facedesk/ui/theme"
)

// appID is that of FyneApp.toml.
const appID = "example.facedesk"

// tick is how often the session hears of time passing.
const tick = 100 * time.Millisecond

// window is one run of the program's window.
type window struct {
	door
	desk    ui.Desk
	app     fyne.App
	fyne    fyne.Window
	screens *screens.Screens
	driver  *session.Driver
	send    func(session.Msg)
	view    session.View
	picker  *dialog.FileDialog // open over the window, else nil
}

// Run opens the window and returns when it has been closed or ctx ends, and a
// paid call that was under way then is over. It must be called on the main
// goroutine. Where no window can be opened the error is ui.ErrNoDisplay.
func Run(ctx context.Context, d ui.Desk) error {
	fixLocale()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	w := &window{desk: d, app: app.NewWithID(appID)}
	w.app.SetIcon(theme.AppIcon())
	w.app.Settings().SetTheme(theme.New(1))
	w.fyne = w.app.NewWindow(d.Title)
	if err := flatFramebuffer(); err != nil {
		return err
	}
	w.build(ctx)
	w.app.Lifecycle().SetOnStarted(func() { w.start(ctx) })
	w.fyne.ShowAndRun()
	w.shut.Store(true)
	w.driver.Wait()
	return nil
}

// fixLocale gives the keyboard a locale: in C or without one, typed characters
// beyond ASCII vanish on X11.
func fixLocale() {
	if v := os.Getenv("LC_ALL"); v == "C" || v == "POSIX" {
		_ = os.Unsetenv("LC_ALL")
	}
	for _, name := range []string{"LC_ALL", "LC_CTYPE", "LANG"} {
		if v := os.Getenv(name); v != "" && v != "C" && v != "POSIX" {
			return
		}
	}
	_ = os.Setenv("LC_CTYPE", "C.UTF-8")
}

func (w *window) build(ctx context.Context) {
	w.send = func(m session.Msg) { w.guarded(ctx, m) }
	w.screens = screens.New(screens.Options{Send: w.send, Focus: w.fyne.Canvas().Focus, SaveSecret: w.saveSecret, Latin: w.desk.Latin,
		EndComposition: w.desk.EndComposition})
	post := func(m session.Msg) { w.dispatch(func() { w.driver.Do(ctx, m) }) }
	ports := w.desk.Ports(post, func(img *image.RGBA) { w.screens.Frame(img) })
	ports.PickFile = w.pickFile
	ports.Quit = func() { w.dispatch(w.quit) }
	w.driver = session.NewDriver(ports, w.desk.Clock, post, w.show)
	w.fyne.SetPadded(false)
	w.fyne.SetContent(container.New(&fitting{settings: w.app.Settings(), later: w.dispatch, scale: 1}, w.screens.Content()))
	w.fyne.Resize(windowSize())
	w.fyne.SetFullScreen(w.desk.Kiosk)
	(&keyboard{key: w.key, typed: w.typed, struck: func() { w.send(session.Struck{}) }}).attach(w.fyne.Canvas())
	w.fyne.SetCloseIntercept(func() { w.close(ctx) })
}

func (w *window) show(v session.View) {
	if v.Screen == session.Settings && w.view.Screen != session.Settings {
		w.refreshSettings()
	}
	if v.Screen != session.Capture {
		w.closePicker()
	}
	changed := v.Screen != w.view.Screen
	w.view = v
	w.screens.Show(v)
	if changed {
		w.desk.Shown(v.Screen)
	}
}

// start begins the flow and everything that feeds it.
func (w *window) start(ctx context.Context) {
	w.driver.Start(ctx)
	go func() {
		t := time.NewTicker(tick)
		defer t.Stop()
		for {
			select {
			case <-t.C:
				w.dispatch(func() { w.driver.Do(ctx, session.Tick{}) })
			case done := <-w.desk.Raise:
				w.dispatch(func() { w.raise(done) })
			case <-ctx.Done():
				w.dispatch(func() { w.driver.Do(ctx, session.Closing{}) })
				w.dispatch(w.quit)
				return
			}
		}
	}()
}

func (w *window) raise(done chan<- struct{}) {
	w.fyne.Show()
	w.fyne.RequestFocus()
	close(done)
}

// guarded takes in what the clerk does; what belongs to the administrator asks
// for the PIN first, where one is set.
func (w *window) guarded(ctx context.Context, m session.Msg) {
	if !w.administrates(m) {
		w.driver.Do(ctx, m)
		return
	}
	go func() { // the settings are read for it
		barred := w.desk.HasPIN()
		w.dispatch(func() {
			if barred {
				w.askPIN(identity.Text{ZH: "管理员", EN: "Administrator"}, func() { w.driver.Do(ctx, m) })
				return
			}
			w.driver.Do(ctx, m)
		})
	}()
}

// administrates reports whether a message would do what is the administrator's:
// open the settings, or take a real guest's photo from a file.
func (w *window) administrates(m session.Msg) bool {
	return slices.ContainsFunc(w.view.Keys, func(b session.Binding) bool {
		theirs := b.Action == session.ActSettings || b.Action == session.ActSetUp || b.Action == session.ActFile && !w.view.Demo
		return theirs && b.Enabled && means(m, b)
	})
}

// means reports whether a message is the key or the button of a binding.
func means(m session.Msg, b session.Binding) bool {
	switch m := m.(type) {
	case session.Pressed:
		return m.Action == b.Action
	case session.KeyPressed:
		return !m.Repeat && slices.Contains(b.Keys, m.Key)
	}
	return false
}

// close ends the program; a kiosk asks for the PIN.
func (w *window) close(ctx context.Context) {
	quit := func() {
		w.driver.Do(ctx, session.Closing{})
		w.quit()
	}
	if w.desk.Kiosk {
		w.askPIN(identity.Text{ZH: "退出", EN: "Leave"}, quit)
		return
	}
	quit()
}

// quit ends the program, on the user interface's thread.
func (w *window) quit() {
	if !w.shut.Swap(true) {
		w.app.Quit()
	}
}

// askPIN asks until the PIN is right or the clerk gives up.
func (w *window) askPIN(title identity.Text, then func()) {
	w.screens.AskPIN(title, func(pin string, ok bool) {
		if !ok {
			return
		}
		go func() { // hashing takes its time
			right, wait := w.desk.CheckPIN(pin)
			w.dispatch(func() {
				if right {
					then()
					return
				}
				w.askPIN(wrongPIN(wait), then)
			})
		}()
	})
}

func wrongPIN(wait time.Duration) identity.Text {
	if wait <= 0 {
		return identity.Text{ZH: "密码不正确，请重新输入", EN: "Wrong PIN; try again"}
	}
	s := strconv.Itoa(int(wait.Round(time.Second) / time.Second))
	return identity.Text{ZH: "输错次数过多，请等待 " + s + " 秒", EN: "Too many wrong tries; wait " + s + " s"}
}

// refreshSettings reads the settings off the user interface's thread: the
// keyring may be slow.
func (w *window) refreshSettings() {
	go func() {
		s := w.desk.Settings()
		w.dispatch(func() { w.screens.SetSettings(s) })
	}()
}

func (w *window) saveSecret(name, value string) {
	go func() {
		err := w.desk.SaveSecret(name, value)
		s := w.desk.Settings()
		if e, ok := errors.AsType[*identity.Error](err); ok {
			s.Fault = identity.Text{ZH: "没有存入。" + e.Text.ZH, EN: "Not stored. " + e.Text.EN}
		} else if i := slices.IndexFunc(s.Secrets, func(f screens.SecretField) bool { return f.Name == name }); i >= 0 {
			s.Stored = s.Secrets[i].Label
		}
		w.dispatch(func() { w.screens.SetSettings(s) })
	}()
}
