package desk

import (
	"context"
	"fmt"

	"github.com/godbus/dbus/v5"
)

// Power restarts the machine or switches it off through logind, which asks nobody: a
// kiosk's account may, by a rule of its own, others where the system allows it.
type Power struct {
	Connect func(...dbus.ConnOption) (*dbus.Conn, error) // connects to the system bus
}

// Restart restarts the machine.
func (p Power) Restart(ctx context.Context) error { return p.call(ctx, "Reboot") }

// Off switches the machine off.
func (p Power) Off(ctx context.Context) error { return p.call(ctx, "PowerOff") }

func (p Power) call(ctx context.Context, method string) error {
	ctx, cancel := context.WithTimeout(ctx, saverPatience)
	defer cancel()
	bus, err := p.Connect(dbus.WithContext(ctx))
	if err != nil {
		return fmt.Errorf("asking logind: %w", err)
	}
	defer bus.Close()
	const interactive = false // nobody could answer a question for a password
	if err := bus.Object(loginName, loginPath).CallWithContext(ctx, loginInterface+"."+method, 0, interactive).Err; err != nil {
		return fmt.Errorf("asking logind: %w", err)
	}
	return nil
}
