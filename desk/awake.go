package desk

import (
	"context"
	"time"

	"github.com/godbus/dbus/v5"
)

// The desktop's screen saver, as most desktops offer it.
const (
	saverName      = "org.freedesktop.ScreenSaver"
	saverPath      = dbus.ObjectPath("/org/freedesktop/ScreenSaver")
	saverInterface = "org.freedesktop.ScreenSaver"

	busName      = "org.freedesktop.DBus"
	ownerChanged = "NameOwnerChanged"
)

// saverPatience limits one question to it.
const saverPatience = 5 * time.Second

// Awake asks the desktop to keep the screen on while the window is open. Without such
// a desktop it does nothing: a kiosk's session switches blanking off itself.
type Awake struct {
	Connect func(...dbus.ConnOption) (*dbus.Conn, error) // connects to the session bus
}

// Run asks until ctx ends. Its connection ends with ctx, and the wish with the
// connection.
func (a Awake) Run(ctx context.Context) {
	bus, err := a.Connect(dbus.WithContext(ctx))
	if err != nil {
		return
	}
	defer bus.Close()
	signals := make(chan *dbus.Signal, 4)
	bus.Signal(signals)
	if bus.AddMatchSignalContext(ctx, dbus.WithMatchInterface(busName), dbus.WithMatchMember(ownerChanged), dbus.WithMatchArg(0, saverName)) != nil {
		return
	}
	stayAwake(ctx, bus)
	for signal := range signals { // the channel closes with the connection
		if signal.Name == busName+"."+ownerChanged && len(signal.Body) == 3 && signal.Body[0] == saverName && signal.Body[2] != "" {
			stayAwake(ctx, bus) // a screen saver that starts knows of no wish
		}
	}
}

// stayAwake asks once. A desktop without such a service is left as it is.
func stayAwake(ctx context.Context, bus *dbus.Conn) {
	ctx, cancel := context.WithTimeout(ctx, saverPatience)
	defer cancel()
	_ = bus.Object(saverName, saverPath).CallWithContext(ctx, saverInterface+".Inhibit", 0, "Facedesk", "The counter is open").Err
}
