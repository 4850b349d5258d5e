package cli

import (
	"context"
	"errors"
	"image"
	"runtime/debug"
	"sync"
	"time"

	"github.com/godbus/dbus/v5"

	"facedesk/config"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/imaging"
	"facedesk/ui"
	"facedesk/ui/session"
)

// Windows opens the program's windows: *desktop.Windows.
type Windows interface {
	// Run opens the desk's window and returns when it is closed, see ui.Desk and
	// the errors of package ui.
	Run(ctx context.Context, d ui.Desk) error
	// Tell shows a message in a window of its own until it is closed.
	Tell(ctx context.Context, title string, t identity.Text) error
}

// windowOptions are the flags of the window.
type windowOptions struct {
	demo   bool
	kiosk  bool
	camera string
}

// counter is the outside of one window: what session.Ports is made of.
type counter struct {
	*app
	o       windowOptions
	post    func(session.Msg)
	frame   func(*image.RGBA)
	maker   *imaging.Maker
	eye     eye
	watch   sync.Once // of the cameras
	first   sync.Once // screen
	ime     *desk.InputMethod
	speaker *desk.Speaker

	mu      sync.Mutex
	desk    *station          // of the settings last loaded, nil before
	offered []session.Service // by that desk
	demo    bool              // the demo was chosen, by flag or on the first screen
	tested  string            // address whose connection was tested last
	reached bool              // and whether it could be reached
}

var demoWelcome = identity.Text{
	ZH: "演示模式：窗口使用本机沙箱，不联网、不计费。按 F5 选择演示人员，F1 查看按键。\n正式使用：facedesk services（所需密钥） → facedesk config secret import 文件 → facedesk config set … → facedesk doctor，然后直接运行 facedesk。",
	EN: "Demo: the window works on a sandbox inside this machine, without network and money. F5 picks a demo person, F1 shows the keys.\nFor real: facedesk services (the keys needed), facedesk config secret import FILE, facedesk config set …, facedesk doctor; then just run facedesk.",
}

// gcPercent keeps the heap small: a desk's machine has little memory, and next
// to nothing is allocated while the preview runs.
const gcPercent = 40

// settleAfter is how long after the first screen the window is sure to be drawn.
const settleAfter = time.Second

// window runs the window, or without a display the demo check. What keeps it
// from opening is said in a window too.
func (a *app) window(ctx context.Context, o windowOptions) error {
	if a.windows == nil || a.getenv("DISPLAY") == "" {
		return a.withoutDisplay(ctx, o)
	}
	defer a.logComplaints()()
	err := a.open(ctx, o)
	var refused refusedStart
	switch {
	case errors.Is(err, desk.ErrRaised):
		return nil
	case errors.Is(err, ui.ErrNoDisplay):
		return a.withoutDisplay(ctx, o)
	case errors.As(err, &refused):
		return a.tellRefused(ctx, refused)
	case err != nil:
		return shown{err}
	}
	return nil
}

// open claims the window and runs it. Whatever happens before the window opens is
// a refusedStart, but for desk.ErrRaised; the window is given up again by then.
func (a *app) open(ctx context.Context, o windowOptions) error {
	first, err := a.claim()
	if err != nil {
		return refusedStart{err}
	}
	defer first.Close()
	if o.demo {
		a.print(demoWelcome)
	}
	raise := make(chan chan<- struct{})
	go first.Serve(ctx, func(ctx context.Context) { raiseBy(ctx, raise) })
	m, err := maker()
	if err != nil {
		return refusedStart{err}
	}
	c := &counter{app: a, o: o, maker: m, demo: o.demo, ime: desk.NewInputMethod(a.getenv("XMODIFIERS"), desk.RunCommand), speaker: desk.NewSpeaker(ctx)}
	defer c.close()
	sleep := make(chan chan<- struct{})
	go desk.SleepWatch{Connect: dbus.ConnectSystemBus, Ask: sleep}.Run(ctx)
	d, err := c.ui(raise, sleep)
	if err != nil {
		return refusedStart{err}
	}
	return a.windows.Run(ctx, d)
}

// raiseBy has the window come to the front, and waits for it.
func raiseBy(ctx context.Context, ask chan<- chan<- struct{}) {
	done := make(chan struct{})
	select {
	case ask <- done:
	case <-ctx.Done():
		return
	}
	select {
	case <-done:
	case <-ctx.Done():
	}
}

// ui is what the window is given.
func (c *counter) ui(raise, sleep <-chan chan<- struct{}) (ui.Desk, error) {
	kiosk, err := c.kiosk()
	if err != nil {
		return ui.Desk{}, err
	}
	pin := desk.NewPINDoor(c.outside())
	return ui.Desk{
		Title: windowTitle, Kiosk: kiosk, Clock: desk.NewClock(c.now), Raise: raise, Sleep: sleep,
		Ports: func(post func(session.Msg), frame func(*image.RGBA)) session.Ports {
			c.post, c.frame = post, frame
			return c.ports()
		},
		Shown:          c.shown,
		Portrait:       c.fromFile,
		Latin:          c.ime.Latin,
		EndComposition: c.ime.End,
		Settings:       c.settingsScreen,
		SaveSecret:     c.saveSecret,
		TestService:    c.testService,
		HasPIN:         pin.Set,
		CheckPIN:       pin.Check,
		Pictures:       c.pictures,
		Failed:         c.windowFailed,
	}, nil
}

func (c *counter) ports() session.Ports {
	first := identity.Chinese
	if c.asksLanguage() {
		first = c.language()
	}
	return session.Ports{Language: first, Setup: c, Network: c.network, Camera: c, Portraits: c, Checker: c, Journal: c, PickFile: noFiles, Play: c.play, Quit: func() {}}
}

// kiosk reports whether the screen is to be filled, by flag or setting.
func (c *counter) kiosk() (bool, error) {
	in, err := c.load()
	if err == nil {
		return config.Kiosk(in.Settings, c.o.kiosk)
	}
	return c.o.kiosk || in != nil && config.KioskIfBroken(in.Sources), nil // the window itself says what is wrong with the settings
}

// claim makes this the one window of the installation; desk.ErrRaised means that
// another was there and has come to the front.
func (a *app) claim() (*desk.Instance, error) {
	in, err := a.installation()
	if err != nil {
		return nil, err
	}
	return desk.ClaimWindow(in.Paths, a.getenv("XDG_RUNTIME_DIR"), a.now)
}

func (c *counter) close() {
	c.Close()
	if c.ime != nil { // there is none without a display
		c.ime.Close()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.desk != nil {
		c.desk.close()
	}
}

// shown logs the course of the window, which names nobody, for whoever is asked
// what went on at the desk. It begins when the settings are known.
func (c *counter) shown(s session.Screen) {
	c.first.Do(func() { time.AfterFunc(settleAfter, settle) })
	if s == session.Desk {
		time.AfterFunc(settleAfter, debug.FreeOSMemory) // what the last guest took
	}
	if d := c.current(); d != nil && s != session.Starting {
		d.log.Info("screen", "name", string(s))
	}
}

// settle does what would only have held up the start.
func settle() {
	imaging.Warm()
	debug.SetGCPercent(gcPercent)
	debug.FreeOSMemory()
}

// current is the desk of the settings last loaded.
func (c *counter) current() *station {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.desk
}

// use is current for what takes its time: the desk stays open until done, though
// the settings are loaded anew.
func (c *counter) use() (d *station, done func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.desk.users.Add(1)
	return c.desk, c.desk.users.Done
}

// replace puts a desk in the place of the last one, which is closed when nobody
// uses it any more.
func (c *counter) replace(d *station, offered []session.Service) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if old := c.desk; old != nil {
		go func() {
			old.users.Wait()
			old.close()
		}()
	}
	c.desk, c.offered = d, offered
}
