package desktop

import (
	"context"
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"facedesk/identity"
	"facedesk/ui"
	"facedesk/ui/screens"
	"facedesk/ui/session"
	"facedesk/ui/theme"
)

// appID is the ID in FyneApp.toml.
const appID = "example.facedesk"

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
	locks   int    // how often the desk was locked
	closes  func() // tells that the window is to close, see show
	pulse   pulse
	ticking bool // the session is being given the time

	renderer string // what draws the window
	customer customer
	filled   filled
}

// Run opens the window. It returns when the window has closed or ctx ends, and
// paid calls have ended. The error is ui.ErrNoDisplay without a display,
// ui.ErrNoWindow if nothing can be drawn, and ui.ErrDisplayLost if the display
// dies. Desk.Failed gets an error at once.
func (s *Windows) Run(ctx context.Context, d ui.Desk) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	w := &window{desk: d}
	w.customer.wanted = d.CustomerDisplay
	w.connect(ctx)
	closing, closes := context.WithCancel(ctx)
	defer closes()
	w.closes = closes
	err := s.show(closing, func(drawn func()) error { return w.run(ctx, drawn) })
	w.shut.Store(true)
	if err != nil {
		d.Failed(err)
	}
	w.driver.Wait()
	return err
}

// connect makes the session. During a call it outlives the window.
func (w *window) connect(ctx context.Context) {
	w.send = func(m session.Msg) { w.guarded(ctx, m) }
	post := func(m session.Msg) { w.dispatch(func() { w.driver.Do(ctx, m) }) }
	ports := w.desk.Ports(post, func(img *image.RGBA) {
		w.screens.Frame(img)
		w.customer.frame(img)
	})
	ports.PickFile = w.pickFile
	ports.AskText, ports.AskNewPIN, ports.PickFolder = w.askText, w.askNewPIN, w.pickFolder
	ports.Quit = func() { w.dispatch(w.quit) }
	w.driver = session.NewDriver(ports, w.desk.Clock, post, w.show)
}

// run opens and closes the window on the main goroutine.
func (w *window) run(ctx context.Context, drawn func()) (err error) {
	if w.app, w.fyne, err = newWindow(w.desk.Title); err != nil {
		return err
	}
	w.build(ctx)
	w.app.Lifecycle().SetOnStarted(func() { w.start(ctx) })
	if err = run(w.app, w.fyne, drawn); err == nil {
		w.shut.Store(true)
		w.driver.Do(ctx, session.Closing{}) // at a signal Fyne ends without asking the session
	}
	return err
}

func (w *window) build(ctx context.Context) {
	glyphs := &theme.Glyphs{Read: func() { w.dispatch(func() { w.screens.FontsRead() }) }}
	w.screens = screens.New(screens.Options{
		Lacks: glyphs.Lacks,
		Send:  w.send, Focus: w.fyne.Canvas().Focus, SaveSecret: w.saveSecret, Test: w.test, Report: w.report, Bundle: w.bundle,
		Awake: func() time.Duration { return w.desk.Clock.Now().Awake },
		Latin: w.desk.Latin, EndComposition: w.desk.EndComposition, FullScreen: !w.desk.Kiosk,
	})
	w.fyne.Resize(windowSize()) // before there is content, which is laid out at each size
	w.fyne.SetContent(container.New(&fitting{settings: w.app.Settings(), later: w.dispatch, scale: 1}, w.screens.Content()))
	w.fillScreen()
	w.keys().attach(w.fyne.Canvas())
	w.fyne.SetCloseIntercept(func() { w.close(ctx) })
}

// keys passes the keys of a window on to the session.
func (w *window) keys() *keyboard {
	return &keyboard{
		key: w.screens.Key, typed: w.screens.Text, struck: func() { w.send(session.Struck{}) }, erase: w.screens.Erase,
	}
}

func (w *window) show(v session.View) {
	if w.shut.Load() {
		return // there is nothing to draw on
	}
	entered := v.Screen == session.Settings && w.view.Screen != session.Settings
	if entered || v.Setup.Saved && !w.view.Setup.Saved {
		w.refreshSettings()
	}
	changed := v.Screen != w.view.Screen
	if changed && v.Screen == session.SignIn {
		w.locks++
	}
	w.view = v
	if drawn := w.screens.Show(v); drawn || !w.ticking {
		w.pulse.stir()
	}
	w.showCustomer(v)
	if changed {
		w.desk.Shown(v.Screen)
	}
}

// start starts the session and everything that sends to it.
func (w *window) start(ctx context.Context) {
	if w.shut.Load() { // closed meanwhile
		return
	}
	w.renderer = rendererOf(w.fyne)
	if drawnInSoftware(w.renderer) {
		w.desk.Slow()
	}
	takeSpareKeys(w.fyne)
	w.driver.Start(ctx)
	w.dispatch(w.maximise)
	w.watchFull()
	go func() {
		t := time.NewTicker(tick)
		defer t.Stop()
		for {
			select {
			case at := <-t.C:
				due := w.pulse.due(at)
				w.dispatch(func() {
					w.keepFull()
					w.followMonitors(ctx)
					if due {
						w.tick(ctx)
					}
				})
			case done := <-w.desk.Raise:
				w.dispatch(func() { w.raise(done) })
			case done := <-w.desk.Sleep:
				w.dispatch(func() { w.sleep(ctx, done) })
			case <-ctx.Done():
				w.dispatch(func() { w.driver.Do(ctx, session.Closing{}) })
				w.dispatch(w.quit)
				return
			}
		}
	}()
}

// tick passes the time on.
func (w *window) tick(ctx context.Context) {
	w.ticking = true
	w.driver.Do(ctx, session.Tick{})
	w.ticking = false
	if w.screens.Tick() {
		w.pulse.stir()
	}
}

func (w *window) raise(done chan<- struct{}) {
	w.fyne.Show()
	w.fyne.RequestFocus()
	close(done)
}

func (w *window) sleep(ctx context.Context, done chan<- struct{}) {
	w.driver.Do(ctx, session.Sleeping{})
	close(done)
}

// close ends the program, unless settings would be lost unasked. A kiosk first asks
// for the PIN.
func (w *window) close(ctx context.Context) {
	if !w.screens.AskClose() {
		return
	}
	quit := func() {
		w.driver.Do(ctx, session.Closing{})
		w.quit()
	}
	if w.desk.Kiosk {
		w.behindPIN(identity.Text{ZH: "退出", EN: "Quit"}, true, quit)
		return
	}
	quit()
}

// quit ends the program. It runs on the user-interface thread.
func (w *window) quit() {
	if !w.shut.Swap(true) {
		w.closes()
		w.app.Quit()
	}
}

// refreshSettings reads the settings. It does not use the user-interface
// thread, because the keyring may be slow.
func (w *window) refreshSettings() {
	go func() {
		s := w.desk.Settings()
		w.dispatch(func() { w.screens.SetSettings(s) })
	}()
}

// test tests the connection to a service. It does not use the user-interface
// thread.
func (w *window) test() {
	go func() {
		w.desk.TestService()
		w.refreshSettings()
	}()
}

func (w *window) saveSecret(name, value string) {
	go func() {
		s := w.desk.SaveSecret(name, value)
		w.dispatch(func() { w.screens.SetSettings(s) })
	}()
}
