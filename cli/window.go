package cli

import (
	"cmp"
	"context"
	"errors"
	"image"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/godbus/dbus/v5"

	"facedesk/cli/doctor"
	"facedesk/config"
	"facedesk/desk"
	"facedesk/identity"
	"facedesk/imaging"
	"facedesk/ui"
	"facedesk/ui/session"
)

// Windows opens the program's windows. *desktop.Windows implements it.
type Windows interface {
	// Run opens the window of the desk and returns when it is closed. For the
	// errors see package ui.
	Run(ctx context.Context, d ui.Desk) error
	// Tell shows a message in its own window until a user closes it.
	Tell(ctx context.Context, title string, t identity.Text) error
	// What doctor asks for where no window is open.
	doctor.Window
}

// windowOptions are the flags of the window.
type windowOptions struct {
	demo    bool
	kiosk   bool
	camera  string
	metrics string // the file to write
	display string // the guest's monitor
}

// counter holds what one window needs from outside. session.Ports uses it.
type counter struct {
	*app
	o       windowOptions
	maker   func() *imaging.Maker
	current *desk.Current
	metrics *desk.Metrics
	camera  *desk.Camera // nil until ports has been called
	ime     *desk.InputMethod
	clock   desk.Clock // of the session
	clerks  *desk.Clerks
	guests  *desk.HandOff               // from the hotel's own software
	first   sync.Once                   // guards the work after the first screen
	seen    atomic.Pointer[desk.Camera] // camera, for those who ask from outside
}

// newCounter returns a counter without its camera and its input method. The face
// models are read when a camera first needs them, see settle.
func (a *app) newCounter(o windowOptions) *counter {
	c := &counter{app: a, o: o, maker: sync.OnceValue(desk.NewMaker), current: &desk.Current{Early: a.log}, metrics: desk.NewMetrics(o.metrics, Version), clock: desk.NewClock(a.now)}
	c.clerks = desk.NewClerks(c.outside(), desk.Journal{Current: c.current, Now: a.now}.Clerk)
	c.guests = desk.NewHandOff(desk.HandOffOptions{Setting: func() string { return c.current.HandOff(c.outside()) }, Clock: c.clock, Now: a.now})
	return c
}

// window runs the window. Without a display it runs the demo check instead. An
// error that keeps the window from opening is shown in a small window too.
func (a *app) window(ctx context.Context, o windowOptions) error {
	if a.windows == nil || a.getenv("DISPLAY") == "" {
		return a.withoutDisplay(ctx, o)
	}
	defer a.beginLog()()
	a.tells = true // a session's log on a full disk makes no crash of a window that was closed
	hurry()
	err := a.open(ctx, o)
	var refused refusedStart
	switch {
	case errors.Is(err, desk.ErrRaised):
		a.print(identity.Text{ZH: "Facedesk 的窗口已经打开，现已移到最前。", EN: "The window of Facedesk is open already and has come to the front."})
		return nil
	case errors.Is(err, ui.ErrNoDisplay):
		return a.withoutDisplay(ctx, o)
	case errors.As(err, &refused):
		return a.tellRefused(ctx, refused)
	case err != nil:
		return reported{err}
	}
	return nil
}

// open claims the window and runs it. An error before the window opens is a
// refusedStart, except desk.ErrRaised. When open returns, the claim is
// released.
func (a *app) open(ctx context.Context, o windowOptions) error {
	first, err := a.claim()
	if err != nil {
		return refusedStart{err}
	}
	defer first.Close()
	defer a.watchCrashes()()
	if o.demo {
		a.print(demoWelcome())
	}
	c := a.newCounter(o)
	c.ime = desk.NewInputMethod(a.getenv("XMODIFIERS"), desk.RunCommand)
	defer c.close()
	// Who waits for a guest's end is served until the window is gone: a window that is
	// told to end still says what became of him.
	served, unserved := context.WithCancel(context.WithoutCancel(ctx))
	defer unserved()
	ctx, end := context.WithCancel(ctx) // ends the goroutines beside the window
	defer end()
	raise, sleep := make(chan chan<- struct{}), make(chan chan<- struct{})
	first.Camera = c.told
	first.TakeGuests(c.guests)
	go first.Serve(served, func(ctx context.Context) { raiseBy(ctx, raise) })
	go desk.SleepWatch{Connect: dbus.ConnectSystemBus, Ask: sleep}.Run(ctx)
	go a.stayAwake(ctx)
	go c.current.UpkeepDaily(ctx)
	go c.metrics.Run(ctx, c.current)
	d, err := c.ui(ctx, raise, sleep)
	if err != nil {
		return refusedStart{err}
	}
	return a.windows.Run(ctx, d)
}

// raiseBy asks the window to come to the front and waits for it.
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

// ui returns what the window needs.
func (c *counter) ui(ctx context.Context, raise, sleep <-chan chan<- struct{}) (ui.Desk, error) {
	kiosk, err := c.kiosk()
	if err != nil {
		return ui.Desk{}, err
	}
	pin, settings := desk.NewPINDoor(c.outside()), desk.NewSettings(ctx, c.outside())
	return ui.Desk{
		Title: windowTitle, Kiosk: kiosk, CustomerDisplay: c.customerDisplay(), Clock: c.clock, Raise: raise, Sleep: sleep,
		Ports: func(post func(session.Msg), frame func(*image.RGBA)) session.Ports {
			return c.ports(ctx, post, frame)
		},
		Slow:           func() { c.camera.Slow() },
		Shown:          c.shown,
		Portrait:       desk.Files{Maker: c.judge}.Portrait,
		Latin:          c.ime.Latin,
		EndComposition: c.ime.End,
		Settings:       settings.Page,
		SaveSecret:     settings.SaveSecret,
		TestService:    settings.Test,
		SaveReport:     c.reporter(ctx, settings),
		ImportBundle:   settings.ImportBundle,
		HasPIN:         pin.Set,
		CheckPIN:       pin.Check,
		CheckClerk:     c.clerks.Check,
		CheckManager:   desk.NewManagerDoor(c.outside()).Check,
		HasManager:     func() bool { return desk.HasManager(c.outside()) },
		Pictures:       c.pictures,
		Failed:         c.windowFailed,
		NetworkFacts:   desk.NetworkFacts{Addresses: net.InterfaceAddrs, Routes: "/proc/net/route", Resolver: "/etc/resolv.conf"}.Said,
		Restart:        desk.Power{Connect: dbus.ConnectSystemBus}.Restart, Off: desk.Power{Connect: dbus.ConnectSystemBus}.Off,
	}, nil
}

// judge returns a maker for the present settings.
func (c *counter) judge() *imaging.Maker { return c.current.Maker(c.maker()) }

// ports connects the session to the outside. Its goroutines end with ctx.
func (c *counter) ports(ctx context.Context, post func(session.Msg), frame func(*image.RGBA)) session.Ports {
	post = c.metrics.Watching(post)
	c.guests.Attach(post)
	c.camera = desk.NewCamera(ctx, desk.CameraOptions{Maker: c.judge, Now: c.now, Post: post, Frame: frame})
	c.seen.Store(c.camera)
	reader := &windowReader{ctx: ctx, reader: desk.NewReader(ctx, c.now, post)}
	setup := desk.NewSetup(desk.SetupOptions{
		Outside: c.outside(), Language: c.asked(), Camera: c.o.camera, Demo: c.o.demo,
		Persons: testPersons, Current: c.current, Look: c.camera.Look, Report: post, Reader: reader.watch,
	})
	return session.Ports{
		Language: cmp.Or(c.asked(), identity.Chinese), Setup: setup,
		Network: desk.Network{Current: c.current}.Up, Camera: c.camera, Cameras: desk.NewCameraPage(c.outside(), setup.IsDemo), Portraits: c.camera, PickFile: desk.NoFiles,
		CheckClerk: c.clerks.SignIn, SetClerkPIN: c.clerks.SetPIN,
		Checker: desk.Checker{Current: c.current, Metrics: c.metrics}, Journal: desk.Journal{Current: c.current, Now: c.now},
		Ledger:  desk.Ledger{Current: c.current, Now: c.now, Post: post},
		LayCard: reader.lay, Offers: c.guests,
		Play: desk.NewSpeaker(ctx, c.current).Play, Speak: desk.NewVoice(ctx).Speak, Quit: func() {},
	}
}

// asked returns the language of the flag or the variable, or "" if neither is
// set.
func (c *counter) asked() identity.Language {
	switch asked := cmp.Or(c.lang, c.getenv(config.VariableLang)); asked {
	case "":
		return ""
	case string(identity.Traditional):
		return identity.Traditional
	}
	return c.language()
}

// claim makes this the only window of the installation. desk.ErrRaised means
// that another window is open and has come to the front.
func (a *app) claim() (*desk.Instance, error) {
	in, err := a.installation()
	if err != nil {
		return nil, err
	}
	return desk.ClaimWindow(in.Paths, a.getenv("XDG_RUNTIME_DIR"), a.now)
}

func (c *counter) close() {
	if c.camera != nil { // nil if no window was opened
		c.camera.Close()
	}
	if c.ime != nil { // nil in the demo without a display
		c.ime.Close()
	}
	c.current.Close()
}

// shown is called for each new screen.
func (c *counter) shown(s session.Screen) {
	c.first.Do(func() { time.AfterFunc(settleAfter, c.settle) })
	if s == session.Desk {
		time.AfterFunc(settleAfter, release)
	}
	c.current.Shown(s)
}
