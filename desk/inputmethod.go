package desk

import (
	"context"
	"errors"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"
)

// imPatience limits one command to an input method.
const imPatience = 2 * time.Second

// imCommands is the largest number of commands for one wish: ask, switch off,
// restore.
const imCommands = 3

// Command runs a program and returns its output without the final line break.
type Command func(ctx context.Context, name string, args ...string) (string, error)

// InputMethod switches the desktop's input method off for a field that takes
// Latin letters and digits, and restores it afterwards. With pinyin on, the
// final X of a number would begin a syllable. Without an input method it does
// nothing.
type InputMethod struct {
	wish chan imWish // holds the newest wish only
	done chan struct{}
	off  switchOff

	isOff bool // the last wish
}

// imWish is what the input method has to do.
type imWish struct {
	off bool // the field takes Latin letters
	end bool // first end the composition
}

// switchOff switches the input method off if it is on. It returns a function
// that switches it on again, or nil if it was off. A command that ran into its
// time limit may still have worked.
type switchOff func(context.Context) (restore func(context.Context) error)

// NewInputMethod returns an InputMethod. modifiers is the value of XMODIFIERS,
// which names the input method of X programs.
func NewInputMethod(modifiers string, run Command) *InputMethod {
	m := &InputMethod{wish: make(chan imWish, 1), done: make(chan struct{})}
	switch _, name, _ := strings.Cut(modifiers, "@im="); name {
	case "fcitx", "fcitx5":
		m.off = fcitxOff(fcitx5, fcitx4(run))
	case "ibus":
		m.off = ibusOff((&ibusBus{run: run}).call, ibusTool(run))
	default:
		m.off = func(context.Context) func(context.Context) error { return nil }
	}
	go m.serve()
	return m
}

// Latin sets whether the input method is to be off. Latin and End never block.
// Only one goroutine may call them, and none after Close.
func (m *InputMethod) Latin(on bool) {
	m.isOff = on
	m.tell(false)
}

// End ends the composition. Input methods have no command for this, but they
// end it when they are switched off.
func (m *InputMethod) End() { m.tell(true) }

func (m *InputMethod) tell(end bool) {
	select {
	case old := <-m.wish: // not carried out yet
		end = end || old.end
	default:
	}
	m.wish <- imWish{m.isOff, end}
}

// Close restores the input method. It waits for that within the time limits of
// the commands.
func (m *InputMethod) Close() {
	m.Latin(false)
	close(m.wish)
	select {
	case <-m.done:
	case <-time.After(imCommands * imPatience):
	}
}

func (m *InputMethod) serve() {
	defer close(m.done)
	var restore func(context.Context) error // kept until it succeeds
	off, ctx := false, context.Background()
	for wish := range m.wish {
		if (wish.off || wish.end) && !off {
			if r := m.off(ctx); r != nil {
				restore = r
			}
		}
		if off = wish.off; !off && restore != nil && restore(ctx) == nil {
			restore = nil
		}
	}
}

// fcitxOn is the state that Fcitx reports when its input method is on.
const fcitxOn = 2

// fcitxCall asks Fcitx for its state or tells it to activate or deactivate.
type fcitxCall func(ctx context.Context, method string) (state int32, err error)

// fcitxOff switches Fcitx 5 off, or Fcitx 4 if Fcitx 5 does not run.
func fcitxOff(calls ...fcitxCall) switchOff {
	return func(ctx context.Context) func(context.Context) error {
		for _, call := range calls {
			state, err := call(ctx, "State")
			if err != nil {
				continue
			}
			if state != fcitxOn {
				return nil
			}
			_, _ = call(ctx, "Deactivate")
			return func(ctx context.Context) error {
				_, err := call(ctx, "Activate")
				return err
			}
		}
		return nil
	}
}

// fcitx5 calls Fcitx 5 over the session bus. The tool fcitx5-remote is not
// used, because it starts Fcitx where it does not run.
func fcitx5(ctx context.Context, method string) (state int32, err error) {
	ctx, cancel := context.WithTimeout(ctx, imPatience)
	defer cancel()
	bus, err := dbus.SessionBusPrivateNoAutoStartup(dbus.WithContext(ctx))
	if err != nil {
		return 0, err
	}
	defer bus.Close()
	if err := errors.Join(bus.Auth(nil), bus.Hello()); err != nil {
		return 0, err
	}
	call := bus.Object("org.fcitx.Fcitx5", "/controller").
		CallWithContext(ctx, "org.fcitx.Fcitx.Controller1."+method, dbus.FlagNoAutoStart)
	if call.Err == nil && len(call.Body) > 0 {
		err = call.Store(&state)
	}
	return state, errors.Join(call.Err, err)
}

// fcitx4 calls Fcitx 4 with its tool.
func fcitx4(run Command) fcitxCall {
	flags := map[string][]string{"Activate": {"-o"}, "Deactivate": {"-c"}}
	return func(ctx context.Context, method string) (int32, error) {
		out, err := run(ctx, "fcitx-remote", flags[method]...)
		if err != nil || method != "State" {
			return 0, err
		}
		state, err := strconv.ParseInt(out, 10, 32)
		return int32(state), err
	}
}

// RunCommand implements Command. It applies the time limit.
func RunCommand(ctx context.Context, name string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, imPatience)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.WaitDelay = imPatience // a child of the program may keep the pipe open
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
}
