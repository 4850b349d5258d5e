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

// imPatience is the most that one command to an input method may take.
const imPatience = 2 * time.Second

// imCommands are at most needed: to ask, to switch off and to restore.
const imCommands = 3

// Command runs a program and returns what it prints, without the line's end.
type Command func(ctx context.Context, name string, args ...string) (string, error)

// InputMethod switches the desktop's input method off for a field that takes
// Latin letters and digits, and afterwards to what it was: with pinyin on, the
// final X of a number would become a syllable. Where none runs, nothing happens.
type InputMethod struct {
	wish chan imWish // the newest
	done chan struct{}
	off  switchOff

	isOff bool // wished last
}

// imWish is what the input method is to do.
type imWish struct {
	off bool // for a field of Latin letters
	end bool // what it is composing, first
}

// switchOff switches an input method off, if it is on, and returns how to switch
// it on again; nil where it was not on. What ran into its time limit may have
// been done all the same.
type switchOff func(context.Context) (restore func(context.Context) error)

// NewInputMethod takes the value of XMODIFIERS, which names the input method
// that X programs use.
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

// Latin says whether the input method is to be off. Neither it nor End ever
// blocks; only one goroutine may call them, and none after Close.
func (m *InputMethod) Latin(on bool) {
	m.isOff = on
	m.tell(false)
}

// End makes the input method end what it is composing. It has no command for
// that, but does so when it is switched off.
func (m *InputMethod) End() { m.tell(true) }

func (m *InputMethod) tell(end bool) {
	select {
	case old := <-m.wish: // not carried out yet
		end = end || old.end
	default:
	}
	m.wish <- imWish{m.isOff, end}
}

// Close restores what was, and waits for it no longer than that may take.
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
	var restore func(context.Context) error // kept until it has succeeded
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

// fcitxOn is the state of a Fcitx whose input method is on.
const fcitxOn = 2

// fcitxCall asks Fcitx for its state, or to activate or deactivate itself.
type fcitxCall func(ctx context.Context, method string) (state int32, err error)

// fcitxOff is for Fcitx 5, and for Fcitx 4 where that does not run.
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

// fcitx5 calls Fcitx 5 over the session's bus. Its tool fcitx5-remote would
// start it where it does not run.
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

// fcitx4 calls Fcitx 4 by its tool.
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

// RunCommand implements Command with a time limit.
func RunCommand(ctx context.Context, name string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, imPatience)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.WaitDelay = imPatience // for a child of it that keeps the pipe open
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
}
