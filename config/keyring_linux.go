package config

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/godbus/dbus/v5"
)

// These names come from the Secret Service API, draft 0.2, and the D-Bus
// Specification.
const (
	secretService    = "org.freedesktop.secrets"
	secretPath       = dbus.ObjectPath("/org/freedesktop/secrets")
	secretInterface  = "org.freedesktop.Secret.Service"
	promptInterface  = "org.freedesktop.Secret.Prompt"
	loginKeyring     = dbus.ObjectPath("/org/freedesktop/secrets/collection/login")
	noObject         = dbus.ObjectPath("/")
	busInterface     = "org.freedesktop.DBus"
	propertiesGet    = "org.freedesktop.DBus.Properties.Get"
	busAddressEnv    = "DBUS_SESSION_BUS_ADDRESS"
	nameAcquired     = "org.freedesktop.DBus.NameAcquired"
	exclusionPrefix  = "org.facedesk.Create.s"
	exclusionSignals = 8
)

// secretBus is the Secret Service on one session bus.
type secretBus struct {
	goKeyring
	address string // "" if there is no bus
}

func systemBackend(env []string) backend {
	b := secretBus{address: busAddress(env)}
	if b.address != "" {
		_ = os.Setenv(busAddressEnv, b.address) // it fails only for an address with a NUL byte, and no bus has such an address
	}
	return b
}

// busAddress finds the address of the session bus. It ignores "autolaunch:",
// because that would start a bus.
func busAddress(env []string) string {
	if address := lookup(env, busAddressEnv); address != "" && address != "autolaunch:" {
		return address
	}
	socket := filepath.Join(lookup(env, "XDG_RUNTIME_DIR"), "bus")
	if info, err := os.Stat(socket); !filepath.IsAbs(socket) || err != nil || info.Mode()&os.ModeSocket == 0 {
		return ""
	}
	return "unix:path=" + dbus.EscapeBusAddressValue(socket)
}

// probeShare is how much of the time of a call the keyring has to answer the probe.
// In the rest the bus tells who does not answer.
const probeShare = 0.7

func (b secretBus) probe(ctx context.Context) (State, error) {
	limited, cancel := shareOf(ctx, probeShare)
	defer cancel()
	state, err := b.look(limited)
	if late := limited.Err(); late != nil { // a connection that it has closed says something else
		err = errors.Join(err, late)
	}
	if state == Ready || errors.Is(err, errNoBus) || errors.Is(err, errNoService) {
		return state, err
	}
	return state, b.asked(ctx, err)
}

// shareOf returns a context that ends after a share of the time that is left.
func shareOf(ctx context.Context, share float64) (context.Context, context.CancelFunc) {
	until, ok := ctx.Deadline()
	if !ok {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, time.Duration(float64(time.Until(until))*share))
}

func (b secretBus) look(ctx context.Context) (State, error) {
	conn, err := b.connect(ctx)
	if err != nil {
		return stateOfBus(err), err
	}
	defer conn.Close()
	if err := offered(ctx, conn); err != nil {
		return stateOfBus(err), err
	}
	collection, err := defaultKeyring(ctx, conn)
	if err != nil {
		return stateOfBus(err), err
	}
	return unlock(ctx, conn, collection)
}

func stateOfBus(err error) State {
	if errors.Is(err, errNoBus) || errors.Is(err, errNoService) || errors.Is(err, errNoKeyring) {
		return Absent
	}
	return Failing
}

// connect opens a new connection. It closes when ctx ends.
func (b secretBus) connect(ctx context.Context) (*dbus.Conn, error) {
	if b.address == "" {
		return nil, errNoBus
	}
	conn, err := dbus.Connect(b.address, dbus.WithContext(ctx))
	if dial, ok := errors.AsType[*net.OpError](err); ok && dial.Op == "dial" {
		return nil, errors.Join(errNoBus, err)
	}
	return conn, err
}

// offered returns nil if a secret service runs on the bus or can be started
// there.
func offered(ctx context.Context, conn *dbus.Conn) error {
	var owned bool
	if err := conn.BusObject().CallWithContext(ctx, busInterface+".NameHasOwner", 0, secretService).Store(&owned); err != nil || owned {
		return err
	}
	var names []string
	if err := conn.BusObject().CallWithContext(ctx, busInterface+".ListActivatableNames", 0).Store(&names); err != nil {
		return err
	}
	if !slices.Contains(names, secretService) {
		return errNoService
	}
	return nil
}

// defaultKeyring finds the keyring that go-keyring uses. This is "login", or
// else the default keyring.
func defaultKeyring(ctx context.Context, conn *dbus.Conn) (dbus.ObjectPath, error) {
	service := conn.Object(secretService, secretPath)
	var collections []dbus.ObjectPath
	if err := service.CallWithContext(ctx, propertiesGet, 0, secretInterface, "Collections").Store(&collections); err != nil {
		return "", err
	}
	if slices.Contains(collections, loginKeyring) {
		return loginKeyring, nil
	}
	var path dbus.ObjectPath
	if err := service.CallWithContext(ctx, secretInterface+".ReadAlias", 0, "default").Store(&path); err != nil {
		return "", err
	}
	if path == noObject {
		return "", errNoKeyring
	}
	return path, nil
}

// unlock unlocks a keyring that needs no prompt, such as one without a
// password. It dismisses a prompt before it appears.
func unlock(ctx context.Context, conn *dbus.Conn, collection dbus.ObjectPath) (State, error) {
	var unlocked []dbus.ObjectPath
	var prompt dbus.ObjectPath
	err := conn.Object(secretService, secretPath).
		CallWithContext(ctx, secretInterface+".Unlock", 0, []dbus.ObjectPath{collection}).Store(&unlocked, &prompt)
	switch {
	case err != nil:
		return Failing, err
	case prompt != noObject:
		return Locked, conn.Object(secretService, prompt).CallWithContext(ctx, promptInterface+".Dismiss", 0).Err
	case !slices.Contains(unlocked, collection):
		return Failing, errors.New("neither unlocked nor a prompt")
	}
	return Ready, nil
}

// exclude waits until this connection owns a name on the bus. Only one
// connection can own it. The bus frees the name when the process of the owner
// ends.
func (b secretBus) exclude(ctx context.Context, service string) (func(), error) {
	conn, err := b.connect(ctx)
	if err != nil {
		return nil, err
	}
	release := func() { _ = conn.Close() }
	sum := sha256.Sum256([]byte(service))
	name := exclusionPrefix + hex.EncodeToString(sum[:8])
	signals := make(chan *dbus.Signal, exclusionSignals)
	conn.Signal(signals)
	reply, err := conn.RequestName(name, 0)
	if err == nil && reply != dbus.RequestNameReplyPrimaryOwner {
		err = awaitName(ctx, signals, name)
	}
	if err != nil {
		release()
		return nil, err
	}
	return release, nil
}

func awaitName(ctx context.Context, signals <-chan *dbus.Signal, name string) error {
	for {
		select {
		case s, ok := <-signals:
			if !ok {
				return dbus.ErrClosed
			}
			if s.Name == nameAcquired && len(s.Body) == 1 && s.Body[0] == name {
				return nil
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
