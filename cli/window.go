package cli

import (
	"context"
	"errors"
	"image"
	"runtime/debug"
	"sync"
	"time"

	"facedesk/config"
	"facedesk/identity"
	"facedesk/imaging"
	"facedesk/ui"
	"facedesk/ui/session"
)

// Window opens the window and returns when it is closed: desktop.Run. It must
// be called on the main goroutine.
type Window func(context.Context, ui.Desk) error

// windowOptions are the flags of the window.
type windowOptions struct {
	demo   bool
	kiosk  bool
	camera string
}

// counter is the outside of one window: what session.Ports is made of.
type counter struct {
	*app
	o     windowOptions
	post  func(session.Msg)
	frame func(*image.RGBA)
	maker *imaging.Maker
	eye   eye
	watch sync.Once // of the cameras
	first sync.Once // screen
	ime   *inputMethod

	mu      sync.Mutex
	desk    *desk             // of the settings last loaded, nil before
	offered []session.Service // by that desk
	demo    bool              // the demo was chosen, by flag or on the first screen
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

// window runs the window, or without a display the demo check.
func (a *app) window(ctx context.Context, o windowOptions) error {
	if a.open == nil || a.getenv("DISPLAY") == "" {
		return a.withoutDisplay(ctx, o)
	}
	first, err := a.claim()
	if errors.Is(err, errRaised) {
		return nil
	}
	if err != nil {
		return err
	}
	defer first.close()
	if o.demo {
		a.print(demoWelcome)
	}
	raise := make(chan chan<- struct{})
	go first.serve(func() {
		done := make(chan struct{})
		raise <- done
		<-done
	})
	m, err := maker()
	if err != nil {
		return err
	}
	c := &counter{app: a, o: o, maker: m, demo: o.demo, ime: newInputMethod(a.getenv("XMODIFIERS"), runCommand)}
	defer c.close()
	d, err := c.ui(raise)
	if err != nil {
		return err
	}
	if err = a.open(ctx, d); errors.Is(err, ui.ErrNoDisplay) {
		return a.withoutDisplay(ctx, o)
	}
	return err
}

// ui is what the window is given.
func (c *counter) ui(raise <-chan chan<- struct{}) (ui.Desk, error) {
	kiosk, err := c.kiosk()
	if err != nil {
		return ui.Desk{}, err
	}
	pin := &pinDoor{app: c.app}
	return ui.Desk{
		Title: "Facedesk", Kiosk: kiosk, Clock: clock{c.now}, Raise: raise,
		Ports: func(post func(session.Msg), frame func(*image.RGBA)) session.Ports {
			c.post, c.frame = post, frame
			return c.ports()
		},
		Shown:          c.shown,
		Portrait:       c.fromFile,
		Latin:          c.ime.latin,
		EndComposition: c.ime.end,
		Settings:       c.settingsScreen,
		SaveSecret:     c.saveSecret,
		HasPIN:         pin.set,
		CheckPIN:       pin.check,
	}, nil
}

func (c *counter) ports() session.Ports {
	first := identity.Chinese
	if c.asksLanguage() {
		first = c.language()
	}
	return session.Ports{Language: first, Setup: c, Network: c.network, Camera: c, Portraits: c, Checker: c, Journal: c, PickFile: noFiles, Play: c.play, Quit: func() {}}
}

type clock struct{ now func() time.Time }

// Now implements session.Clock.
func (c clock) Now() time.Time { return c.now() }

// kiosk reports whether the screen is to be filled, by flag or setting.
func (c *counter) kiosk() (bool, error) {
	in, err := c.load()
	if err == nil {
		return config.Kiosk(in.settings, c.o.kiosk)
	}
	return c.o.kiosk || in != nil && config.AsksKiosk(in.sources), nil // the window itself says what is wrong with the settings
}

// claim makes this the one window of the installation; errRaised means that
// another was there and has come to the front.
func (a *app) claim() (*instance, error) {
	in, err := a.installation()
	if err != nil {
		return nil, err
	}
	return a.claimWindow(in.paths)
}

func (c *counter) close() {
	c.Close()
	if c.ime != nil { // there is none without a display
		c.ime.close()
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
func (c *counter) current() *desk {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.desk
}

// use is current for what takes its time: the desk stays open until done, though
// the settings are loaded anew.
func (c *counter) use() (d *desk, done func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.desk.users.Add(1)
	return c.desk, c.desk.users.Done
}

// replace puts a desk in the place of the last one, which is closed when nobody
// uses it any more.
func (c *counter) replace(d *desk, offered []session.Service) {
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

// saveSecret implements the settings screen's way to the keyring.
func (c *counter) saveSecret(name, value string) error {
	in, err := c.installation()
	if err != nil {
		return err
	}
	secret, err := config.ParseSecret(value)
	if err != nil {
		return err
	}
	return in.secrets.Set(context.Background(), name, secret)
}
