package desk

import (
	"context"
	"errors"
	"strings"

	"github.com/godbus/dbus/v5"
)

// ibusLatin is a plain keyboard. It uses the keyboard layout of X.
const ibusLatin = "xkb:us::eng"

// ibusCall sets the engine of IBus. If set is "", it returns the current
// engine.
type ibusCall func(ctx context.Context, set string) (engine string, err error)

// ibusOff sets IBus to a plain keyboard. It uses the first call that answers.
func ibusOff(calls ...ibusCall) switchOff {
	return func(ctx context.Context) func(context.Context) error {
		for _, call := range calls {
			engine, err := call(ctx, "")
			if err != nil {
				continue
			}
			if len(strings.Fields(engine)) != 1 || strings.HasPrefix(engine, "xkb:") {
				return nil
			}
			_, _ = call(ctx, ibusLatin)
			return func(ctx context.Context) error {
				_, err := call(ctx, engine)
				return err
			}
		}
		return nil
	}
}

// ibusTool calls IBus through its command-line tool.
func ibusTool(run Command) ibusCall {
	return func(ctx context.Context, set string) (string, error) {
		return run(ctx, "ibus", append([]string{"engine"}, strings.Fields(set)...)...)
	}
}

// ibusBus calls IBus over its own bus. This takes a tenth of the tool's time.
// Speed matters, because text typed during the switch goes to the wrong engine.
type ibusBus struct {
	run     Command // returns the address
	address string
}

// call implements ibusCall. It asks for the address again after an error,
// because IBus has a new one after each start.
func (b *ibusBus) call(ctx context.Context, set string) (engine string, err error) {
	if b.address == "" {
		if b.address, err = b.run(ctx, "ibus", "address"); err != nil {
			return "", err
		}
	}
	ctx, cancel := context.WithTimeout(ctx, imPatience)
	defer cancel()
	if engine, err = b.ask(ctx, set); err != nil {
		b.address = ""
	}
	return engine, err
}

func (b *ibusBus) ask(ctx context.Context, set string) (engine string, err error) {
	bus, err := dbus.Dial(b.address, dbus.WithContext(ctx))
	if err != nil {
		return "", err
	}
	defer bus.Close()
	if err := errors.Join(bus.Auth(nil), bus.Hello()); err != nil {
		return "", err
	}
	object := bus.Object("org.freedesktop.IBus", "/org/freedesktop/IBus")
	if set != "" {
		return set, object.CallWithContext(ctx, "org.freedesktop.IBus.SetGlobalEngine", dbus.FlagNoAutoStart, set).Err
	}
	return engineName(object.CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get", dbus.FlagNoAutoStart, "org.freedesktop.IBus", "GlobalEngine"))
}

// engineName reads the property GlobalEngine, an IBusEngineDesc: its type,
// attachments, name, and more.
func engineName(answer *dbus.Call) (string, error) {
	var value dbus.Variant
	if err := answer.Store(&value); err != nil {
		return "", err
	}
	for inner, ok := value.Value().(dbus.Variant); ok; inner, ok = value.Value().(dbus.Variant) {
		value = inner
	}
	if fields, ok := value.Value().([]any); ok && len(fields) > 2 {
		if name, ok := fields[2].(string); ok {
			return name, nil
		}
	}
	return "", errors.New("desk: IBus describes its engine in another way")
}
